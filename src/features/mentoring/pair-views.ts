import type { Button } from '@slack/types';
import type { AnyBlock, Message } from '../../bot/draw/block-kit.ts';
import { actions, button, context, cut, plain, section } from '../../bot/draw/blocks.ts';
import type { FormReader } from '../../bot/draw/form/field.ts';
import { message } from '../../bot/draw/message.ts';
import { quoteOf } from '../../bot/draw/quoted.ts';
import { dayFor } from '../../bot/text/times.ts';
import type { Locale } from '../../lib/language.ts';
import { dayOf } from '../../lib/zone.ts';
import { messages } from './messages.ts';
import {
  agreeRef,
  checkInRef,
  confirmRef,
  contractRef,
  declineRef,
  endRef,
  evaluateRef,
  examinerRef,
  examRef,
  extendRef,
  goOnRef,
  metRef,
  printRef,
  sheetRef,
  tasksRef,
} from './refs.ts';
import { minutesWith } from './rules/credit.ts';
import { missingEvaluations, passes } from './rules/exam.ts';
import { addMonths } from './rules/months.ts';
import { areTasksDone, confirmerOf, haveBothAgreed, openMonth, shownCheckIns, sidesOf } from './rules/pair.ts';
import { GOING, type Pair, type Sheet } from './rules/records.ts';
import type { ShownPair } from './service/shown.ts';

const NAME = 40;
const LINE = 200;
const MONTHS = 3;

/** A person's name in a line of mrkdwn. */
export const nameIn = ({ names }: Pick<ShownPair, 'names'>, user: string): string =>
  plain(cut(names.get(user) ?? user, NAME));
const namesIn = (locale: Locale, shown: ShownPair, users: readonly string[]): string =>
  users.map((user) => nameIn(shown, user)).join(messages[locale].and);

/** Who learns from whom. */
export function learnsLine(locale: Locale, shown: ShownPair): string {
  const { apprentice, mentors, past } = shown.pair;
  const say = messages[locale];
  return say.learns(nameIn(shown, apprentice), namesIn(locale, shown, mentors.length === 0 ? past : mentors));
}

/** How far it is. */
export function stateLine({ locale, tz, now }: FormReader, shown: ShownPair): string {
  const say = messages[locale];
  const { pair } = shown;
  const { state, agreed, exam, ended, startsOn = '', endsOn = '', graduatedAt } = pair;
  if (state === 'ended') return say.endedWords[ended?.how ?? 'expired'];
  if (state === 'graduated')
    return say.state.graduated(graduatedAt === undefined ? '' : dayFor(dayOf(graduatedAt, tz), locale));
  if (state === 'proposed') {
    const open = sidesOf(pair).filter((user) => !agreed.some((one) => one.user === user));
    return open.length === 0 ? say.state.waitsBranch : say.state.waits(namesIn(locale, shown, open));
  }
  if (exam !== undefined)
    return exam.examiner === undefined ? say.state.examAsked : say.state.examNamed(nameIn(shown, exam.examiner));
  const today = dayOf(now, tz);
  const probation = addMonths(startsOn, pair.contract.probation);
  if (endsOn <= today) return say.state.late(dayFor(endsOn, locale));
  return say.state.active(dayFor(endsOn, locale), today < probation ? dayFor(probation, locale) : '');
}

const bullets = (lines: readonly string[]): string => lines.map((line) => `• ${line}`).join('\n');

/** What was agreed on. */
function contractBlocks(locale: Locale, { contract }: Pair): AnyBlock[] {
  const say = messages[locale];
  const { goals, topics, tasks, months, probation, share } = contract;
  const names = topics.map(({ name }) => plain(name)).join(say.and);
  return [
    section(`*${say.goals}*\n${plain(goals)}`),
    section(`*${say.tasksTitle}*\n${bullets(tasks.map(plain))}`),
    section(
      [
        `*${say.topics}*　${topics.length === 0 ? say.noTopics : `${names}，${say.share(share)}`}`,
        say.term(months, probation),
      ].join('\n'),
    ),
  ];
}

function sheetLines(locale: Locale, shown: ShownPair, sheet: Sheet): string {
  const say = messages[locale];
  const { tasks } = shown.pair.contract;
  const marks = sheet.marks.map((mark, nth) => `• ${plain(tasks[nth] ?? '')}：${say.level[mark] ?? mark}`);
  const head = `*${passes(sheet.marks) ? say.passed : say.notPassed}* · ${say.sheetOf(nameIn(shown, sheet.by))}`;
  return [head, ...marks, ...(sheet.words === '' ? [] : [`> ${quoteOf(sheet.words, LINE)}`])].join('\n');
}

/** What the two have said of a month, as far as the reader sees it. */
export function monthLines(locale: Locale, shown: ShownPair, month: number): string[] {
  const say = messages[locale];
  return shownCheckIns(shown.pair, shown.reader, month).map((one) => {
    const line = say.monthLine(nameIn(shown, one.by), say.going[one.going], say.enough[one.enough]);
    return one.words === '' ? line : `${line}\n> ${quoteOf(one.words, LINE)}`;
  });
}

/** How an examination came out, and what the two said of each other: for the two alone. */
export function resultBlocks(locale: Locale, shown: ShownPair): AnyBlock[] {
  const { exam, failed, state, shares = [] } = shown.pair;
  if (!shown.isSide) return [];
  const say = messages[locale];
  const isDecided = state === 'graduated' && exam !== undefined;
  const sheet = isDecided ? exam.sheet : state === 'active' ? failed.at(-1) : undefined;
  const said = (isDecided ? exam.evaluations : []).map(({ by, grade, words }) => {
    const line = say.evaluationOf(nameIn(shown, by), say.grade[grade]);
    return words === '' ? line : `${line}\n> ${quoteOf(words, LINE)}`;
  });
  const some = shares.filter(({ percent }) => percent > 0);
  return [
    ...(sheet === undefined ? [] : [section(sheetLines(locale, shown, sheet))]),
    ...(said.length === 0 ? [] : [section(said.join('\n'))]),
    ...(some.length < 2
      ? []
      : [context(say.shares(some.map(({ user, percent }) => say.shareOf(nameIn(shown, user), percent))))]),
  ];
}

/** What only the two see: tasks, hours, months, what is known, and in the end what was said of them. */
function sideBlocks({ locale }: FormReader, shown: ShownPair): AnyBlock[] {
  const { pair, recall } = shown;
  const say = messages[locale];
  const { contract, done, extended, ended } = pair;
  const waiting = pair.meetings.filter((one) => one.answer === undefined).length;
  const tasks = contract.tasks.map(
    (task, nth) => `${done.some((one) => one.task === nth) ? say.done : say.notDone} ${plain(task)}`,
  );
  const months = [...new Set(pair.checkIns.map(({ month }) => month))].slice(-MONTHS).flatMap((month) => {
    const lines = monthLines(locale, shown, month);
    return lines.length === 0 ? [] : [`*${say.month(month)}*\n${lines.join('\n')}`];
  });
  return [
    section(
      [
        `*${say.tasks(done.length, contract.tasks.length)}*`,
        ...tasks,
        say.together(say.hours(minutesWith(pair)), waiting),
        ...(recall === undefined ? [] : [say.known(Math.round(recall * 100), contract.share)]),
        ...(extended === undefined ? [] : [say.extendedBy(extended.months, quoteOf(extended.reason))]),
      ].join('\n'),
    ),
    ...(months.length === 0 ? [] : [section(months.join('\n'))]),
    ...resultBlocks(locale, shown),
    ...(ended === undefined || ended.words === '' ? [] : [section(`> ${quoteOf(ended.words, LINE)}`)]),
  ];
}

/** What the branch sees: how far they are; never what they say of each other. */
function branchBlocks({ locale }: FormReader, { pair }: ShownPair): AnyBlock[] {
  const say = messages[locale];
  const { done, contract, exam } = pair;
  const waits = exam === undefined ? [] : missingEvaluations(pair);
  return [
    section(
      [
        say.tasks(done.length, contract.tasks.length),
        say.together(say.hours(minutesWith(pair)), 0),
        ...(exam?.recall === undefined ? [] : [say.known(Math.round(exam.recall * 100), contract.share)]),
        ...(exam !== undefined && exam.sheet === undefined ? [say.waitsSheet] : []),
        ...(waits.length === 0 ? [] : [say.waitsEvaluation(String(waits.length))]),
      ].join('\n'),
    ),
  ];
}

/** What a reader can do with a pair now; at most five. */
function buttonsFor(locale: Locale, shown: ShownPair): Button[] {
  const say = messages[locale];
  const { pair, reader, isSide, isOfficer, isExaminer } = shown;
  const { _id: id, version, state, agreed, exam } = pair;
  const print = button({ ...printRef.button({ id }), label: say.print });
  const confirm = (title: string, text: string) => ({ title, text, yes: title, no: say.close });
  const end = button({ ...endRef.button({ id }), label: say.end, style: 'danger' });
  if (state === 'proposed') {
    const mayAgree = isSide && !agreed.some((one) => one.user === reader);
    const mayConfirm = isOfficer && pair.branchAgreed === undefined && haveBothAgreed(pair);
    const ref = agreeRef.button({ id, version });
    return [
      ...(mayAgree
        ? [button({ ...ref, label: say.agree, style: 'primary', confirm: confirm(say.agree, say.agreeText) })]
        : []),
      ...(mayConfirm ? [button({ ...ref, label: say.confirmBranch, style: 'primary' })] : []),
      ...(isSide || isOfficer
        ? [
            button({ ...contractRef.button({ id, role: 'officer' }), label: say.change }),
            button({
              ...declineRef.button({ id }),
              label: say.decline,
              style: 'danger',
              confirm: confirm(say.decline, say.declineText),
            }),
          ]
        : []),
    ];
  }
  if (state !== 'active') return pair.startsOn !== undefined && (isSide || isOfficer) ? [print] : [];
  if (isExaminer)
    return exam?.sheet === undefined
      ? [button({ ...sheetRef.button({ id }), label: say.sheet, style: 'primary' })]
      : [];
  if (isOfficer)
    return [
      ...(exam !== undefined && exam.sheet === undefined
        ? [button({ ...examinerRef.button({ id }), label: say.nameExaminer, style: 'primary' })]
        : []),
      ...(pair.extended === undefined ? [button({ ...extendRef.button({ id }), label: say.extend })] : []),
      print,
      end,
    ];
  if (!isSide) return [];
  const month = openMonth(pair);
  const hasMonth = month === undefined || pair.checkIns.some((one) => one.by === reader && one.month === month);
  const isMentor = reader !== pair.apprentice;
  return [
    ...(exam !== undefined && missingEvaluations(pair).includes(reader)
      ? [button({ ...evaluateRef.button({ id }), label: say.evaluate, style: 'primary' })]
      : [button({ ...metRef.button({ id }), label: say.met, style: 'primary' })]),
    ...(hasMonth || month === undefined ? [] : [button({ ...checkInRef.button({ id, month }), label: say.checkIn })]),
    ...(exam === undefined && areTasksDone(pair)
      ? [button({ ...examRef.button({ id }), label: say.askExam, confirm: confirm(say.askExam, say.askExamText) })]
      : isMentor && exam === undefined
        ? [button({ ...tasksRef.button({ id }), label: say.markTasks })]
        : []),
    print,
    end,
  ];
}

/** What a notice adds to a pair. */
export interface Lead {
  /** What has happened. Absent: that is over, and the pair alone says how it stands. */
  lead?: string | undefined;
  /** What it is about; the pair's own where there are none. */
  buttons?: Button[];
  /** What stands below in place of all that a page shows. */
  more?: AnyBlock[];
}

/** A pair as its reader sees it: whole as a page, and in a few lines in a notice. */
export function pairMessage(
  reader: FormReader,
  shown: ShownPair,
  { lead, buttons = [], more: said }: Lead = {},
): Message {
  const { locale } = reader;
  const say = messages[locale];
  const { pair, isSide, isOfficer, isExaminer } = shown;
  const isProposed = pair.state === 'proposed';
  const todo = lead === undefined && buttons.length === 0 ? firstMeeting(locale, shown) : undefined;
  const head = [
    ...(lead === undefined ? [] : [lead]),
    ...(todo === undefined ? [] : [todo.lead]),
    learnsLine(locale, shown),
    `${say.number(pair.number)} · ${stateLine(reader, shown)}`,
  ];
  const more = isProposed
    ? contractBlocks(locale, pair)
    : said !== undefined
      ? said
      : isExaminer
        ? [section(bullets(pair.contract.tasks.map(plain))), context(say.blind)]
        : isSide
          ? sideBlocks(reader, shown)
          : isOfficer
            ? branchBlocks(reader, shown)
            : [];
  const own = todo?.buttons ?? buttons;
  const all = own.length === 0 ? buttonsFor(locale, shown) : own;
  return message([section(head.join('\n')), ...more, ...(all.length === 0 ? [] : [actions(...all)])]);
}

/** The longest waiting meeting that waits for the reader's word. */
function firstMeeting(locale: Locale, shown: ShownPair): { lead: string; buttons: Button[] } | undefined {
  const { pair, reader } = shown;
  const one = pair.meetings.find((meeting) => meeting.answer === undefined && confirmerOf(pair, meeting) === reader);
  if (one === undefined || pair.state !== 'active') return undefined;
  const say = messages[locale];
  return {
    lead: say.told.met(nameIn(shown, one.by), say.hours(one.minutes)),
    buttons: metButtons(locale, shown, one.id),
  };
}

/** The buttons of a meeting that waits for the reader's word; none for any other. */
export function metButtons(locale: Locale, { pair, reader }: ShownPair, meeting: string): Button[] {
  const say = messages[locale];
  const found = pair.meetings.find((one) => one.id === meeting);
  if (
    pair.state !== 'active' ||
    found === undefined ||
    found.answer !== undefined ||
    confirmerOf(pair, found) !== reader
  )
    return [];
  const id = pair._id;
  return [
    button({ ...confirmRef.button({ id, meeting, isYes: true }, 'yes'), label: say.yes, style: 'primary' }),
    button({ ...confirmRef.button({ id, meeting, isYes: false }, 'no'), label: say.no }),
  ];
}

/** The first of the two taps of a check-in. */
export function monthButtons(locale: Locale, { pair, reader }: ShownPair, month: number): Button[] {
  const say = messages[locale];
  if (openMonth(pair) !== month || pair.checkIns.some((one) => one.by === reader && one.month === month)) return [];
  return GOING.map((going) =>
    button({ ...checkInRef.button({ id: pair._id, month, going }, going), label: say.going[going] }),
  );
}

/** "We go on", after a month without a sign. */
export function quietButtons(locale: Locale, { pair }: ShownPair): Button[] {
  const say = messages[locale];
  const { _id: id } = pair;
  return [
    button({ ...goOnRef.button({ id }), label: say.goOn, style: 'primary' }),
    button({ ...metRef.button({ id }), label: say.met }),
    button({ ...endRef.button({ id }), label: say.end }),
  ];
}
