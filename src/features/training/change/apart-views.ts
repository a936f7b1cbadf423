import { cut, plain } from '../../../bot/draw/blocks.ts';
import { rungsOf } from '../../../gatherings/rules/ladder.ts';
import { formMessages } from '../form/messages.ts';
import { officerMessages } from '../messages/officer-messages.ts';
import { type Reader, rangeOf } from '../messages/reader.ts';
import { reminderMessages } from '../messages/reminder-messages.ts';
import { messages } from '../messages/worker-messages.ts';
import type { Field, SessionFacts } from '../rules/facts.ts';

const DATES = 10;
const VALUE = 40;

/** A later date of which something was set alone; `trainer` is a name. */
export type ApartDate = SessionFacts & { fields: readonly Field[] };

/** Which later dates would be overwritten, and what stands there. */
export function apartNote(reader: Reader, apart: readonly ApartDate[]): string {
  const office = officerMessages[reader.locale];
  const lines = apart.slice(0, DATES).map((one) => {
    const what = one.fields.flatMap((field) => valueIn(reader, field, one) ?? []);
    return `• ${[rangeOf(reader, one), ...what].join(' · ')}`;
  });
  const more = apart.length - lines.length;
  return [office.apart, ...lines, ...(more > 0 ? [office.moreDates(more)] : []), office.apartWhat].join('\n');
}

/** What stands there; the hours are said beside it. */
function valueIn({ locale }: Reader, field: Field, facts: SessionFacts): string | undefined {
  if (field === 'startsAt' || field === 'endsAt') return undefined;
  const list = (words: readonly string[]) => words.join(locale === 'zh' ? '、' : ', ');
  const value = {
    topic: facts.topic,
    where: facts.where,
    link: facts.link,
    trainer: facts.trainer,
    about: facts.about,
    second: facts.second?.words.topic ?? '',
    kind: messages[locale].kinds[facts.kind],
    minutes: String(facts.minutes),
    capacity: facts.capacity == null ? formMessages[locale].noLimit : String(facts.capacity),
    reminders: list(rungsOf(facts).map((rung) => reminderMessages[locale].times[rung])),
  }[field].trim();
  return officerMessages[locale].is(
    officerMessages[locale].fields[field],
    value === '' ? messages[locale].nothing : plain(cut(value, VALUE)),
  );
}
