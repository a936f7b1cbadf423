import type { Actor } from '../../../bot/actor.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import type { Paged } from '../../../lib/pages.ts';
import { membersOf } from '../../../members/audience/audience.ts';
import type { FeatureNames } from '../rules/dossier.ts';
import { checkedOf, ownLines, shownLines } from '../rules/nominee.ts';
import { outcomeOf, type Tie } from '../rules/programme.ts';
import type { Checked, Line, Nominee, Placed, Programme, Title } from '../rules/records.ts';
import { WORDS } from '../words.ts';
import { nomineesOf } from './calendar.ts';
import { shortOf } from './judging.ts';
import { manages, standingOf, visible } from './lives.ts';
import { linesFor, mayArrange, nomineeIn } from './nominees.ts';
import { programmesFor, sizeOfInvitation } from './programmes.ts';

/** Somebody who is proposed, or has a title. */
export interface ShownPlaced extends Placed {
  name: string;
  branch: string | undefined;
  state: Nominee['state'];
  isHolder: boolean;
}

/** A programme as one reader sees it. */
export interface ShownProgramme {
  programme: Programme;
  isManaged: boolean;
  isLate: boolean;
  mayNominate: boolean;
  mayObject: boolean;
  /** The reader's own nominations. */
  own: { nominee: Nominee; title: string }[];
  count: number;
  placed: ShownPlaced[];
  ties: (Tie & { names: Record<string, string> })[];
  /** For its officers. */
  size: number | undefined;
  sheets: { done: number; all: number } | undefined;
  short: number;
}

const OPEN_STATES: readonly Programme['state'][] = ['publicity', 'voting', 'deciding', 'awarded'];

/** Whether everybody may see who is proposed. */
export const isPublic = ({ state, proposed }: Programme): boolean =>
  OPEN_STATES.includes(state) && proposed !== undefined;

function isLate(one: Programme, now: Date): boolean {
  const { state, checkUntil, scoreUntil, publicityUntil } = one;
  const end =
    state === 'checking'
      ? checkUntil
      : state === 'scoring'
        ? scoreUntil
        : state === 'publicity'
          ? publicityUntil
          : undefined;
  return end !== undefined && end <= now;
}

export async function shownOne(ctx: Context, actor: Actor, programme: Programme): Promise<ShownProgramme> {
  const all = await nomineesOf(ctx, programme._id);
  const now = clock.now();
  const isManaged = manages(actor, programme);
  const isOut = isPublic(programme);
  const { holders, ties } = outcomeOf(programme, standingOf(all));
  const proposed = isOut ? (programme.proposed ?? []) : [];
  const people = await membersOf(
    ctx,
    proposed.flatMap(({ nominee }) => all.find(({ _id }) => _id === nominee)?.member ?? []),
  );
  const placed = proposed.flatMap((one): ShownPlaced[] => {
    const nominee = all.find(({ _id }) => _id === one.nominee);
    if (nominee === undefined) return [];
    const { member, branch, state } = nominee;
    const isHolder = holders.some((holder) => holder.nominee === one.nominee);
    return [{ ...one, name: people.get(member)?.name ?? member, branch, state, isHolder }];
  });
  const { state, judges, branch, publicityUntil } = programme;
  const isOfBranch = branch === undefined || branch === actor.branch;
  const judged = all.filter((one) => one.state === 'in');
  return {
    programme,
    isManaged,
    isLate: isLate(programme, now),
    mayNominate:
      state === 'nominating' &&
      now < programme.nominateUntil &&
      !judges.includes(actor.user) &&
      (isOfBranch || isManaged),
    mayObject: state === 'publicity' && publicityUntil !== undefined && now < publicityUntil && isOfBranch,
    own: all
      .filter(({ member }) => member === actor.user)
      .map((nominee) => ({
        nominee,
        title: programme.titles.find(({ id }) => id === nominee.title)?.name ?? '',
      })),
    count: all.filter((one) => one.state !== 'withdrawn').length,
    placed,
    ties:
      isManaged && state === 'deciding'
        ? ties.map((tie) => ({
            ...tie,
            names: Object.fromEntries(placed.map(({ nominee, name }) => [nominee, name])),
          }))
        : [],
    size: isManaged && state === 'draft' ? await sizeOfInvitation(ctx, programme) : undefined,
    sheets:
      isManaged && state === 'scoring'
        ? {
            done: judged.reduce(
              (sum, one) => sum + one.panel.filter((judge) => one.sheets[judge] !== undefined).length,
              0,
            ),
            all: judged.reduce((sum, one) => sum + one.panel.length, 0),
          }
        : undefined,
    short: isManaged && state === 'scoring' ? shortOf(all) : 0,
  };
}

/** A page of programmes. */
export async function listed(ctx: Context, actor: Actor, page: number): Promise<Paged<ShownProgramme>> {
  const found = await programmesFor(ctx, actor, page);
  return { ...found, rows: await Promise.all(found.rows.map((one) => shownOne(ctx, actor, one))) };
}

/** A dossier: the nominee's own with all that they can do, or what publicity shows of it. */
export interface DossierPage {
  programme: Programme;
  title: Title;
  nominee: Nominee;
  name: string;
  isOwn: boolean;
  lines: (Line & { isHidden: boolean })[];
  checked: Checked[];
  mayArrange: boolean;
  mayDispute: boolean;
  mayWithdraw: boolean;
  mayObject: boolean;
  /** Who has nominated them, by user. */
  names: ReadonlyMap<string, string>;
  /** Scores, once everybody may see them. */
  hasScores: boolean;
}

/**
 * A dossier as this reader may see it: their own at any time, another's from publicity on, where that person is proposed.
 * @throws UserError for others
 */
export async function dossierPage(ctx: Context, actor: Actor, names: FeatureNames, id: string): Promise<DossierPage> {
  const found = await nomineeIn(ctx, id);
  const { programme, title, nominee } = found;
  const isOwn = nominee.member === actor.user;
  const isOut = isPublic(programme) && programme.proposed?.some((one) => one.nominee === id) === true;
  if (!isOwn) {
    if (!isOut) throw new UserError(WORDS.notNominee);
    await visible(ctx, actor, programme._id);
  }
  const now = clock.now();
  const { dossier, facts } = await linesFor(ctx, names, found);
  const kept = { ...nominee, dossier, ...(facts === undefined ? {} : { facts }) };
  const people = await membersOf(ctx, [nominee.member, ...nominee.nominations.map(({ by }) => by)]);
  const { state, publicityUntil, checkUntil, branch } = programme;
  return {
    programme,
    title,
    nominee,
    name: people.get(nominee.member)?.name ?? nominee.member,
    isOwn,
    lines: isOwn
      ? ownLines(kept).map((line) => ({ ...line, isHidden: nominee.hidden.includes(line.key) }))
      : shownLines(kept).map((line) => ({ ...line, isHidden: false })),
    checked: checkedOf(title, kept),
    mayArrange: isOwn && mayArrange(programme, nominee, now),
    mayDispute:
      isOwn &&
      state === 'checking' &&
      nominee.state === 'nominated' &&
      nominee.dossier !== undefined &&
      checkUntil !== undefined &&
      now < checkUntil,
    mayWithdraw:
      isOwn &&
      (nominee.state === 'nominated' || nominee.state === 'in') &&
      nominee.closedAt === undefined &&
      ['nominating', 'checking', 'scoring'].includes(state),
    mayObject:
      state === 'publicity' &&
      nominee.state === 'in' &&
      isOut &&
      publicityUntil !== undefined &&
      now < publicityUntil &&
      (branch === undefined || branch === actor.branch),
    names: new Map([...people].map(([user, { name }]) => [user, name])),
    hasScores: isOut || (isOwn && isPublic(programme)),
  };
}
