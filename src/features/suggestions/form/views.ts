import type { AnyBlock, Message, ModalView } from '../../../bot/draw/block-kit.ts';
import { actions, button, context, modal, option, section } from '../../../bot/draw/blocks.ts';
import { check, choice } from '../../../bot/draw/form/chosen.ts';
import { form, type Shown } from '../../../bot/draw/form/form.ts';
import { files, text } from '../../../bot/draw/form/kinds.ts';
import { message } from '../../../bot/draw/message.ts';
import { quoteOf } from '../../../bot/draw/quoted.ts';
import { PHOTOS } from '../../../cases/photos.ts';
import type { Similar as Found } from '../../../cases/similar/similar.ts';
import type { Locale } from '../../../lib/language.ts';
import type { State } from '../item/states.ts';
import { COMPANY, type Kind } from '../kinds/rules.ts';
import { messages, type Texts } from '../messages.ts';
import { anywayRef, FORM, insteadRef, sendRef } from '../refs.ts';

type Similar = Found<State>;

/** What one input takes; what is longer stands in a second one. */
const INPUT = 3_000;

type FormWord = Exclude<keyof Texts['form'], 'branchHint'>;
const say =
  (key: FormWord) =>
  (locale: Locale): string =>
    messages[locale].form[key];

/** A suggestion; without a branch it is about the writer's own. */
export const suggestionForm = form(
  FORM,
  {
    text: text({ label: say('text'), max: INPUT, long: true, needed: true, missing: say('empty') }),
    rest: text({ label: say('more'), max: INPUT, long: true, more: true }),
    kind: choice({ label: say('kind'), needed: true }),
    place: text({ label: say('place'), max: 100, placeholder: say('placeHint') }),
    photos: files({
      label: say('photos'),
      hint: say('photosHint'),
      max: PHOTOS,
      types: ['jpg', 'jpeg', 'png', 'webp'],
    }),
    hide: check({ label: say('anonymous'), yes: say('anonymousYes') }),
    branch: choice({ label: say('where'), more: true }),
  },
  { title: say('title'), submit: (locale) => messages[locale].submit },
);

type FormFields = typeof suggestionForm.fields;

export interface FormData {
  kinds: readonly Kind[];
  branches: readonly string[];
  /** The writer's own. */
  branch: string | undefined;
  mayHide: boolean;
}

/** What can be chosen in the form, and whether it can be sent anonymously. */
export function formShown(locale: Locale, { kinds, branches, branch = '', mayHide }: FormData): Shown<FormFields> {
  const { form: words } = messages[locale];
  return {
    values: { kind: kinds[0]?.kind },
    options: {
      kind: kinds.map((one) => option(one.kind, one.title[locale])),
      branch: [option(COMPANY, words.company), ...branches.map((one) => option(one, one))],
    },
    words: { branch: { hint: words.branchHint(branch || words.company) } },
    without: mayHide ? [] : ['hide'],
    below: mayHide ? { hide: [context(words.hidden)] } : { photos: [context(words.noAnonymous)] },
  };
}

/** Words that were brought along, in as many inputs as they need; never through a surrogate pair. */
export function wordsIn(written: string): { text: string; rest?: string } {
  if (written.length <= INPUT) return { text: written };
  const at = /[\uD800-\uDBFF]/.test(written.charAt(INPUT - 1)) ? INPUT - 1 : INPUT;
  return { text: written.slice(0, at), rest: written.slice(at, at + INPUT) };
}

/** In place of the form: the similar ones, and the way to send one's own all the same. @param once names the form */
export function similarModal(locale: Locale, found: readonly Similar[], once: string): ModalView {
  const words = messages[locale];
  return modal({
    ...anywayRef.view({ once }),
    title: words.similarTitle,
    submit: words.sendMine,
    close: words.cancel,
    blocks: [section(words.similarLead), ...similarBlocks(locale, found, once)],
  });
}

/** The same beside a command that brought the words along. */
export function similarMessage(locale: Locale, found: readonly Similar[], once: string): Message {
  const words = messages[locale];
  return message([
    section(words.similarLead),
    ...similarBlocks(locale, found, once),
    actions(button({ ...sendRef.button({ once }), label: words.sendAnyway })),
  ]);
}

function similarBlocks(locale: Locale, found: readonly Similar[], once: string): AnyBlock[] {
  const label = messages[locale].supportThis;
  return found.map((one, index) =>
    section(lineOf(locale, one), button({ ...insteadRef.button({ id: one.id, once }, index), label })),
  );
}

function lineOf(locale: Locale, one: Similar): string {
  const words = messages[locale];
  const line = [words.states[one.state], ...(one.support > 0 ? [words.support(one.support)] : [])].join(' · ');
  return `*${one.number}* ${line}\n${quoteOf(one.text)}`;
}

/** What became of a submission: the number at once. */
export function sentMessage(
  locale: Locale,
  sent: { id: string; number: string; text: string; isAnonymous: boolean; by: string },
): Message {
  const words = messages[locale];
  const line = (sent.isAnonymous ? words.sentHidden : words.sent)(sent.number, sent.by);
  return message([
    section(line),
    context(quoteOf(sent.text)),
    actions(button({ action: 'suggestions.mine', label: words.mine })),
  ]);
}
