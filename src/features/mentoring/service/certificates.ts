import { certified } from '../../../certificates/certified.ts';
import { certificates, type GraduateCertificate } from '../model.ts';
import { WORDS } from '../words.ts';

/** The certificates of apprentices who have graduated. */
export const graduateCertificates = certified<GraduateCertificate>({
  feature: 'mentoring',
  register: certificates,
  what: { zh: '师徒出师', en: 'Apprenticeship' },
  wording: {
    title: { zh: '出师证书', en: 'Certificate of Graduation' },
    body: {
      zh: '{days}在“青蓝工程”中{what}，\n共学习{hours}，考核合格，准予出师，特发此证。',
      en: 'has graduated as an apprentice: {what},\n{days} ({hours} together).',
    },
  },
  verb: 'verify',
  refused: { notYours: WORDS.noCertificate, annulled: WORDS.annulled },
});
