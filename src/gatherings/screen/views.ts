import type { AnyBlock, ModalView } from '../../bot/draw/block-kit.ts';
import { actions, button, context, cut, modal, plain, section, sections } from '../../bot/draw/blocks.ts';
import { choice, person } from '../../bot/draw/form/chosen.ts';
import type { FormReader } from '../../bot/draw/form/field.ts';
import { type Form, form } from '../../bot/draw/form/form.ts';
import { text } from '../../bot/draw/form/kinds.ts';
import { percent } from '../../bot/text/i18n.ts';
import { timeFor } from '../../bot/text/times.ts';
import type { Locale } from '../../lib/language.ts';
import type { GatheringMessages } from '../messages.ts';
import { namesLine } from '../people/views.ts';
import type { Correction, RollRow } from '../roll.ts';
import { hasAttended, MARKS } from '../rules/marks.ts';
import type { State } from '../rules/wake.ts';
import type { Told } from '../views.ts';
import type { ScreenMessages } from './messages.ts';

const CORRECTIONS = 8;
const REASON = 100;

/** The screen on which the roll is called, as it is now. */
export interface Screen {
  told: Pick<Told, 'id' | 'topic' | 'when'>;
  state: State;
  /** The reader manages it: corrects its attendance, and reads why people were absent. */
  isManaged: boolean;
  roll: readonly RollRow[];
  corrections: readonly Correction[];
  code: { code: string; until: Date } | undefined;
  closes: Date;
  /** The picture of the link that opens the bot, while the code counts: Slack's file. */
  door: string | undefined;
}

/** How a feature speaks of its gatherings, on the screen and elsewhere. */
export interface ScreenWords {
  messages: Record<Locale, GatheringMessages>;
  words: Record<Locale, ScreenMessages>;
}

/** The `private_metadata` of the screen: a click in it draws it in its place. */
export const screenAbout = (id: string): string => `roll ${id}`;

/** The code of this minute, the people who are here, and the people who are not. @param note what was just done */
export function rollModal(
  feature: string,
  reader: FormReader,
  { messages, words }: ScreenWords,
  screen: Screen,
  note?: string,
): ModalView {
  const [say, office] = [messages[reader.locale], words[reader.locale]];
  const { told, state, isManaged, roll, corrections, code, closes, door } = screen;
  const value = told.id;
  const isClosed = state !== 'open';
  const timeOf = (at: Date) => timeFor(at, reader.now, reader.tz, reader.locale);
  const came = roll.filter((one) => hasAttended(one.mark));
  const others = roll.filter((one) => one.mark !== undefined && !hasAttended(one.mark));
  const missing = roll.filter((one) => one.mark === undefined);
  const nameOf = ({ name, mark, isOpen, absence, guests }: RollRow): string => {
    const asides = [
      ...(guests > 0 ? [office.guests(guests)] : []),
      ...(mark === undefined || mark === 'present' ? [] : [say.marks[mark]]),
      ...(isOpen ? [office.unconfirmed] : []),
      ...(absence === undefined || mark !== 'absent' || !isManaged ? [] : [say.absences[absence]]),
    ];
    return asides.length === 0 ? name : office.aside(name, asides);
  };
  const names = (rows: readonly RollRow[]) => namesLine(office, rows.map(nameOf));
  const lines = [
    office.came(came.length, roll.length, percent(came.length, roll.length)),
    ...(missing.length + others.length > 0 ? [office.missing(names([...missing, ...others]))] : []),
    ...(came.length > 0 ? [office.there(names(came))] : []),
  ];
  const markButton = isClosed
    ? isManaged
      ? [button({ action: `${feature}.correctForm`, label: office.correct, value })]
      : []
    : [button({ action: `${feature}.markForm`, label: office.markSomebody, value })];
  return modal({
    callback: `${feature}.roll`,
    title: office.callRoll,
    close: say.close,
    metadata: screenAbout(value),
    blocks: [
      ...(note === undefined ? [] : [section(note)]),
      section(`*${told.topic}*\n${told.when}`),
      ...(code === undefined
        ? [section(isClosed ? office.closed : office.notCodeTime)]
        : [
            section(office.code),
            { type: 'header' as const, text: { type: 'plain_text' as const, text: spaced(code.code) } },
            context(office.until(withSeconds(timeOf(code.until), code.until))),
            ...(door === undefined ? [] : doorBlocks(office, door)),
          ]),
      ...sections(roll.length === 0 ? office.nobody : lines.join('\n')),
      actions(...markButton, button({ action: `${feature}.roll`, label: office.refresh, value })),
      ...(corrections.length === 0 || !isManaged
        ? []
        : [context(correctionLines(say, office, corrections, timeOf).join('\n'))]),
      ...(isClosed ? [] : [context(office.closesAt(timeOf(closes)))]),
    ],
  });
}

function correctionLines(
  say: GatheringMessages,
  office: ScreenMessages,
  corrections: readonly Correction[],
  timeOf: (at: Date) => string,
): string[] {
  const short = (words: string) => plain(cut(words.replaceAll(/\s+/g, ' ').trim(), REASON));
  const lines = corrections.slice(0, CORRECTIONS).map(({ name, by, at, from, to, reason }) => {
    const marks = [from, to].map((one) => (one === undefined ? say.notMarked : say.marks[one])).join(' → ');
    const line = office.correction(timeOf(at), short(by), short(name), marks);
    return reason.trim() === '' ? line : office.aside(line, [short(reason)]);
  });
  const more = corrections.length - lines.length;
  return [`*${office.corrections}*`, ...lines, ...(more > 0 ? [office.moreCorrections(more)] : [])];
}

/** People who scan it are with the bot, where the button to check in comes first. */
function doorBlocks(office: ScreenMessages, door: string): AnyBlock[] {
  return [{ type: 'image', slack_file: { id: door }, alt_text: office.doorAlt }, context(office.door)];
}

const spaced = (code: string): string => `${code.slice(0, 3)} ${code.slice(3)}`;

/** A code lives a minute. */
const withSeconds = (time: string, at: Date): string => `${time}:${String(at.getUTCSeconds()).padStart(2, '0')}`;

/** Marks one person, while the roll is open. */
export function markForm(feature: string, { messages, words }: ScreenWords) {
  return form(`${feature}.mark`, markFields(feature, { messages, words }), {
    title: (locale) => words[locale].callRoll,
    submit: (locale) => words[locale].save,
    close: (locale) => messages[locale].close,
  });
}

/** Corrects what stands after the attendance was closed, with the reason. */
export function correctForm(feature: string, { messages, words }: ScreenWords) {
  const reason = text({
    label: (locale) => words[locale].why,
    hint: (locale) => words[locale].whyHint,
    max: 300,
    needed: true,
  });
  return form(
    `${feature}.correct`,
    { ...markFields(feature, { messages, words }), reason },
    {
      title: (locale) => words[locale].correct,
      submit: (locale) => words[locale].save,
      close: (locale) => messages[locale].close,
    },
  );
}

export type MarkForm = Form<ReturnType<typeof markFields>>;

function markFields(feature: string, { messages, words }: ScreenWords) {
  return {
    person: person({
      label: (locale) => words[locale].person,
      source: `${feature}.attendee`,
      placeholder: (locale) => words[locale].findName,
      needed: true,
      missing: (locale) => words[locale].choose,
    }),
    mark: choice({
      label: (locale) => words[locale].mark,
      of: MARKS,
      look: 'radio',
      initial: 'present',
      words: (locale, mark) => messages[locale].marks[mark],
    }),
  };
}
