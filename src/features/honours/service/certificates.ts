import { certified } from '../../../certificates/certified.ts';
import { certificates, type HonourCertificate } from '../model.ts';
import { WORDS } from '../words.ts';

/** The certificates of titles. */
export const honourCertificates = certified<HonourCertificate>({
  feature: 'honours',
  register: certificates,
  what: { zh: '荣誉', en: 'Honour' },
  wording: {
    title: { zh: '荣誉证书', en: 'Certificate of Honour' },
    body: { zh: '经评选，{days}授予“{what}”称号，\n特发此证。', en: 'has been awarded the title "{what}",\n{days}.' },
  },
  verb: 'verify',
  refused: { notYours: WORDS.noCertificate, annulled: WORDS.annulled },
});
