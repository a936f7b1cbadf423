import type { PlainTextOption } from '@slack/types';
import type { ModalView } from '../../../../bot/draw/block-kit.ts';
import { input, modal, option, section } from '../../../../bot/draw/blocks.ts';
import { moreInput } from '../../../../bot/draw/inputs.ts';
import type { Locale } from '../../../../lib/language.ts';
import type { AudienceNames } from '../../../../members/audience/text.ts';
import { REPEATS } from '../../dates/rules/dates.ts';
import type { Change } from '../../dates/service/change.ts';
import { leaveScopeInput } from '../../dates/views.ts';
import { officerMessages } from '../../messages/officer-messages.ts';
import { messages } from '../../messages/worker-messages.ts';
import type { Draft } from '../../model.ts';
import { KINDS } from '../../session/rules/kinds.ts';
import { studyMessages } from '../../study/messages.ts';
import { aboutInput, factInputs, kindInput, number, topicInput, whenAndWhere } from './fact-views.ts';
import { formMessages } from './messages.ts';
import { whomInputs } from './whom-views.ts';

const PARTS = 50;

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

/** @param isAsked it was said that later dates have something of their own */
function scopeInput(locale: Locale, isAct: 'change' | 'cancel', isAsked = false) {
  const { form } = formMessages[locale];
  const [only, later] = isAct === 'change' ? [form.only, form.later] : [form.onlyCancel, form.laterCancel];
  return input({
    kind: 'radio',
    id: 'scope',
    label: form.scope,
    initial: isAsked ? 'later' : 'only',
    options: isAsked
      ? [option('only', only), option('later', form.laterKept), option('over', form.laterOver)]
      : [option('only', only), option('later', later)],
  });
}

/** Changes a published session. @param note what somebody else has saved meanwhile */
export function changeModal(
  locale: Locale,
  metadata: string,
  change: Change,
  names: AudienceNames,
  more: { hasLater: boolean; note?: string; isAsked?: boolean },
): ModalView {
  const office = officerMessages[locale];
  const minutes = Math.round((change.endsAt.getTime() - change.startsAt.getTime()) / 60_000);
  const facts = factInputs(locale, { ...change, duration: minutes }, names, false);
  const scope = more.hasLater ? [scopeInput(locale, 'change', more.isAsked)] : [];
  return modal({
    callback: 'training.change',
    title: office.edit,
    close: messages[locale].close,
    submit: office.saveChange,
    metadata,
    blocks: [
      ...(more.note === undefined ? [] : [section(more.note)]),
      // What was asked is answered first: the rest is filled in already.
      ...(more.isAsked === true ? [...scope, ...facts] : [...facts, ...scope]),
    ],
  });
}

/** Cancels a published session. @param typed with what somebody else has saved meanwhile: the reason stays */
export function cancelModal(
  locale: Locale,
  metadata: string,
  hasLater: boolean,
  typed?: { note: string; reason: string },
): ModalView {
  const office = officerMessages[locale];
  const { form } = formMessages[locale];
  const initial = typed === undefined ? {} : { initial: typed.reason };
  return modal({
    callback: 'training.cancel',
    title: office.cancel,
    close: messages[locale].close,
    submit: office.cancelDo,
    metadata,
    blocks: [
      ...(typed === undefined ? [] : [section(typed.note)]),
      input({ kind: 'text', id: 'reason', label: form.reason, multiline: true, max: 300, ...initial }),
      ...(hasLater ? [scopeInput(locale, 'cancel')] : []),
    ],
  });
}

/**
 * @param hasAll whether they can be put on all dates of the course
 * @param asked what was found out about those who were chosen
 */
export function addModal(
  locale: Locale,
  id: string,
  hasAll: boolean,
  asked?: { note: string; chosen: readonly PlainTextOption[]; isForAll: boolean },
): ModalView {
  const office = officerMessages[locale];
  const { form } = formMessages[locale];
  return modal({
    callback: 'training.add',
    title: office.add,
    close: messages[locale].close,
    submit: office.add,
    metadata: id,
    blocks: [
      ...(asked === undefined ? [] : [section(asked.note)]),
      moreInput({
        kind: 'suggest',
        id: 'people',
        label: form.people,
        hint: form.peopleHint,
        action: 'training.person',
        placeholder: form.find,
        several: { max: PARTS },
        initial: asked?.chosen ?? [],
      }),
      ...(hasAll
        ? [
            input({
              kind: 'radio',
              id: 'scope',
              label: form.addWhere,
              initial: (asked?.isForAll ?? true) ? 'all' : 'only',
              options: [option('all', form.addAll), option('only', form.addOnly)],
            }),
          ]
        : []),
    ],
  });
}

const LEAVE_REASONS = ['duty', 'private', 'unwell', 'other'] as const;

/** Asks why somebody withdraws. @param scope of a course of which all dates are needed: which choice is made at first; undefined: it is not asked */
export function leaveModal(locale: Locale, metadata: string, topic: string, scope?: 'only' | 'all'): ModalView {
  const say = messages[locale];
  return modal({
    callback: 'training.leave',
    title: say.leaveTitle,
    close: say.close,
    submit: say.leaveSubmit,
    metadata,
    blocks: [
      section(`*${topic}*`),
      ...(scope === undefined ? [] : [leaveScopeInput(locale, scope)]),
      input({
        kind: 'radio',
        id: 'reason',
        label: say.leaveWhy,
        initial: 'duty',
        options: LEAVE_REASONS.map((one) => option(one, say.leaveReasons[one])),
      }),
      input({ kind: 'text', id: 'words', label: say.leaveMore, max: 200, optional: true }),
    ],
  });
}
