import type { Follows, NoticeRenderer } from '../../bot/feature.ts';
import { caseDropReasons } from '../../cases/screens/notices.ts';
import type { Bilingual } from '../../lib/language.ts';
import { channelBoard } from './board/channel-actions.ts';
import { suggestionScreens } from './screens.ts';

export const notices: Record<string, NoticeRenderer> = { ...suggestionScreens.notices, channelBoard };

/** Why the above are not needed any more. */
export const dropReasons: Record<string, Bilingual> = {
  ...caseDropReasons,
  'no-board': { zh: '看板已经拿走', en: 'the board was removed' },
};

/** What the copies follow. */
export const follows: Record<string, Follows> = {
  duty: { things: ['item'] },
  news: { things: ['item'] },
  digest: { stays: 'the news of a day; each of its buttons opens the item as it is now' },
  channelBoard: { byName: true },
};
