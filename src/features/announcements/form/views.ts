import type { AnyBlock, ModalView } from '../../../bot/draw/block-kit.ts';
import { input, modal, option } from '../../../bot/draw/blocks.ts';
import { moreInput } from '../../../bot/draw/inputs.ts';
import type { Locale } from '../../../lib/language.ts';
import { type AudiencePart, specOfKeys } from '../../../members/audience/spec.ts';
import { type AudienceNames, audienceOption } from '../../../members/audience/text.ts';
import { messages } from '../messages.ts';
import type { Announcement, Draft } from '../model.ts';
import { CATEGORIES, REPEATS, VIAS } from '../rules.ts';
import { ATTACHMENT_TYPES } from './attachment-kinds.ts';
import { formMessages } from './messages.ts';

const PARTS = 50;
const TITLE = 120;
const CHANNELS = 10;
const QUESTION = 2_000;

export type FormDraft = Draft & Pick<Announcement, 'attachment'>;

/** What the form is drawn from. */
export interface FormData {
  id: string;
  draft: FormDraft;
  names: AudienceNames;
  /** Whether channels may be chosen: a branch's officer does not know who reads them. */
  hasChannels: boolean;
  /** Whether there are banks to take a question from. */
  hasBanks: boolean;
}

/** The form of a draft. Nothing in it is obligatory for Slack, so that whatever was typed can be kept. */
export function formModal(locale: Locale, data: FormData): ModalView {
  const say = messages[locale];
  const { form } = say;
  const { draft } = data;
  return modal({
    callback: 'announcements.form',
    title: say.write,
    close: say.close,
    submit: say.save,
    metadata: data.id,
    tellClosed: true,
    blocks: [
      input({ kind: 'text', id: 'title', label: form.title, max: TITLE, initial: draft.title, optional: true }),
      moreInput({ kind: 'rich-text', id: 'body', label: form.body, initial: draft.body, optional: true }),
      ...attachmentInputs(locale, draft),
      ...audienceInputs(locale, data),
      input({
        kind: 'select',
        id: 'category',
        label: form.category,
        initial: draft.category,
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
        kind: 'select',
        id: 'repeat',
        label: form.repeat,
        initial: draft.repeat,
        options: REPEATS.map((one) => option(one, say.repeats[one])),
      }),
      ...ackInputs(locale, data),
      moreInput({ kind: 'date-time', id: 'endsAt', label: form.endsAt, optional: true, ...seconds(draft.endsAt) }),
    ],
  });
}

function seconds(at: Date | undefined): { initial?: number } {
  return at === undefined ? {} : { initial: Math.floor(at.getTime() / 1000) };
}

/** For whom it is, and how it reaches them. */
function audienceInputs(locale: Locale, { draft, names, hasChannels }: FormData): AnyBlock[] {
  const { form } = messages[locale];
  const more = formMessages[locale];
  const { include: parts, except: left } = specOfKeys(draft.include, draft.except);
  const members = parts.flatMap((part) => (part.kind === 'channel' ? [part.channel] : []));
  const options = (chosen: readonly AudiencePart[]) =>
    chosen.filter(({ kind }) => kind !== 'channel').map((part) => audienceOption(locale, part, names));
  const find = { action: 'announcements.audience', placeholder: form.find, several: { max: PARTS } };
  const include = moreInput({
    kind: 'suggest',
    id: 'include',
    label: form.include,
    hint: form.includeHint,
    optional: true,
    ...find,
    initial: options(parts),
  });
  const except = moreInput({
    kind: 'suggest',
    id: 'except',
    label: form.except,
    optional: true,
    ...find,
    initial: options(left),
  });
  if (!hasChannels) return [include, except];
  return [
    include,
    moreInput({
      kind: 'channels',
      id: 'members',
      label: more.members,
      hint: more.membersHint,
      optional: true,
      max: CHANNELS,
      initial: members,
    }),
    except,
    input({
      kind: 'radio',
      id: 'via',
      label: more.via,
      initial: draft.via,
      options: VIAS.map((one) => option(one, more.vias[one])),
    }),
    moreInput({
      kind: 'channels',
      id: 'channels',
      label: more.channels,
      hint: more.channelsHint,
      optional: true,
      max: CHANNELS,
      initial: draft.channels,
    }),
  ];
}

/** Whether and how it is confirmed, and what reminds of it. */
function ackInputs(locale: Locale, { draft, hasBanks }: FormData): AnyBlock[] {
  const { form } = messages[locale];
  const more = formMessages[locale];
  const checked = [...(draft.wantsAck ? ['ack'] : []), ...(draft.urgent ? ['urgent'] : [])];
  const bank = moreInput({
    kind: 'suggest',
    id: 'bank',
    label: more.bank,
    hint: more.bankHint,
    optional: true,
    action: 'announcements.question',
    placeholder: more.bankFind,
  });
  const number = (id: 'reminders' | 'everyHours', initial: number) =>
    input({ kind: 'number', id, label: form[id], initial: String(initial), optional: true });
  return [
    input({
      kind: 'checks',
      id: 'options',
      label: form.options,
      optional: true,
      initial: checked,
      options: [option('ack', form.wantsAck), option('urgent', form.urgent)],
    }),
    ...(hasBanks ? [bank] : []),
    input({
      kind: 'text',
      id: 'question',
      label: form.question,
      hint: form.questionHint,
      multiline: true,
      max: QUESTION,
      initial: draft.questionText,
      optional: true,
    }),
    number('reminders', draft.reminders),
    number('everyHours', draft.everyHours),
  ];
}

function attachmentInputs(locale: Locale, { attachment }: Pick<Announcement, 'attachment'>): AnyBlock[] {
  const say = formMessages[locale];
  const name = attachment?.kind === 'picture' ? say.picture : attachment?.name;
  const now = name === undefined ? '' : `${say.attachmentNow(name)} `;
  return [
    input({
      kind: 'file',
      id: 'attachment',
      label: say.attachment,
      hint: `${now}${say.attachmentHint}`,
      types: ATTACHMENT_TYPES,
      optional: true,
    }),
    ...(name === undefined
      ? []
      : [
          input({
            kind: 'checks',
            id: 'detach',
            label: say.detach,
            optional: true,
            options: [option('yes', say.detachYes(name))],
          }),
        ]),
  ];
}

/** Corrects what has gone out: its words, its picture or file. */
export function editModal(locale: Locale, one: Announcement): ModalView {
  const say = messages[locale];
  return modal({
    callback: 'announcements.correct',
    title: say.edit,
    close: say.close,
    submit: say.saveEdit,
    metadata: one._id,
    blocks: [
      input({ kind: 'text', id: 'title', label: say.form.title, max: TITLE, initial: one.title }),
      moreInput({ kind: 'rich-text', id: 'body', label: say.form.body, initial: one.body }),
      ...attachmentInputs(locale, one),
    ],
  });
}
