import type { ModalView } from '../../../bot/draw/block-kit.ts';
import { button, modal, section } from '../../../bot/draw/blocks.ts';
import { pager } from '../../../bot/draw/pager.ts';
import type { Shown } from '../card/service/present.ts';
import { officeLine } from '../card/views.ts';
import { officerMessages } from '../messages/officer-messages.ts';
import { type Reader, topicOf } from '../messages/reader.ts';
import { messages } from '../messages/worker-messages.ts';
import type { Turn } from '../session/service/sessions.ts';

/** What an officer looks after: what is coming or what is over, a page at a time. */
export function pagedModal(reader: Reader, shown: readonly Shown[], { when, ...turning }: Turn): ModalView {
  const say = messages[reader.locale];
  const { title, none } = officerMessages[reader.locale].paged[when];
  return modal({
    callback: `training.${when}`,
    title,
    close: say.close,
    metadata: when,
    blocks: [
      ...(shown.length === 0 ? [section(none)] : []),
      ...shown.map((one, index) =>
        section(
          [`*${topicOf(one)}*`, officeLine(reader, one)].join('\n'),
          button({ action: `training.open:${index}`, label: say.open, value: one.id }),
        ),
      ),
      ...pager(reader.locale, `training.${when}`, turning),
    ],
  });
}
