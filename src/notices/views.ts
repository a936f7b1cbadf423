import type { Button } from '@slack/types';
import { z } from 'zod';
import type { ModalView } from '../bot/draw/block-kit.ts';
import { button, context, modal, section } from '../bot/draw/blocks.ts';
import type { FormReader } from '../bot/draw/form/field.ts';
import { type Ref, ref } from '../bot/draw/ref.ts';
import { timeFor } from '../bot/text/times.ts';
import type { Locale } from '../lib/language.ts';
import type { ListedNotice } from './calendar.ts';
import { noticeMessages } from './messages.ts';

/** What the buttons of a calendar carry. */
export interface NoticeRefs {
  list: Ref<{ id: string }>;
  change: Ref<{ id: string; key: string; isOn: boolean }>;
}

export const noticeRefs = (feature: string): NoticeRefs => ({
  list: ref(`${feature}.notices`, z.object({ id: z.string() })),
  change: ref(`${feature}.noticeSwitch`, z.object({ id: z.string(), key: z.string(), isOn: z.boolean() })),
});

/** Opens the list. */
export const noticesButton = ({ list }: NoticeRefs, locale: Locale, id: string): Button =>
  button({ ...list.button({ id }), label: noticeMessages[locale].notices });

/** The `private_metadata` of the list. */
export const noticesAbout = (id: string): string => `notices ${id}`;

/** What goes out when, to how many; each can be switched off until it has gone out. */
export function noticesModal(
  { locale, tz, now }: FormReader,
  { change }: NoticeRefs,
  id: string,
  rows: readonly ListedNotice[],
): ModalView {
  const say = noticeMessages[locale];
  const lineOf = ({ key, at, label, state, members }: ListedNotice) => {
    const whom = members === undefined ? say.toChannel : say.members(members);
    const words = [timeFor(at, now, tz, locale), ...(state === 'told' ? [] : [whom]), say.states[state]];
    const isOn = state === 'off';
    const way = button({
      ...change.button({ id, key, isOn }, key),
      label: isOn ? say.switchOn : say.switchOff,
    });
    const text = `*${label[locale]}*\n${words.filter(Boolean).join(' · ')}`;
    return state === 'waiting' || state === 'off' ? section(text, way) : section(text);
  };
  return modal({
    callback: 'bot.shown',
    title: say.notices,
    close: say.close,
    metadata: noticesAbout(id),
    blocks: [context(rows.length === 0 ? say.none : say.intro), ...rows.map(lineOf)],
  });
}
