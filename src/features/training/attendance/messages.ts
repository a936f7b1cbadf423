import { screenMessages } from '../../../gatherings/screen/messages.ts';

const zh = { ...screenMessages.zh, closed: '考勤已结束，学时已记入台账。' };
const en: typeof zh = { ...screenMessages.en, closed: 'The attendance is closed, and the hours are in the ledger.' };

/** What the screen of a trainer says. */
export const rollWords = { zh, en };
