import { actions, button, modal, section } from '../../bot/blocks.ts';
import type { ModalView } from '../../bot/feature.ts';
import { topicOf } from './card-views.ts';
import { officeLine } from './course-page-views.ts';
import { messages } from './messages.ts';
import { officerMessages } from './officer-messages.ts';
import type { Shown } from './service/present.ts';
import type { Reader } from './times.ts';

/** Names the modal. */
export const EARLIER = 'earlier';

/** What an officer looked after and is over, a page at a time. */
export function earlierModal(
  reader: Reader,
  shown: readonly Shown[],
  { page, hasMore }: { page: number; hasMore: boolean },
): ModalView {
  const say = messages[reader.locale];
  const office = officerMessages[reader.locale];
  const turns = [
    ...(page > 1 ? [button({ action: 'training.earlier:back', label: office.later, value: String(page - 1) })] : []),
    ...(hasMore
      ? [button({ action: 'training.earlier:on', label: office.stillEarlier, value: String(page + 1) })]
      : []),
  ];
  return modal({
    ...{ callback: 'training.earlier', title: office.earlier, close: say.close, metadata: EARLIER },
    blocks: [
      ...(shown.length === 0 ? [section(office.earlierNone)] : []),
      ...shown.map((one, index) =>
        section(
          [`*${topicOf(one)}*`, officeLine(reader, one)].join('\n'),
          button({ action: `training.open:${index}`, label: say.open, value: one.id }),
        ),
      ),
      ...(turns.length === 0 ? [] : [actions(...turns)]),
    ],
  });
}
