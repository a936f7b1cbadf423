import { ballotRefs } from '../../ballots/refs.ts';
import { ballotLines, type ShownBallot } from '../../ballots/views.ts';
import type { Message } from '../../bot/draw/block-kit.ts';
import { actions, button, plain, section } from '../../bot/draw/blocks.ts';
import type { FormReader } from '../../bot/draw/form/field.ts';
import { message } from '../../bot/draw/message.ts';
import { pager } from '../../bot/draw/pager.ts';
import type { Paged } from '../../lib/pages.ts';
import { callRef, listRef } from './forms.ts';
import { messages } from './messages.ts';

export const refs = ballotRefs('votes');

/** The votes that concern the reader, each with the way to it. */
export function listMessage(reader: FormReader, found: Paged<ShownBallot>, isOfficer: boolean): Message {
  const say = messages[reader.locale];
  const call = button({ ...callRef.button({}), label: say.call, style: 'primary' });
  return message([
    section(`*🗳️ ${say.listTitle}*${found.total === 0 ? `\n${isOfficer ? say.noneOfficer : say.none}` : ''}`),
    ...found.rows.map((shown) => {
      const { _id: id, title } = shown.one;
      const open = button({ ...refs.open.button({ id }, id), label: say.open });
      return section([`*${plain(title)}*`, ...ballotLines(reader, shown).slice(1)].join('\n'), open);
    }),
    ...pager(reader.locale, listRef.name, found, { value: (page) => listRef.pack({ page }) }),
    ...(isOfficer ? [actions(call)] : []),
  ]);
}
