import type { Button } from '@slack/types';
import type { AnyBlock, Message } from '../../../bot/draw/block-kit.ts';
import { actions, button, context, plain, section } from '../../../bot/draw/blocks.ts';
import { message } from '../../../bot/draw/message.ts';
import { pager } from '../../../bot/draw/pager.ts';
import { quoteOf, wordsBlocks } from '../../../bot/draw/quoted.ts';
import { dayFor } from '../../../bot/text/times.ts';
import { remindConfirm } from '../../../delivery/receipts/remind-views.ts';
import { MOST_REMINDERS } from '../../../delivery/receipts/rules.ts';
import type { Locale } from '../../../lib/language.ts';
import type { Paged } from '../../../lib/pages.ts';
import { dayOf } from '../../../lib/zone.ts';
import { messages, type Texts } from '../messages.ts';
import type { Contribution, Discussion } from '../model.ts';
import { remindRef, topicRef } from './forms.ts';

/** Who reads it, and where the house's day is. */
export interface Reader {
  locale: Locale;
  user: string;
  tz: string;
  now: Date;
}

const endOf = ({ locale, tz }: Reader, { endsAt }: Pick<Discussion, 'endsAt'>): string =>
  dayFor(dayOf(endsAt, tz), locale);
const isOver = ({ state }: Discussion): boolean => state === 'closed' || state === 'told';

/** The first line of everything about a discussion. */
function headOf(words: Texts, what: string): string {
  return `🚶 ${words.title} · ${words.discussion} · ${what}`;
}

/** The question as it reaches a member. @param mine how many they have written */
export function questionCard(
  reader: Reader,
  one: Discussion,
  { mine, what }: { mine: number; what?: string },
): Message {
  const words = messages[reader.locale];
  const { topic } = words;
  const until = endOf(reader, one);
  const { value } = topicRef.button({ id: one._id, page: 1 });
  return message([
    section(`*${headOf(words, isOver(one) ? topic.states[one.state] : (what ?? until))}*`),
    ...wordsBlocks(one.question),
    context([isOver(one) ? topic.over : topic.asked(until), ...(mine > 0 ? [topic.mineCount(mine)] : [])].join(' ')),
    actions(
      ...(isOver(one)
        ? []
        : [button({ action: 'visits.say', label: topic.write, value: one._id, style: 'primary' as const })]),
      button({ action: 'visits.topic', label: topic.read, value }),
    ),
  ]);
}

/** What came of it, to everybody who took part. */
export function summaryCard(reader: Reader, one: Discussion): Message {
  const words = messages[reader.locale];
  const { value } = topicRef.button({ id: one._id, page: 1 });
  return message([
    section(`*${headOf(words, words.topic.summary(quoteOf(one.question, 80)))}*`),
    ...wordsBlocks(one.summary ?? ''),
    actions(button({ action: 'visits.topic', label: words.topic.read, value })),
  ]);
}

/** To the officer: it is over. */
export function endedCard(reader: Reader, one: Discussion, counts: Counts): Message {
  const words = messages[reader.locale];
  const { value } = topicRef.button({ id: one._id, page: 1 });
  return message([
    section(`*${headOf(words, words.topic.ended)}*\n> ${quoteOf(one.question)}`),
    context(words.topic.counts(counts.said, counts.people, counts.asked)),
    actions(button({ action: 'visits.topic', label: words.topic.sort, value, style: 'primary' })),
  ]);
}

export interface Counts {
  said: number;
  people: number;
  asked: number;
}

/** What the page of a discussion shows. */
export interface TopicData {
  one: Discussion;
  counts: Counts;
  found: Paged<Contribution>;
  /** The reader looks after it. */
  isOfficer: boolean;
  /** It was addressed to the reader. */
  isAsked: boolean;
  /** Of a draft: how many it would reach. */
  reach?: number;
  /** For officers, the names of people who wrote. */
  names: Record<string, string>;
  /** What a turned contribution is called, by feature. */
  became: Record<string, string>;
}

/** A discussion with what was said in it, a page at a time. @param note said above, as mrkdwn */
export function topicMessage(reader: Reader, data: TopicData, note?: string): Message {
  const words = messages[reader.locale];
  const { one, counts, found, isOfficer, reach } = data;
  const { topic } = words;
  const until = endOf(reader, one);
  const state = one.state === 'open' ? `${topic.states.open} · ${until}` : topic.states[one.state];
  return message([
    section([...(note === undefined ? [] : [note]), `*${headOf(words, state)}*`].join('\n')),
    ...wordsBlocks(one.question),
    context(
      one.state === 'draft' ? topic.preview(reach ?? 0, until) : topic.counts(counts.said, counts.people, counts.asked),
    ),
    ...(one.summary === undefined ? [] : [section(`*${topic.states.told}*`), ...wordsBlocks(one.summary)]),
    ...buttonsOf(reader, data),
    ...found.rows.flatMap((said, nth) => saidBlocks(reader, data, said, found.rows[nth - 1])),
    ...(found.total === 0 && one.state !== 'draft' ? [section(topic.none)] : []),
    ...pager(reader.locale, 'visits.topic', found, { value: (page) => topicRef.pack({ id: one._id, page }) }),
    ...(isOfficer ? [context(topic.by(plain(data.names[one.by] ?? one.by)))] : []),
  ]);
}

function buttonsOf(reader: Reader, { one, counts, isOfficer, isAsked }: TopicData): AnyBlock[] {
  const words = messages[reader.locale];
  const { topic } = words;
  const value = one._id;
  const danger = (text: string, yes: string) => ({ title: yes, text, yes, no: words.cancel });
  const write = button({ action: 'visits.say', label: topic.write, value, style: 'primary' });
  const receipts = button({ action: 'visits.receipts', label: topic.receipts, value });
  const mayRemind = one.remindersSent < MOST_REMINDERS && counts.people < counts.asked;
  const remind = button({
    ...remindRef.button({ id: value, nth: one.remindersSent }),
    label: topic.remind,
    confirm: remindConfirm(reader, one, counts.asked - counts.people),
  });
  const byState: Record<Discussion['state'], Button[]> = {
    draft: [
      button({ action: 'visits.send', label: words.send, value, style: 'primary' }),
      button({ action: 'visits.discuss', label: topic.change, value }),
      button({
        action: 'visits.drop',
        label: topic.remove,
        value,
        style: 'danger',
        confirm: danger(topic.remove, topic.remove),
      }),
    ],
    open: [
      ...(mayRemind ? [remind] : []),
      receipts,
      button({
        action: 'visits.end',
        label: topic.close,
        value,
        style: 'danger',
        confirm: danger(topic.closeText, topic.close),
      }),
    ],
    closed: [button({ action: 'visits.sum', label: topic.sum, value, style: 'primary' }), receipts],
    told: [receipts],
  };
  const all = [...(isAsked && one.state === 'open' ? [write] : []), ...(isOfficer ? byState[one.state] : [])];
  return all.length === 0 ? [] : [actions(...all)];
}

/** One contribution, under the name of its group where that begins. */
function saidBlocks(reader: Reader, data: TopicData, said: Contribution, before: Contribution | undefined): AnyBlock[] {
  const { topic } = messages[reader.locale];
  const { one, isOfficer, isAsked, names, became } = data;
  const isMine = said.member === reader.user;
  const mayvote = isAsked && one.state === 'open' && !isMine && !said.supporters.includes(reader.user);
  const label = said.became === undefined ? undefined : (became[said.became.feature] ?? said.became.feature);
  const small = [
    ...(said.support > 0 ? [topic.supporters(said.support)] : []),
    ...(isMine ? [topic.own] : isOfficer ? [plain(names[said.member] ?? said.member)] : []),
    ...(said.became?.number === undefined || label === undefined ? [] : [topic.became(label, said.became.number)]),
  ];
  const accessory = isOfficer
    ? button({ action: `visits.sort:${said._id}`, label: topic.sort, value: said._id })
    : mayvote
      ? button({ action: `visits.back:${said._id}`, label: topic.support, value: said._id })
      : undefined;
  const isNewGroup = said.group !== undefined && said.group !== before?.group;
  return [
    ...(isNewGroup ? [section(`*${plain(said.group ?? '')}*`)] : []),
    section([quoteOf(said.text, 300), ...(small.length === 0 ? [] : [`_${small.join(' · ')}_`])].join('\n'), accessory),
  ];
}

/** Discussions, the newest first. */
export function topicsMessage(reader: Reader, found: readonly Discussion[], isOfficer: boolean): Message {
  const words = messages[reader.locale];
  const { topic } = words;
  return message([
    section([`*🚶 ${words.discussions}*`, ...(found.length === 0 ? [topic.noTopics] : [])].join('\n')),
    ...found
      .slice(0, 10)
      .map((one, nth) =>
        section(
          `*${topic.states[one.state]}* · ${endOf(reader, one)}\n${quoteOf(one.question)}`,
          button({ action: `visits.topic:${nth}`, label: topic.read, value: topicRef.pack({ id: one._id, page: 1 }) }),
        ),
      ),
    ...(isOfficer ? [actions(button({ action: 'visits.discuss', label: words.discuss, style: 'primary' }))] : []),
  ]);
}
