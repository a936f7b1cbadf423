import type { Actor } from '../../bot/actor.ts';
import type { AnyBlock, Message } from '../../bot/draw/block-kit.ts';
import { actions, button, context, cut, header, plain, section, sections } from '../../bot/draw/blocks.ts';
import { message } from '../../bot/draw/message.ts';
import { readQuestion } from '../../bot/draw/question-text.ts';
import { quietRichText, richTextOf } from '../../bot/draw/rich-text.ts';
import type { ChoiceQuestion } from '../../bot/questions.ts';
import { dayFor, timeFor } from '../../bot/text/times.ts';
import type { Receipt } from '../../delivery/receipts/book.ts';
import { inLanguage, type Locale, otherLocale } from '../../lib/language.ts';
import { dayOf } from '../../lib/zone.ts';
import { attachmentParts } from './draft/attachment-views.ts';
import { messages } from './messages.ts';
import type { Announcement, Words } from './model.ts';
import { WORDS } from './words.ts';

/** Who reads, and when: both decide how an hour is written. */
export interface Reader extends Pick<Actor, 'locale' | 'tz' | 'name'> {
  now: Date;
}

const LETTERS = 'ABCDE';
/** Longer ones than those of a bank: nothing of a copy is cut. */
const QUESTION = 1_600;
const OPTION = 500;

/** What a worker gets: the announcement, and what there is to do about it. */
export function cardMessage(
  reader: Reader,
  one: Announcement,
  receipt: Receipt | undefined,
  more: { lead?: string; isWrong?: boolean; isPreview?: boolean } = {},
): Message {
  return announcementMessage(reader, one, askOf(reader, one, receipt, more), more);
}

/**
 * The announcement as it stands in a message, whoever reads it.
 * @param more.isForBoth in both of its languages, for nobody knows who reads it
 */
export function announcementMessage(
  reader: Omit<Reader, 'name'>,
  written: Announcement,
  ask: readonly AnyBlock[],
  more: { lead?: string; whom?: string; isForBoth?: boolean } = {},
): Message {
  const say = messages[reader.locale];
  const one = inLanguage(reader.locale, written);
  const other = more.isForBoth === true ? otherWords(reader.locale, written) : undefined;
  const body = richTextOf(one.body);
  const urgent = one.urgent ? [say.urgentMark] : [];
  const about = [
    ...urgent,
    say.categories[one.category],
    ...(more.whom === undefined ? [] : [more.whom]),
    ...(one.editedAt === undefined ? [] : [say.edited(time(reader, one.editedAt))]),
  ].join(' · ');
  const attached = attachmentParts(reader.locale, one);
  const lead = more.lead === undefined ? [] : [section(more.lead)];
  const drawn = message(
    [
      ...lead,
      header(one.title.trim() === '' ? say.untitled : one.urgent ? say.urgentTitle(one.title) : one.title),
      ...(body === undefined ? [] : [quietRichText(body) as AnyBlock]),
      ...(other === undefined ? [] : otherBlocks(other)),
      ...attached.blocks,
      context(about),
      ...ask,
    ],
    attached.sharedFile === undefined ? {} : { sharedFiles: [attached.sharedFile] },
  );
  return { ...drawn, about: [...urgent, say.categories[one.category]].join(' · ') };
}

/** What is written in the language that is not the reader's; undefined where there is one only. */
function otherWords(locale: Locale, one: Announcement): Words | undefined {
  return one.second === undefined
    ? undefined
    : inLanguage(one.second.locale === locale ? otherLocale(locale) : one.second.locale, one);
}

function otherBlocks({ title, body }: Words): AnyBlock[] {
  const read = richTextOf(body);
  return [section(`*${plain(title)}*`), ...(read === undefined ? [] : [quietRichText(read) as AnyBlock])];
}

/** In place of a card whose button was pressed after it had ended, or was taken back. */
export function overMessage(reader: Reader, one: Announcement, receipt: Receipt): Message {
  const line = section(WORDS.over[reader.locale]);
  return one.state === 'recalled'
    ? message([line])
    : announcementMessage(reader, one, receipt.state === 'confirmed' ? [] : [line]);
}

function askOf(
  reader: Reader,
  one: Announcement,
  receipt: Receipt | undefined,
  { isWrong = false, isPreview = false }: { isWrong?: boolean; isPreview?: boolean },
): AnyBlock[] {
  const say = messages[reader.locale];
  if (receipt?.state === 'confirmed' && receipt.confirmedAt !== undefined) {
    const done = say.confirmed(time(reader, receipt.confirmedAt));
    return [section(done)];
  }
  if (!one.wantsAck || (receipt === undefined && !isPreview)) return [];
  const asked = say.ackFor(untilOf(reader, one));
  return askParts(reader.locale, one, { asked, label: say.ack, isWrong, isPreview });
}

/** By when it asks for an answer; empty without an end. */
export function untilOf(reader: Omit<Reader, 'name'>, { endsAt }: Announcement): string {
  return endsAt === undefined ? '' : `${messages[reader.locale].until(time(reader, endsAt))} `;
}

/** The button that confirms, or the check question with its options. */
export function askParts(
  locale: Locale,
  written: Announcement,
  {
    asked,
    label,
    isWrong,
    isPreview,
    isForBoth = false,
  }: { asked: string; label: string; isWrong: boolean; isPreview: boolean; isForBoth?: boolean },
): AnyBlock[] {
  const say = messages[locale];
  const one = inLanguage(locale, written);
  const value = isPreview ? 'preview' : one._id;
  const question = readQuestion(one.questionText);
  const other = isForBoth ? readQuestion(otherWords(locale, written)?.questionText ?? '') : undefined;
  if (question === undefined)
    return [section(asked), actions(button({ action: 'announcements.confirm', label, value, style: 'primary' }))];
  const asking = [question, ...(other === undefined || other.words === question.words ? [] : [other])];
  const lines = [...(isWrong ? [say.wrong] : []), asked, say.question, ...asking.flatMap(questionLines)];
  return [
    ...sections(lines.join('\n')),
    actions(
      ...question.options.map((_, index) =>
        button({ action: `announcements.answer:${index}`, label: LETTERS.charAt(index), value }),
      ),
    ),
  ];
}

function questionLines({ words, options }: ChoiceQuestion): string[] {
  const lines = options.map((option, index) => `${LETTERS.charAt(index)}  ${plain(cut(option, OPTION))}`);
  return [`*${plain(cut(words, QUESTION))}*`, ...lines];
}

/** A day in the reader's zone, with its weekday: turns of a series are told apart by it. */
export function dateOf({ tz, locale }: Pick<Reader, 'tz' | 'locale'>, at: Date): string {
  return dayFor(dayOf(at, tz), locale);
}

export function time({ now, tz, locale }: Pick<Reader, 'now' | 'tz' | 'locale'>, at: Date): string {
  return timeFor(at, now, tz, locale);
}
