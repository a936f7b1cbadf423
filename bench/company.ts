import type { Context } from '../src/context.ts';
import { type Bank, type BankQuestion, banks, type Card, cards, questions } from '../src/features/quiz/model.ts';
import type { Question } from '../src/features/quiz/question/rules/question.ts';
import { confirmRef } from '../src/features/quiz/refs.ts';
import { memories } from '../src/features/quiz/review/model.ts';
import { NOTHING, withState } from '../src/features/quiz/review/packed.ts';
import { type Member, members } from '../src/members/model.ts';
import { indexForSearch } from '../src/members/search/index.ts';
import { recordMany } from '../src/participation/ledger/service.ts';
import type { Click } from './load.ts';

const POSTS = ['电工', '焊工', '吊装', '仓管'];
const TEAM_SIZE = 20;
export const BRANCH_SIZE = 500;
const DAY_MS = 86_400_000;
const BATCH = 5_000;

export const BANK = 'bench-bank';
export const TZ = 'Asia/Shanghai';

/** Day `offset` from today in the members' zone. */
export function dayFromToday(offset: number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: TZ }).format(new Date(Date.now() + offset * DAY_MS));
}

export const userAt = (index: number): string => `U0B${String(index).padStart(6, '0')}`;
/** Teams of 20 in branches of 500. */
export const unitOf = (index: number): { branch: string; team: string } => ({
  branch: `分会 ${Math.floor(index / BRANCH_SIZE)}`,
  team: `班组 ${Math.floor(index / TEAM_SIZE)}`,
});
const questionAt = (index: number): string => `question-${index}`;

/** Members in teams of 20 and branches of 500. Set-up is written without waiting for the journal. */
export async function addMembers(ctx: Context, count: number): Promise<void> {
  const now = new Date();
  const made = Array.from(
    { length: count },
    (_, index): Member => ({
      workspace: ctx.workspace,
      user: userAt(index),
      name: `工人 ${index}`,
      locale: 'zh',
      tz: TZ,
      ...unitOf(index),
      post: POSTS[index % POSTS.length] ?? '',
      roles: [],
      scope: 'company',
      optOuts: [],
      state: 'active',
      isGuest: false,
      hints: [],
      syncedAt: now,
      updatedAt: now,
    }),
  );
  await inBatches(made, (batch) => members(ctx).collection.insertMany(batch as never[], SET_UP));
  // As a sync leaves them: no worker has to make up for it while it is measured.
  await indexForSearch(ctx);
}

/** A single choice in Chinese with explanation and source; a third belongs to a post. */
export function contentAt(index: number): Question {
  return {
    kind: 'single',
    stem: `第 ${index} 题：进入有限空间作业之前，下列哪一项必须先做？`,
    category: '安全生产',
    tags: ['有限空间'],
    posts: index % 3 === 0 ? [POSTS[index % POSTS.length] ?? ''] : [],
    options: ['先通风、再检测、后作业', '先作业、再通风', '只戴口罩即可', '由最年轻的人先进'],
    correct: 0,
    explanation: '先通风、再检测、后作业：氧气不足和有毒气体看不见，检测合格才能进入，并且有人监护。',
    source: '《工贸企业有限空间作业安全规定》',
  };
}

/** One bank of single choices. */
export async function addBank(ctx: Context, count: number): Promise<void> {
  const { workspace } = ctx;
  const createdAt = new Date();
  const bank: Bank = { _id: BANK, workspace, name: '安全', state: 'active', createdBy: 'U0BENCH', createdAt };
  await banks(ctx).collection.insertOne(bank as never);
  const made = Array.from(
    { length: count },
    (_, index): BankQuestion => ({
      _id: questionAt(index),
      workspace,
      bank: BANK,
      version: 1,
      state: 'active',
      fingerprint: `fingerprint-${index}`,
      content: contentAt(index),
      createdAt,
      updatedAt: createdAt,
    }),
  );
  await inBatches(made, (batch) => questions(ctx).collection.insertMany(batch as never[], SET_UP));
}

/** What each of the first members remembers: so many questions, some of them due. */
export async function addReviews(ctx: Context, memberCount: number, each: number, bankSize: number): Promise<void> {
  const now = Date.now();
  const { workspace } = ctx;
  const all = Array.from({ length: memberCount }, (_, member) => {
    let memory = NOTHING;
    for (let n = 0; n < each; n++) {
      const last = new Date(now - (n + 1) * DAY_MS);
      memory = withState(memory, questionAt((member * 37 + n * 97) % bankSize), {
        due: new Date(now + ((n % 30) - 2) * DAY_MS),
        stability: 4.2,
        difficulty: 5.1,
        reps: 3,
        lapses: 0,
        state: 2,
        last,
        right: n % 4 !== 0,
      });
    }
    const { questions, states } = memory;
    return { workspace, member: userAt(member), bank: BANK, version: each, questions, states: Buffer.from(states) };
  });
  await inBatches(all, (batch) => memories(ctx).collection.insertMany(batch as never[], SET_UP));
}

/** Yesterday's answer of each member, through the ledger: on an ordinary day everybody stands somewhere already. */
export async function addStandings(ctx: Context, count: number): Promise<void> {
  const [day, at] = [dayFromToday(-1), new Date(Date.now() - DAY_MS)];
  const deeds = Array.from({ length: count }, (_, index) => ({
    deed: {
      member: userAt(index),
      feature: 'quiz',
      activity: 'yesterday',
      kind: 'answer',
      day,
      at,
      points: 10,
      minutes: 0,
      streak: true,
      outcome: {},
      key: `quiz.answer-yesterday-${index}`,
    },
    person: {
      ...unitOf(index),
      tz: TZ,
    },
  }));
  await recordMany(ctx, deeds);
}

/** Today's cards of the members `from` … `from + count`, with a choice marked on each; and the clicks that confirm them. */
export async function addCards(
  ctx: Context,
  run: string,
  from: number,
  count: number,
  bankSize: number,
): Promise<Click[]> {
  const now = Date.now();
  const made = Array.from({ length: count }, (_, n): Card => {
    const member = from + n;
    return {
      _id: `${run}${String(member).padStart(8, '0')}`,
      workspace: ctx.workspace,
      run,
      schedule: 'bench-schedule',
      day: dayFromToday(0),
      member: userAt(member),
      ...unitOf(member),
      sendAt: new Date(now - 600_000),
      lockAt: new Date(now + DAY_MS),
      items: [{ question: questionAt(member % bankSize), order: [2, 0, 3, 1] }],
      picks: [{ item: 0, response: { kind: 'choice', chosen: [member % 4] }, at: new Date(now - 20_000) }],
      createdAt: new Date(now - 600_000),
    };
  });
  await inBatches(made, (batch) => cards(ctx).collection.insertMany(batch as never[], SET_UP));
  return made.map((card) => ({
    user: card.member,
    value: confirmRef.pack({ of: { kind: 'card', card: card._id, item: 0, own: true } }),
    round: run,
  }));
}

export const SET_UP = { ordered: false, writeConcern: { w: 1, journal: false } } as const;

async function inBatches<T>(all: readonly T[], write: (batch: T[]) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < all.length; start += BATCH) await write(all.slice(start, start + BATCH));
}
