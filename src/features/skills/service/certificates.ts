import { certified } from '../../../certificates/certified.ts';
import { certificates, type SkillCertificate } from '../model.ts';
import { WORDS } from '../words.ts';

/** The certificates of the first places. */
export const skillCertificates = certified<SkillCertificate>({
  feature: 'skills',
  register: certificates,
  what: { zh: '技能比武', en: 'Skill contest' },
  wording: {
    title: { zh: '技能比武证书', en: 'Skill Contest Certificate' },
    body: {
      zh: '{days}参加“{what}”，\n成绩优秀，特发此证。',
      en: 'has distinguished themselves in "{what}",\nheld {days}.',
    },
  },
  verb: 'verify',
  refused: { notYours: WORDS.noCertificate, annulled: WORDS.annulled },
});
