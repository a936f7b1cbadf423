import type { Actor } from '../bot/actor.ts';
import { UserError } from '../bot/routing/errors.ts';
import type { Context } from '../context.ts';
import { redrawAbout } from '../delivery/copies.ts';
import { clock } from '../lib/clock.ts';
import type { LivingDocuments } from '../lib/living.ts';
import { makeIndexes } from '../lib/stores/collection.ts';
import { insertNew } from '../lib/stores/mongo.ts';
import { checkReadable } from '../members/audience/spec.ts';
import { maySee } from '../members/roles.ts';
import { CODE, canBeSecret, enveloped } from './envelopes.ts';
import { aboutBallot, type BallotKinds, ballotLives, choicesOf, outcomeOf } from './lives.ts';
import { ballotKeys, ballots, boxPages, type RollRow, rollRows } from './model.ts';
import { countVoted, rowId, rowOf, writeVote } from './roll.ts';
import { type Asked, type Ballot, isOpen, MOST_AT_ONCE, news } from './rules/ballot.ts';
import { questionFault, readChoice } from './rules/question.ts';
import { CHOICE_FAULTS, QUESTION_FAULTS, WORDS } from './words.ts';

const MOST_MS = 366 * 24 * 3_600_000;

/** See `balloted`. */
export interface Ballots {
  feature: string;
  lives: LivingDocuments<Ballot, Context>;
  manages(actor: Actor, one: Ballot): boolean;
  /** Whether somebody can decide its tie: there is one, they manage it, and they have no stake in it. */
  mayDecideTie(ctx: Context, actor: Actor, one: Ballot): Promise<boolean>;
  /** A ballot of this feature, as it is now. @throws UserError where it isn’t there, or is another feature’s */
  present(ctx: Context, id: string): Promise<Ballot>;
  /**
   * Plans a ballot; the tick opens it at its hour, and `openNow` at once.
   * @param of what of the feature's own it is about
   * @returns the ballot; of an id that is there already the one that stands
   * @throws UserError for a question that cannot be asked, times that make no sense, a secret one without the server's key
   */
  call(ctx: Context, actor: Pick<Actor, 'user'>, id: string, asked: Asked, of?: string): Promise<Ballot>;
  /** Opens it if its hour has come, closes and counts it if its end has come; told at once. For callers who do not wait for the tick. */
  goForward(ctx: Context, id: string): Promise<Ballot>;
  /**
   * Casts somebody's own vote. In a secret ballot the first one counts, in an open one the last.
   * @param said the numbers of options; see `Choice`
   * @param code the receipt code that the dialog has shown
   * @throws UserError where it was not cast
   */
  vote(ctx: Context, actor: Pick<Actor, 'user'>, id: string, said: readonly number[], code: string): Promise<Ballot>;
  /** Casts a vote for somebody else, on paper or by proxy: in open ballots only, and only where they have not voted. */
  voteFor(
    ctx: Context,
    actor: Actor,
    id: string,
    user: string,
    said: readonly number[],
    how: 'paper' | 'proxy',
  ): Promise<Ballot>;
  /** Ends it before its time and counts; a big one is counted by the tick. @throws UserError unless it is open */
  endNow(ctx: Context, actor: Actor, id: string): Promise<Ballot>;
  /** Calls it off. @throws UserError once somebody has begun to vote */
  cancel(ctx: Context, actor: Actor, id: string, reason: string): Promise<Ballot>;
  /**
   * Decides a tie. Twice is once.
   * @param decision `nth`: how many were decided before, as the page has shown; `option`: who wins, or is struck: see `Tie`
   */
  decideTie(
    ctx: Context,
    actor: Actor,
    id: string,
    decision: { nth: number; option: number; why: string },
  ): Promise<Ballot>;
  /** How many have voted, as things stand. */
  turnout(ctx: Context, one: Ballot): Promise<number>;
  row(ctx: Context, one: Ballot, user: string): Promise<RollRow | undefined>;
  /** The ballots in which somebody has still to vote, first those that end first. */
  waitingFor(ctx: Context, user: string): Promise<Ballot[]>;
  /** In the feature's tick: opens, reminds, closes, counts, and follows what was not followed. */
  wake(ctx: Context): Promise<void>;
}

export const prepareBallots = (ctx: Pick<Context, 'db'>): Promise<void> =>
  makeIndexes(ctx, [ballots, rollRows, boxPages, ballotKeys]);

/**
 * Ballots of a feature: opened and closed by the clock, secret or open, counted in whole numbers. How a secret one stays secret is
 * in docs/internals/ballots.md.
 *
 * ```ts
 * export const votes = balloted({ feature: 'votes' });
 * await votes.call(ctx, actor, id, { title, question: { kind: 'yesNo' }, rule, isSecret: true, electorate, opensAt, closesAt });
 * // in the manifest: notices: ballotNotices(votes), and actions and modals of ballotParts(votes)
 * // in the tick: await votes.wake(ctx)
 * ```
 */
export function balloted(of: BallotKinds): Ballots {
  const { feature } = of;
  const manages = (actor: Actor, one: Ballot): boolean => of.manages?.(actor, one) ?? maySee(actor, one.branch);

  const mayDecide = async (ctx: Context, actor: Actor, one: Ballot): Promise<boolean> =>
    (await of.mayDecideTie?.(ctx, actor, one)) ?? true;

  const { lives, advance } = ballotLives(of);

  /** @throws UserError where nobody can vote in it now */
  async function votable(ctx: Context, id: string): Promise<Ballot & { roll: string }> {
    const one = await presentOwn(ctx, id);
    if (one.state === 'planned') throw new UserError(WORDS.notYet);
    if (one.state === 'cancelled') throw new UserError(WORDS.cancelled);
    if (!isOpen(one, clock.now()) || one.roll === undefined) throw new UserError(WORDS.over);
    return { ...one, roll: one.roll };
  }

  async function presentOwn(ctx: Context, id: string): Promise<Ballot> {
    const one = await lives.present(ctx, id);
    if (one.feature !== feature) throw new UserError(WORDS.gone);
    return one;
  }

  async function managed(ctx: Context, actor: Actor, id: string): Promise<Ballot> {
    const one = await presentOwn(ctx, id);
    if (!manages(actor, one)) throw new UserError(WORDS.notYours);
    return one;
  }

  /** From now on nobody takes the ballot back. One write decides between the first vote and a cancellation. */
  async function beginVoting(ctx: Context, one: Ballot): Promise<void> {
    const { workspace } = ctx;
    await ballots(ctx).updateOne(
      { _id: one._id, workspace, state: 'open', hasVotes: { $exists: false } },
      { $set: { hasVotes: true }, $inc: { rev: 1 } },
    );
    await votable(ctx, one._id);
  }

  /** Writes a vote. @throws UserError where it was not written, with why */
  async function cast(
    ctx: Context,
    one: Ballot & { roll: string },
    user: string,
    said: readonly number[],
    how: { code: string } | { cast?: RollRow['cast'] },
  ): Promise<void> {
    const read = readChoice(one.question, said);
    if ('fault' in read) throw new UserError(CHOICE_FAULTS[read.fault]);
    const { choice } = read;
    const { roll, publicKey = '' } = one;
    const isByOther = 'cast' in how && how.cast !== undefined;
    const mustBeOnRoll = (row: RollRow | undefined): void => {
      if (row === undefined) throw new UserError(isByOther ? WORDS.theyNotOnRoll : WORDS.notOnRoll);
      if (row.isAbsent === true) throw new UserError(isByOther ? WORDS.theyNotPresent : WORDS.notPresent);
    };
    // Only the first vote looks before it writes: a press of somebody else must not keep it from being cancelled.
    if (one.hasVotes !== true) {
      mustBeOnRoll(await rowOf(ctx, one, user));
      await beginVoting(ctx, one);
    }
    const isFirst = one.isSecret || isByOther;
    const vote =
      'code' in how
        ? { envelope: enveloped(publicKey, { code: how.code, choice }, rowId(roll, user)) }
        : { choice, ...how };
    if (await writeVote(ctx, roll, user, vote, isFirst)) return;
    const now = await rowOf(ctx, one, user);
    mustBeOnRoll(now);
    if (!isFirst || now?.hasVoted !== true) throw new UserError(WORDS.over);
    throw new UserError(one.isSecret ? WORDS.already : WORDS.hasVoted);
  }

  /** The voter’s card in Slack. The vote stands, so a fault is logged: the card says how things stand when it is touched. */
  const redrawSoon = (ctx: Context, id: string, user: string): Promise<unknown> =>
    redrawAbout(ctx, aboutBallot(feature, id), { recipients: [user] }).catch((error: unknown) =>
      ctx.log.warn({ err: error, ballot: id }, 'the card of a voter could not be drawn again'),
    );

  return {
    feature,
    lives,
    manages,
    mayDecideTie: async (ctx, actor, one) =>
      one.outcome?.tie !== undefined && manages(actor, one) && (await mayDecide(ctx, actor, one)),
    present: presentOwn,

    call: async (ctx, { user }, id, asked, about) => {
      const { workspace } = ctx;
      const now = clock.now();
      const fault = questionFault(asked.question);
      if (fault !== undefined) throw new UserError(QUESTION_FAULTS[fault]);
      const ms = asked.closesAt.getTime() - asked.opensAt.getTime();
      if (ms <= 0 || ms > MOST_MS || asked.closesAt <= now) throw new UserError(WORDS.times);
      if (asked.isSecret && !canBeSecret(ctx)) throw new UserError(WORDS.noKey);
      checkReadable(asked.electorate);
      const one: Ballot = {
        ...asked,
        _id: id,
        workspace,
        feature,
        ...(about === undefined ? {} : { of: about }),
        createdBy: user,
        state: 'planned',
        rev: 0,
        seq: 0,
        news: [],
        updatedAt: now,
      };
      await insertNew(ballots(ctx), [await lives.born(ctx, one)]);
      return presentOwn(ctx, id);
    },

    goForward: advance,

    vote: async (ctx, { user }, id, said, code) => {
      const one = await votable(ctx, id);
      if (one.isSecret && !CODE.test(code)) throw new UserError(WORDS.gone);
      await cast(ctx, one, user, said, one.isSecret ? { code } : {});
      await redrawSoon(ctx, id, user);
      return one;
    },

    voteFor: async (ctx, actor, id, user, said, how) => {
      await managed(ctx, actor, id);
      const one = await votable(ctx, id);
      if (one.isSecret) throw new UserError(WORDS.onlyOpen);
      await cast(ctx, one, user, said, { cast: { by: actor.user, how } });
      await redrawSoon(ctx, id, user);
      return one;
    },

    endNow: async (ctx, actor, id) => {
      await managed(ctx, actor, id);
      const { one } = await lives.decide(ctx, id, (found, now) => {
        if (!isOpen(found, now)) throw new UserError(WORDS.notOpen);
        return { state: 'counting', closesAt: now, endedBy: actor.user };
      });
      if ((one.canVote ?? 0) > MOST_AT_ONCE) return one;
      // That it is over stands. Without the key it is not counted, and the tick tries again.
      return advance(ctx, id).catch((error: unknown) => {
        ctx.log.error({ err: error, ballot: id }, 'a ballot that was ended could not be counted; the tick will');
        return presentOwn(ctx, id);
      });
    },

    cancel: async (ctx, actor, id, reason) => {
      await managed(ctx, actor, id);
      const { one } = await lives.decide(ctx, id, (found) => {
        if (found.state === 'cancelled') return undefined;
        if (found.state !== 'open' && found.state !== 'planned') throw new UserError(WORDS.notOpen);
        if (found.hasVotes === true) throw new UserError(WORDS.begun);
        return { state: 'cancelled', reason, endedBy: actor.user, ...news(found, 'cancelled') };
      });
      await lives.tellSoon(ctx, one);
      return presentOwn(ctx, id);
    },

    decideTie: async (ctx, actor, id, { nth, option, why }) => {
      const before = await managed(ctx, actor, id);
      if (before.outcome?.tie === undefined) throw new UserError(WORDS.noTie);
      if (!(await mayDecide(ctx, actor, before))) throw new UserError(WORDS.hasStake);
      const choices = await choicesOf(ctx, before);
      const { one } = await lives.decide(ctx, id, (found) => {
        const { outcome, ties = [] } = found;
        if (outcome?.tie === undefined || ties.length !== nth || !outcome.tie.options.includes(option))
          throw new UserError(WORDS.noTie);
        const decided = [...ties, { option, by: actor.user, why }];
        return {
          ties: decided,
          outcome: outcomeOf({ ...found, ties: decided }, choices),
          ...news(found, 'decided'),
        };
      });
      await lives.tellSoon(ctx, one);
      return presentOwn(ctx, id);
    },

    turnout: async (ctx, one) => one.voted ?? countVoted(ctx, one),
    row: rowOf,

    waitingFor: async (ctx, user) => {
      const { workspace } = ctx;
      const now = clock.now();
      const found = await ballots(ctx)
        .find({ workspace, feature, state: 'open', closesAt: { $gt: now } })
        .sort({ closesAt: 1, _id: 1 })
        .lean<Ballot[]>();
      if (found.length === 0) return [];
      const rows = await rollRows(ctx)
        .find({ _id: { $in: found.map(({ roll = '' }) => rowId(roll, user)) }, workspace })
        .lean<RollRow[]>();
      const waits = new Set(
        rows.filter((row) => row.hasVoted !== true && row.isShut !== true).map(({ ballot }) => ballot),
      );
      return found.filter(({ _id }) => waits.has(_id));
    },

    wake: (ctx) => lives.wake(ctx),
  };
}
