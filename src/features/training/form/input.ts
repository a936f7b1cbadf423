import type { SubmitRequest } from '../../../bot/request.ts';
import { chosenRungs } from '../../../gatherings/rules/ladder.ts';
import type { Draft } from '../model.ts';
import { REPEATS } from '../rules/dates.ts';
import type { Fault } from '../rules/facts.ts';
import { CLASS_KINDS, KINDS, type Kind } from '../rules/kinds.ts';

type Inputs = SubmitRequest['inputs'];

export function textIn(inputs: Inputs, id: string): string {
  const value = inputs[id];
  return typeof value === 'string' ? value : '';
}

/** The values of a select of several, or of checkboxes. */
export function listIn(inputs: Inputs, id: string): string[] {
  const value = inputs[id];
  return Array.isArray(value) ? value : [];
}

export function numberIn(inputs: Inputs, id: string): number | undefined {
  const text = textIn(inputs, id);
  return text === '' ? undefined : Number(text);
}

function dateIn(inputs: Inputs, id: string): Date | undefined {
  const seconds = numberIn(inputs, id);
  return seconds === undefined ? undefined : new Date(seconds * 1000);
}

/** What the forms of a draft and of a change have in common; a number that is missing is none that could be. */
export function factsIn(inputs: Inputs) {
  const [startsAt, capacity, duration = 0] = [
    dateIn(inputs, 'startsAt'),
    numberIn(inputs, 'capacity'),
    numberIn(inputs, 'duration'),
  ];
  return {
    topic: textIn(inputs, 'topic'),
    where: textIn(inputs, 'where'),
    link: textIn(inputs, 'link').trim(),
    trainer: textIn(inputs, 'trainer'),
    duration,
    minutes: numberIn(inputs, 'minutes') ?? duration,
    ...(startsAt === undefined ? {} : { startsAt }),
    ...(capacity === undefined ? {} : { capacity }),
    reminders: chosenRungs(listIn(inputs, 'reminders')),
  };
}

/** The kind in the form of a change; as it was where it is none. */
export const classKindIn = (inputs: Inputs, was: Kind): Kind =>
  CLASS_KINDS.find((one) => one === textIn(inputs, 'kind')) ?? was;

/** What stands in the form of a draft. */
export function draftIn(inputs: Inputs): Draft {
  const kind = KINDS.find((one) => one === textIn(inputs, 'kind')) ?? 'class';
  return {
    facts: { ...factsIn(inputs), kind },
    about: textIn(inputs, 'about'),
    more: textIn(inputs, 'more'),
    times: numberIn(inputs, 'times') ?? 1,
    repeat: REPEATS.find((one) => one === textIn(inputs, 'repeat')) ?? 'once',
    include: listIn(inputs, 'include'),
    except: listIn(inputs, 'except'),
    must: listIn(inputs, 'must'),
  };
}

/** The people chosen in a select of people, whose values are keys of the audience. */
export function peopleIn(inputs: Inputs, id: string): string[] {
  return listIn(inputs, id);
}

const INPUT_OF: Partial<Record<Fault, string>> = {
  past: 'startsAt',
  dates: 'more',
  datesPast: 'more',
  beyond: 'include',
};

/** Each fault at its input. @param own where the form has other inputs than that of a draft */
export function errorsAt(
  faults: readonly Fault[],
  words: Record<Fault, string>,
  own: Partial<Record<Fault, string>> = {},
): Record<string, string> {
  return Object.fromEntries(faults.map((fault) => [own[fault] ?? INPUT_OF[fault] ?? fault, words[fault]]));
}
