import type { PlainTextOption } from '@slack/types';
import { option } from '../../../bot/draw/blocks.ts';
import { choice, choices, people, person } from '../../../bot/draw/form/chosen.ts';
import { dateTime, number, text } from '../../../bot/draw/form/kinds.ts';
import { chosenRungs, RUNGS, type Rung, rungsOf } from '../../../gatherings/rules/ladder.ts';
import { type Locale, otherLocale, secondFrom } from '../../../lib/language.ts';
import { specOfKeys } from '../../../members/audience/spec.ts';
import { type AudienceNames, audienceOption } from '../../../members/audience/text.ts';
import { reminderMessages } from '../messages/reminder-messages.ts';
import { messages } from '../messages/worker-messages.ts';
import type { Draft, Whom } from '../model.ts';
import type { Fault, Said, SessionFacts } from '../rules/facts.ts';
import type { Kind } from '../rules/kinds.ts';
import { formMessages } from './messages.ts';

const TOPIC = 120;
const ABOUT = 1_500;
const LINES = 2_000;
const PARTS = 50;

type Word = keyof (typeof formMessages)['zh']['form'];
/** A word of the forms. */
export const formWord =
  (key: Word) =>
  (locale: Locale): string =>
    formMessages[locale].form[key];
const otherWord =
  (key: 'secondTopic' | 'secondAbout') =>
  (locale: Locale): string =>
    formMessages[locale][key](otherLocale(locale));
const fault = (key: Fault) => (locale: Locale) => formMessages[locale].faults[key];

/** One date's facts, as officers say them; which of them a form asks first is its own. */
export const topicField = text({ label: formWord('topic'), max: TOPIC, needed: true, missing: fault('topic') });
export const aboutField = text({ label: formWord('about'), max: ABOUT, long: true, more: true });
/** The same in the other language. */
export const secondFields = {
  secondTopic: text({ label: otherWord('secondTopic'), max: TOPIC, more: true }),
  secondAbout: text({ label: otherWord('secondAbout'), max: ABOUT, long: true, more: true }),
};
export const whereField = text({ label: formWord('where'), max: 200 });
export const linkField = text({ label: formWord('link'), hint: formWord('linkHint'), max: 500, more: true });
export const capacityField = number({ label: formWord('capacity'), more: true });
export const minutesField = number({ label: formWord('minutes'), hint: formWord('minutesHint'), more: true });
export const remindersField = choices({
  label: (locale) => reminderMessages[locale].ladder,
  of: RUNGS,
  words: (locale, rung) => reminderMessages[locale].rungs[rung],
  initial: rungsOf({}),
  more: true,
});
export const startsAtField = dateTime({ label: formWord('startsAt'), needed: true, missing: fault('startsAt') });
export const durationField = number({
  label: formWord('duration'),
  initial: 60,
  needed: true,
  more: true,
  missing: fault('duration'),
});
export const trainerField = person({
  label: formWord('trainer'),
  source: 'training.trainer',
  placeholder: formWord('trainerFind'),
  needed: true,
  missing: fault('trainer'),
});
/** Of a draft may be left open who teaches it, when, and how long: self-study has no hours. */
export const openDurationField = number({ label: formWord('duration'), initial: 60, more: true });
export const openTrainerField = person({
  label: formWord('trainer'),
  source: 'training.trainer',
  placeholder: formWord('trainerFind'),
  more: true,
});
export const openStartsAtField = dateTime({ label: formWord('startsAt') });

/** @param more it is asked behind "More settings" */
export const kindField = (
  of: readonly Kind[],
  { more = false, hint }: { more?: boolean; hint?: (locale: Locale) => string },
) =>
  choice<Kind, false, Kind>({
    label: formWord('kind'),
    of,
    words: (locale, kind) => messages[locale].kinds[kind],
    initial: 'class',
    more,
    ...(hint === undefined ? {} : { hint }),
  });

/** Lines of dates. */
export const linesField = (label: (locale: Locale) => string, hint: (locale: Locale) => string, more = false) =>
  text({ label, hint, max: LINES, long: true, more });

const whom = { source: 'training.audience', placeholder: formWord('find'), max: PARTS };
/** Who may come, who not, who must. */
export const whomFields = (more: boolean) => ({
  include: people({ label: formWord('include'), hint: formWord('includeHint'), ...whom }),
  except: people({ label: formWord('except'), ...whom, more }),
  must: people({ label: formWord('must'), hint: formWord('mustHint'), ...whom, more }),
});

/** What a form of one date's facts has asked. */
interface FactValues {
  topic: string;
  startsAt: Date | undefined;
  duration: number | undefined;
  where: string;
  link: string;
  trainer: string | undefined;
  capacity: number | undefined;
  minutes: number | undefined;
  reminders: Rung[];
  secondTopic: string;
  secondAbout: string;
}

/**
 * The facts that were put in. Where no minutes are said, as many count as it takes.
 * @param was what is written in the other language so far
 * @param locale of the person who writes
 */
export function factsFrom(
  values: FactValues,
  was: SessionFacts['second'],
  locale: Locale,
): Omit<Draft['facts'], 'kind'> {
  const { topic, startsAt, where, link, trainer = '', duration = 0 } = values;
  const { capacity, minutes = duration, reminders } = values;
  const rungs = chosenRungs(reminders);
  const second = secondFrom<Said>(was, { topic: values.secondTopic, about: values.secondAbout }, locale);
  return {
    topic,
    where,
    link,
    trainer,
    duration,
    minutes,
    ...(startsAt === undefined ? {} : { startsAt }),
    ...(capacity === undefined ? {} : { capacity }),
    ...(rungs === undefined ? {} : { reminders: rungs }),
    ...(second === undefined ? {} : { second }),
  };
}

/** The same the other way round. */
export function factValues(facts: Omit<Draft['facts'], 'kind'>): FactValues {
  const { topic, startsAt, duration, where, link, trainer, capacity, minutes, reminders, second } = facts;
  return {
    topic,
    startsAt,
    duration: duration || undefined,
    where,
    link,
    capacity: capacity ?? undefined,
    trainer: trainer === '' ? undefined : trainer,
    minutes: minutes === duration ? undefined : minutes,
    reminders: [...rungsOf({ reminders })],
    secondTopic: second?.words.topic ?? '',
    secondAbout: second?.words.about ?? '',
  };
}

/** The labels of what is written in the other language, where that is the reader's own. */
export function secondWords(locale: Locale, second: SessionFacts['second']) {
  if (second?.locale !== locale) return {};
  const { secondTopic, secondAbout } = formMessages[locale];
  return { secondTopic: { label: secondTopic(locale) }, secondAbout: { label: secondAbout(locale) } };
}

/** The options of those whom a form names. */
export function namedOptions(
  locale: Locale,
  { include = [], except = [], must = [] }: Partial<Whom>,
  trainer: string | undefined,
  names: AudienceNames,
): Record<'include' | 'except' | 'must' | 'trainer', PlainTextOption[]> {
  const parts = (keys: readonly string[]): PlainTextOption[] =>
    specOfKeys(keys, []).include.map((part) => audienceOption(locale, part, names));
  return {
    include: parts(include),
    except: parts(except),
    must: parts(must),
    trainer: trainer === undefined || trainer === '' ? [] : [option(trainer, names.get(trainer) ?? trainer)],
  };
}

const FIELD_OF: Partial<Record<Fault, string>> = {
  past: 'startsAt',
  dates: 'more',
  datesPast: 'more',
  beyond: 'include',
};

/** Each fault at its field. */
export function errorsAt(faults: readonly Fault[], locale: Locale): Record<string, string> {
  return Object.fromEntries(faults.map((one) => [FIELD_OF[one] ?? one, formMessages[locale].faults[one]]));
}
