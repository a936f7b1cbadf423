import type { Message } from '../../bot/draw/block-kit.ts';
import { actions, button, section } from '../../bot/draw/blocks.ts';
import { message } from '../../bot/draw/message.ts';
import type { Locale } from '../../lib/language.ts';
import { officerMessages } from './officer-messages.ts';

/** Who takes over while an officer is away, and the way back. */
export function awayMessage(locale: Locale, back: string, standIns: readonly string[]): Message {
  const { away, isBack } = officerMessages[locale];
  const who = standIns.map((user) => `<@${user}>`).join(locale === 'zh' ? '、' : ', ');
  return message([section(away(back, who)), actions(button({ action: 'suggestions.back', label: isBack }))]);
}
