import type { Bilingual } from '../lib/language.ts';
import type { CaseWords } from './kind.ts';

/**
 * What people are told when something cannot be done, for a feature that has nothing of its own to say.
 * @param thing what one case is called: `走访问题`, `finding`
 */
export function caseWords({ zh, en }: Bilingual): CaseWords {
  return {
    gone: {
      zh: `没有找到这条${zh}。请打开主页，从那里继续。`,
      en: `There is no such ${en}. Open the Home tab and go on from there.`,
    },
    otherBranch: {
      zh: `这条${zh}由别的分会办理，你这里看不到。`,
      en: `Another branch looks after this ${en}, so you can’t see it.`,
    },
    notNow: {
      zh: '情况已经变了，这一步现在不能做。请重新打开再看。',
      en: 'It has moved on, and this step is no longer possible. Open it again to see where it stands.',
    },
    notYours: {
      zh: '这一步要由当事人来做。',
      en: 'Only the people it concerns can do that.',
    },
    own: { zh: '这条和你直接有关，进展本来就会告诉你。', en: 'It concerns you already, and you hear of its progress.' },
    needReason: { zh: '请写一句说明，当事人会看到。', en: 'Write a sentence: the people it concerns will read it.' },
    badDate: { zh: '请选今天以后的日期。', en: 'Choose a date after today.' },
    notOfficer: {
      zh: '请选能办理这个分会事情的工会干部。',
      en: 'Choose a union officer who looks after this branch.',
    },
    noTarget: { zh: `没有找到这个编号的、还没办结的${zh}。`, en: `There is no open ${en} with this number.` },
    enough: {
      zh: '今天提交的已经够多了，请明天再提交。',
      en: 'That is as many as one person can send today. Send it tomorrow.',
    },
    noKey: { zh: '现在不能匿名提交。', en: 'It can’t be sent anonymously now.' },
    noPhoto: {
      zh: '照片只收完整的 JPG、PNG 和 WebP。请换一张，或者不带照片提交。',
      en: 'Photos must be whole JPG, PNG or WebP files. Choose another, or submit without one.',
    },
    otherBoard: {
      zh: '这个频道里已有别人的看板。请换一个频道。',
      en: 'Another officer’s board is in this channel already. Choose another channel.',
    },
  };
}
