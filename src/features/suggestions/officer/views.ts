import type { AnyBlock, Message, ModalView } from '../../../bot/draw/block-kit.ts';
import { actions, button, cut, input, inputAction, modal, option, section } from '../../../bot/draw/blocks.ts';
import { moreInput } from '../../../bot/draw/inputs.ts';
import { message } from '../../../bot/draw/message.ts';
import type { Locale } from '../../../lib/language.ts';
import { messages } from '../messages.ts';
import { OUTCOMES } from '../rules/states.ts';
import { officerMessages } from './messages.ts';

/** A form on one item: what the button in the item says is its title. */
function itemForm(
  locale: Locale,
  id: string,
  form: { callback: string; title: string; submit: string; blocks: AnyBlock[] },
): ModalView {
  return modal({ ...form, close: messages[locale].cancel, metadata: id });
}

/** The due date at acceptance. @param day what is offered, 'YYYY-MM-DD' */
export function acceptModal(locale: Locale, id: string, day: string): ModalView {
  const { accept, due } = officerMessages[locale];
  const blocks = [moreInput({ kind: 'date', id: 'due', label: due, initial: day })];
  return itemForm(locale, id, { callback: 'suggestions.accept', title: accept, submit: accept, blocks });
}

function wordsInput(locale: Locale): AnyBlock {
  const say = officerMessages[locale];
  return input({ kind: 'text', id: 'words', label: say.words, hint: say.wordsHint, multiline: true, max: 2_000 });
}

export function startModal(locale: Locale, id: string): ModalView {
  const title = officerMessages[locale].startTitle;
  const blocks = [wordsInput(locale)];
  return itemForm(locale, id, { callback: 'suggestions.start', title, submit: messages[locale].submit, blocks });
}

export function concludeModal(locale: Locale, id: string): ModalView {
  const { outcome } = officerMessages[locale];
  const { states, submit } = messages[locale];
  const options = OUTCOMES.map((one) => option(one, states[one]));
  const blocks = [
    input({ kind: 'radio', id: 'outcome', label: outcome, options, initial: 'solved' }),
    wordsInput(locale),
  ];
  return itemForm(locale, id, { callback: 'suggestions.conclude', title: outcome, submit, blocks });
}

/** Who takes over while an officer is away, and the way back. */
export function awayMessage(locale: Locale, back: string, standIns: readonly string[]): Message {
  const say = officerMessages[locale];
  const who = standIns.map((user) => `<@${user}>`).join(locale === 'zh' ? '、' : ', ');
  return message([section(say.away(back, who)), actions(button({ action: 'suggestions.back', label: say.isBack }))]);
}

export function userInput(id: string, label: string, initial?: string, optional = false): AnyBlock {
  return {
    type: 'input',
    block_id: id,
    optional,
    label: { type: 'plain_text', text: label },
    element: {
      type: 'users_select',
      action_id: inputAction(id),
      ...(initial === undefined ? {} : { initial_user: initial }),
    },
  };
}

export function handOverModal(locale: Locale, id: string): ModalView {
  const { handOver, to } = officerMessages[locale];
  const blocks = [userInput('to', to)];
  return itemForm(locale, id, { callback: 'suggestions.handOver', title: handOver, submit: handOver, blocks });
}

/** Into which one: one of the similar ones, or any by its number. */
export function mergeModal(
  locale: Locale,
  id: string,
  similar: readonly { number: string; text: string }[],
): ModalView {
  const { merge, mergeInto, mergeOther, mergeNumber } = officerMessages[locale];
  const number = { kind: 'text', id: 'number', max: 20, placeholder: 'S-2026-0042' } as const;
  const options = similar.map((one) =>
    option(one.number, cut(`${one.number} ${one.text.replaceAll(/\s+/g, ' ')}`, 75)),
  );
  const blocks =
    options.length === 0
      ? [input({ ...number, label: mergeNumber })]
      : [
          input({ kind: 'radio', id: 'similar', label: mergeInto, options, optional: true }),
          input({ ...number, label: mergeOther, optional: true }),
        ];
  return itemForm(locale, id, { callback: 'suggestions.merge', title: merge, submit: merge, blocks });
}
