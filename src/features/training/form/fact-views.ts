import type { AnyBlock } from '../../../bot/draw/block-kit.ts';
import { input, option } from '../../../bot/draw/blocks.ts';
import { moreInput } from '../../../bot/draw/inputs.ts';
import { RUNGS, rungsOf } from '../../../gatherings/rules/ladder.ts';
import type { Locale } from '../../../lib/language.ts';
import type { AudienceNames } from '../../../members/audience/text.ts';
import { reminderMessages } from '../messages/reminder-messages.ts';
import { messages } from '../messages/worker-messages.ts';
import type { Draft } from '../model.ts';
import { CLASS_KINDS, type Kind } from '../rules/kinds.ts';
import { formMessages } from './messages.ts';

const TOPIC = 120;

const seconds = (at: Date | undefined) => (at === undefined ? {} : { initial: Math.floor(at.getTime() / 1000) });
export const number = (value: number | undefined) => (value === undefined ? {} : { initial: String(value) });

function trainerInput(locale: Locale, trainer: string, names: AudienceNames, optional: boolean) {
  const { form } = formMessages[locale];
  const initial = trainer === '' ? [] : [option(trainer, names.get(trainer) ?? trainer)];
  return moreInput({
    kind: 'suggest',
    id: 'trainer',
    label: form.trainer,
    optional,
    action: 'training.trainer',
    placeholder: form.trainerFind,
    initial,
  });
}

type Facts = Omit<Draft['facts'], 'kind'>;

export const aboutInput = (locale: Locale, initial: string): AnyBlock =>
  input({
    kind: 'text',
    id: 'about',
    label: formMessages[locale].form.about,
    multiline: true,
    max: 1_500,
    initial,
    optional: true,
  });

function remindersInput(locale: Locale, facts: Pick<Facts, 'reminders'>): AnyBlock {
  const say = reminderMessages[locale];
  return input({
    kind: 'checks',
    id: 'reminders',
    label: say.ladder,
    optional: true,
    initial: [...rungsOf(facts)],
    options: RUNGS.map((one) => option(one, say.rungs[one])),
  });
}

export const topicInput = (locale: Locale, initial: string, optional: boolean): AnyBlock =>
  input({ kind: 'text', id: 'topic', label: formMessages[locale].form.topic, max: TOPIC, initial, optional });

/** @param optional of a draft whatever is missing yet may be left open, of what is published only what may be missing for good */
export function whenAndWhere(locale: Locale, facts: Facts, names: AudienceNames, optional: boolean): AnyBlock[] {
  const { form } = formMessages[locale];
  return [
    moreInput({
      kind: 'date-time',
      id: 'startsAt',
      label: form.startsAt,
      optional,
      ...seconds(facts.startsAt),
    }),
    input({ kind: 'number', id: 'duration', label: form.duration, optional, ...number(facts.duration) }),
    input({ kind: 'text', id: 'where', label: form.where, max: 200, initial: facts.where, optional: true }),
    input({
      kind: 'text',
      id: 'link',
      label: form.link,
      hint: form.linkHint,
      max: 500,
      initial: facts.link,
      optional: true,
    }),
    trainerInput(locale, facts.trainer, names, optional),
    input({ kind: 'number', id: 'capacity', label: form.capacity, optional: true, ...number(facts.capacity) }),
    input({ kind: 'number', id: 'minutes', label: form.minutes, optional, ...number(facts.minutes) }),
    remindersInput(locale, facts),
  ];
}

/** What is asked of one session, for a change and for a make-up. */
export function factInputs(
  locale: Locale,
  facts: Facts & { about: string; kind?: Kind },
  names: AudienceNames,
  optional: boolean,
): AnyBlock[] {
  const { topic, kind, about } = facts;
  return [
    topicInput(locale, topic, optional),
    ...(kind === undefined ? [] : [kindInput(locale, kind, CLASS_KINDS)]),
    ...whenAndWhere(locale, facts, names, optional),
    aboutInput(locale, about),
  ];
}

export function kindInput(locale: Locale, initial: Kind, choices: readonly Kind[], hint?: string): AnyBlock {
  const { kinds } = messages[locale];
  return input({
    kind: 'select',
    id: 'kind',
    label: formMessages[locale].form.kind,
    initial,
    ...(hint === undefined ? {} : { hint }),
    options: choices.map((one) => option(one, kinds[one])),
  });
}
