import { choice } from '../../../bot/draw/form/chosen.ts';
import { number, text } from '../../../bot/draw/form/kinds.ts';
import type { Locale } from '../../../lib/language.ts';
import { certificateFaults, SKILL_LENGTH, type Terms, type TermsFault } from '../rules/terms.ts';
import { certificateMessages } from './messages.ts';

const said = (key: 'certificate' | 'months' | 'monthsHint' | 'skill' | 'skillHint') => (locale: Locale) =>
  certificateMessages[locale].form[key];

/** Whether completing the course gives a certificate, for how long, and with which skill; in the form of its terms. */
export const certificateFields = {
  certificate: choice({
    label: said('certificate'),
    of: ['no', 'yes'] as const,
    words: (locale, one) => certificateMessages[locale].form.certificateChoices[one],
    look: 'radio',
    initial: 'no',
  }),
  months: number({ label: said('months'), hint: said('monthsHint'), more: true }),
  skill: text({ label: said('skill'), hint: said('skillHint'), max: SKILL_LENGTH, more: true }),
};

interface CertificateValues {
  certificate: 'no' | 'yes';
  months: number | undefined;
  skill: string;
}

export const certificateValues = ({ certificate }: Terms): CertificateValues => ({
  certificate: certificate === undefined ? 'no' : 'yes',
  months: certificate?.months,
  skill: certificate?.skill ?? '',
});

const FIELD_OF: Record<TermsFault, string> = { months: 'months', monthsAlone: 'months', skillAlone: 'skill' };

/** What the form says, or what is wrong with it, at its field. */
export function certificateFrom(
  { certificate, months, skill }: CertificateValues,
  locale: Locale,
): Pick<Terms, 'certificate'> | { errors: Record<string, string> } {
  const isGiven = certificate === 'yes';
  const faults = certificateFaults({ isGiven, months, skill });
  const say = certificateMessages[locale].form.faults;
  if (faults.length > 0) return { errors: Object.fromEntries(faults.map((one) => [FIELD_OF[one], say[one]])) };
  if (!isGiven) return {};
  return { certificate: { ...(months === undefined ? {} : { months }), ...(skill === '' ? {} : { skill }) } };
}
