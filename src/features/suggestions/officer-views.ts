import { input, modal, option } from '../../bot/blocks.ts';
import type { AnyBlock, Locale, ModalView } from '../../bot/feature.ts';
import { messages } from './messages.ts';
import { officerMessages } from './officer-messages.ts';
import { OUTCOMES, type Outcome, type State } from './rules/states.ts';

/** The due date at acceptance. @param day what is offered, 'YYYY-MM-DD' */
export function acceptModal(locale: Locale, id: string, day: string): ModalView {
  const say = officerMessages[locale];
  const due: AnyBlock = {
    type: 'input',
    block_id: 'due',
    label: { type: 'plain_text', text: say.due },
    element: { type: 'datepicker', action_id: 'value', initial_date: day },
  };
  return modal({
    callback: 'suggestions.accept',
    title: say.acceptTitle,
    submit: say.accept,
    close: messages[locale].cancel,
    metadata: id,
    blocks: [due],
  });
}

function wordsInput(locale: Locale): AnyBlock {
  const say = officerMessages[locale];
  return input({ kind: 'text', id: 'words', label: say.words, hint: say.wordsHint, multiline: true, max: 2_000 });
}

export function startModal(locale: Locale, id: string): ModalView {
  const say = officerMessages[locale];
  return modal({
    callback: 'suggestions.start',
    title: say.startTitle,
    submit: messages[locale].submit,
    close: messages[locale].cancel,
    metadata: id,
    blocks: [wordsInput(locale)],
  });
}

export function concludeModal(locale: Locale, id: string): ModalView {
  const say = officerMessages[locale];
  const states: Record<State, string> = messages[locale].states;
  const options = OUTCOMES.map((one: Outcome) => option(one, states[one]));
  return modal({
    callback: 'suggestions.conclude',
    title: say.outcome,
    submit: messages[locale].submit,
    close: messages[locale].cancel,
    metadata: id,
    blocks: [
      input({ kind: 'radio', id: 'outcome', label: say.outcome, options, initial: 'solved' }),
      wordsInput(locale),
    ],
  });
}

export function userInput(id: string, label: string, initial?: string, optional = false): AnyBlock {
  return {
    type: 'input',
    block_id: id,
    optional,
    label: { type: 'plain_text', text: label },
    element: { type: 'users_select', action_id: 'value', ...(initial === undefined ? {} : { initial_user: initial }) },
  };
}

export function handOverModal(locale: Locale, id: string): ModalView {
  const say = officerMessages[locale];
  return modal({
    callback: 'suggestions.handOver',
    title: say.handOver,
    submit: say.handOver,
    close: messages[locale].cancel,
    metadata: id,
    blocks: [userInput('to', say.to)],
  });
}

export function mergeModal(locale: Locale, id: string): ModalView {
  const say = officerMessages[locale];
  return modal({
    callback: 'suggestions.merge',
    title: say.merge,
    submit: say.merge,
    close: messages[locale].cancel,
    metadata: id,
    blocks: [input({ kind: 'text', id: 'number', label: say.mergeInto, max: 20, placeholder: 'S-2026-0042' })],
  });
}
