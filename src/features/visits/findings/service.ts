import type { Actor } from '../../../bot/actor.ts';
import type { Idea } from '../../../bot/routing/contributions.ts';
import { mayRun } from '../../../bot/routing/roles.ts';
import { cases } from '../../../cases/cases.ts';
import { photosIn } from '../../../cases/photos.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { idFrom } from '../../../lib/ids.ts';
import type { Bilingual } from '../../../lib/language.ts';
import { upserted } from '../../../lib/stores/mongo.ts';
import { dayOf } from '../../../lib/zone.ts';
import { membersOf } from '../../../members/audience/audience.ts';
import { maySee } from '../../../members/roles.ts';
import { actorOf } from '../../../members/service.ts';
import { findings, type Visit, visits } from '../model.ts';
import {
  CLOCKS,
  type Clock,
  type Finding,
  matterOf,
  OPEN,
  PACE,
  SAME_DAYS,
  type Scene,
  SILENCE_DAYS,
  STEPS,
  type Step,
  sceneOf,
} from '../rules.ts';
import { WORDS } from './texts.ts';

/** What is found on visits, as cases: their table and their clocks. */
export const findingCases = cases<Finding, Step, Clock>({
  feature: 'visits',
  prefix: 'V',
  model: findings,
  words: WORDS,
  opens: { state: 'recorded', event: 'recorded' },
  open: OPEN,
  steps: STEPS,
  clocks: CLOCKS,
  pace: async () => PACE,
  silence: { days: SILENCE_DAYS, step: 'silence' },
  senders: 'visited',
  tellsOpening: true,
  similarWithin: { days: SAME_DAYS, matter: matterOf },
});

const FAULTS = {
  otherBranch: {
    zh: '这是别的分会的人或事，请由那个分会的干部记录。',
    en: 'That is another branch. Ask one of its officers to record it.',
  },
  strangers: {
    zh: '有人不在名册里，或者已经离职。请去掉，只留名册里的同事。',
    en: 'Somebody is not on the roster or has left. Keep only colleagues on the roster.',
  },
} satisfies Record<string, Bilingual>;

/** A visit as an officer writes it down. */
export interface Seen {
  /** Of the form it comes from: sent twice, it is one. */
  once: string;
  place: string;
  visited: readonly string[];
  /** Undefined: that of the people visited, else the officer's own. */
  branch?: string | undefined;
  scene?: Scene | undefined;
}

/** What was said there. */
export interface Said extends Seen {
  /** The visit to which it belongs; absent: one of its own. */
  visit?: string | undefined;
  what: string;
  kind: string;
  photos: readonly string[];
  owner?: string | undefined;
  /** 'YYYY-MM-DD' */
  due?: string | undefined;
}

/** A sentence at a field of the form. */
export interface Fault {
  field: 'people' | 'branch' | 'owner';
  fault: Bilingual;
}

/** The branch in which it counts, and what is wrong with the people and the branch, if anything is. */
export async function branchOf(ctx: Context, actor: Actor, seen: Seen): Promise<{ branch: string } | Fault> {
  const known = await membersOf(ctx, seen.visited);
  if (seen.visited.some((user) => known.get(user)?.state !== 'active'))
    return { field: 'people', fault: FAULTS.strangers };
  const theirs = seen.visited.map((user) => known.get(user)?.branch).find((branch) => branch !== undefined);
  const branch = seen.branch ?? theirs ?? actor.branch ?? '';
  if (maySee(actor, branch)) return { branch };
  return { field: seen.branch === undefined && theirs !== undefined ? 'people' : 'branch', fault: FAULTS.otherBranch };
}

/** What is wrong with the owner who was chosen. */
export async function ownerFault(ctx: Context, owner: string, branch: string): Promise<Fault | undefined> {
  const found = await actorOf(ctx, owner);
  const isOfficer = found !== undefined && mayRun(found, 'officer') && maySee(found, branch);
  return isOfficer ? undefined : { field: 'owner', fault: WORDS.notOfficer };
}

/** Writes down that an officer was at a place; twice is once. */
export async function recordVisit(ctx: Context, actor: Actor, branch: string, seen: Seen): Promise<Visit> {
  const { workspace } = ctx;
  const now = clock.now();
  const _id = idFrom(workspace, 'visit', actor.user, seen.once);
  const one: Omit<Visit, '_id' | 'workspace' | 'visited'> = {
    officer: actor.user,
    branch,
    place: seen.place,
    scene: seen.scene ?? sceneOf(seen.place),
    month: dayOf(now, ctx.config.TIMEZONE).slice(0, 7),
    at: now,
  };
  const found = await upserted(() =>
    visits(ctx)
      .findOneAndUpdate(
        { _id, workspace },
        { $setOnInsert: one, $addToSet: { visited: { $each: [...seen.visited] } } },
        { upsert: true, returnDocument: 'after' },
      )
      .lean<Visit>()
      .exec(),
  );
  if (found === null) throw new Error('an upsert gave no visit');
  return found;
}

/** The officer's own visit; undefined for any other. */
export async function visitOf(ctx: Context, { user }: Pick<Actor, 'user'>, id: string): Promise<Visit | undefined> {
  return (await visits(ctx).findOne({ _id: id, workspace: ctx.workspace, officer: user }).lean<Visit>()) ?? undefined;
}

/**
 * Writes down what was said on a visit. The people visited hear of it; where nobody was named, the officer has the last word.
 * @param branch as `branchOf` says
 * @throws UserError for a file that is no photo, or a day that is past
 */
export async function recordFinding(ctx: Context, actor: Actor, branch: string, said: Said): Promise<Finding> {
  const photos = await photosIn(ctx, said.photos, WORDS.noPhoto);
  const before = said.visit === undefined ? undefined : await visitOf(ctx, actor, said.visit);
  const { _id: visit } = before ?? (await recordVisit(ctx, actor, branch, said));
  const { once, kind, place, what: text, due, owner } = said;
  const visited = said.visited.length === 0 ? [actor.user] : [...said.visited];
  const set = { visit, visited, owner };
  return findingCases.open(ctx, actor, { once, kind, text, place, branch, photos, due, set });
}

/** What somebody said in a discussion becomes a finding that concerns them. */
export async function findingOfIdea(ctx: Context, actor: Actor, idea: Idea): Promise<{ number: string }> {
  const set = { visited: [idea.author] };
  const facts = { kind: 'idea', place: '', branch: idea.branch, text: idea.text };
  return findingCases.open(ctx, actor, { once: idea.once, ...facts, set });
}
