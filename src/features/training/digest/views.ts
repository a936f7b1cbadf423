import type { Message } from '../../../bot/draw/block-kit.ts';
import { button, context, section } from '../../../bot/draw/blocks.ts';
import { message } from '../../../bot/draw/message.ts';
import type { Shown } from '../card/service/present.ts';
import { placeOf } from '../card/views.ts';
import { type Reader, rangeOf, topicOf } from '../messages/reader.ts';
import { messages } from '../messages/worker-messages.ts';
import { digestMessages } from './messages.ts';

const OWN_SHOWN = 10;

/** A person's week: what they come to, then what they could come to. */
export function digestMessage(reader: Reader, own: readonly Shown[], open: readonly Shown[]): Message {
  const words = digestMessages[reader.locale];
  const say = messages[reader.locale];
  const shown = own.slice(0, OWN_SHOWN);
  const rest = own.length - shown.length;
  const line = (one: Shown, tail: string | undefined) =>
    `*${topicOf(one)}*\n${[rangeOf(reader, one), placeOf(reader, one), tail].filter(Boolean).join(' · ')}`;
  const ownLine = (one: Shown) =>
    line(
      one,
      one.own?.must === true
        ? say.states.must
        : one.own && one.own.state !== 'held'
          ? say.states[one.own.state]
          : undefined,
    );
  const openLine = (one: Shown) => line(one, one.capacity === undefined ? undefined : say.free(one.free));
  return message([
    section(own.length === 0 ? `*${words.title}*` : `*${words.title}* · ${words.own}`),
    ...shown.map((one, index) =>
      section(ownLine(one), button({ action: `training.open:${index}`, label: say.open, value: one.id })),
    ),
    ...(rest > 0 ? [context(words.more(rest))] : []),
    ...(open.length === 0 ? [] : [section(`*${words.open}*`)]),
    ...open.map((one, index) =>
      section(openLine(one), button({ action: `training.open:o${index}`, label: words.signUp, value: one.id })),
    ),
  ]);
}
