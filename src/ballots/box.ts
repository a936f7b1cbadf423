import type { Context } from '../context.ts';
import type { Paged } from '../lib/pages.ts';
import { insertNew } from '../lib/stores/mongo.ts';
import { openerOf } from './envelopes.ts';
import { type BoxPage, type BoxVote, boxPages } from './model.ts';
import { countVoted, votedRows } from './roll.ts';
import { type Ballot, FEWEST_SECRET } from './rules/ballot.ts';
import { type Choice, readChoice } from './rules/question.ts';

/** Votes in a page of the box, and of the list that is shown. */
const PAGE = 500;
export const SHOWN = 25;

/** What a ballot holds when its roll is shut. @property choices undefined: too few to be told apart, and never opened */
export interface Emptied {
  voted: number;
  choices?: Choice[];
  spoilt: number;
}

/**
 * Opens the envelopes of a shut roll, shuffles the votes and writes the box; of an open ballot it reads the roll. The same roll gives
 * the same box, whoever does it and however often.
 * @returns undefined when another process has done all of it and burnt the envelopes
 */
export async function emptied(ctx: Context, one: Ballot & { roll: string }): Promise<Emptied | undefined> {
  const { _id: ballot, roll, isSecret } = one;
  if (!isSecret) {
    const choices: Choice[] = [];
    for await (const page of votedRows(ctx, roll)) for (const { choice } of page) if (choice) choices.push(choice);
    return { voted: choices.length, choices, spoilt: 0 };
  }
  const voted = await countVoted(ctx, one);
  if (voted < FEWEST_SECRET) return { voted, spoilt: 0 };
  const open = await openerOf(ctx, roll);
  if (open === undefined) return undefined;
  const votes: BoxVote[] = [];
  let spoilt = 0;
  for await (const page of votedRows(ctx, roll))
    for (const { _id, envelope } of page) {
      // Burnt while it was read: what another process has counted stands.
      if (envelope === undefined) return undefined;
      const vote = open(envelope, _id);
      if (vote === undefined || 'fault' in readChoice(one.question, vote.choice)) spoilt++;
      else votes.push(vote);
    }
  if (votes.length < FEWEST_SECRET) return { voted, spoilt };
  // By the receipt codes, which are random and stand nowhere else: nothing is left of the order of the roll.
  votes.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  await insertNew(boxPages(ctx), pagesOf(ctx, ballot, votes));
  return { voted, choices: votes.map(({ choice }) => choice), spoilt };
}

/** Two votes under one code, which only a forged code can bring about, have no order of the roll either. */
const keyOf = ({ code, choice }: BoxVote): string => `${code} ${choice.join(' ')}`;

function pagesOf({ workspace }: Pick<Context, 'workspace'>, ballot: string, votes: readonly BoxVote[]): BoxPage[] {
  return Array.from({ length: Math.ceil(votes.length / PAGE) }, (_, nth) => ({
    _id: `${ballot}/${nth}`,
    workspace,
    ballot,
    nth,
    votes: votes.slice(nth * PAGE, (nth + 1) * PAGE),
  }));
}

/** All votes of the box, in the order of their codes. */
export async function boxOf(ctx: Pick<Context, 'db' | 'workspace'>, ballot: string): Promise<BoxVote[]> {
  const pages = await boxPages(ctx).find({ workspace: ctx.workspace, ballot }).sort({ nth: 1 }).lean<BoxPage[]>();
  return pages.flatMap(({ votes }) => votes);
}

/** One page of the published list. @param total how many votes are in the box */
export async function boxPageOf(
  ctx: Pick<Context, 'db' | 'workspace'>,
  ballot: string,
  total: number,
  wanted: number,
): Promise<Paged<BoxVote>> {
  const pages = Math.max(1, Math.ceil(total / SHOWN));
  const page = Math.min(Math.max(1, wanted), pages);
  const from = (page - 1) * SHOWN;
  const found = await boxPages(ctx)
    .findOne({ _id: `${ballot}/${Math.floor(from / PAGE)}`, workspace: ctx.workspace })
    .lean<BoxPage>();
  return { rows: found?.votes.slice(from % PAGE, (from % PAGE) + SHOWN) ?? [], page, pages, total };
}
