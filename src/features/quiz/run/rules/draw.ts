import { seededRandom } from '../../../../lib/seeded.ts';

/** What the draw must know of a question. */
export interface PoolQuestion {
  id: string;
  /** Posts for whom it matters most; empty means everyone alike. */
  posts: readonly string[];
}

/** How much likelier an unseen question is to be drawn. */
export interface DrawWeights {
  /** Of the member's post. */
  matching: number;
  /** Of no post in particular. */
  general: number;
  /** Of other posts only. */
  others: number;
}

export const DRAW_WEIGHTS: DrawWeights = { matching: 3, general: 1, others: 0.3 };

/** Questions of one weight for one post, as indexes into the pool. */
interface Layer {
  weight: number;
  members: readonly number[];
}

/** The questions of a schedule, prepared once for all its members; which topics belong to it is decided before. */
export interface Pool {
  readonly ids: readonly string[];
  readonly indexOf: ReadonlyMap<string, number>;
  /** The layers for a member's post; made at the first member of each post. */
  layersOf(post: string | undefined): readonly Layer[];
}

/** What a member has seen: a set, or anything that can tell. */
export type Seen = Pick<ReadonlySet<string>, 'has'>;

export interface Draw {
  member: { id: string; post?: string | undefined };
  pool: Pool;
  /** Questions to come back today, most overdue first; those no longer in the pool are passed over. */
  due: readonly string[];
  seen: Seen;
  /** Seen and not due yet, the next due first: what is left when nothing is unseen. */
  resting?: Iterable<string>;
  /** How many questions to draw. */
  count: number;
  /** How many of them may be due ones while unseen ones are left; `defaultMaxDue(count)` if absent. */
  maxDue?: number;
  /** Names schedule, day and whatever else sets this draw apart; the member's id is added. */
  seed: string;
}

/** Misses per question wanted before the draw gives up guessing and lists what is left. */
const GUESSES = 48;

/**
 * Prepares the draw: one pass over the bank, and one more for each post that members turn out to have.
 * Posts are compared without regard to width, case and outer spaces.
 */
export function buildPool(questions: readonly PoolQuestion[], weights: DrawWeights = DRAW_WEIGHTS): Pool {
  const ids: string[] = [];
  const indexOf = new Map<string, number>();
  const general: number[] = [];
  const byPost = new Map<string, number[]>();
  const tagged: number[] = [];
  for (const { id, posts } of questions) {
    if (indexOf.has(id)) continue;
    const index = ids.push(id) - 1;
    indexOf.set(id, index);
    const keys = new Set(posts.map(postKey).filter((post) => post !== ''));
    (keys.size === 0 ? general : tagged).push(index);
    for (const key of keys) {
      const matching = byPost.get(key);
      if (matching) matching.push(index);
      else byPost.set(key, [index]);
    }
  }
  const layers = new Map<string, Layer[]>();
  const layersOf = (post: string | undefined): Layer[] => {
    const key = post === undefined ? '' : postKey(post);
    const matching = byPost.get(key);
    const name = matching ? key : '';
    const known = layers.get(name);
    if (known) return known;
    const matches = new Set(matching);
    const made = [
      { weight: weights.matching, members: matching ?? [] },
      { weight: weights.general, members: general },
      { weight: weights.others, members: matching ? tagged.filter((index) => !matches.has(index)) : tagged },
    ].filter((layer) => layer.weight > 0 && layer.members.length > 0);
    layers.set(name, made);
    return made;
  };
  return { ids, indexOf, layersOf };
}

function postKey(post: string): string {
  return post.normalize('NFKC').trim().toLowerCase();
}

/** Half the draw, rounded up: of one question the one may be a due one, of five three. */
export function defaultMaxDue(count: number): number {
  return Math.ceil(count / 2);
}

/**
 * The questions of one member's next quiz: due ones first, at most `maxDue`; then unseen ones, weighted by post; then,
 * when the member has seen all, the due ones beyond the cap, and of the resting ones those that are due next.
 * The cost follows `count`, not the size of the bank: an unseen question is found by guessing (a layer by its weight, a
 * question within it evenly; again when it is seen). Only a member who has seen nearly all makes the draw list the rest.
 * The same arguments give the same questions.
 * @returns up to `count` different ids
 */
export function drawFor(draw: Draw): string[] {
  const { pool, due, count } = draw;
  const maxDue = draw.maxDue ?? defaultMaxDue(count);
  const drawn: string[] = [];
  const taken = new Set<string>();
  const take = (list: Iterable<string>, most: number): void => {
    if (drawn.length >= most) return;
    for (const id of list) {
      if (drawn.length >= most) return;
      if (taken.has(id) || !pool.indexOf.has(id)) continue;
      taken.add(id);
      drawn.push(id);
    }
  };
  take(due, Math.min(count, maxDue));
  if (drawn.length < count) {
    const passed = new Set([...due, ...taken]);
    take(drawUnseen(draw, passed, count - drawn.length), count);
  }
  take(due, count);
  take(draw.resting ?? [], count);
  return drawn;
}

/** Up to `wanted` unseen questions, each draw in proportion to weight among those that are left. */
function drawUnseen(draw: Draw, passed: Set<string>, wanted: number): string[] {
  const { pool, seen } = draw;
  const layers = pool.layersOf(draw.member.post);
  const total = layers.reduce((sum, layer) => sum + layer.weight * layer.members.length, 0);
  if (total === 0) return [];
  const random = seededRandom(`${draw.seed}/${draw.member.id}`);
  const found: string[] = [];
  for (let guess = GUESSES * wanted; guess > 0 && found.length < wanted; guess--) {
    const id = pool.ids[guessIndex(layers, total, random)];
    if (id === undefined || passed.has(id) || seen.has(id)) continue;
    passed.add(id);
    found.push(id);
  }
  return found.length < wanted ? [...found, ...drawListed(draw, passed, wanted - found.length, random)] : found;
}

function guessIndex(layers: readonly Layer[], total: number, random: () => number): number {
  let left = random() * total;
  let last = -1;
  for (const { weight, members } of layers) {
    // What is left of the number within its layer is even again: one random number serves both choices.
    last = members[Math.min(members.length - 1, Math.floor(left / weight))] ?? -1;
    left -= weight * members.length;
    if (left < 0) break;
  }
  return last;
}

/** The exact way: lists every unseen question with the key u^(1/weight) and takes the greatest (Efraimidis, Spirakis 2006). */
function drawListed(draw: Draw, passed: Set<string>, wanted: number, random: () => number): string[] {
  const left: { id: string; key: number }[] = [];
  for (const { weight, members } of draw.pool.layersOf(draw.member.post)) {
    for (const index of members) {
      const id = draw.pool.ids[index];
      if (id === undefined || passed.has(id) || draw.seen.has(id)) continue;
      left.push({ id, key: Math.log(1 - random()) / weight });
    }
  }
  left.sort((a, b) => b.key - a.key);
  return left.slice(0, wanted).map(({ id }) => id);
}
