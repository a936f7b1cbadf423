import type { NoticeRenderer } from '../../../bot/feature.ts';
import { importedOf } from './service/import.ts';
import { importedMessage, notImportedMessage } from './views.ts';

/** The end of an import, for the officer who began it. */
export const importedNotice: NoticeRenderer = async ({ ctx, recipient, params }) => {
  if (recipient === undefined) return { drop: 'over' };
  if (params.outcome === 'failed') return notImportedMessage(recipient.locale);
  // A notice that was planned by the release before this one calls it the file.
  const file = params.source ?? params.file ?? '';
  const bad = Number(params.bad ?? 0);
  return importedMessage(recipient.locale, { ...(await importedOf(ctx, recipient, file)), file, bad });
};
