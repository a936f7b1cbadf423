import type { Button } from '@slack/types';
import type { Actor } from '../../bot/actor.ts';
import type { AnyBlock, Message, ModalView } from '../../bot/draw/block-kit.ts';
import { actions, button, context, cut, modal, plain, section } from '../../bot/draw/blocks.ts';
import { message } from '../../bot/draw/message.ts';
import { percent, texts } from '../../bot/text/i18n.ts';
import { timeFor } from '../../bot/text/times.ts';
import type { Bilingual } from '../../lib/language.ts';
import { messages } from './messages.ts';
import { countedReasons } from './reasons.ts';
import { barOf, leftOf, sumOf, totalOf } from './rules.ts';
import type { Change, ShownSend } from './service.ts';

/** Who looks, and when: both decide how an hour is written. */
export interface Reader extends Pick<Actor, 'locale' | 'tz'> {
  now: Date;
}

/** Reasons beside a send in the list; its own modal has more. */
const FEW_REASONS = 3;
const MANY_REASONS = 20;
const NAME_CHARS = 40;
const SUBJECT_CHARS = 60;

/** The latest sends, each with how far it is and the button that opens it. */
export function listMessage(reader: Reader, sends: readonly ShownSend[]): Message {
  const say = texts(reader.locale, messages);
  if (sends.length === 0) return message([section(say.none)]);
  const blocks: AnyBlock[] = sends.map((send, index) =>
    section(
      [titleLine(reader, send), barLine(reader, send), ...detailLines(reader, send, FEW_REASONS)].join('\n'),
      button({ action: `sends.open:${index}`, label: say.open, value: send.notice }),
    ),
  );
  return message([
    section(say.latest),
    ...blocks,
    actions(button({ action: 'sends.list', label: say.refresh })),
    context(say.asOf(time(reader, reader.now))),
  ]);
}

export function listModal(reader: Reader, sends: readonly ShownSend[]): ModalView {
  const say = texts(reader.locale, messages);
  const { blocks } = listMessage(reader, sends);
  return modal({ callback: 'sends.listed', title: say.title, close: say.close, blocks });
}

/**
 * One send: how far it is, its numbers, why some did not arrive, and what can be done about it. Slack takes no table in
 * a modal: the numbers are fields, in two columns where there is room.
 * @param note what became of the officer's word, where it did not simply change the state
 */
export function sendModal(reader: Reader, send: ShownSend, note?: Change): ModalView {
  const say = texts(reader.locale, messages);
  const { progress } = send;
  const numbers: [label: string, count: number][] = [
    [say.total, totalOf(progress)],
    [say.sent, progress.sent],
    [say.waiting, progress.planned + progress.sending],
    [say.held, progress.paused],
    [say.failed, sumOf(progress.failed)],
    [say.dropped, sumOf(progress.dropped)],
  ];
  const fields = numbers.filter(([, count], index) => index === 0 || count > 0);
  return modal({
    callback: 'sends.shown',
    title: say.title,
    close: say.close,
    blocks: [
      ...noteBlocks(reader, note),
      section([titleLine(reader, send), barLine(reader, send), stateLine(reader, send)].join('\n')),
      { type: 'section', fields: fields.map(([label, count]) => ({ type: 'mrkdwn', text: `${label} *${count}*` })) },
      ...reasonLines(reader, send, MANY_REASONS).map((line) => section(line)),
      actions(...buttonsOf(reader, send)),
      context(say.asOf(time(reader, reader.now))),
    ],
  });
}

/** In place of a send that is not there. */
export function goneModal(reader: Reader): ModalView {
  const say = texts(reader.locale, messages);
  return modal({ callback: 'sends.shown', title: say.title, close: say.close, blocks: noteBlocks(reader, 'gone') });
}

function noteBlocks({ locale }: Reader, note: Change | undefined): AnyBlock[] {
  return note === undefined || note === 'done' ? [] : [section(texts(locale, messages).note[note])];
}

/** What is left decides what can be done; the dangerous one stands last. */
function buttonsOf({ locale }: Reader, send: ShownSend): Button[] {
  const say = texts(locale, messages);
  const { phase, notice: value } = send;
  const left = leftOf(send.progress);
  const isOpen = phase !== 'stopped' && left > 0;
  const holds =
    phase === 'paused'
      ? button({ action: 'sends.resume', label: say.resume, value, style: 'primary' })
      : button({ action: 'sends.pause', label: say.pause, value });
  const confirm = { title: say.confirmTitle, text: say.confirmText(left), yes: say.confirmYes, no: say.confirmNo };
  return [
    ...(isOpen ? [holds] : []),
    button({ action: 'sends.open', label: say.refresh, value }),
    button({ action: 'sends.list', label: say.all }),
    ...(isOpen ? [button({ action: 'sends.stop', label: say.stop, value, style: 'danger', confirm })] : []),
  ];
}

function time({ now, tz, locale }: Reader, at: Date): string {
  return timeFor(at, now, tz, locale);
}

/** A schedule that is called as all of them adds nothing. */
function titleLine(reader: Reader, { title, subject, startsAt }: ShownSend): string {
  const about = subject.filter((word) => word !== '' && word !== title.zh && word !== title.en);
  const words = about.map((word) => ` · ${plain(cut(word, SUBJECT_CHARS))}`);
  return `*${title[reader.locale]}*${words.join('')}  ${time(reader, startsAt)}`;
}

function shareOf({ locale }: Reader, { progress }: ShownSend): string {
  const total = totalOf(progress);
  return texts(locale, messages).share(progress.sent, total, percent(progress.sent, total));
}

function barLine(reader: Reader, send: ShownSend): string {
  return `${barOf(send.progress.sent, totalOf(send.progress))}  ${shareOf(reader, send)}`;
}

/** Where it stands, in a sentence. */
function stateLine(reader: Reader, { phase, progress, startsAt, end, changed }: ShownSend): string {
  const say = texts(reader.locale, messages);
  const by = changed.by === undefined ? say.somebody : plain(cut(changed.by, NAME_CHARS));
  switch (phase) {
    case 'paused':
    case 'stopped':
      return say[phase](by, time(reader, changed.at));
    case 'done':
      return say.done;
    case 'running':
      return end === undefined ? say.running : say.runningUntil(time(reader, end));
    case 'waiting': {
      const next = progress.waves[0]?.at ?? startsAt;
      const words = progress.sent > 0 ? say.continues : say.starts;
      return words(time(reader, next), time(reader, end ?? next));
    }
  }
}

function detailLines(reader: Reader, send: ShownSend, most: number): string[] {
  const say = texts(reader.locale, messages);
  const { planned, sending, paused } = send.progress;
  const waits = [
    ...(planned + sending > 0 ? [say.counted(say.waiting, planned + sending)] : []),
    ...(paused > 0 ? [say.counted(say.held, paused)] : []),
  ];
  return [
    stateLine(reader, send),
    ...(waits.length > 0 ? [waits.join(say.comma)] : []),
    ...reasonLines(reader, send, most),
  ];
}

/** One line of those that failed, one of those that were not needed; none where there are none. */
function reasonLines(reader: Reader, { progress, dropReasons }: ShownSend, most: number): string[] {
  const { failed, dropped } = texts(reader.locale, messages);
  return [
    ...reasonLine(reader, failed, progress.failed, {}, most),
    ...reasonLine(reader, dropped, progress.dropped, dropReasons, most),
  ];
}

function reasonLine(
  { locale }: Reader,
  label: string,
  counts: Record<string, number>,
  own: Record<string, Bilingual>,
  most: number,
): string[] {
  const say = texts(locale, messages);
  const counted = countedReasons(counts, locale, own);
  if (counted.length === 0) return [];
  const reasons = counted.slice(0, most).map(({ reason, count }) => {
    const words = plain(cut(reason, 80));
    return counted.length === 1 ? words : say.counted(words, count);
  });
  const rest = counted.length > most ? say.more : '';
  return [say.because(label, sumOf(counts), reasons.join(say.comma) + rest)];
}
