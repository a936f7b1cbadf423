import type { Actor } from '../../../bot/actor.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import { cases } from '../../../cases/cases.ts';
import type { StepRule } from '../../../cases/kind.ts';
import type { Changed } from '../../../cases/steps.ts';
import { caseWords } from '../../../cases/words.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { type Appeal, appeals } from '../model.ts';
import { HUNDREDTHS } from '../rules/criteria.ts';
import { type Correction, THEORY } from '../rules/records.ts';
import { withNews } from '../rules/scoring.ts';
import { WORDS } from '../words.ts';
import { competes, entrantIn, entrantLives } from './entrants.ts';

export type AppealStep = 'accept' | 'uphold' | 'reject';
export type AppealClock = 'decide';

const decides = (to: string): StepRule<Appeal> => ({
  from: ['filed', 'accepted'],
  to,
  by: 'owner',
  event: to,
  words: 'required',
  ends: true,
});

const STEPS: Readonly<Record<AppealStep, StepRule<Appeal>>> = {
  accept: {
    from: ['filed'],
    to: 'accepted',
    by: 'owner',
    event: 'accepted',
    owns: true,
    sets: (_one, now) => ({ acceptedAt: now }),
  },
  uphold: decides('upheld'),
  reject: decides('rejected'),
};

const OPEN = ['filed', 'accepted'];
/** Working days in which an appeal is decided. */
const DECIDE_DAYS = 3;

const kernel = cases<Appeal, AppealStep, AppealClock>({
  feature: 'skills',
  prefix: 'A',
  model: appeals,
  words: caseWords({ zh: '申诉', en: 'appeal' }),
  opens: { state: 'filed', event: 'filed' },
  open: OPEN,
  steps: STEPS,
  clocks: [{ name: 'decide', field: 'decideBy', runsIn: OPEN, setBy: ['open'] }],
  pace: async () => ({ decide: DECIDE_DAYS }),
  // The officer whose decision stands has it in the appeal; here it is carried out, again after a crash.
  follows: async (ctx, { entrant, correction }, { what }) => {
    if (what !== 'upheld' || correction === undefined) return;
    const { one } = await entrantLives.decide(ctx, entrant, (found) => {
      if (found.corrections.some(({ appeal }) => appeal === correction.appeal)) return undefined;
      return { corrections: [...found.corrections, correction], ...withNews(found, { what: 'decided' }) };
    });
    await entrantLives.tell(ctx, one);
  },
});

/** Who judges or competes in a discipline has no part in an appeal against a result in it. @throws UserError */
async function checkImpartial(ctx: Context, user: string, { entrant }: Appeal): Promise<void> {
  const { contest, discipline } = await entrantIn(ctx, entrant);
  if (discipline.judges.includes(user) || (await competes(ctx, contest._id, discipline.id, user)))
    throw new UserError(WORDS.decidesOwn);
}

/** Appeals against results, as cases: an officer decides each in three working days, who has no part in the discipline. */
export const appealCases: typeof kernel = {
  ...kernel,
  take: async (ctx, actor, id, choose) => {
    await checkImpartial(ctx, actor.user, await kernel.present(ctx, id));
    return kernel.take(ctx, actor, id, choose);
  },
  handOver: async (ctx, actor, id, to) => {
    await checkImpartial(ctx, to, await kernel.forOfficer(ctx, actor, id));
    return kernel.handOver(ctx, actor, id, to);
  },
};

/** Whether a contest waits for an appeal: for its decision, or for what follows from it. */
export const hasOpenAppeals = async (ctx: Context, contest: string): Promise<boolean> =>
  (await appeals(ctx).exists({
    workspace: ctx.workspace,
    contest,
    $or: [{ state: { $in: OPEN } }, { untold: true }],
  })) !== null;

/** Somebody doubts their own result. Of one result there is one appeal. @throws UserError for others, and when its time is over */
export async function fileAppeal(ctx: Context, actor: Actor, entrantId: string, text: string): Promise<Appeal> {
  const { contest, discipline, entrant } = await entrantIn(ctx, entrantId);
  const { state, appealsUntil, branch = '', _id } = contest;
  if (entrant.member !== actor.user) throw new UserError(WORDS.notIn);
  if (state !== 'published' || appealsUntil === undefined || clock.now() >= appealsUntil)
    throw new UserError(WORDS.appealOver);
  const appeal = await appealCases.open(ctx, actor, {
    once: `result ${entrantId}`,
    kind: 'result',
    text,
    place: `${contest.name} · ${discipline.name}`,
    branch,
    set: { contest: _id, discipline: discipline.id, entrant: entrantId },
  });
  // What is there already came of the same press, or of an earlier one that said something else.
  if (appeal.text !== text) throw new UserError(WORDS.hasAppealed);
  return appeal;
}

/** An appeal that an officer may decide. @throws UserError for people who judge or compete there */
export async function decidableAppeal(ctx: Context, actor: Actor, id: string) {
  const appeal = await appealCases.forOfficer(ctx, actor, id);
  await checkImpartial(ctx, actor.user, appeal);
  return { appeal, ...(await entrantIn(ctx, appeal.entrant)) };
}

/**
 * An appeal is right: what a criterion is worth from then on, with the reason. Of two officers who decide at once one does.
 * @param points in whole points or with two digits; of the theory paper, right answers
 * @throws UserError when it is decided already
 */
export async function uphold(
  ctx: Context,
  actor: Actor,
  id: string,
  said: { criterion: string; points: number; reason: string },
): Promise<Changed<Appeal>> {
  await decidableAppeal(ctx, actor, id);
  const { criterion, reason } = said;
  const points = criterion === THEORY ? said.points : Math.round(said.points * HUNDREDTHS);
  const correction: Correction = { criterion, points, reason, by: actor.user, at: clock.now(), appeal: id };
  const done = await appealCases.take(ctx, actor, id, { step: 'uphold', words: reason, set: { correction } });
  if (!done.isDone) throw new UserError(appealCases.kind.words.notNow);
  return done;
}
