import type { Button } from '@slack/types';
import { z } from 'zod';
import { button, cut, plain } from '../../../bot/draw/blocks.ts';
import { ref } from '../../../bot/draw/ref.ts';
import type { Locale } from '../../../lib/language.ts';
import { type Reader, rangeOf, timeOf } from '../messages/reader.ts';
import { prerequisitesMessages } from './messages.ts';
import type { NamedMissing } from './rules.ts';
import type { Doubt } from './service/doubts.ts';
import { missingSentence } from './words.ts';

const TOPIC = 60;
const NAME = 30;
const SHOWN = 10;
const DATES = 3;

/** A date whose reader lacks something. */
interface Lacking {
  ofCourse: { missing: readonly NamedMissing[] };
}

/** What the reader lacks before they can sign up, in plain sentences; nothing when all is there. */
export function missingLine({ locale }: { locale: Locale }, { ofCourse }: Lacking): string | undefined {
  if (ofCourse.missing.length === 0) return undefined;
  return ofCourse.missing.map((one) => missingSentence(one)[locale]).join('\n');
}

/** To the course that comes first, for a date for which it is asked. */
export const beforeRef = ref('training.before', z.object({ first: z.string(), id: z.string() }), {
  before: ['first', 'id'],
});

/** The way to the first course that is missing. */
export function missingButtons({ locale }: { locale: Locale }, { id, ofCourse }: Lacking & { id: string }): Button[] {
  const first = ofCourse.missing.find((one) => one.what === 'course');
  if (first === undefined) return [];
  const label = prerequisitesMessages[locale].look(cut(first.topic[locale], TOPIC));
  return [button({ ...beforeRef.button({ first: first.course, id }), label })];
}

/** To an officer, before people are put on a list: what speaks against it. */
export function doubtsNote(reader: Reader, doubts: readonly Doubt[]): string {
  const say = prerequisitesMessages[reader.locale];
  const lacks = (missing: NamedMissing) =>
    missing.what === 'course'
      ? say.lacksCourse(plain(cut(missing.topic[reader.locale], TOPIC)))
      : say.lacksPoints(missing.needed, missing.has);
  const dutyWords = (dates: Doubt['onDuty']) => {
    const named = dates.slice(0, DATES).map((one) => timeOf(reader, one.startsAt));
    return say.onDuty(named, dates.length - named.length);
  };
  const lines = doubts
    .slice(0, SHOWN)
    .map(({ user, name, missing, clashes, onDuty }) =>
      say.doubt(plain(cut(name, NAME)), [
        ...missing.map(lacks),
        ...clashes.map((one) =>
          (one.trainer === user ? say.teaches : say.isElsewhere)(plain(cut(one.topic, TOPIC)), rangeOf(reader, one)),
        ),
        ...(onDuty.length === 0 ? [] : [dutyWords(onDuty)]),
      ]),
    );
  const more = doubts.length - lines.length;
  return [say.ask, ...lines, ...(more > 0 ? [say.more(more)] : []), say.askWhat].join('\n');
}
