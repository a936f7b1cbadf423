import { dayjs } from '../../../lib/dayjs.ts';

/** A day so many months later; a month without that day ends it on its last one. @param day 'YYYY-MM-DD' */
export const addMonths = (day: string, months: number): string =>
  dayjs.utc(day).add(months, 'month').format('YYYY-MM-DD');
