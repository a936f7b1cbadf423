import type { ModalView } from '../../../bot/draw/block-kit.ts';
import { button, input, modal, option, section } from '../../../bot/draw/blocks.ts';
import type { Locale } from '../../../lib/language.ts';
import type { AudienceNames } from '../../../members/audience/text.ts';
import { whomInputs } from '../form/whom-views.ts';
import { officerMessages } from '../messages/officer-messages.ts';
import { messages } from '../messages/worker-messages.ts';
import type { Course } from '../model.ts';
import { reviseMessages } from './revise-messages.ts';

/** Whom a published course is for, and dates to be added; a self-study has none. */
export function reviseModal(
  locale: Locale,
  metadata: string,
  course: Pick<Course, 'include' | 'except' | 'must' | 'repeat' | 'facts'>,
  names: AudienceNames,
): ModalView {
  const say = reviseMessages[locale];
  const hint = course.repeat === 'shifts' ? say.moreShifts : say.moreHint;
  return modal({
    callback: 'training.revise',
    title: say.title,
    close: messages[locale].close,
    submit: officerMessages[locale].saveChange,
    metadata,
    blocks: [
      section(say.intro),
      ...whomInputs(locale, course, names),
      ...(course.facts.kind === 'self-study'
        ? []
        : [
            input({ kind: 'text', id: 'more', label: say.more, hint, multiline: true, max: 2_000, optional: true }),
            input({
              kind: 'radio',
              id: 'tell',
              label: say.tell,
              initial: 'listed',
              options: [option('listed', say.tellListed), option('all', say.tellAll)],
            }),
          ]),
    ],
  });
}

export const reviseOpener = (locale: Locale, course: string) =>
  button({ action: 'training.revise', label: reviseMessages[locale].title, value: course });
