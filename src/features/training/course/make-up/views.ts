import type { ModalView } from '../../../../bot/draw/block-kit.ts';
import { input, modal, option, section } from '../../../../bot/draw/blocks.ts';
import type { AudienceNames } from '../../../../members/audience/text.ts';
import { factInputs } from '../../form/fact-views.ts';
import { officerMessages } from '../../messages/officer-messages.ts';
import { dateOf, type Reader } from '../../messages/reader.ts';
import { messages } from '../../messages/worker-messages.ts';
import { makeUpMessages } from './messages.ts';
import type { MakeUp } from './service.ts';

/** A new date for those who missed others: whom it is for is known, the rest is as it was. */
export function makeUpModal(
  reader: Reader,
  metadata: string,
  { draft, missed }: Pick<MakeUp, 'draft' | 'missed'>,
  names: AudienceNames,
): ModalView {
  const { locale } = reader;
  const say = makeUpMessages[locale];
  // It is of the kind of what it makes up for.
  const { kind: _kind, ...facts } = draft.facts;
  return modal({
    callback: 'training.makeUp',
    title: say.title,
    close: messages[locale].close,
    submit: officerMessages[locale].save,
    metadata,
    blocks: [
      section(say.intro),
      input({
        kind: 'checks',
        id: 'makesUp',
        label: say.dates,
        initial: draft.makesUp ?? [],
        optional: true,
        options: missed.map(({ session, people }) =>
          option(session._id, say.date(dateOf(reader, session.startsAt), people.length)),
        ),
      }),
      ...factInputs(locale, { ...facts, about: draft.about }, names, true),
    ],
  });
}
