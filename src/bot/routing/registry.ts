import type { Bilingual, Locale } from '../../lib/language.ts';
import { channelUsesOf } from '../channel-uses.ts';
import { withHead } from '../draw/head.ts';
import { sentence } from '../draw/sentence.ts';
import type { Action, Command, Feature, LivePage, Modal, NoticeRenderer, OptionSource, Shortcut } from '../feature.ts';
import { type Questions, questionsOf } from '../question-sources.ts';
import { relatedOf, titlesOf } from '../related.ts';
import type { ChannelUses, Related } from './contributions.ts';

/** The features by what reaches them. Built once; a name given twice stops the process. */
export interface Registry {
  features: Feature[];
  feature(word: string): Feature | undefined;
  command(feature: Feature, word: string): Command | undefined;
  /** The feature of a verb that no other has: it may be typed without the feature's name. */
  featureOfVerb(word: string): Feature | undefined;
  /** The shortest line that runs a command, in the reader's language. */
  typed(root: string, feature: Feature, command: Command, locale: Locale): string;
  action(actionId: string): { action: Action; suffix: string } | undefined;
  modal(callbackId: string): Modal | undefined;
  shortcut(callbackId: string): Shortcut | undefined;
  /** Also of an action_id with a suffix: `quiz.bank:2`. */
  optionSource(actionId: string): OptionSource | undefined;
  notice(kind: string): NoticeRenderer | undefined;
  /** A page that goes on by itself, by `<feature>.<verb>`. */
  livePage(page: string): LivePage | undefined;
  /** What all features post in a channel. */
  channelUses: ChannelUses;
  /** Who should not judge whom, as all features know it. */
  related: Related;
  /** What each feature is called, by its name. */
  titles: ReadonlyMap<string, Bilingual>;
  /** The banks of all features. */
  questions: Questions;
  /** What all features keep beside the ledger, compared with a recount from it. */
  recount: NonNullable<Feature['recount']>;
  /** The days on which any feature has asked members something. */
  askedDays: NonNullable<Feature['askedDays']>;
}

export function createRegistry(features: Feature[]): Registry {
  const byWord = unique(
    features.flatMap((feature) => [feature.name, ...feature.aliases].map((word) => [word, feature] as const)),
  );
  const byId = <T>(of: (feature: Feature) => Record<string, T> | undefined): Map<string, T> =>
    unique(
      features.flatMap((feature) =>
        Object.entries(of(feature) ?? {}).map(([verb, value]) => [`${feature.name}.${verb}`, value] as const),
      ),
    );
  const commandOf = (feature: Feature, word: string) =>
    feature.commands?.find((one) => one.verb === word.toLowerCase() || one.aliases.includes(word.toLowerCase()));
  const featureOfVerb = (word: string): Feature | undefined => {
    const having = features.filter((feature) => commandOf(feature, word) !== undefined);
    return having.length === 1 ? having[0] : undefined;
  };
  const actionsById = byId((feature) => feature.actions);
  const modalsById = byId((feature) => feature.modals);
  const shortcutsById = byId((feature) => feature.shortcuts);
  const optionsById = byId((feature) => feature.options);
  const liveById = byId((feature) => feature.live);
  const noticesById = unique(
    features.flatMap((feature) =>
      Object.entries(feature.notices ?? {}).map(
        ([verb, render]) => [`${feature.name}.${verb}`, asSent(feature, render)] as const,
      ),
    ),
  );
  for (const feature of features) {
    const named = Object.keys({ ...feature.refusable, ...feature.noticeTitles });
    const unknown = named.find((verb) => !(verb in (feature.notices ?? {})));
    if (unknown !== undefined)
      throw new Error(`${feature.name} has no notice "${unknown}" that could be refused or have a title`);
  }
  return {
    features,
    featureOfVerb,
    typed: (root, feature, command, locale) => {
      const verb = nameFor(command.verb, command.aliases, locale);
      return [root, ...(featureOfVerb(verb) ? [] : [nameFor(feature.name, feature.aliases, locale)]), verb].join(' ');
    },
    feature: (word) => byWord.get(word.toLowerCase()),
    command: commandOf,
    action: (actionId) => {
      const { id, suffix } = parted(actionId);
      const action = actionsById.get(id);
      return action === undefined ? undefined : { action, suffix };
    },
    shortcut: (callbackId) => shortcutsById.get(callbackId),
    optionSource: (actionId) => optionsById.get(parted(actionId).id),
    modal: (callbackId) => modalsById.get(callbackId),
    notice: (kind) => noticesById.get(kind),
    livePage: (page) => liveById.get(page),
    channelUses: channelUsesOf(features),
    related: relatedOf(features),
    titles: titlesOf(features),
    questions: questionsOf(features),
    recount: async (ctx, options) => {
      const found = await Promise.all(features.map((feature) => feature.recount?.(ctx, options) ?? []));
      return found.flat();
    },
    askedDays: async (ctx, members) => {
      const found = await Promise.all(features.map((feature) => feature.askedDays?.(ctx, members) ?? new Map()));
      const days = new Map<string, string[]>();
      for (const [member, own] of found.flatMap((one) => [...one]))
        days.set(member, [...(days.get(member) ?? []), ...own]);
      return days;
    },
  };
}

/**
 * A notice as it goes out: with its first line. A copy that stands in Slack and is not needed any more says why, without
 * anything to press.
 */
function asSent(feature: Feature, render: NoticeRenderer): NoticeRenderer {
  return async (request) => {
    const { locale, isSent } = request;
    const drawn = await render(request);
    if (!('drop' in drawn)) return withHead(feature, locale, drawn);
    const why = feature.dropReasons?.[drawn.drop]?.[locale];
    if (!isSent || why === undefined) return drawn;
    const words = `${why.charAt(0).toUpperCase()}${why.slice(1)}${locale === 'zh' ? '。' : '.'}`;
    return withHead(feature, locale, {
      ...sentence(words),
      ...(drawn.about === undefined ? {} : { about: drawn.about }),
    });
  };
}

function parted(actionId: string): { id: string; suffix: string } {
  const colon = actionId.indexOf(':');
  return colon < 0 ? { id: actionId, suffix: '' } : { id: actionId.slice(0, colon), suffix: actionId.slice(colon + 1) };
}

function unique<T>(entries: (readonly [string, T])[]): Map<string, T> {
  const map = new Map<string, T>();
  for (const [key, value] of entries) {
    if (map.has(key))
      throw new Error(`"${key}" is in the registry twice; rename one of them in its features/*/index.ts`);
    map.set(key, value);
  }
  return map;
}

/** A name as it is shown in the reader's language: the first alias with Chinese characters for zh. */
export function nameFor(name: string, aliases: readonly string[], locale: Locale): string {
  return locale === 'zh' ? (aliases.find((alias) => /\p{Script=Han}/u.test(alias)) ?? name) : name;
}
