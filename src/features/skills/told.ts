import { cut, plain } from '../../bot/draw/blocks.ts';
import type { FormReader } from '../../bot/draw/form/field.ts';
import { rangeFor, timeFor } from '../../bot/text/times.ts';
import type { Told } from '../../gatherings/views.ts';
import { HUNDREDTHS } from './rules/criteria.ts';

const NAME = 60;
const REASON = 300;

/** A name in a line of mrkdwn. */
export const named = (words: string): string => plain(cut(words, NAME));
export const reasoned = (words: string): string => plain(cut(words, REASON));
export const timeOf = ({ now, tz, locale }: FormReader, at: Date): string => timeFor(at, now, tz, locale);
export const whenOf = ({ now, tz, locale }: FormReader, one: { startsAt: Date; endsAt: Date }): string =>
  rangeFor(one, now, tz, locale);

/** Hundredths as people read them: `93.33`, `20`. */
export const pointsOf = (hundredths: number): string => String(hundredths / HUNDREDTHS);

/** What is said of a heat in any notice. */
export const toldOf = (
  reader: FormReader,
  heat: { _id: string; startsAt: Date; endsAt: Date; where: string },
  topic: string,
): Told => ({
  id: heat._id,
  topic: named(topic),
  when: whenOf(reader, heat),
  start: timeOf(reader, heat.startsAt),
  place: named(heat.where),
});
