import type { Feature, NoticeRenderer } from '../../../bot/feature.ts';
import type { Bilingual } from '../../../lib/language.ts';
import { skillsOf } from './service/certificates.ts';
import { trainingCertificates } from './service/certified.ts';
import { certificateMessage, refreshMessage, skillLines } from './views.ts';

export const certificateDropReasons: Record<string, Bilingual> = {
  annulled: { zh: '证书已作废', en: 'the certificate was annulled' },
  changed: { zh: '证书又有变动，以后一条为准', en: 'the certificate changed again, as a later notice says' },
  renewed: { zh: '已经复训', en: 'renewed already' },
};

/** It was issued, annulled, or given back: whatever holds when it is drawn. */
const certificate: NoticeRenderer = async ({ ctx, recipient, params, isSent }) => {
  const found = await trainingCertificates.find(ctx, params.number ?? '');
  if (found === undefined || recipient === undefined) return { drop: 'annulled' };
  if (!isSent && String(found.change) !== params.change) return { drop: 'changed' };
  return certificateMessage(recipient.locale, found, {
    link: trainingCertificates.verifyLink(ctx, found.number),
    command: `${ctx.config.COMMAND} verify`,
  });
};

const refresh: NoticeRenderer = async ({ ctx, recipient, params, isSent }) => {
  const found = await trainingCertificates.find(ctx, params.number ?? '');
  if (found?.until === undefined || recipient === undefined) return { drop: 'annulled' };
  if (!isSent) {
    if (found.validity === 'annulled') return { drop: 'annulled' };
    if (await trainingCertificates.isRenewed(ctx, found)) return { drop: 'renewed' };
  }
  return refreshMessage(recipient.locale, found, found.until);
};

export const certificateNotices: Record<string, NoticeRenderer> = { certificate, refresh };

/** What a member's record says of training. */
export const skillRecord: NonNullable<Feature['record']> = async ({ ctx, user, locale }) =>
  skillLines(locale, await skillsOf(ctx, user));
