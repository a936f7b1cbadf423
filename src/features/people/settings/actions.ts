import { formModal } from '../../../bot/draw/form/modal.ts';
import { present } from '../../../bot/draw/present.ts';
import type { Action, Command, Feature, Modal } from '../../../bot/feature.ts';
import type { CommandRequest } from '../../../bot/request.ts';
import type { Locale } from '../../../lib/language.ts';
import { refusableOf, saveSettings, setLanguage, settingsOf } from '../service.ts';
import { languageMessage, settingsForm, settingsShown, wantedIn } from './views.ts';

const LANGUAGES: Record<string, Locale | null> = {
  zh: 'zh',
  'zh-cn': 'zh',
  中文: 'zh',
  汉语: 'zh',
  chinese: 'zh',
  en: 'en',
  英文: 'en',
  英语: 'en',
  english: 'en',
  auto: null,
  slack: null,
  自动: null,
};

/** A word for a language: null is Slack's own, undefined no language that we speak. */
export function languageFrom(word: string): Locale | null | undefined {
  const key = word.trim().toLowerCase();
  return Object.hasOwn(LANGUAGES, key) ? LANGUAGES[key] : undefined;
}

/** What everyone types for themselves. @param features the features whose notices may be refused. */
export function settingsCommands(features: readonly Feature[]): Command[] {
  return [
    {
      verb: 'settings',
      aliases: ['设置'],
      role: 'worker',
      usage: { zh: '', en: '' },
      summary: { zh: '语言、安静时段、要收到哪些消息', en: 'language, quiet hours, which messages you want' },
      run: open(features),
    },
    {
      verb: 'language',
      aliases: ['语言', 'lang'],
      role: 'worker',
      usage: { zh: '[中文 | English]', en: '[English | 中文]' },
      summary: { zh: '换一种语言', en: 'another language' },
      run: async ({ ctx, actor, text, reply, refreshHome }) => {
        const chosen = languageFrom(text);
        if (chosen === undefined) return reply(languageMessage(actor.locale, undefined, text !== ''));
        await reply(languageMessage(await setLanguage(ctx, actor, chosen), chosen));
        await refreshHome();
      },
    },
  ];
}

export function settingsActions(features: readonly Feature[]): Record<string, Action> {
  return {
    settings: { role: 'worker', run: open(features) },
    language: {
      role: 'worker',
      run: async (request) => {
        const { ctx, actor, suffix } = request;
        const chosen = languageFrom(suffix);
        if (chosen === undefined) return;
        const locale = await setLanguage(ctx, actor, chosen);
        await present(request, { message: () => languageMessage(locale, chosen), inHome: 'nothing' });
        await request.refreshHome();
      },
    },
  };
}

function settings(features: readonly Feature[]) {
  const refusable = refusableOf(features);
  return formModal({
    form: settingsForm(refusable),
    role: 'worker',
    // It shows what stands.
    drafts: 'none',
    shown: async ({ ctx, actor }) => settingsShown(actor, await settingsOf(ctx, actor), refusable),
    submit: async ({ ctx, actor, refreshHome }, values) => {
      const { language, quietFrom: from, quietTo: to } = values;
      const wanted = wantedIn(values, refusable);
      const chosen = languageFrom(language) ?? null;
      await saveSettings(ctx, actor, { chosen, quiet: { from, to }, wanted, refusable });
      await refreshHome();
      return { close: true };
    },
  });
}

export function settingsModals(features: readonly Feature[]): Record<string, Modal> {
  const modal = () => settings(features).modal;
  return {
    settings: {
      role: 'worker',
      submit: (request) => modal().submit(request),
      more: (request) => modal().more(request),
    },
  };
}

function open(features: readonly Feature[]) {
  return async ({ ctx, actor, openModal }: Pick<CommandRequest, 'ctx' | 'actor' | 'openModal'>): Promise<void> =>
    openModal(() => settings(features).open({ ctx, actor }));
}
