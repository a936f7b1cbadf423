import { button, context, cut, LIMITS, section } from '../../bot/blocks.ts';
import type { Message } from '../../bot/feature.ts';
import { placeOf, topicOf } from './card-views.ts';
import { messages } from './messages.ts';
import type { Shown } from './service/present.ts';
import { type Reader, rangeOf } from './times.ts';
import { weekMessages } from './week-messages.ts';

/** Monday's digest: the own sessions first, then what is still open, each with the one thing to do. */
export function weekMessage(reader: Reader, own: readonly Shown[], open: readonly Shown[]): Message {
  const say = weekMessages[reader.locale];
  const words = messages[reader.locale];
  const line = (one: Shown) => {
    const state = one.own === undefined ? undefined : words.states[one.own.must === true ? 'must' : one.own.state];
    const seats = one.own === undefined && one.capacity !== undefined ? words.free(one.free) : undefined;
    const facts = [rangeOf(reader, one), placeOf(reader, one), state ?? seats].filter(Boolean).join(' · ');
    return `*${topicOf(one)}*\n${facts}`;
  };
  const mine = own.map((one, index) =>
    section(line(one), button({ action: `training.open:${index}`, label: words.open, value: one.id })),
  );
  const others = open.map((one, index) => {
    const isFree = one.capacity === undefined || one.free > 0;
    const label = isFree ? say.signUp : say.queue;
    return section(line(one), button({ action: `training.open:${own.length + index}`, label, value: one.id }));
  });
  const part = (title: string, shown: readonly Shown[]) => (shown.length === 0 ? [] : [title, ...shown.map(line)]);
  return {
    text: cut([say.title, ...part(say.own, own), ...part(say.open, open)].join('\n').replaceAll('*', ''), LIMITS.text),
    blocks: [
      section(`*${say.title}*`),
      ...mine,
      ...(others.length === 0 ? [] : [section(`*${say.open}*`), ...others]),
      context(say.quiet),
    ],
  };
}
