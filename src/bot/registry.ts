import type { Action, Command, Feature, Locale, Modal, NoticeRenderer } from './feature.ts';
import { inLocale } from './i18n.ts';

/** The features by what reaches them. Built once; a name given twice stops the process. */
export interface Registry {
  features: Feature[];
  feature(word: string): Feature | undefined;
  command(feature: Feature, word: string): Command | undefined;
  action(actionId: string): { action: Action; suffix: string } | undefined;
  modal(callbackId: string): Modal | undefined;
  notice(kind: string): NoticeRenderer | undefined;
}

export function createRegistry(features: Feature[]): Registry {
  const byWord = unique(
    features.flatMap((feature) => [feature.name, ...feature.aliases].map((word) => [word, feature] as const)),
  );
  const byId = <T>(of: (feature: Feature) => Record<string, T>): Map<string, T> =>
    unique(
      features.flatMap((feature) =>
        Object.entries(of(feature)).map(([verb, value]) => [`${feature.name}.${verb}`, value] as const),
      ),
    );
  const actionsById = byId((feature) => feature.actions);
  const modalsById = byId((feature) => feature.modals);
  const noticesById = byId((feature) => feature.notices);
  return {
    features,
    feature: (word) => byWord.get(word.toLowerCase()),
    command: (feature, word) =>
      feature.commands.find((one) => one.verb === word.toLowerCase() || one.aliases.includes(word.toLowerCase())),
    action: (actionId) => {
      const colon = actionId.indexOf(':');
      const id = colon < 0 ? actionId : actionId.slice(0, colon);
      const action = actionsById.get(id);
      return action === undefined ? undefined : { action, suffix: colon < 0 ? '' : actionId.slice(colon + 1) };
    },
    modal: (callbackId) => modalsById.get(callbackId),
    notice: (kind) => noticesById.get(kind),
  };
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

/** The verb as it is shown in the reader's language: the first alias with Chinese characters for zh. */
export function verbFor(command: Command, locale: Locale): string {
  return locale === 'zh'
    ? (command.aliases.find((alias) => /\p{Script=Han}/u.test(alias)) ?? command.verb)
    : command.verb;
}

/** A feature's own line of help. */
export function helpLine(root: string, feature: Feature, command: Command, locale: Locale): string {
  const usage = inLocale(locale, command.usage);
  return `\`${root} ${feature.name} ${command.verb}${usage ? ` ${usage}` : ''}\`  ${inLocale(locale, command.summary)}`;
}
