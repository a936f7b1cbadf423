import { plain } from '../../bot/draw/blocks.ts';
import { dayFor } from '../../bot/text/times.ts';
import { idFrom } from '../../lib/ids.ts';
import type { Locale } from '../../lib/language.ts';
import type { Pattern } from '../../members/shift.ts';
import type { CompanyShift, ShiftVersion } from '../../members/shifts/model.ts';
import { hoursText, writeCycle } from '../../members/shifts/pattern-lines.ts';
import { shiftKey } from '../../members/shifts/shift-name.ts';
import type { NamelessShift } from '../../members/shifts/use.ts';
import type { FormWords } from './form.ts';
import { messages } from './messages.ts';

const NAMES_SHOWN = 5;

/** Names a name of the roster in buttons and forms; the same for all its spellings. */
export function nameToken(name: string): string {
  return idFrom('shift', shiftKey(name));
}

/** The words in which a form is filled in and read again. */
export function formWords(locale: Locale): FormWords {
  const { off, days, weekdays } = messages[locale];
  return { off, days, weekdays };
}

/** Hours and days, in a line. */
export function patternLine(locale: Locale, pattern: Pattern): string {
  const say = messages[locale];
  switch (pattern.kind) {
    case 'calendar':
      return [hoursText(pattern), say.everyDay].join(say.dot);
    case 'weekly':
      return [hoursText(pattern), say.weekly(pattern.weekdays)].join(say.dot);
    case 'rotation':
      return [hoursText(pattern), say.turn(pattern.on, pattern.off)].join(say.dot);
    case 'cycle': {
      const lines = writeCycle(pattern.days, formWords(locale)).split('\n').join(say.semicolon);
      return say.cycle(pattern.days.length, plain(lines));
    }
  }
}

/** What a version says, and since when. */
export function versionLine(locale: Locale, { from, pattern, crews }: ShiftVersion): string {
  const say = messages[locale];
  const since = from === '' ? say.always : say.since(dateWords(locale, from));
  const hours = pattern === undefined ? say.retired : patternLine(locale, pattern);
  const groups = crews.map(({ name, anchor }) => `${plain(name)} ${anchor}`).join(say.comma);
  return [`${since}${say.colon}${hours}`, ...(groups === '' ? [] : [groups])].join(say.dot);
}

/** A day with its year: it may be any. */
export function dateWords(locale: Locale, day: string): string {
  return locale === 'zh' ? `${day.slice(0, 4)}年${dayFor(day, locale)}` : `${dayFor(day, locale)} ${day.slice(0, 4)}`;
}

/** The names that are still without hours, each with how many people have it. */
export function namelessWords(locale: Locale, nameless: readonly NamelessShift[]): string {
  const say = messages[locale];
  const shown = nameless.slice(0, NAMES_SHOWN).map(({ name, people }) => say.ofPeople(plain(name), people));
  return `${shown.join(say.comma)}${nameless.length > NAMES_SHOWN ? say.andMore : ''}`;
}

/** Its other names in the roster. */
export function aliasWords(locale: Locale, { aliases }: CompanyShift): string {
  const say = messages[locale];
  return aliases
    .map(({ text, crew }) => (crew === undefined ? plain(text) : say.aliasOfCrew(plain(text), plain(crew))))
    .join(say.comma);
}
