import type { Command, CommandRequest, Locale } from '../../bot/feature.ts';
import { unmatchedRoster } from '../../members/roster-service.ts';
import { setLanguage, sizeFor } from './service.ts';
import { importModal, languageMessage, overviewMessage, unmatchedMessage } from './views.ts';

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

export async function overview({ ctx, actor, reply }: CommandRequest): Promise<void> {
  await reply(overviewMessage(actor, await sizeFor(ctx, actor)));
}

export const commands: Command[] = [
  {
    verb: 'language',
    aliases: ['语言', 'lang'],
    role: 'worker',
    usage: { zh: 'zh | en | auto', en: 'zh | en | auto' },
    summary: { zh: '选择界面语言', en: 'choose the language' },
    run: async ({ ctx, actor, text, reply, refreshHome }) => {
      const chosen = languageFrom(text);
      if (chosen === undefined) return reply(languageMessage(actor.locale, undefined, text !== ''));
      await reply(languageMessage(await setLanguage(ctx, actor, chosen), chosen));
      await refreshHome();
    },
  },
  {
    verb: 'import',
    aliases: ['导入'],
    role: 'administrator',
    usage: { zh: '', en: '' },
    summary: { zh: '导入名册（CSV、XLSX）', en: 'import the roster (CSV, XLSX)' },
    run: ({ actor, openModal }) => openModal(async () => importModal(actor.locale)),
  },
  {
    verb: 'unmatched',
    aliases: ['未对应', '未匹配'],
    role: 'administrator',
    usage: { zh: '[页]', en: '[page]' },
    summary: { zh: '名册上没有在 Slack 找到的人', en: 'who of the roster is not found in Slack' },
    run: async ({ ctx, actor, args, reply }) =>
      reply(unmatchedMessage(actor.locale, await unmatchedRoster(ctx, Number(args[0] ?? 1)))),
  },
];
