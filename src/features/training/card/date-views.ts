import type { Button } from '@slack/types';
import { button, cut, plain } from '../../../bot/draw/blocks.ts';
import { datesMessages } from '../messages/dates-messages.ts';
import { dateOf, type Reader } from '../messages/reader.ts';
import { messages } from '../messages/worker-messages.ts';
import { missingButtons, missingLine } from '../prerequisites/views.ts';
import type { Shown } from './service/present.ts';

const SHIFT = 40;
const SHIFTS = 8;

/** What a date is among others: which of them count, or which it makes up for. */
export function neededWords(reader: Reader, { count, ofCourse }: Shown): string[] {
  const dates = datesMessages[reader.locale];
  const needed = count > 1 ? dates.needed[ofCourse.needed] : '';
  const [first, ...others] = ofCourse.makesUp.map((one) => dateOf(reader, one.startsAt));
  return [
    ...(needed === '' ? [] : [needed]),
    ...shiftWords(reader, ofCourse.shift),
    ...(first === undefined ? [] : [dates.makesUp(first, others.length)]),
  ];
}

/** For which shift a date is. */
export function shiftWords({ locale }: Pick<Reader, 'locale'>, shift: string | undefined): string[] {
  if (shift === undefined) return [];
  const dates = datesMessages[locale];
  return [shift === '' ? dates.noShift : dates.shift(plain(cut(shift, SHIFT)))];
}

/** To an officer: for whom there is no date yet. */
export function uncoveredLine(reader: Pick<Reader, 'locale'>, shifts: readonly string[]): string {
  const shown = shifts.slice(0, SHIFTS).flatMap((one) => shiftWords(reader, one));
  return datesMessages[reader.locale].uncovered(shown.join(reader.locale === 'zh' ? '、' : ', '), shifts.length);
}

/** Where the reader stands with the course: another date of which one is enough, or what they lack before they can sign up. */
export function courseLine(reader: Reader, shown: Shown): string | undefined {
  const { ofCourse } = shown;
  const dates = datesMessages[reader.locale];
  if (ofCourse.attended !== undefined) return dates.attended(dateOf(reader, ofCourse.attended.startsAt));
  if (ofCourse.elsewhere !== undefined) return dates.elsewhere(dateOf(reader, ofCourse.elsewhere.startsAt));
  return missingLine(reader, shown);
}

/** Who waits for a date keeps the seat on another one meanwhile. */
export function keptLine(reader: Reader, { ofCourse }: Shown): string | undefined {
  const { elsewhere } = ofCourse;
  return elsewhere && datesMessages[reader.locale].keptMeanwhile(dateOf(reader, elsewhere.startsAt));
}

/** What taking an offered seat does to the seat on another date. */
export function offerMoves(reader: Reader, { ofCourse }: Shown): string | undefined {
  const { elsewhere } = ofCourse;
  return elsewhere && datesMessages[reader.locale].offerMoves(dateOf(reader, elsewhere.startsAt));
}

/** What who has no seat may do: sign up for this date, move to it, wait for it; or look at all of them, where all are needed. */
export function signUpButtons({ locale }: Pick<Reader, 'locale'>, shown: Shown): Button[] {
  const say = messages[locale];
  const dates = datesMessages[locale];
  const { id, course, count, free, ofCourse, isTrainer } = shown;
  if (isTrainer || ofCourse.attended !== undefined) return [];
  if (ofCourse.missing.length > 0) return missingButtons({ locale }, shown);
  const isWhole = ofCourse.needed === 'all' && count > 1;
  const [action, value] = isWhole ? ['training.dates:join', course] : ['training.join', id];
  const here = ofCourse.elsewhere === undefined ? say.signUp : dates.moveHere;
  const label = isWhole ? dates.signUpAll : free > 0 ? here : say.queue;
  return [button({ action, label, value, style: 'primary' })];
}

/** Asked before anything is done: the seat on another date would be given back. */
export function moveQuestion(reader: Reader, { free }: Shown, held: Shown): string {
  const dates = datesMessages[reader.locale];
  const when = dateOf(reader, held.startsAt);
  return free > 0 ? dates.moveAsk(when) : dates.moveAskFull(when);
}

export function questionButtons(
  { locale }: Pick<Reader, 'locale'>,
  { id: value, free }: Shown,
  isMove: boolean,
): Button[] {
  const say = messages[locale];
  const dates = datesMessages[locale];
  const [yes, no] = isMove ? [free > 0 ? dates.moveHere : say.queue, dates.keep] : [say.anyway, say.back];
  return [
    button({ action: 'training.join:yes', label: yes, value }),
    button({ action: isMove ? 'training.stay:kept' : 'training.stay', label: no, value }),
  ];
}
