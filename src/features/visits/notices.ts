import type { Follows } from '../../bot/feature.ts';
import { caseDropReasons } from '../../cases/screens/notices.ts';
import type { Bilingual } from '../../lib/language.ts';
import { discussionNotices } from './discussion/actions.ts';
import { findingScreens } from './findings/actions.ts';

export const notices = { ...findingScreens.notices, ...discussionNotices };

export const dropReasons: Record<string, Bilingual> = {
  ...caseDropReasons,
  'no-discussion': { zh: '大讨论已经不在', en: 'the discussion is gone' },
};

/** What the copies follow. */
export const follows: Record<string, Follows> = {
  duty: { things: ['item'] },
  news: { things: ['item'] },
  digest: { stays: 'the news of a day; its button opens the list as it is now' },
  notice: { byName: true },
  reminder: { byName: true },
  ended: { things: ['discussion'] },
  summary: { stays: 'the end of a discussion' },
};
