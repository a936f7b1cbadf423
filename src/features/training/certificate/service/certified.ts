import { certified } from '../../../../certificates/certified.ts';
import { WORDS } from '../../messages/words.ts';
import { type Certificate, certificates } from '../model.ts';

/** The certificates of courses. */
export const trainingCertificates = certified<Certificate>({
  feature: 'training',
  register: certificates,
  what: { zh: '培训', en: 'Training' },
  verb: 'verify',
  refused: { notYours: WORDS.noCertificate, annulled: WORDS.annulled },
});
