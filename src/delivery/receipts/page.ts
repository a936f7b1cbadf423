import type { Actor } from '../../bot/actor.ts';
import type { Context } from '../../context.ts';
import { clock } from '../../lib/clock.ts';
import type { Book } from './book.ts';
import { countReceipts } from './counts.ts';
import { namesOf } from './names.ts';
import { type Asks, emptyTally, mostOpenFirst, type Tally, type TallyRow, tallied } from './rules.ts';
import { settle } from './settle.ts';

const NAMES = 10;

/** What has receipts, as its page names it. */
export interface Shown {
  id: string;
  /** In people's words; empty while it has none. */
  title: string;
  /** In the reader's words. */
  state: string;
  asks: Asks;
  /** Whether it has begun to go out: before, nothing can have become of it. */
  isOut: boolean;
  via: 'dm' | 'channel';
}

/** The receipts as an officer sees them, as they are now. */
export interface ReceiptPage {
  what: Shown;
  asOf: Date;
  /** Whether the officer may change it, or only reads what their own branch has made of it. */
  mayChange: boolean;
  /** The branch that is looked at; undefined: all that there are. */
  branch: string | undefined;
  /** From 1. */
  page: number;
  total: Tally;
  /** By branch or, within one, by team; those with the most to do first. */
  groups: [name: string, tally: Tally][];
  /** Those that may be looked at, where there are several. */
  branches: string[];
  /** What the officer's own branch has made of it, with some of the names. */
  own: { branch: string; tally: Tally; notYet: string[] } | undefined;
}

/** @param wanted the branch to look at and the page of its list */
export async function receiptPage(
  ctx: Context,
  book: Book,
  actor: Actor,
  { what, mayChange }: Pick<ReceiptPage, 'what' | 'mayChange'>,
  wanted: { branch?: string | undefined; page?: number } = {},
): Promise<ReceiptPage> {
  if (what.isOut) await settle(ctx, book, what.id, what.via);
  const rows =
    mayChange || actor.branch ? await countReceipts(ctx, book, what.id, mayChange ? undefined : actor.branch) : [];
  const branches = [...new Set(rows.map(({ branch }) => branch))];
  const branch = branches.length === 1 ? branches[0] : branches.find((name) => name === wanted.branch);
  const shown = branch === undefined ? rows : rows.filter((row) => row.branch === branch);
  const groups = [...tallied(shown, (row) => (branch === undefined ? row.branch : row.team))];
  return {
    what,
    asOf: clock.now(),
    mayChange,
    branch,
    page: wanted.page ?? 1,
    total: tallied(shown, () => '').get('') ?? emptyTally(),
    groups: groups.toSorted(([a, one], [b, other]) => mostOpenFirst(one, other) || a.localeCompare(b, 'zh')),
    branches: branches.length > 1 ? branches : [],
    own: await ownOf(ctx, book, actor, what, rows),
  };
}

async function ownOf(
  ctx: Context,
  book: Book,
  actor: Actor,
  { id, asks }: Shown,
  rows: readonly TallyRow[],
): Promise<ReceiptPage['own']> {
  const branch = actor.branch ?? '';
  const tally = tallied(rows, (row) => row.branch).get(branch);
  if (branch === '' || tally === undefined || asks === 'seen') return undefined;
  const { rows: names } = await namesOf(ctx, book, actor, id, 'open', 1);
  return { branch, tally, notYet: names.slice(0, NAMES).map(({ name }) => name) };
}
