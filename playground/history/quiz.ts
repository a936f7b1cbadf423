import { readFile } from 'node:fs/promises';
import type { Actor } from '../../src/bot/actor.ts';
import { redrawCopies } from '../../src/delivery/copies.ts';
import { importBank } from '../../src/features/quiz/bank/service/banks.ts';
import { questionById } from '../../src/features/quiz/bank/service/question-cache.ts';
import { confirm } from '../../src/features/quiz/card/service/answer.ts';
import { type Card, cards } from '../../src/features/quiz/model.ts';
import type { Response } from '../../src/features/quiz/question/rules/mark.ts';
import type { Question } from '../../src/features/quiz/question/rules/question.ts';
import { rightOptions } from '../../src/features/quiz/question/rules/right-options.ts';
import { createSchedule, endSchedule } from '../../src/features/quiz/schedule/service/schedules.ts';
import { clock } from '../../src/lib/clock.ts';
import { addDays, dayOf, instantOf, weekdayOf } from '../../src/lib/zone.ts';
import { isOfficialWorkday } from '../../src/members/calendar/official.ts';
import { CHINESE_BRANCHES, ENGLISH_BRANCH } from '../company.ts';
import { CHAIR, type History, isPlayed, type Stage, ZONE } from './stage.ts';

/** Name, file, and whose it is. */
const BANKS = [
  { name: '职工应知应会', file: 'demo-bank.csv', branches: CHINESE_BRANCHES, weekly: '每周一卷' },
  { name: 'Safety and rights (English)', file: 'demo-bank-en.csv', branches: [ENGLISH_BRANCH], weekly: 'Weekly paper' },
] as const;

/** Working days since the weekly paper gave way to a question a day. */
const DAILY_SINCE = 10;
/** When the cards of each shift come, when people take out their phones, and when the night's cards are locked. */
const CARDS_COME = ['08:02', '22:10'];
const AT_THE_PHONE = ['12:05', '22:15'];
/** Today nobody waits for noon: what others have answered stands on the boards. */
const TODAY_AT_THE_PHONE = ['08:20', '14:20', ...AT_THE_PHONE];
const NIGHT_IS_OVER = '06:40';
const DAYS = 91;

/** A paper a week for two months, then a question on each working day; today nobody who can be played has answered yet. */
export const quizHistory: History = (stage) => {
  const weekly: string[] = [];
  const schedulesOf = async (how: 'weekly' | 'daily'): Promise<void> => {
    const chair = await stage.actor(CHAIR);
    for (const { name, branches, weekly: title } of BANKS) {
      const bank = banks.get(name) ?? '';
      const { schedule } = await createSchedule(stage.ctx, chair, {
        name: how === 'weekly' ? title : name,
        bank,
        topics: [],
        audience: { include: branches.map((branch) => ({ kind: 'branch', branch })), except: [] },
        time: '08:00',
        cadence: how === 'weekly' ? { kind: 'weekly', weekday: 1 } : { kind: 'daily' },
        count: how === 'weekly' ? 2 : 1,
        lock: 'end-of-shift',
        mode: 'dm',
      });
      if (how === 'weekly') weekly.push(schedule._id);
    }
  };
  const banks = new Map<string, string>();
  const answered = new Set<string>();
  const begin = {
    at: stage.at(-DAYS, '10:00'),
    play: async () => {
      for (const { name, file } of BANKS) {
        const bytes = await readFile(`playground/${file}`);
        const { bank } = await importBank(stage.ctx, { user: CHAIR }, bytes, file, name);
        banks.set(name, bank._id);
      }
      await schedulesOf('weekly');
    },
  };
  const change = {
    at: stage.atWorkday(-DAILY_SINCE, '07:00'),
    play: async () => {
      const chair = await stage.actor(CHAIR);
      for (const id of weekly) await endSchedule(stage.ctx, chair, id);
      await schedulesOf('daily');
    },
  };
  const dailySince = dayOf(change.at, ZONE);
  const days = Array.from({ length: DAYS }, (_, back) => addDays(stage.today, back + 1 - DAYS)).filter(
    (day) => isOfficialWorkday(day) && (day >= dailySince || isFirstOfWeek(day)),
  );
  const answers = days.flatMap((day) => [
    ...CARDS_COME.map((time) => ({ at: instantOf(day, time, ZONE), play: () => stage.tick('quiz.tick') })),
    ...(day === stage.today ? TODAY_AT_THE_PHONE : AT_THE_PHONE).map((time) => ({
      at: instantOf(day, time, ZONE),
      play: () => answerOpen(stage, answered, { day, isToday: day === stage.today, isWeekly: day < dailySince, time }),
    })),
    // The next morning's cards come with the same look.
    ...(days.includes(addDays(day, 1))
      ? []
      : [{ at: instantOf(addDays(day, 1), NIGHT_IS_OVER, ZONE), play: () => stage.tick('quiz.tick') }]),
  ]);
  return [begin, change, ...answers];
};

/** The day on which a weekly paper of Monday comes. */
function isFirstOfWeek(day: string): boolean {
  for (let back = weekdayOf(day) - 1; back > 0; back--) if (isOfficialWorkday(addDays(day, -back))) return false;
  return true;
}

/** Some of those with an open card answer it: the paper a week drew fewer than the question a day. @param answered the cards that were answered before */
async function answerOpen(
  stage: Stage,
  answered: Set<string>,
  { day, time, isToday, isWeekly }: { day: string; time: string; isToday: boolean; isWeekly: boolean },
): Promise<void> {
  const { ctx } = stage;
  const now = clock.now();
  const open = await cards(ctx)
    .find({ workspace: ctx.workspace, sendAt: { $lte: now }, lockAt: { $gt: now } })
    .lean<Card[]>();
  const left = open.filter(({ _id }) => !answered.has(_id));
  const going = left.filter(({ member, _id }) => {
    if (isPlayed(member)) return !isToday && stage.chance('answers', _id, time) < 0.8;
    const eager = (isWeekly ? 0.2 : 0.5) + 0.45 * stage.chance('eager', member);
    return stage.chance('answers', member, day, time) < eager;
  });
  for (const { _id } of going) answered.add(_id);
  await Promise.all(going.map((card) => answerCard(stage, card)));
}

async function answerCard(stage: Stage, card: Card): Promise<void> {
  const { ctx } = stage;
  const actor: Actor = await stage.actor(card.member);
  for (const [item, { question }] of card.items.entries()) {
    const found = await questionById(ctx, question);
    if (found === undefined) continue;
    const knows = 0.55 + 0.4 * stage.chance('knows', card.member);
    const isRight = stage.chance('right', card.member, question, card.day) < knows;
    await confirm(ctx, actor, card._id, item, responseTo(found.content, isRight));
  }
  // The card of somebody who can be played may be in Slack, where the press would have changed it.
  if (stage.isShown() && isPlayed(card.member))
    await redrawCopies(ctx, `quiz.card-${card.run}`, { recipients: [card.member] });
}

function responseTo(question: Question, isRight: boolean): Response {
  switch (question.kind) {
    case 'single': {
      const right = rightOptions(question);
      const wrong = question.options.findIndex((_, index) => !right.includes(index));
      return { kind: 'choice', chosen: [isRight ? question.correct : wrong] };
    }
    case 'multiple':
      return { kind: 'choice', chosen: isRight ? question.correct : question.correct.slice(1) };
    case 'truefalse':
      return { kind: 'truth', value: question.correct === isRight };
    case 'fill': {
      if ('accepted' in question) return { kind: 'text', text: isRight ? (question.accepted[0] ?? '') : '不清楚' };
      return { kind: 'texts', texts: question.blanks.map(([first = '']) => (isRight ? first : '不清楚')) };
    }
    case 'numeric':
      return { kind: 'number', text: String(isRight ? question.value : question.value + 1 + 2 * question.tolerance) };
  }
}
