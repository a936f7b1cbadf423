import type { NoticeRenderer } from '../../../bot/feature.ts';
import { importedMessage, notImportedMessage } from './views.ts';

/** The end of an import whose process had died, for the administrator who confirmed it. */
export const importedNotice: NoticeRenderer = async ({ recipient, params }) => {
  if (recipient === undefined) return { drop: 'over' };
  if (params.outcome === 'failed') return notImportedMessage(recipient.locale);
  const [rows, matched, bad] = [Number(params.rows), Number(params.matched), Number(params.bad)];
  return importedMessage(recipient.locale, { rows, matched, bad, file: params.file ?? '' });
};
