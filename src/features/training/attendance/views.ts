import type { AnyBlock, ModalView } from '../../../bot/draw/block-kit.ts';
import { actions, button, context, cut, modal, plain, section, sections } from '../../../bot/draw/blocks.ts';
import { percent } from '../../../bot/text/i18n.ts';
import type { Correction, RollRow } from '../../../gatherings/roll.ts';
import { hasAttended } from '../../../gatherings/rules/marks.ts';
import { officerMessages } from '../messages/officer-messages.ts';
import { messages } from '../messages/worker-messages.ts';
import { topicOf } from '../session/card-views.ts';
import { named } from '../session/page-views.ts';
import { type Reader, rangeOf, timeOf } from '../times.ts';
import type { Screen } from './service/screen.ts';

const CORRECTIONS = 8;
const REASON = 100;

/** The trainer's screen: the code of this minute, who is here, and who is not. */
export function rollModal(
  reader: Reader,
  { shown, roll, corrections, code, closes, door }: Screen,
  note?: string,
): ModalView {
  const say = messages[reader.locale];
  const office = officerMessages[reader.locale];
  const value = shown.id;
  const isClosed = shown.state !== 'open';
  const came = roll.filter((one) => hasAttended(one.mark));
  const others = roll.filter((one) => one.mark !== undefined && !hasAttended(one.mark));
  const missing = roll.filter((one) => one.mark === undefined);
  const nameOf = ({ name, mark, isOpen, absence }: RollRow): string => {
    const words = [
      ...(mark === undefined || mark === 'present' ? [] : [say.marks[mark]]),
      ...(isOpen ? [office.open] : []),
      ...(absence === undefined || mark !== 'absent' || !shown.isAffair ? [] : [say.absences[absence]]),
    ];
    return words.length === 0 ? name : office.aside(name, words);
  };
  const names = (rows: readonly RollRow[]) => named(reader, rows.map(nameOf));
  const lines = [
    office.came(came.length, roll.length, percent(came.length, roll.length)),
    ...(missing.length + others.length > 0 ? [office.missing(names([...missing, ...others]))] : []),
    ...(came.length > 0 ? [office.there(names(came))] : []),
  ];
  return modal({
    callback: 'training.roll',
    title: office.callRoll,
    close: say.close,
    metadata: value,
    blocks: [
      ...(note === undefined ? [] : [section(note)]),
      section(`*${topicOf(shown)}*\n${rangeOf(reader, shown)}`),
      ...(code === undefined
        ? [section(isClosed ? office.rollClosed : office.notCodeTime)]
        : [
            section(office.code),
            { type: 'header' as const, text: { type: 'plain_text' as const, text: spaced(code.code) } },
            context(office.until(secondsOf(reader, code.until))),
            ...(door === undefined ? [] : doorBlocks(reader, door)),
          ]),
      ...sections(roll.length === 0 ? office.nobody : lines.join('\n')),
      actions(
        ...(isClosed
          ? shown.isAffair
            ? [button({ action: 'training.correctForm', label: office.correct, value })]
            : []
          : [button({ action: 'training.markForm', label: office.markSomebody, value })]),
        button({ action: 'training.roll', label: office.refresh, value }),
      ),
      ...(corrections.length === 0 || !shown.isAffair
        ? []
        : [context(correctionLines(reader, corrections).join('\n'))]),
      ...(isClosed ? [] : [context(office.rollUntil(timeOf(reader, closes)))]),
    ],
  });
}

function correctionLines(reader: Reader, corrections: readonly Correction[]): string[] {
  const say = messages[reader.locale];
  const office = officerMessages[reader.locale];
  const text = (words: string) => plain(cut(words.replaceAll(/\s+/g, ' ').trim(), REASON));
  const lines = corrections.slice(0, CORRECTIONS).map(({ name, by, at, from, to, reason }) => {
    const marks = [from, to].map((one) => (one === undefined ? office.unmarked : say.marks[one])).join(' → ');
    const line = office.correction(timeOf(reader, at), text(by), text(name), marks);
    return reason.trim() === '' ? line : office.aside(line, [text(reason)]);
  });
  const more = corrections.length - lines.length;
  return [`*${office.corrections}*`, ...lines, ...(more > 0 ? [office.moreCorrections(more)] : [])];
}

/** Whoever scans it is with the bot, where the button to check in comes first. */
function doorBlocks(reader: Reader, door: string): AnyBlock[] {
  const office = officerMessages[reader.locale];
  return [{ type: 'image', slack_file: { id: door }, alt_text: office.doorAlt }, context(office.door)];
}

const spaced = (code: string): string => `${code.slice(0, 3)} ${code.slice(3)}`;

/** With seconds: a code lives a minute. */
function secondsOf(reader: Reader, at: Date): string {
  return `${timeOf(reader, at)}:${String(at.getUTCSeconds()).padStart(2, '0')}`;
}
