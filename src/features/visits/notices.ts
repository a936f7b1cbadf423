import { caseDropReasons } from '../../cases/screens/notices.ts';
import type { Bilingual } from '../../lib/language.ts';
import { discussionNotices } from './discussion/actions.ts';
import { findingScreens } from './findings/actions.ts';

export const notices = { ...findingScreens.notices, ...discussionNotices };

export const dropReasons: Record<string, Bilingual> = {
  ...caseDropReasons,
  'no-discussion': { zh: '大讨论已经不在', en: 'the discussion is gone' },
};
