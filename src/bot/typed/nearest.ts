import { pinyin } from 'pinyin-pro';
import type { Actor } from '../actor.ts';
import type { Registry } from '../routing/registry.ts';
import { mayRun } from '../routing/roles.ts';
import type { Choice } from './route.ts';

const HAN = /\p{Script=Han}/u;
/** Longer words and later ones say nothing about a name of a few characters. */
const LONGEST = 30;
const MOST_WORDS = 20;
/** A name of the feature that was named already is nearer than one of another. */
const SAME_FEATURE = 0.3;

export interface Near {
  choice: Choice;
  /** Above 1: named in what was said. Below: how alike the words are. */
  score: number;
}

/** What a person may run, by how near its names are to what was said; the nearest first, in the registry's order where alike. */
export function nearest(
  registry: Pick<Registry, 'features'>,
  actor: Pick<Actor, 'roles'>,
  said: string,
  within?: Choice['feature'],
): Near[] {
  const score = scorer(said);
  const near = choicesFor(registry, actor).map((choice) => {
    const best = Math.max(...namesOf(choice).map(score));
    return { choice, score: best + (within === choice.feature && choice.command !== undefined ? SAME_FEATURE : 0) };
  });
  return near.sort((one, other) => other.score - one.score);
}

/** All that a person may run; a feature's first page where something in it is for them. */
export function choicesFor(registry: Pick<Registry, 'features'>, actor: Pick<Actor, 'roles'>): Choice[] {
  return registry.features.flatMap((feature) => {
    const commands = (feature.commands ?? []).filter(({ role }) => mayRun(actor, role));
    const isOpen = commands.length > 0 || (feature.directCommands ?? []).length > 0;
    // A command goes before its feature where both are named.
    return [
      ...commands.map((command): Choice => ({ feature, command })),
      ...(isOpen ? [{ feature, command: undefined }] : []),
    ];
  });
}

function namesOf({ feature, command }: Choice): string[] {
  const names =
    command === undefined
      ? [feature.name, ...feature.aliases, feature.title.zh, feature.title.en, ...(feature.phrases ?? [])]
      : [command.verb, ...command.aliases];
  return names.map((name) => name.toLowerCase());
}

function scorer(said: string): (name: string) => number {
  const line = said.toLowerCase();
  const words = line.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '' && word.length <= LONGEST);
  const spoken = ` ${line.split(/[^a-z0-9]+/).join(' ')} `;
  const tried = words.slice(0, MOST_WORDS).map((word) => ({ word, sound: soundOf(word) }));
  return (name) => {
    if (name === line) return 2;
    const isHan = HAN.test(name);
    if (name.length > 1 && (isHan ? line.includes(name) : spoken.includes(` ${name} `)))
      return 1 + (isHan ? 2 : 1) * (name.length / 100);
    const sound = soundOf(name);
    const likeness = tried.map(({ word, sound: other }) =>
      Math.max(alike(name, word), name.length > 1 && word.length > 1 ? 0.95 * alike(sound, other) : 0),
    );
    return Math.max(0, ...likeness);
  };
}

/** Characters as they are typed by sound, so that 签道 and qiandao are near 签到. */
function soundOf(word: string): string {
  return HAN.test(word) ? pinyin(word, { toneType: 'none', type: 'array' }).join('') : word;
}

function alike(one: string, other: string): number {
  return 1 - distance([...one], [...other]) / Math.max(1, one.length, other.length);
}

/** Letters added, left out, changed or swapped with their neighbour. */
function distance(one: string[], other: string[]): number {
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [row, letter] of one.entries()) {
    const next = [row + 1];
    for (const [at, wanted] of other.entries()) {
      const isSwapped = row > 0 && at > 0 && letter === other[at - 1] && one[row - 1] === wanted;
      next.push(
        Math.min(
          (next[at] ?? 0) + 1,
          (last[at + 1] ?? 0) + 1,
          (last[at] ?? 0) + (letter === wanted ? 0 : 1),
          isSwapped ? (before[at - 1] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    [before, last] = [last, next];
  }
  return last[other.length] ?? 0;
}
