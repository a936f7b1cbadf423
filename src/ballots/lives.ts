import type { Actor } from '../bot/actor.ts';
import { UserError } from '../bot/routing/errors.ts';
import type { Context } from '../context.ts';
import { redrawAbout } from '../delivery/copies.ts';
import { plan } from '../delivery/plan.ts';
import { clock } from '../lib/clock.ts';
import { type LivingDocuments, living } from '../lib/living.ts';
import { boxOf, emptied } from './box.ts';
import { canBeSecret, makeKeys } from './envelopes.ts';
import { ballots } from './model.ts';
import { burn, dropOtherRolls, shutRoll, votedRows, votersOf, writeRoll } from './roll.ts';
import { type Ballot, FEWEST_SECRET, isOpen, news, remindAt, wakesAt } from './rules/ballot.ts';
import { count, type Outcome, type People } from './rules/counting.ts';
import type { Choice } from './rules/question.ts';
import { WORDS } from './words.ts';

/** What a feature says of its ballots. */
export interface BallotKinds {
  /** Whose they are: its notices are `<feature>.ballotAsk` and its neighbours; see `ballotNotices`. */
  feature: string;
  /** Whether somebody looks after a ballot; officers of its branch, if absent. */
  manages?(actor: Actor, one: Ballot): boolean;
  /** Whether somebody who manages it may decide its ties: false for who has a stake in them. All may, if absent. */
  mayDecideTie?(ctx: Context, actor: Actor, one: Ballot): Promise<boolean>;
  /** What follows from the end of one, or from a tie that was decided: it is begun again after a crash, so twice has to be once. */
  follow?(ctx: Context, one: Ballot): Promise<void>;
}

/** The thing that a ballot's notices follow; see `redrawAbout`. */
export const aboutBallot = (feature: string, id: string): string => `${feature}.ballot:${id}`;

/** What ballots do by themselves: they open, remind, close, count and tell. */
export interface BallotLives {
  lives: LivingDocuments<Ballot, Context>;
  /** Opens, closes and counts what is due, and follows it. */
  advance(ctx: Context, id: string): Promise<Ballot>;
}

/** See `balloted`, which these lives are a part of. */
export function ballotLives(of: Pick<BallotKinds, 'feature' | 'follow'>): BallotLives {
  const { feature } = of;

  const lives: LivingDocuments<Ballot, Context> = living<Ballot, Context>({
    name: 'ballot',
    model: ballots,
    gone: () => new UserError(WORDS.gone),
    busy: () => new UserError(WORDS.busy),
    same: ({ rev }) => ({ rev }),
    also: ({ rev }) => ({ rev: rev + 1 }),
    wakesAt: (_ctx, one) => wakesAt(one),
    hasNews: (one) => one.news.length > 0,
    follow,
    followed: (now, one) => {
      const told = new Set(one.news.map(({ seq }) => seq));
      return { news: now.news.filter(({ seq }) => !told.has(seq)) };
    },
    isDue: (now) => ({ feature, wakeAt: { $lte: now } }),
    due: async (ctx, { _id }) => {
      const one = await advance(ctx, _id);
      await remind(ctx, one);
    },
  });

  /** Tells everybody who can vote, in pages. */
  async function tellVoters(ctx: Context, one: Ballot, verb: string, isWaiting: boolean, until?: Date): Promise<void> {
    const notice = {
      notice: `${feature}.${verb}-${one._id}`,
      kind: `${feature}.${verb}`,
      about: aboutBallot(feature, one._id),
      params: { of: one._id },
      to: 'member' as const,
      ...(until === undefined ? {} : { expiresAt: until }),
    };
    for await (const users of votersOf(ctx, one, isWaiting))
      await plan(
        ctx,
        users.map((recipient) => ({ ...notice, recipient })),
      );
  }

  const tellCaller = (ctx: Context, one: Ballot, verb: string, nth: string): Promise<unknown> =>
    plan(ctx, [
      {
        notice: `${feature}.${verb}-${one._id}${nth}`,
        kind: `${feature}.${verb}`,
        about: aboutBallot(feature, one._id),
        params: { of: one._id },
        recipient: one.createdBy,
        to: 'member',
      },
    ]);

  /** What follows from the news; again it adds nothing. */
  async function follow(ctx: Context, one: Ballot): Promise<void> {
    const about = aboutBallot(feature, one._id);
    const has = (what: Ballot['news'][number]['what']): boolean => one.news.some((each) => each.what === what);
    if (has('opened') && one.state !== 'cancelled') {
      await dropOtherRolls(ctx, one);
      await tellVoters(ctx, one, 'ballotAsk', false, one.closesAt);
    }
    if (one.state === 'closed' && has('closed')) {
      if (one.isSecret) await burn(ctx, one);
      await dropOtherRolls(ctx, one);
      await tellVoters(ctx, one, 'ballotResult', false);
    }
    if (one.state === 'closed' && one.outcome?.tie !== undefined)
      await tellCaller(ctx, one, 'ballotTie', `-${one.ties?.length ?? 0}`);
    if (one.calledOff !== undefined) await tellCaller(ctx, one, 'ballotOff', '');
    if (one.state === 'cancelled') {
      if (one.roll !== undefined) await burn(ctx, one);
      await dropOtherRolls(ctx, one);
    }
    if (has('cancelled')) await redrawAbout(ctx, about);
    // The result comes as a message of its own: that older cards show it can wait.
    else if (has('decided') || (has('closed') && one.endedBy !== undefined))
      await redrawAbout(ctx, about, { isPatient: true });
    if (one.state === 'closed' || one.state === 'cancelled') await of.follow?.(ctx, one);
  }

  /** Opens what is due: the electorate is resolved, and the ballot names the roll that this attempt has written. */
  async function open(ctx: Context, one: Ballot): Promise<Ballot> {
    // Before anything is written: the tick tries again until there is a key, or the end has come.
    if (one.isSecret && !canBeSecret(ctx)) throw new Error('a secret ballot cannot be opened without SUGGESTIONS_KEY');
    const { roll, size, canVote } = await writeRoll(ctx, one);
    const calledOff =
      canVote === 0 ? 'nobody' : one.isSecret && canVote < FEWEST_SECRET ? ('too-few' as const) : undefined;
    const publicKey = one.isSecret && calledOff === undefined ? await makeKeys(ctx, one._id, roll) : undefined;
    const { one: opened } = await lives.decide(ctx, one._id, (now) => {
      if (now.state !== 'planned') return undefined;
      if (calledOff !== undefined) return { state: 'cancelled', calledOff, ...news(now, 'cancelled') };
      return { state: 'open', roll, size, canVote, publicKey, ...news(now, 'opened') };
    });
    // Another attempt was first, or nobody votes: this one leaves nothing behind.
    if (opened.roll !== roll) await dropOtherRolls(ctx, opened);
    return opened;
  }

  /** What could not be opened until its end is called off: its electorate could not be read, say, and the log says why. */
  async function openOrCallOff(ctx: Context, one: Ballot): Promise<Ballot> {
    const { one: found } = await lives.decide(ctx, one._id, (now, at) =>
      now.state === 'planned' && now.closesAt <= at
        ? { state: 'cancelled', calledOff: 'missed', ...news(now, 'cancelled') }
        : undefined,
    );
    return found.state === 'planned' ? open(ctx, found) : found;
  }

  async function counted(ctx: Context, one: Ballot): Promise<Ballot> {
    const { roll } = one;
    if (roll === undefined) return one;
    await shutRoll(ctx, roll);
    const found = await emptied(ctx, { ...one, roll });
    const outcome = found?.choices && outcomeOf(one, found.choices);
    const { one: closed } = await lives.decide(ctx, one._id, (now) => {
      if (now.state !== 'counting' || found === undefined) return undefined;
      const { voted, spoilt } = found;
      return { state: 'closed', voted, spoilt, ...(outcome === undefined ? {} : { outcome }), ...news(now, 'closed') };
    });
    return closed;
  }

  /** Opens, closes and counts what is due. */
  async function advance(ctx: Context, id: string): Promise<Ballot> {
    let one = await lives.present(ctx, id);
    if (one.feature !== feature) throw new UserError(WORDS.gone);
    if (one.state === 'planned' && one.opensAt <= clock.now()) one = await openOrCallOff(ctx, one);
    if (one.state === 'open')
      one = (
        await lives.decide(ctx, id, (found, now) =>
          found.state === 'open' && found.closesAt <= now ? { state: 'counting' } : undefined,
        )
      ).one;
    if (one.state === 'counting') one = await counted(ctx, one);
    await lives.tell(ctx, one);
    return lives.present(ctx, id);
  }

  async function remind(ctx: Context, one: Ballot): Promise<void> {
    const now = clock.now();
    if (one.isReminded === true || !isOpen(one, now) || remindAt(one) > now) return;
    await tellVoters(ctx, one, 'ballotRemind', true, one.closesAt);
    await lives.decide(ctx, one._id, (found) => (found.isReminded === true ? undefined : { isReminded: true }));
  }

  return { lives, advance };
}

function peopleOf({ size = 0, canVote = 0, present }: Ballot): People {
  return { all: size, ...(present === undefined ? {} : { present: canVote }) };
}

/** How it has ended, with what officers have decided of ties. */
export function outcomeOf(one: Ballot, choices: readonly Choice[]): Outcome {
  const decisions = one.ties?.map(({ option }) => option) ?? [];
  return count(one.question, one.rule, peopleOf(one), choices, decisions);
}

/** What was voted, of a ballot that is closed. */
export async function choicesOf(ctx: Context, one: Ballot): Promise<Choice[]> {
  if (one.isSecret) return (await boxOf(ctx, one._id)).map(({ choice }) => choice);
  const choices: Choice[] = [];
  for await (const page of votedRows(ctx, one.roll ?? ''))
    for (const { choice } of page) if (choice) choices.push(choice);
  return choices;
}
