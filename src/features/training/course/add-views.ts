import type { PlainTextOption } from '@slack/types';
import type { ModalView } from '../../../bot/draw/block-kit.ts';
import { input, modal, option, section } from '../../../bot/draw/blocks.ts';
import { moreInput } from '../../../bot/draw/inputs.ts';
import type { Locale } from '../../../lib/language.ts';
import { formMessages } from '../form/messages.ts';
import { officerMessages } from '../messages/officer-messages.ts';
import { messages } from '../messages/worker-messages.ts';

const PARTS = 50;

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
