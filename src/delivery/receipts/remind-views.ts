import type { ButtonSpec } from '../../bot/draw/blocks.ts';
import { timeFor } from '../../bot/text/times.ts';
import type { Locale } from '../../lib/language.ts';
import { MINUTE_MS } from '../../lib/zone.ts';
import type { Receipted } from './remind.ts';

/** So soon after a reminder it is asked whether another one is meant. */
const SOON_MS = 30 * MINUTE_MS;

const zh = {
  title: '现在提醒？',
  text: (members: number) => `会提醒还没有回应的 ${members} 人，各自在上班时间收到。`,
  again: (time: string, members: number) => `${time} 已提醒过 ${members} 人。`,
  yes: '提醒',
  no: '取消',
};
const en: typeof zh = {
  title: 'Remind them now?',
  text: (members) =>
    `${members === 1 ? '1 person has' : `${members} people have`} not answered. Each is reminded when they are next at work.`,
  again: (time, members) => `At ${time} you reminded ${members === 1 ? '1 person' : `${members} people`}. `,
  yes: 'Remind',
  no: 'Cancel',
};
const words: Record<Locale, typeof zh> = { zh, en };

/**
 * What is asked before people are reminded: whom it reaches, and that it was done minutes ago.
 * @param members how many have not answered
 */
export function remindConfirm(
  { locale, tz, now }: { locale: Locale; tz: string; now: Date },
  { remindedAt, remindedMembers = 0 }: Pick<Receipted, 'remindedAt' | 'remindedMembers'>,
  members: number,
): NonNullable<ButtonSpec['confirm']> {
  const say = words[locale];
  const isSoon = remindedAt !== undefined && now.getTime() - remindedAt.getTime() < SOON_MS;
  const before = isSoon ? say.again(timeFor(remindedAt, now, tz, locale), remindedMembers) : '';
  return { title: say.title, text: `${before}${say.text(members)}`, yes: say.yes, no: say.no };
}
