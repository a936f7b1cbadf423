import type { PeopleLook } from '../../../gatherings/people/views.ts';
import { screenMessages } from '../../../gatherings/screen/messages.ts';
import { officerMessages } from '../messages/officer-messages.ts';
import { messages } from '../messages/worker-messages.ts';

const zh = { ...screenMessages.zh, closed: '考勤已结束，学时已记入台账。' };
const en: typeof zh = { ...screenMessages.en, closed: 'The attendance is closed, and the hours are in the ledger.' };

/** What the screen of a trainer says. */
export const rollWords = { zh, en };

/** How training speaks of the people of a session: why they withdrew is one of the reasons, and words. */
export const peopleLook: PeopleLook = {
  feature: 'training',
  messages,
  words: officerMessages,
  reason: (locale, said) => {
    const [why = '', words = ''] = /^([a-z]+)(?:: ([\s\S]*))?$/.exec(said)?.slice(1) ?? [];
    const known = (messages[locale].leaveReasons as Record<string, string>)[why];
    return [known, words].filter(Boolean).join(locale === 'zh' ? '，' : ', ');
  },
};
