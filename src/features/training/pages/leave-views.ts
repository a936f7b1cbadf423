import type { KnownBlock } from '@slack/types';
import type { ModalView } from '../../../bot/draw/block-kit.ts';
import { input, modal, option, section } from '../../../bot/draw/blocks.ts';
import type { Locale } from '../../../lib/language.ts';
import { datesMessages } from '../messages/dates-messages.ts';
import { messages } from '../messages/worker-messages.ts';

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

/** Of a course of which all dates are needed: withdraw from this one only, or from all that are left. */
export function leaveScopeInput(locale: Locale, initial: 'only' | 'all'): KnownBlock {
  const dates = datesMessages[locale];
  return input({
    kind: 'radio',
    id: 'scope',
    label: dates.leaveWhich,
    initial,
    options: [option('only', dates.leaveOnly), option('all', dates.leaveAll)],
  });
}
