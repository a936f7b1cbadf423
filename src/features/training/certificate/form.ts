import type { SubmitRequest } from '../../../bot/request.ts';
import type { Locale } from '../../../lib/language.ts';
import { numberIn, textIn } from '../form/input.ts';
import { certificateFaults, type Terms, type TermsFault } from '../rules/terms.ts';
import { certificateMessages } from './messages.ts';

const INPUT_OF: Record<TermsFault, string> = { months: 'months', monthsAlone: 'months', skillAlone: 'skill' };

/** What the form of the terms says about the certificate, or what is wrong with it, at its input. */
export function certificateIn(
  inputs: SubmitRequest['inputs'],
  locale: Locale,
): Pick<Terms, 'certificate'> | { errors: Record<string, string> } {
  const isGiven = textIn(inputs, 'certificate') === 'yes';
  const [months, skill] = [numberIn(inputs, 'months'), textIn(inputs, 'skill').trim()];
  const faults = certificateFaults({ isGiven, months, skill });
  const say = certificateMessages[locale].form.faults;
  if (faults.length > 0) return { errors: Object.fromEntries(faults.map((one) => [INPUT_OF[one], say[one]])) };
  if (!isGiven) return {};
  return { certificate: { ...(months === undefined ? {} : { months }), ...(skill === '' ? {} : { skill }) } };
}
