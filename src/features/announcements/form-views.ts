import type { PlainTextOption } from '@slack/types';
import { input, modal, option } from '../../bot/blocks.ts';
import type { AnyBlock, Locale, ModalView } from '../../bot/feature.ts';
import { moreInput } from '../../bot/inputs.ts';
import { partOfKey } from '../../members/audience-spec.ts';
import { type AudienceNames, audienceOption } from '../../members/audience-text.ts';
import { ATTACHMENT_TYPES } from './attachment-kinds.ts';
import { formMessages } from './form-messages.ts';
import { messages } from './messages.ts';
import type { Announcement, Draft } from './model.ts';
import { CATEGORIES, REPEATS } from './rules.ts';

const PARTS = 50;
const TITLE = 120;

export type FormDraft = Draft & Pick<Announcement, 'attachment'>;

/** The form of a draft. Nothing in it is obligatory for Slack, so that whatever was typed can be kept. */
export function formModal(locale: Locale, id: string, draft: FormDraft, names: AudienceNames): ModalView {
  const say = messages[locale];
  const { form } = say;
  const parts = (keys: readonly string[]): PlainTextOption[] =>
    keys.flatMap((key) => {
      const part = partOfKey(key);
      return part === undefined ? [] : [audienceOption(locale, part, names)];
    });
  const find = { action: 'announcements.audience', placeholder: form.find, several: { max: PARTS } };
  const seconds = (at: Date | undefined) => (at === undefined ? {} : { initial: Math.floor(at.getTime() / 1000) });
  const checked = [...(draft.wantsAck ? ['ack'] : []), ...(draft.urgent ? ['urgent'] : [])];
  return modal({
    ...{ callback: 'announcements.form', title: say.write, close: say.close, submit: say.save },
    ...{ metadata: id, tellClosed: true },
    blocks: [
      input({ kind: 'text', id: 'title', label: form.title, max: TITLE, initial: draft.title, optional: true }),
      moreInput({ kind: 'rich-text', id: 'body', label: form.body, initial: draft.body, optional: true }),
      ...attachmentInputs(locale, draft),
      moreInput({
        ...{ kind: 'suggest', id: 'include', label: form.include, hint: form.includeHint, optional: true },
        ...{ ...find, initial: parts(draft.include) },
      }),
      moreInput({
        ...{ kind: 'suggest', id: 'except', label: form.except, optional: true },
        ...{ ...find, initial: parts(draft.except) },
      }),
      input({
        ...{ kind: 'select', id: 'category', label: form.category, initial: draft.category },
        options: CATEGORIES.map((one) => option(one, say.categories[one])),
      }),
      moreInput({
        kind: 'date-time',
        id: 'at',
        label: form.at,
        hint: form.atHint,
        optional: true,
        ...seconds(draft.at),
      }),
      input({
        ...{ kind: 'select', id: 'repeat', label: form.repeat, initial: draft.repeat },
        options: REPEATS.map((one) => option(one, say.repeats[one])),
      }),
      input({
        ...{ kind: 'checks', id: 'options', label: form.options, optional: true, initial: checked },
        options: [option('ack', form.wantsAck), option('urgent', form.urgent)],
      }),
      input({
        ...{ kind: 'text', id: 'question', label: form.question, hint: form.questionHint, multiline: true },
        ...{ max: 2000, initial: draft.questionText, optional: true },
      }),
      input({
        kind: 'number',
        id: 'reminders',
        label: form.reminders,
        initial: String(draft.reminders),
        optional: true,
      }),
      input({
        kind: 'number',
        id: 'everyHours',
        label: form.everyHours,
        initial: String(draft.everyHours),
        optional: true,
      }),
      moreInput({ kind: 'date-time', id: 'endsAt', label: form.endsAt, optional: true, ...seconds(draft.endsAt) }),
    ],
  });
}

function attachmentInputs(locale: Locale, { attachment }: FormDraft): AnyBlock[] {
  const say = formMessages[locale];
  const name = attachment?.kind === 'picture' ? say.picture : attachment?.name;
  const now = name === undefined ? '' : `${say.attachmentNow(name)} `;
  return [
    input({
      ...{ kind: 'file', id: 'attachment', label: say.attachment, hint: `${now}${say.attachmentHint}` },
      ...{ types: ATTACHMENT_TYPES, optional: true },
    }),
    ...(name === undefined
      ? []
      : [
          input({
            ...{ kind: 'checks', id: 'detach', label: say.detach, optional: true },
            options: [option('yes', say.detachYes(name))],
          }),
        ]),
  ];
}

/** Corrects what has gone out: its words alone. */
export function editModal(locale: Locale, one: Announcement): ModalView {
  const say = messages[locale];
  return modal({
    ...{ callback: 'announcements.correct', title: say.edit, close: say.close, submit: say.edit, metadata: one._id },
    blocks: [
      input({ kind: 'text', id: 'title', label: say.form.title, max: TITLE, initial: one.title }),
      moreInput({ kind: 'rich-text', id: 'body', label: say.form.body, initial: one.body }),
    ],
  });
}
