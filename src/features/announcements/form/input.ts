import { type Locale, secondFrom } from '../../../lib/language.ts';
import { partKey } from '../../../members/audience/spec.ts';
import type { Draft, Words } from '../model.ts';
import type { FormValues } from './views.ts';

/**
 * What stands in the form, as a draft. What was not shown, or can't be read, stays as it was. A check question or reminders
 * without the box are no slip of the pen: they ask for a confirmation.
 * @param locale the language of the person who fills it in
 */
export function draftOf(before: Draft, values: Partial<FormValues>, locale: Locale): Draft {
  const { options, question, members, include, at, endsAt, ...rest } = values;
  const { at: wasAt, endsAt: wasEnd, ...kept } = before;
  const second = secondOf(before.second, values, locale);
  const { title, body, except, via, channels, category, repeat, everyHours } = { ...kept, ...defined(rest) };
  const reminders = 'reminders' in values ? (values.reminders ?? 0) : before.reminders;
  const questionText = question ?? before.questionText;
  const asks = questionText.trim() !== '' || values.bank !== undefined || reminders > 0;
  const [starts, ends] = ['at' in values ? at : wasAt, 'endsAt' in values ? endsAt : wasEnd];
  return {
    title,
    body,
    include: includeOf(before.include, include, members),
    except,
    via,
    channels,
    category,
    repeat,
    urgent: options?.includes('urgent') ?? before.urgent,
    wantsAck: (options?.includes('ack') ?? before.wantsAck) || asks,
    questionText,
    reminders,
    everyHours,
    ...(starts === undefined ? {} : { at: starts }),
    ...(ends === undefined ? {} : { endsAt: ends }),
    ...(second === undefined ? {} : { second }),
  };
}

/** What is written in the other language, or in the one in which it was begun; undefined without a word. */
export function secondOf(
  before: Draft['second'],
  values: Partial<Pick<FormValues, 'secondTitle' | 'secondBody' | 'secondQuestion'>>,
  locale: Locale,
): Draft['second'] {
  const { secondTitle: title, secondBody: body, secondQuestion: questionText } = values;
  return secondFrom<Words>(before, defined({ title, body, questionText }), locale);
}

/** People and groups, and the channels whose members it is for besides. */
function includeOf(before: readonly string[], people?: readonly string[], members?: readonly string[]): string[] {
  const isChannel = (key: string) => key.startsWith('channel:');
  return [
    ...(people ?? before.filter((key) => !isChannel(key))),
    ...(members?.map((channel) => partKey({ kind: 'channel', channel })) ?? before.filter(isChannel)),
  ];
}

function defined<T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}
