import type { Actor } from '../../../bot/actor.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import { cases } from '../../../cases/cases.ts';
import type { StepRule } from '../../../cases/kind.ts';
import { caseWords } from '../../../cases/words.ts';
import type { Context } from '../../../context.ts';
import { annul } from '../../../participation/ledger/service.ts';
import { type Objection, objections } from '../model.ts';
import { withNomineeNews } from '../rules/nominee.ts';
import { withNews } from '../rules/programme.ts';
import type { Filed, Programme } from '../rules/records.ts';
import { WORDS } from '../words.ts';
import { award } from './awards.ts';
import { hasPart, kept } from './calendar.ts';
import { mayArrange, nomineeIn, nomineeLives } from './nominees.ts';
import { secrets } from './secret.ts';

export type ObjectionStep = 'accept' | 'uphold' | 'reject';
export type ObjectionClock = 'decide';

const decides = (to: string): StepRule<Objection> => ({
  from: ['filed', 'accepted'],
  to,
  by: 'owner',
  event: to,
  words: 'required',
  ends: true,
});

const STEPS: Readonly<Record<ObjectionStep, StepRule<Objection>>> = {
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
/** Working days in which an objection is decided. */
const DECIDE_DAYS = 3;

/** What follows from an objection or a dispute that was right; again it changes nothing. */
async function uphold(ctx: Context, { kind, nominee: id, line, programme }: Objection, words: string): Promise<void> {
  const { nominee } = await nomineeIn(ctx, id);
  if (kind === 'dispute' && line !== undefined) {
    const { entry, isFixed } = nominee.dossier?.find(({ key }) => key === line) ?? {};
    // What never was is taken out of the ledger too, so that no other programme reads it.
    if (entry !== undefined && isFixed === true) await annul(ctx, entry, { why: 'disputed' });
    const { one } = await nomineeLives.decide(ctx, id, (found) =>
      found.struck.includes(line) ? undefined : { struck: [...found.struck, line], ...withNomineeNews(found, 'shown') },
    );
    return nomineeLives.tell(ctx, one);
  }
  const { one } = await nomineeLives.decide(ctx, id, (found) =>
    found.state === 'in' ? { state: 'removed', reason: words, ...withNomineeNews(found, 'removed') } : undefined,
  );
  await nomineeLives.tell(ctx, one);
  await award(ctx, programme);
}

const kernel = cases<Objection, ObjectionStep, ObjectionClock>({
  feature: 'honours',
  prefix: 'H',
  model: objections,
  words: { ...caseWords({ zh: '异议', en: 'objection' }), noKey: WORDS.noKey },
  opens: { state: 'filed', event: 'filed' },
  open: OPEN,
  steps: STEPS,
  clocks: [{ name: 'decide', field: 'decideBy', runsIn: OPEN, setBy: ['open'] }],
  pace: async () => ({ decide: DECIDE_DAYS }),
  sealed: secrets,
  follows: async (ctx, one, { what, words = '' }) => {
    if (what === 'upheld') await uphold(ctx, one, words);
  },
});

/** Who has a part in a programme decides nothing in it. @throws UserError */
async function checkImpartial(ctx: Context, user: string, one: Objection): Promise<void> {
  const { programme } = await nomineeIn(ctx, one.nominee);
  if (programme._id !== one.programme || (await hasPart(ctx, programme, user))) throw new UserError(WORDS.impartial);
}

/** Objections and disputes, as cases: an officer without a part decides each in three working days. */
export const objectionCases: typeof kernel = {
  ...kernel,
  take: async (ctx, actor, id, choose) => {
    const one = await kernel.present(ctx, id);
    await checkImpartial(ctx, actor.user, one);
    // Only the actor is told so: of somebody to whom it is handed over, a refusal would say who is behind an anonymous one.
    if (await kernel.isSender(ctx, one, actor.user)) throw new UserError(WORDS.ownObjection);
    return kernel.take(ctx, actor, id, choose);
  },
  handOver: async (ctx, actor, id, to) => {
    await checkImpartial(ctx, to, await kernel.forOfficer(ctx, actor, id));
    return kernel.handOver(ctx, actor, id, to);
  },
};

/** Whether a programme waits for a case: for its decision, or for what follows from it. */
export const hasOpenCases = async (ctx: Context, programme: string): Promise<boolean> =>
  (await objections(ctx).exists({
    workspace: ctx.workspace,
    programme,
    $or: [{ state: { $in: OPEN } }, { untold: true }],
  })) !== null;

/** Makes a case of what was handed in; again it is the same one. */
export async function openFiled(ctx: Context, programme: Programme, filed: Filed): Promise<void> {
  const { once, kind, nominee: id, line, text, isAnonymous } = filed;
  const { title, nominee } = await nomineeIn(ctx, id);
  const by = isAnonymous ? secrets.open(ctx, 'seal', filed.by, once)?.trim() : filed.by;
  if (by === undefined) throw new Error('the sender of an objection cannot be opened with this key');
  await kernel.open(
    ctx,
    { user: by },
    {
      once,
      kind,
      text,
      place: `${programme.name} · ${title.name}`,
      branch: programme.branch ?? '',
      isAnonymous,
      set: { programme: programme._id, nominee: nominee._id, ...(line === undefined ? {} : { line }) },
    },
  );
}

/**
 * Hands in an objection or a dispute. Whether it came in time is decided by one write on the programme, which from then on waits for it;
 * the case follows from that write, so it is there whoever dies.
 * @returns the number of the case; undefined where it follows in a moment
 */
async function file(
  ctx: Context,
  programme: Programme,
  filed: Omit<Filed, 'by'>,
  user: string,
  check: (one: Programme, now: Date) => void,
  tell: (one: Programme) => Promise<void>,
): Promise<string | undefined> {
  const id = kernel.idOf(ctx, filed.once);
  if ((await kernel.find(ctx, id)) === undefined) {
    if (filed.isAnonymous && !secrets.hasKey(ctx)) throw new UserError(WORDS.noKey);
    const by = filed.isAnonymous ? secrets.sealId(ctx, 'seal', user, filed.once) : user;
    const { one } = await kept.decide(ctx, programme._id, (found, now) => {
      if (found.news.some((news) => news.what === 'filed' && news.filed.once === filed.once)) return undefined;
      check(found, now);
      return withNews(found, { what: 'filed', filed: { ...filed, by } });
    });
    await tell(one);
  }
  return (await kernel.find(ctx, id))?.number;
}

/**
 * Anybody who sees the publicity can object to somebody who is proposed, until its last minute.
 * @param once of the form
 * @throws UserError afterwards, and for people who are not proposed
 */
export async function object(
  ctx: Context,
  actor: Actor,
  tell: (one: Programme) => Promise<void>,
  nomineeId: string,
  said: { once: string; text: string; isAnonymous: boolean },
): Promise<string | undefined> {
  const { programme, nominee } = await nomineeIn(ctx, nomineeId);
  if (programme.branch !== undefined && actor.branch !== programme.branch) throw new UserError(WORDS.otherBranch);
  if (nominee.state !== 'in') throw new UserError(WORDS.notProposed);
  // The name of the form says nothing of whoever filled it in.
  const filed = { ...said, once: `objection ${said.once}`, kind: 'objection' as const, nominee: nomineeId };
  return file(
    ctx,
    programme,
    filed,
    actor.user,
    ({ state, publicityUntil, proposed = [] }, now) => {
      if (!proposed.some((one) => one.nominee === nomineeId)) throw new UserError(WORDS.notProposed);
      if (state !== 'publicity' || publicityUntil === undefined || now >= publicityUntil)
        throw new UserError(WORDS.tooLate);
    },
    tell,
  );
}

/** A nominee disputes a line of their own dossier, or how a rule stands. @throws UserError for others, and after the check */
export async function dispute(
  ctx: Context,
  actor: Actor,
  tell: (one: Programme) => Promise<void>,
  nomineeId: string,
  said: { once: string; line: string; text: string },
): Promise<string | undefined> {
  const { programme, nominee } = await nomineeIn(ctx, nomineeId);
  if (nominee.member !== actor.user) throw new UserError(WORDS.notNominee);
  const filed = { ...said, kind: 'dispute' as const, nominee: nomineeId, isAnonymous: false };
  return file(
    ctx,
    programme,
    { ...filed, once: `dispute ${said.once}` },
    actor.user,
    (found, now) => {
      if (found.state !== 'checking' || !mayArrange(found, nominee, now)) throw new UserError(WORDS.disputeLate);
    },
    tell,
  );
}
