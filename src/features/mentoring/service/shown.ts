import type { Actor } from '../../../bot/actor.ts';
import type { Questions } from '../../../bot/question-sources.ts';
import { mayRun } from '../../../bot/routing/roles.ts';
import type { Context } from '../../../context.ts';
import { type Paged, pageOf } from '../../../lib/pages.ts';
import { membersOf } from '../../../members/audience/audience.ts';
import { affairsOf, inAffairs } from '../../../members/roles.ts';
import { pairs } from '../model.ts';
import { missingEvaluations } from '../rules/exam.ts';
import { confirmerOf, haveBothAgreed, isIn, openMonth, sidesOf } from '../rules/pair.ts';
import type { Meeting, Pair } from '../rules/records.ts';
import { recallNow } from './exams.ts';
import { actsForBranch } from './pairs.ts';

const ROWS = 8;
const MOST_OWN = 20;

/** A pair as one reader sees it. */
export interface ShownPair {
  pair: Pair;
  reader: string;
  /** By user id. */
  names: ReadonlyMap<string, string>;
  isSide: boolean;
  isOfficer: boolean;
  /** They are to hand in the sheet. */
  isExaminer: boolean;
  /** How much of the topics is known now, 0 to 1; absent where it was not looked at, or there are none. */
  recall?: number;
}

/** @param questions looks what is known of the topics, for a page */
export async function shownPair(ctx: Context, actor: Actor, pair: Pair, questions?: Questions): Promise<ShownPair> {
  const users = [
    ...sidesOf(pair),
    ...pair.past,
    pair.proposedBy,
    pair.exam?.examiner ?? '',
    ...pair.failed.map(({ by }) => by),
  ];
  const isSide = isIn(pair, actor.user);
  const looks = questions !== undefined && isSide && pair.state === 'active';
  const [known, recall] = await Promise.all([
    membersOf(ctx, users.filter(Boolean)),
    looks ? recallNow(ctx, questions, pair) : undefined,
  ]);
  return {
    pair,
    reader: actor.user,
    names: new Map([...known].map(([user, { name }]) => [user, name])),
    isSide,
    isOfficer: actsForBranch(actor, pair),
    isExaminer: !isSide && pair.exam?.examiner === actor.user && pair.exam.sheet === undefined,
    ...(recall === undefined ? {} : { recall }),
  };
}

const ownFilter = (ctx: Context, user: string) => ({
  workspace: ctx.workspace,
  $or: [{ apprentice: user }, { mentors: user }],
});

/** The pairs of a person, the open ones first, then the newest. */
export async function ownPairs(ctx: Context, { user }: Pick<Actor, 'user'>): Promise<Pair[]> {
  return pairs(ctx)
    .find(ownFilter(ctx, user))
    .sort({ isOpen: -1, createdAt: -1, _id: 1 })
    .limit(MOST_OWN)
    .lean<Pair[]>();
}

/** A page of the pairs in an officer's affairs, the open ones first. */
export async function branchPairs(ctx: Context, actor: Actor, page: number): Promise<Paged<ShownPair>> {
  const filter = { workspace: ctx.workspace, ...inAffairs(affairsOf(actor)) };
  const found = await pageOf<Pair>(pairs(ctx), filter, { isOpen: -1, createdAt: -1, _id: 1 }, { page, size: ROWS });
  return { ...found, rows: await Promise.all(found.rows.map((pair) => shownPair(ctx, actor, pair))) };
}

/** What waits for a person. */
export type Duty = { shown: ShownPair } & (
  | { what: 'agree' | 'branch' | 'evaluation' | 'examiner' | 'sheet' }
  | { what: 'met'; meeting: Meeting }
  | { what: 'month'; month: number }
);

function dutiesOf(shown: ShownPair): Duty[] {
  const { pair, reader, isSide, isOfficer, isExaminer } = shown;
  const { state, agreed, exam } = pair;
  if (state === 'proposed') {
    if (isSide && !agreed.some((one) => one.user === reader)) return [{ shown, what: 'agree' }];
    return isOfficer && haveBothAgreed(pair) && pair.branchAgreed === undefined ? [{ shown, what: 'branch' }] : [];
  }
  if (state !== 'active') return [];
  const month = openMonth(pair);
  const hasMonth = month === undefined || pair.checkIns.some((one) => one.by === reader && one.month === month);
  const open = pair.meetings.filter((one) => one.answer === undefined && confirmerOf(pair, one) === reader);
  return [
    ...(isSide ? open.map((meeting): Duty => ({ shown, what: 'met', meeting })) : []),
    ...(isSide && !hasMonth && month !== undefined ? [{ shown, what: 'month', month } as const] : []),
    ...(exam !== undefined && missingEvaluations(pair).includes(reader)
      ? [{ shown, what: 'evaluation' } as const]
      : []),
    ...(isOfficer && exam !== undefined && exam.examiner === undefined ? [{ shown, what: 'examiner' } as const] : []),
    ...(isExaminer && exam !== undefined && exam.sheet === undefined ? [{ shown, what: 'sheet' } as const] : []),
  ];
}

/** What waits for a person in all pairs: their own, those that they examine, and those of their branch. */
export async function duties(ctx: Context, actor: Actor): Promise<Duty[]> {
  const { workspace } = ctx;
  const { user } = actor;
  const own = [{ apprentice: user }, { mentors: user }, { 'exam.examiner': user }];
  const isOfficer = mayRun(actor, 'officer');
  const waits = { $or: [{ state: 'proposed' as const }, { exam: { $exists: true } }] };
  const [mine, branch] = await Promise.all([
    pairs(ctx).find({ workspace, $or: own, isOpen: true }).limit(MOST_OWN).lean<Pair[]>(),
    isOfficer
      ? pairs(ctx)
          .find({ workspace, ...inAffairs(affairsOf(actor)), isOpen: true, ...waits })
          .sort({ createdAt: 1, _id: 1 })
          .limit(MOST_OWN)
          .lean<Pair[]>()
      : [],
  ]);
  const all = [...new Map([...mine, ...branch].map((pair) => [pair._id, pair])).values()];
  const shown = await Promise.all(all.map((pair) => shownPair(ctx, actor, pair)));
  return shown.flatMap(dutiesOf);
}

/** Whom somebody has led to graduation, and when they graduated themselves. */
export async function graduations(ctx: Context, user: string): Promise<{ led: number; own: Date | undefined }> {
  const { workspace } = ctx;
  const [led, own] = await Promise.all([
    pairs(ctx).countDocuments({ workspace, mentors: user, state: 'graduated' }),
    pairs(ctx).findOne({ workspace, apprentice: user, state: 'graduated' }).sort({ graduatedAt: -1 }).lean<Pair>(),
  ]);
  return { led, own: own?.graduatedAt };
}
