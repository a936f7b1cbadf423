import type { NoticeRenderer } from '../../../bot/feature.ts';
import { importedMessage, notImportedMessage } from './import-views.ts';
import { bankById } from './service/banks.ts';

/** The end of an import whose process had died, for the officer who confirmed it. */
export const importedNotice: NoticeRenderer = async ({ ctx, recipient, params }) => {
  if (recipient === undefined) return { drop: 'over' };
  if (params.outcome === 'failed') return notImportedMessage(recipient.locale);
  const bank = await bankById(ctx, params.bank ?? '');
  const [added, known, bad] = [Number(params.added), Number(params.known), Number(params.bad)];
  return importedMessage(recipient.locale, { bank, added, known }, { file: params.source ?? '', bad });
};
