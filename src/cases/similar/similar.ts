import { setImmediate } from 'node:timers/promises';
import type MiniSearch from 'minisearch';
import type { Connection } from 'mongoose';
import type { Context } from '../../context.ts';
import type { Case } from '../case.ts';
import type { AnyKind } from '../kind.ts';
import { areAlike, wordsOf } from './likeness.ts';

/** What the index holds of a case. */
export interface Similar<State extends string = string> {
  id: string;
  number: string;
  text: string;
  state: State;
  support: number;
}

interface Index {
  search: MiniSearch<Similar>;
  /** In how many texts a word has stood. */
  spread: Map<string, number>;
  /** The newest change that is in it. */
  until: Date;
  /** When each was last changed, as it is in it. */
  known: Map<string, number>;
  /** The last reading of changes; the next one waits for it. */
  reading: Promise<void>;
}

const WORDS_READ = 60;
/** The rarest words say most, and are looked up as long as they stand in so many texts together; but so many at least. */
const TEXTS_READ = 10_000;
const LEAST_WORDS = 3;
/** Of the best so many are compared word by word. */
const COMPARED = 20;
/** A word that stands in no text counts as one that stands in each tenth. */
const UNKNOWN = 10;
/** A word that stands in fewer than each thirtieth is not rarer for that: one alone does not make two texts alike. */
const RAREST = 30;
/** Clocks of several processes differ: changes are read again that far back. */
const OVERLAP_MS = 60_000;
/** After so long at a stretch everything else gets its turn; so many are fetched at a time. */
const SLICE_MS = 8;
const BATCH = 500;

/** One index for each feature and connection. */
const indexes = new WeakMap<Connection, Map<string, Promise<Index>>>();

/**
 * The three cases that say most of what is written here, the most similar first, of those that may be shown.
 * @param except the id of a case that is not looked for
 */
export async function similarTo<T extends Case>(
  ctx: Context,
  kind: AnyKind<T>,
  text: string,
  except = '',
): Promise<Similar<T['state']>[]> {
  const words = wordsOf(text).slice(0, WORDS_READ);
  if (words.length === 0) return [];
  const { search, spread } = await freshIndex(ctx, kind);
  const telling = tellingOf(words, spread);
  if (telling.length === 0) return [];
  // Rare words tell more; of one that nobody has written yet it is not known whether it is rare.
  const rarityOf = (word: string): number => {
    const texts = spread.get(word);
    return Math.log(1 + (texts === undefined ? UNKNOWN : Math.min(search.documentCount / texts, RAREST)));
  };
  return search
    .search(telling.join(' '), { combineWith: 'OR', filter: (found) => found.id !== except })
    .slice(0, COMPARED)
    .filter((found) => areAlike(words, wordsOf(found.text), rarityOf))
    .slice(0, 3)
    .map(({ id, number, text: said, state, support }) => ({ id, number, text: said, state, support }));
}

/** Of these words those that are looked up: the rarest first; what stands in no text finds none. */
function tellingOf(words: readonly string[], spread: ReadonlyMap<string, number>): string[] {
  const known = words.flatMap((word) => {
    const texts = spread.get(word) ?? 0;
    return texts === 0 ? [] : [{ word, texts }];
  });
  let sum = 0;
  return known
    .sort((a, b) => a.texts - b.texts)
    .filter(({ texts }, nth) => {
      sum += texts;
      return nth < LEAST_WORDS || sum <= TEXTS_READ;
    })
    .map(({ word }) => word);
}

/** The index, made at the first question and extended by what has changed since; one reading at a time. */
async function freshIndex<T extends Case>(ctx: Context, kind: AnyKind<T>): Promise<Index> {
  const own = indexes.get(ctx.db) ?? new Map<string, Promise<Index>>();
  indexes.set(ctx.db, own);
  const made = own.get(kind.feature) ?? emptyIndex();
  own.set(kind.feature, made);
  const index = await made;
  // The caller is told of a fault; the next one reads on from there.
  index.reading = index.reading.catch(() => undefined).then(() => extend(ctx, kind, index));
  await index.reading;
  return index;
}

async function emptyIndex(): Promise<Index> {
  const { default: Search } = await import('minisearch');
  const spread = new Map<string, number>();
  const search = new Search<Similar>({
    fields: ['text'],
    storeFields: ['id', 'number', 'text', 'state', 'support'],
    tokenize: (text) => {
      const words = wordsOf(text);
      for (const word of words) spread.set(word, (spread.get(word) ?? 0) + 1);
      return words;
    },
    searchOptions: { tokenize: (text) => text.split(' ') },
  });
  return { search, spread, until: new Date(0), known: new Map(), reading: Promise.resolve() };
}

/** Reads the changes, the oldest first, so that what a fault interrupts goes on where it was; clicks come in between. */
async function extend<T extends Case>(ctx: Context, kind: AnyKind<T>, index: Index): Promise<void> {
  const { search, known } = index;
  const since = new Date(index.until.getTime() - OVERLAP_MS);
  const changed = kind
    .model(ctx)
    .find({ workspace: ctx.workspace, updatedAt: { $gte: since } } as never, { events: 0, watchers: 0 })
    .sort({ updatedAt: 1 })
    .lean<T[]>()
    .cursor({ batchSize: BATCH });
  let begun = performance.now();
  for await (const one of changed as AsyncIterable<T>) {
    const { _id, number, text, state, supporters, updatedAt } = one;
    if (known.get(_id) !== updatedAt.getTime()) {
      if (search.has(_id)) search.discard(_id);
      if (kind.isOffered?.(one) !== false)
        search.add({ id: _id, number, text: text.slice(0, 500), state, support: supporters.length });
      known.set(_id, updatedAt.getTime());
    }
    if (updatedAt > index.until) index.until = updatedAt;
    if (performance.now() - begun < SLICE_MS) continue;
    await setImmediate();
    begun = performance.now();
  }
}
