import { questionsOf } from '../../src/bot/question-sources.ts';
import { type ContestFacts, enter, makeContest, publish } from '../../src/features/arena/service/contests.ts';
import { goForward } from '../../src/features/arena/service/lives.ts';
import { answer, begin, type PaperState } from '../../src/features/arena/service/papers.ts';
import { features } from '../../src/features/index.ts';
import { actor } from '../helpers/quiz-day.ts';
import { PEOPLE, type Workplace } from '../helpers/workplace.ts';

export const questions = questionsOf(features);

/** Slack's stamp of a click. @param lateMs so long ago it was pressed */
export const stamp = (lateMs = 0): string => ((Date.now() - lateMs) / 1_000).toFixed(6);

/** Facts of a contest in March: sign-up until the 11th, the first round on the 12th. */
export const FACTS: Omit<ContestFacts, 'banks'> = {
  name: '擂台赛',
  count: 2,
  minutes: 10,
  boards: 1,
  signUpUntil: new Date('2026-03-11T08:00:00+08:00'),
  startsAt: new Date('2026-03-12T08:00:00+08:00'),
  windowHours: 24,
  isLive: false,
  noShowMinutes: 5,
  seeding: 'drawn',
  hasThird: true,
  hasSecondLife: false,
  most: 128,
};

/** A contest that is open, with these people in it. */
export async function opened(
  work: Workplace,
  id: string,
  users: readonly string[],
  facts: Partial<ContestFacts> = {},
): Promise<void> {
  const who = await actor(work, PEOPLE.admin);
  const [bank] = await questions.banks({ ctx: work.ctx, actor: who, query: '' });
  await makeContest(work.ctx, who, id, { ...FACTS, banks: [bank?.value ?? ''], ...facts });
  await publish(work.ctx, who, id);
  for (const user of users) await enter(work.ctx, await actor(work, user), id);
}

/** Answers a whole paper, the first `right` questions rightly, and lets the match be decided. */
export async function playPaper(
  work: Workplace,
  id: string,
  user: string,
  match: string,
  right: number,
): Promise<PaperState> {
  const who = await actor(work, user);
  let state = await begin(work.ctx, who, questions, id, match, stamp());
  for (let nth = 0; state.question !== undefined; nth++) {
    const place = state.question.options.findIndex((one) => one.startsWith(nth < right ? '做对' : '做错'));
    state = await answer(work.ctx, who, { id, match, nth, place }, stamp());
  }
  await goForward(work.ctx, id);
  return state;
}
