import type { Today, Waiting } from '../../../bot/routing/contributions.ts';
import { closesAt } from '../../../gatherings/rules/marks.ts';
import { dayOf } from '../../../lib/zone.ts';
import type { Shown } from '../card/service/present.ts';
import { officerMessages } from '../messages/officer-messages.ts';
import { type Reader, rangeOf, topicOf } from '../messages/reader.ts';
import { messages } from '../messages/worker-messages.ts';
import { quizAtHome } from '../quiz/views.ts';
import { studyAtHome } from '../study/views.ts';
import { isRollOpen, type Mine, yearLines } from './list-views.ts';

/** What waits for a person in training, each with the button that does it. */
export function mineRows(reader: Reader, { own, taught, studies, quizzes }: Mine): Waiting[] {
  const say = messages[reader.locale];
  const office = officerMessages[reader.locale];
  const rowOf = (one: Shown, line: string, verb: string, label: string, until?: Date): Waiting => ({
    what: `*${topicOf(one)}*\n${line}`,
    until,
    button: { action: `training.${verb}`, label, value: one.id },
  });
  return [
    // Whoever came by the picture on the trainer's screen checks in here.
    ...own
      .filter((one) => one.isCodeTime)
      .map((one) => ({
        ...rowOf(one, `${rangeOf(reader, one)}\n${say.howToCheckIn}`, 'code', say.checkIn),
        isNow: true,
      })),
    ...taught.filter(isRollOpen).map((one) => rowOf(one, rangeOf(reader, one), 'roll', office.callRoll, closesAt(one))),
    ...own
      .filter((one) => one.own?.state === 'offered')
      .map((one) => rowOf(one, `${rangeOf(reader, one)} · ${say.states.offered}`, 'open', say.open, one.own?.until)),
    ...own
      .filter((one) => one.own?.state === 'held' && one.own.must === true && one.own.seenAt === undefined)
      .map((one) => rowOf(one, `${rangeOf(reader, one)} · ${say.states.must}`, 'open', say.open, one.startsAt)),
    ...quizAtHome(reader, quizzes),
    ...studyAtHome(reader, studies),
  ];
}

/** What the person comes to or teaches on this day of theirs. */
export function mineToday(reader: Reader, { own, taught }: Mine): Today[] {
  const today = dayOf(reader.now, reader.tz);
  const seen = new Set<string>();
  return [...own, ...taught].flatMap((one): Today[] => {
    const isOn = dayOf(one.startsAt, reader.tz) === today && one.endsAt > reader.now && one.own?.state !== 'waiting';
    if (!isOn || seen.has(one.id)) return [];
    seen.add(one.id);
    return [{ at: one.startsAt, what: topicOf(one) }];
  });
}

/** The row of training on Home. */
export function minesLine(reader: Reader, { own, open, minutes, studied }: Mine): string {
  const say = messages[reader.locale];
  const [next] = own;
  const facts = [...(open.length > 0 ? [say.openCount(open.length)] : []), ...yearLines(reader, minutes, studied)];
  const first = next === undefined ? say.mineNone : say.next(topicOf(next), rangeOf(reader, next));
  return [first, ...(facts.length === 0 ? [] : [facts.join(' · ')])].join('\n');
}
