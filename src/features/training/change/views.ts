import type { ModalView } from '../../../bot/draw/block-kit.ts';
import { input, modal, option, section } from '../../../bot/draw/blocks.ts';
import type { Locale } from '../../../lib/language.ts';
import type { AudienceNames } from '../../../members/audience/text.ts';
import { factInputs } from '../form/fact-views.ts';
import { formMessages } from '../form/messages.ts';
import { officerMessages } from '../messages/officer-messages.ts';
import { messages } from '../messages/worker-messages.ts';
import type { Change } from './service/change.ts';

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
