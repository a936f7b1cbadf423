import { cut, plain } from '../../bot/draw/blocks.ts';
import type { FormReader } from '../../bot/draw/form/field.ts';
import { timeFor } from '../../bot/text/times.ts';
import { HUNDREDTHS } from './rules/nominee.ts';

const NAME = 60;
const WORDS = 600;

/** A name in a line of mrkdwn. */
export const named = (words: string): string => plain(cut(words, NAME));
/** What people wrote, quoted in a page. */
export const quoted = (words: string): string => plain(cut(words, WORDS));
export const timeOf = ({ now, tz, locale }: FormReader, at: Date): string => timeFor(at, now, tz, locale);
/** Hundredths as people read them: `93.33`, `20`. */
export const pointsOf = (hundredths: number): string => String(hundredths / HUNDREDTHS);

/** What people write who mean honours and do not name them. */
export const PHRASES: readonly string[] = [
  '首席员工',
  '行业技师',
  '班组头雁',
  '青投蓝领',
  '评优',
  '先进',
  '公示',
  'honour',
  'honor',
  'award',
  'nominate',
];
