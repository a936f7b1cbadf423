import type { Bilingual, Locale } from '../lib/language.ts';
import { type ChannelTrouble, type TroubleKind, troubleKind } from './channel-trouble.ts';

/** What is wrong with a channel, and what mends it. */
const WORDS: Record<TroubleKind, { what: Bilingual; how: Bilingual }> = {
  archived: {
    what: { zh: '频道已归档', en: 'the channel is archived' },
    how: {
      zh: '请在 Slack 里取消归档，再在频道里发送 /invite 把我请进去；或者换一个频道。',
      en: 'Unarchive it in Slack and send /invite there to bring me in, or choose another channel.',
    },
  },
  out: {
    what: { zh: '我不在这个频道里', en: 'I’m not a member of the channel' },
    how: {
      zh: '请在频道里发送 /invite 把我请进去，或者换一个频道。',
      en: 'Send /invite there to bring me in, or choose another channel.',
    },
  },
  gone: {
    what: {
      zh: '我找不到这个频道，可能已删除，或者我被请出去了',
      en: 'I can’t find the channel: it was deleted, or I was removed',
    },
    how: {
      zh: '频道还在的话，请在里面发送 /invite 把我请进去；不在了，请换一个频道。',
      en: 'If it still exists, send /invite there to bring me in. If not, choose another channel.',
    },
  },
  silenced: {
    what: { zh: '这个频道不让我发言', en: 'the channel doesn’t let me post' },
    how: {
      zh: '请频道的管理者允许我发言，或者换一个频道。',
      en: 'Ask the channel’s manager to let me post, or choose another channel.',
    },
  },
};

const SENTENCE: Record<Locale, (where: string, what: string) => string> = {
  zh: (where, what) => `没发到 ${where}：${what}。`,
  en: (where, what) => `I couldn’t post to ${where}: ${what}.`,
};

/** A channel's trouble in two sentences, in mrkdwn: what is wrong, and what to do. */
export function troubleWords(
  { channel, code }: Pick<ChannelTrouble, 'channel' | 'code'>,
  locale: Locale,
): [string, string] {
  const { what, how } = WORDS[troubleKind(code) ?? 'gone'];
  return [SENTENCE[locale](`<#${channel}>`, what[locale]), how[locale]];
}

/** The same as a line of a page, with its sign. */
export function troubleLine(trouble: Pick<ChannelTrouble, 'channel' | 'code'>, locale: Locale): string {
  return `⚠️ ${troubleWords(trouble, locale).join(locale === 'zh' ? '' : ' ')}`;
}
