import type { KnownBlock } from '@slack/types';
import type { Message, ModalView } from '../../../bot/draw/block-kit.ts';
import {
  actions,
  button,
  context,
  cut,
  escapeMrkdwn,
  header,
  modal,
  plain,
  section,
} from '../../../bot/draw/blocks.ts';
import { message } from '../../../bot/draw/message.ts';
import { pager } from '../../../bot/draw/pager.ts';
import { timeFor } from '../../../bot/text/times.ts';
import { troubleLine } from '../../../delivery/trouble-words.ts';
import type { Locale } from '../../../lib/language.ts';
import { pageIn } from '../../../lib/pages.ts';
import type { AudiencePart, AudienceSpec } from '../../../members/audience/spec.ts';
import { audiencePartText } from '../../../members/audience/text.ts';
import type { Schedule } from '../model.ts';
import { endRef, pauseRef, resumeRef } from '../refs.ts';
import { type ScheduleTexts, scheduleMessages } from './messages.ts';
import type { ScheduleLine } from './service/schedules.ts';

const SCHEDULES_ON_PAGE = 8;

/** Who reads, and when. */
export interface Reading {
  locale: Locale;
  tz: string;
  now: Date;
}

/** The schedules with their state, what comes next and what can be done. @param note what has just been done. */
export function schedulesMessage(reading: Reading, lines: readonly ScheduleLine[], page = 1, note?: string): Message {
  const say = scheduleMessages[reading.locale];
  const paged = pageIn(lines, { page, size: SCHEDULES_ON_PAGE });
  const noted = note === undefined ? [] : [escapeMrkdwn(note)];
  return message([
    header(say.schedules),
    ...noted.map((text) => section(text)),
    ...(lines.length === 0 ? [section(say.none)] : []),
    actions(button({ action: 'quiz.schedule', label: say.create, style: 'primary' })),
    ...paged.rows.flatMap((line) => [
      section(scheduleText(reading, line)),
      actions(...scheduleButtons(say, line.schedule, paged.page)),
    ]),
    ...pager(reading.locale, 'quiz.schedules', paged),
  ]);
}

/** After saving: whom it reaches, when it starts, and the way back. */
export function savedModal(reading: Reading, line: ScheduleLine, isChange: boolean): ModalView {
  const say = scheduleMessages[reading.locale];
  const { _id: id, state, name } = line.schedule;
  return modal({
    callback: 'quiz.saved',
    title: say.schedules,
    close: say.close,
    blocks: [
      section(say.saved(plain(name))),
      section(scheduleText(reading, line)),
      ...(isChange ? [context(say.effect)] : []),
      actions(
        ...(state === 'active'
          ? [button({ ...pauseRef.button({ id, page: 1 }), label: say.pause })]
          : [button({ ...resumeRef.button({ id, page: 1 }), label: say.resume, style: 'primary' })]),
        button({ action: 'quiz.changeSchedule', label: say.change, value: id }),
        button({ action: 'quiz.schedules:list', label: say.list }),
      ),
    ],
  });
}

/** Without a bank nothing can be scheduled. */
export function noBanksModal(locale: Locale): ModalView {
  const say = scheduleMessages[locale];
  return modal({
    callback: 'quiz.noBanks',
    title: say.createTitle,
    close: say.close,
    blocks: [section(say.noBanks), actions(button({ action: 'quiz.import', label: say.importBank, style: 'primary' }))],
  });
}

/** An audience in words, not escaped. */
export function audienceText(say: ScheduleTexts, { include }: AudienceSpec): string {
  return include.map((part) => partText(say, part)).join(say.comma);
}

/** The parts that a schedule’s form offers in its own words, any other in those of everybody. */
function partText(say: ScheduleTexts, part: AudiencePart): string {
  switch (part.kind) {
    case 'everyone':
      return say.company;
    case 'branch':
      return say.branch(part.branch);
    case 'team':
      return say.team(part.branch, part.team);
    case 'post':
      return say.post(part.post);
    default:
      return audiencePartText(say.locale, part, new Map());
  }
}

/** The days of a schedule in words. */
export function cadenceText(say: ScheduleTexts, cadence: Schedule['cadence']): string {
  return cadence.kind === 'daily' ? say.daily : say.weekly(say.weekdays[cadence.weekday - 1] ?? '');
}

function scheduleText(reading: Reading, line: ScheduleLine): string {
  const say = scheduleMessages[reading.locale];
  const { schedule, bankName, questions } = line;
  const bank = plain(bankName ?? '');
  const lock =
    schedule.lock === 'end-of-day' || schedule.lock === 'end-of-shift'
      ? say.locks[schedule.lock]
      : say.lockAt(schedule.lock);
  const where = schedule.mode === 'channel' && schedule.channel ? `<#${schedule.channel}>` : undefined;
  const lines = [
    `*${plain(schedule.name)}*  ${say.states[schedule.state]}`,
    [plain(audienceText(say, schedule.audience)), say.reach(line.reach), where].filter(Boolean).join(say.sep),
    [cadenceText(say, schedule.cadence), schedule.time, say.counted(schedule.count), lock].join(say.sep),
    bankName === undefined ? say.bankGone : questions === 0 ? say.noQuestions(bank) : say.fromBank(bank, questions),
    ...(schedule.topics.length > 0 ? [say.topicsAre(plain(schedule.topics.join(say.comma)))] : []),
    ...troubleLines(reading.locale, line),
    ...(schedule.state === 'active' ? [comes(reading, line)] : []),
  ];
  return lines.join('\n');
}

/** What was wrong with its channel at the last send, and what to do; none when that arrived. */
function troubleLines(locale: Locale, { trouble }: ScheduleLine): string[] {
  return trouble === undefined ? [] : [troubleLine(trouble, locale)];
}

function comes({ locale, tz, now }: Reading, { schedule, next }: ScheduleLine): string {
  const say = scheduleMessages[locale];
  if (schedule.state !== 'active') return say.states[schedule.state];
  if (next === undefined) return say.noNext;
  const time = (at: Date) => timeFor(at, now, tz, locale);
  const { at, others } = next;
  if (others === undefined) return say.nextRun(time(at));
  const [first, last] = [time(others.first), time(others.last)];
  return `${say.nextRun(time(at))}${first === last ? say.othersAt(first) : say.othersBetween(first, last)}`;
}

function scheduleButtons(say: ScheduleTexts, { _id: id, state, name }: Schedule, page: number) {
  const at = { id, page };
  return [
    button({ action: `quiz.changeSchedule:${id}`, label: say.change, value: id }),
    state === 'paused'
      ? button({ ...resumeRef.button(at, id), label: say.resume })
      : button({ ...pauseRef.button(at, id), label: say.pause }),
    button({
      ...endRef.button(at, id),
      label: say.end,
      style: 'danger',
      confirm: {
        title: say.endTitle,
        text: say.endText(plain(cut(name, 20))),
        yes: say.end,
        no: say.cancel,
      },
    }),
  ] satisfies Extract<KnownBlock, { type: 'actions' }>['elements'];
}
