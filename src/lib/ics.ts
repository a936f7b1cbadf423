import { Buffer } from 'node:buffer';

/** An appointment as calendars know it (RFC 5545). */
export interface CalendarEvent {
  /** The same for ever, through every change: by it calendars know which appointment is meant. */
  uid: string;
  /** Grows with every change, from 0. */
  sequence: number;
  /** When this version was made. */
  changedAt: Date;
  start: Date;
  end: Date;
  title: string;
  /** Who holds it, by name: a calendar file that is published says so (RFC 5546, 3.2.1). */
  organizer: string;
  place?: string | undefined;
  description?: string | undefined;
  /** An https address. */
  url?: string | undefined;
  /** Reminders, as minutes before the start. */
  remindBefore?: readonly number[] | undefined;
}

/** Octets a line may have, its end apart (RFC 5545, 3.1). */
const LINE_OCTETS = 75;

/**
 * A calendar file with appointments: opened again after a change it replaces what the calendar holds. Times are in UTC,
 * which every calendar shows in its reader's zone.
 * @param events each has its `end` after its `start`
 * @param options `isCancelled` takes the appointments out of the calendar; `product` names who made it: `Jingying`
 * @throws RangeError when one ends before it begins
 */
export function calendarFile(
  events: readonly CalendarEvent[],
  options: { product: string; isCancelled?: boolean },
): string {
  const { product, isCancelled = false } = options;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//${textOf(product)}//ZH`,
    'CALSCALE:GREGORIAN',
    // A file that cancels by its method is about one appointment (RFC 5546, 3.2.5); of several each says it by its status.
    `METHOD:${isCancelled && events.length === 1 ? 'CANCEL' : 'PUBLISH'}`,
    ...events.flatMap((event) => appointment(event, isCancelled)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function appointment(event: CalendarEvent, isCancelled: boolean): string[] {
  if (event.end <= event.start) throw new RangeError('An appointment ends after it begins');
  return [
    'BEGIN:VEVENT',
    `UID:${textOf(event.uid)}`,
    `SEQUENCE:${event.sequence}`,
    `DTSTAMP:${instant(event.changedAt)}`,
    `LAST-MODIFIED:${instant(event.changedAt)}`,
    `DTSTART:${instant(event.start)}`,
    `DTEND:${instant(event.end)}`,
    `SUMMARY:${textOf(event.title)}`,
    // No mail goes there: the name is all there is to know.
    `ORGANIZER;CN="${parameter(event.organizer)}":invalid:nomail`,
    ...optional('LOCATION', event.place),
    ...optional('DESCRIPTION', event.description),
    ...(event.url === undefined || event.url === '' ? [] : [`URL:${event.url}`]),
    `STATUS:${isCancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    ...(isCancelled ? [] : (event.remindBefore ?? []).flatMap((minutes) => alarm(minutes, event.title))),
    'END:VEVENT',
  ];
}

function alarm(minutes: number, title: string): string[] {
  return [
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${textOf(title)}`,
    `TRIGGER:-PT${Math.max(0, Math.round(minutes))}M`,
    'END:VALARM',
  ];
}

function optional(name: string, text: string | undefined): string[] {
  return text === undefined || text === '' ? [] : [`${name}:${textOf(text)}`];
}

/** '20260302T010000Z' */
function instant(at: Date): string {
  return `${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

/** Text as a value (RFC 5545, 3.3.11). */
function textOf(text: string): string {
  return plain(text)
    .replaceAll(/[\\;,]/g, (mark) => `\\${mark}`)
    .replaceAll('\n', '\\n');
}

/** Without control characters, which have no place in a calendar, and half characters. */
function plain(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').replaceAll(/(?!\n)[\p{Cc}\p{Cs}]/gu, ' ');
}

/** Text between quotes, in which a quote is written as RFC 6868 has it. */
function parameter(text: string): string {
  return plain(text).replaceAll('^', '^^').replaceAll('\n', '^n').replaceAll('"', "^'");
}

/** A line in pieces of at most 75 octets, of which each begins with a space; no character is torn. */
function folded(line: string): string {
  const pieces: string[] = [];
  let piece = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > LINE_OCTETS) {
      pieces.push(piece);
      piece = ' ';
      octets = 1;
    }
    piece += character;
    octets += size;
  }
  return [...pieces, piece].join('\r\n');
}
