import type { AnyBlock, Message, ModalView } from '../../../bot/draw/block-kit.ts';
import {
  actions,
  button,
  context,
  input,
  inputAction,
  LIMITS,
  modal,
  option,
  section,
} from '../../../bot/draw/blocks.ts';
import { message } from '../../../bot/draw/message.ts';
import { pack, unpack } from '../../../bot/text/command-text.ts';
import type { Similar as Found } from '../../../cases/similar/similar.ts';
import type { Locale } from '../../../lib/language.ts';
import { supportOf } from '../item-views.ts';
import type { Kind } from '../kinds/rules.ts';
import { messages } from '../messages.ts';
import type { State } from '../rules/states.ts';

type Similar = Found<State>;

import { quoteOf } from '../../../bot/draw/quoted.ts';
import type { Content } from './service/drafts.ts';

/** What one input takes; what is longer stands in a second one. */
const INPUT = 3_000;
/** Stands for the company in the select of branches: an option needs a value. */
export const COMPANY = '-';

export interface FormData {
  kinds: readonly Kind[];
  branches: readonly string[];
  content: Content;
  isDraft: boolean;
  mayHide: boolean;
}

/** The form; what was written before stands in it. */
export function formModal(locale: Locale, { kinds, branches, content, isDraft, mayHide }: FormData): ModalView {
  const say = messages[locale];
  const { form } = say;
  const [first, rest] = halves(content.text);
  const blocks: AnyBlock[] = [
    ...(isDraft ? [context(form.draft)] : []),
    input({ kind: 'text', id: 'text', label: form.text, multiline: true, max: INPUT, initial: first }),
    ...(rest === ''
      ? []
      : [
          input({
            kind: 'text',
            id: 'more',
            label: form.more,
            multiline: true,
            max: INPUT,
            initial: rest,
            optional: true,
          }),
        ]),
    input({
      kind: 'select',
      id: 'kind',
      label: form.kind,
      options: kinds.map((one) => option(one.kind, one.title[locale])),
      initial: content.kind,
    }),
    input({
      kind: 'select',
      id: 'branch',
      label: form.where,
      options: [option(COMPANY, form.company), ...branches.map((one) => option(one, one))],
      initial: content.branch || COMPANY,
    }),
    input({
      kind: 'text',
      id: 'place',
      label: form.place,
      max: 100,
      optional: true,
      placeholder: form.placeHint,
      initial: content.place,
    }),
    photoInput(form.photos, form.photosHint),
    ...(mayHide
      ? [
          input({
            kind: 'checks',
            id: 'hide',
            label: form.anonymous,
            optional: true,
            options: [option('yes', form.anonymousYes)],
            initial: content.isAnonymous ? ['yes'] : [],
          }),
          context(form.hidden),
        ]
      : [context(form.noAnonymous)]),
  ];
  return modal({
    callback: 'suggestions.new',
    title: form.title,
    submit: say.submit,
    close: say.cancel,
    blocks,
    metadata: 'form',
    tellClosed: true,
  });
}

function photoInput(label: string, hint: string): AnyBlock {
  return {
    type: 'input',
    block_id: 'photos',
    optional: true,
    label: { type: 'plain_text', text: label },
    hint: { type: 'plain_text', text: hint },
    element: {
      type: 'file_input',
      action_id: inputAction('photos'),
      filetypes: ['jpg', 'jpeg', 'png', 'webp'],
      max_files: 5,
    },
  };
}

/** Never through a surrogate pair. */
function halves(text: string): [string, string] {
  if (text.length <= INPUT) return [text, ''];
  const at = /[\uD800-\uDBFF]/.test(text.charAt(INPUT - 1)) ? INPUT - 1 : INPUT;
  return [text.slice(0, at), text.slice(at, at + INPUT)];
}

/** In place of the form: the similar ones, and the way to send one's own all the same. @param metadata where the draft is, and its `once` */
export function similarModal(locale: Locale, found: readonly Similar[], metadata: string): ModalView {
  const say = messages[locale];
  const [, once = ''] = unpack(metadata, 2);
  return modal({
    callback: 'suggestions.sendAnyway',
    title: say.similarTitle,
    submit: say.sendMine,
    close: say.cancel,
    metadata,
    blocks: [section(say.similarLead), ...similarBlocks(locale, found, once)],
  });
}

/** The same beside a command that brought the words along. */
export function similarMessage(locale: Locale, found: readonly Similar[], once: string): Message {
  const say = messages[locale];
  return message([
    section(say.similarLead),
    ...similarBlocks(locale, found, once),
    actions(button({ action: 'suggestions.send', label: say.sendAnyway, value: once })),
  ]);
}

function similarBlocks(locale: Locale, found: readonly Similar[], once: string): AnyBlock[] {
  const label = messages[locale].supportThis;
  return found.map((one, index) =>
    section(lineOf(locale, one), button({ action: `suggestions.instead:${index}`, label, value: pack(one.id, once) })),
  );
}

function lineOf(locale: Locale, one: Similar): string {
  const say = messages[locale];
  const line = [say.states[one.state], ...supportOf(say, one.support)].join(' · ');
  return `*${one.number}* ${line}\n${quoteOf(one.text)}`;
}

/** What became of a submission: the number at once. */
export function sentMessage(
  locale: Locale,
  sent: { id: string; number: string; text: string; isAnonymous: boolean; by: string },
): Message {
  const say = messages[locale];
  const text = (sent.isAnonymous ? say.sentHidden : say.sent)(sent.number, sent.by);
  return message([
    section(text),
    context(quoteOf(sent.text)),
    actions(button({ action: 'suggestions.mine', label: say.mine })),
  ]);
}

/** A sentence in a modal's place. */
export function saidModal(locale: Locale, { blocks }: Message, title = messages[locale].title): ModalView {
  return modal({
    callback: 'suggestions.shown',
    title,
    close: messages[locale].close,
    blocks: blocks.slice(0, LIMITS.viewBlocks),
  });
}
