import type { NoticeRenderer } from '../../bot/feature.ts';
import { importedMessage } from './plan-file-views.ts';
import { importedOf } from './service/plan-file.ts';

/** The end of an import, for the officer who began it. */
export const importedNotice: NoticeRenderer = async ({ ctx, recipient, params }) =>
  recipient === undefined
    ? { drop: 'over' }
    : importedMessage(recipient.locale, await importedOf(ctx, recipient, params.file ?? ''));
