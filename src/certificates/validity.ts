import { dayjs } from '../lib/dayjs.ts';

export type Validity = 'valid' | 'expired' | 'annulled';

const DAY = 'YYYY-MM-DD';
const SHORT_MONTHS = 3;
const SHORT_NOTICE_DAYS = 7;

/** How a certificate stands on a day; days are 'YYYY-MM-DD'. */
export function validityOf(certificate: { annulledAt?: Date; until?: string }, today: string): Validity {
  if (certificate.annulledAt !== undefined) return 'annulled';
  return certificate.until !== undefined && certificate.until < today ? 'expired' : 'valid';
}

/** The last day on which it holds; a month without that day ends it on its last one. */
export function untilOf(issuedOn: string, months: number): string {
  return dayjs.utc(issuedOn).add(months, 'month').format(DAY);
}

/** When its refresher is reminded of: a month before the end, a week where the whole is short. */
export function remindOnOf(until: string, months: number): string {
  const end = dayjs.utc(until);
  return (months < SHORT_MONTHS ? end.subtract(SHORT_NOTICE_DAYS, 'day') : end.subtract(1, 'month')).format(DAY);
}
