import type { Actor } from '../actor.ts';
import type { Command, Feature } from '../feature.ts';
import type { Registry } from '../routing/registry.ts';
import { mayRun } from '../routing/roles.ts';
import { type InFront, inFront, withoutMarks } from './name-in-front.ts';

/** What can be run: a command of a feature, or what the feature shows without one. */
export interface Choice {
  feature: Feature;
  command: Command | undefined;
}

/** What becomes of a typed line. Only what was named in full is run; all else is asked about. */
export type Route =
  | { kind: 'help'; of: Feature | undefined }
  | { kind: 'run'; choice: Choice; text: string }
  /** A verb that several features have. */
  | { kind: 'which'; choices: Choice[]; text: string }
  /** `word` is what nobody knows, `text` what follows it. */
  | { kind: 'unknown'; within: Feature | undefined; word: string; text: string };

type Known = Pick<Registry, 'features' | 'feature'>;

const HELP = ['help', '帮助', '菜单', '功能', '命令', '用法', '怎么用', 'menu', 'commands', 'usage'];

/** Whether a line asks for help, or names help of something. */
export function asksHelp(line: string): InFront | undefined {
  return HELP.map((word) => inFront(line, word)).find((after) => after?.joint === 'end' || after?.joint === 'gap');
}

/** Where a line behind the root command leads, as `normalise` made it. */
export function route(registry: Known, actor: Pick<Actor, 'roles'>, typed: string): Route {
  const line = withoutMarks(typed);
  if (line === '') return /^\?*$/.test(typed) ? { kind: 'help', of: undefined } : unknown(typed);
  const help = asksHelp(line);
  if (help !== undefined) return { kind: 'help', of: registry.feature(help.rest) };
  const named = featuresInFront(registry.features, line);
  const verb = verbInFront(registry, registry.features, line);
  for (const { feature, name, after } of named) {
    if (verb !== undefined && verb.name.length > name.length) break;
    const found = behind(registry, feature, after.rest);
    if (found !== undefined) return found;
  }
  if (verb !== undefined) return chosen(actor, verb);
  const within = named.find(({ after }) => after.joint !== 'letters');
  return within === undefined ? unknown(line) : unknown(within.after.rest, within.feature);
}

/** Where a line behind a feature's own command leads. */
export function routeWithin(registry: Known, feature: Feature, typed: string): Route {
  const line = withoutMarks(typed);
  if (line === '' && typed !== '') return /^\?+$/.test(typed) ? { kind: 'help', of: feature } : unknown(typed, feature);
  if (asksHelp(line) !== undefined) return { kind: 'help', of: feature };
  return behind(registry, feature, line) ?? unknown(line, feature);
}

function unknown(line: string, within?: Feature): Route {
  const [word = '', ...rest] = line.split(' ');
  return { kind: 'unknown', within, word, text: rest.join(' ') };
}

function behind(registry: Known, feature: Feature, rest: string): Route | undefined {
  const verb = verbInFront(registry, [feature], rest);
  if (verb !== undefined)
    return { kind: 'run', choice: { feature, command: verb.choices[0]?.command }, text: verb.text };
  // Only a number, such as a year: the feature's first page knows what to do with it.
  if (rest === '' || /^\d+年?$/.test(rest)) return { kind: 'run', choice: { feature, command: undefined }, text: rest };
  return undefined;
}

function featuresInFront(features: readonly Feature[], line: string) {
  return features
    .flatMap((feature) =>
      [feature.name, ...feature.aliases].flatMap((name) => {
        const after = inFront(line, name);
        return after === undefined ? [] : [{ feature, name, after }];
      }),
    )
    .sort((one, other) => other.name.length - one.name.length);
}

interface Verb {
  name: string;
  choices: { feature: Feature; command: Command }[];
  text: string;
}

/** The longest verb with which a line begins, and the features that have it. */
function verbInFront(registry: Known, features: readonly Feature[], line: string): Verb | undefined {
  const byName = new Map<string, Verb & { after: InFront }>();
  for (const feature of features)
    for (const command of feature.commands ?? [])
      for (const name of [command.verb, ...command.aliases]) {
        const after = inFront(line, name);
        if (after === undefined) continue;
        const verb = byName.get(name) ?? { name, choices: [], text: after.rest, after };
        verb.choices.push({ feature, command });
        byName.set(name, verb);
      }
  const longestFirst = [...byName.values()].sort((one, other) => other.name.length - one.name.length);
  for (const verb of longestFirst) {
    // The other way round: `导入 名册`, `board quiz`.
    const own = verb.choices.filter(({ feature }) => registry.feature(verb.text) === feature);
    if (verb.after.joint !== 'letters' && own.length > 0) return { ...verb, choices: own, text: '' };
    if (isWhole(verb)) return verb;
  }
  return undefined;
}

/** With such a character the verb is part of a sentence: `签到了吗`, `我的天`. */
const GOES_ON = /^[的地得了过着吗呢吧啊呀是不没别怎哪谁什几多码人员者]/;

/** Whether a verb ends where its name ends: a character glued to it is its argument only if it takes one. */
function isWhole({ name, choices, after }: Verb & { after: InFront }): boolean {
  if (after.joint === 'end' || after.joint === 'gap' || after.joint === 'number') return true;
  if (after.joint === 'letters' || name.length < 2 || GOES_ON.test(after.rest)) return false;
  return choices.some(({ command }) => command.usage.zh !== '');
}

function chosen(actor: Pick<Actor, 'roles'>, { choices, text }: Verb): Route {
  const may = choices.filter(({ command }) => mayRun(actor, command.role));
  const [only, ...others] = may.length > 0 ? may : choices.slice(0, 1);
  if (only !== undefined && others.length === 0) return { kind: 'run', choice: only, text };
  return { kind: 'which', choices: may, text };
}
