import type { ModalView } from '../../../bot/draw/block-kit.ts';
import { input, modal, option, section } from '../../../bot/draw/blocks.ts';
import type { Locale } from '../../../lib/language.ts';
import type { AudienceNames } from '../../../members/audience/text.ts';
import { aboutInput, kindInput, number, topicInput, whenAndWhere } from '../form/fact-views.ts';
import { formMessages } from '../form/messages.ts';
import { whomInputs } from '../form/whom-views.ts';
import { officerMessages } from '../messages/officer-messages.ts';
import { messages } from '../messages/worker-messages.ts';
import type { Draft } from '../model.ts';
import { REPEATS } from '../rules/dates.ts';
import { KINDS } from '../rules/kinds.ts';
import { studyMessages } from '../study/messages.ts';

/** The form of a draft. Nothing in it is obligatory for Slack, so that whatever was typed can be kept. */
/** @param note what is to be said before anything else */
export function draftModal(
  locale: Locale,
  metadata: string,
  draft: Draft,
  names: AudienceNames,
  note?: string,
): ModalView {
  const office = officerMessages[locale];
  const { form, repeats } = formMessages[locale];
  const say = messages[locale];
  const { facts } = draft;
  return modal({
    callback: 'training.draft',
    title: office.create,
    close: say.close,
    submit: office.save,
    metadata,
    tellClosed: true,
    blocks: [
      section(note ?? form.draftNote),
      topicInput(locale, facts.topic, true),
      kindInput(locale, facts.kind, KINDS, studyMessages[locale].noteHint),
      ...whenAndWhere(locale, facts, names, true),
      ...whomInputs(locale, draft, names),
      input({
        kind: 'select',
        id: 'repeat',
        label: form.repeat,
        initial: draft.repeat,
        options: REPEATS.map((one) => option(one, repeats[one])),
      }),
      input({ kind: 'number', id: 'times', label: form.times, optional: true, ...number(draft.times) }),
      input({
        kind: 'text',
        id: 'more',
        label: form.more,
        hint: form.moreHint,
        multiline: true,
        max: 2_000,
        initial: draft.more,
        optional: true,
      }),
      aboutInput(locale, draft.about),
    ],
  });
}
