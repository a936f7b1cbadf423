import type { Bilingual } from '../lib/language.ts';

/** What is said when something cannot be done, with what to do; a feature says it in its own words where it has any. */
export const DEFAULT_WORDS = {
  gone: {
    zh: '没有找到这场活动。请打开主页，从那里继续。',
    en: 'This event doesn’t exist any more. Open the Home tab and go on from there.',
  },
  busy: {
    zh: '同时操作的人太多，没有记下。请再点一次。',
    en: 'Too many people pressed at once, and this was not saved. Please press again.',
  },
  notOpen: {
    zh: '这场活动已经结束或取消，不能再报名或退出。',
    en: 'This event is over or was cancelled: you can’t sign up or withdraw any more.',
  },
  over: {
    zh: '这场活动已经开始，不能再报名。',
    en: 'This event has begun: it is too late to sign up.',
  },
  begun: {
    zh: '这场活动已经开始，不能再退出。来不了，请告诉组织的人，记为请假。',
    en: 'This event has begun: it is too late to withdraw. If you can’t come, tell the organizer, who can excuse you.',
  },
  notInvited: {
    zh: '这场活动不面向你，没有报名。想参加，请找组织的人。',
    en: 'This event isn’t meant for you, and you are not signed up. Ask the organizer if you want to come.',
  },
  noSeat: {
    zh: '这个名额已经给了下一位，没有留下。还想参加，可以再报名排队。',
    en: 'This seat has gone to the next in line. If you still want to come, sign up again and wait.',
  },
  tooMany: {
    zh: '你们的人数比全部名额还多，没有报名。请少带几位。',
    en: 'Your party is larger than all the seats, and you are not signed up. Bring fewer guests.',
  },
  noRoom: {
    zh: '名额不够，没有增加同行的人。你原来的名额还在。',
    en: 'There is no room for more guests. The seats you had are kept.',
  },
  notNow: {
    zh: '现在不是签到时间。开始前 15 分钟到结束之间可以签到。',
    en: 'This is not the time to check in. You can from 15 minutes before the start until the end.',
  },
  noneNow: {
    zh: '现在没有等你签到的活动。',
    en: 'There is no event for you to check in to now.',
  },
  notExpected: {
    zh: '名单里没有你，没有签到。请组织的人把你加进名单，再签到。',
    en: 'You are not on the list and were not checked in. Ask the organizer to add you, then check in again.',
  },
  rest: {
    zh: '连续三次不对。请等一分钟，看清屏幕上的六位数字再输。',
    en: 'Three wrong codes in a row. Wait a minute, look at the screen, and type the six digits again.',
  },
  wrongCode: {
    zh: '数字不对。请输入屏幕上现在的六位数字。',
    en: 'That is not the code. Type the six digits that the screen shows now.',
  },
  oldCode: {
    zh: '这个数字刚刚换了，不算输错。请输入屏幕上现在的六位数字。',
    en: 'That code has just changed, which is not your mistake. Type the six digits that the screen shows now.',
  },
  notTrainer: {
    zh: '只有组织这场活动的人能点名。',
    en: 'Only the organizers of this event can call the roll.',
  },
  notYours: {
    zh: '这场活动不归你管理。需要改动，请找组织的人。',
    en: 'You don’t manage this event. Ask its organizer.',
  },
  notYourself: {
    zh: '自己的考勤不能自己记。请输入签到码，或找组织的人。',
    en: 'You can’t mark yourself. Type the code, or ask another organizer.',
  },
  rollClosed: {
    zh: '考勤已经结束。要更正，请管理这场活动的人写明原因。',
    en: 'The attendance is closed. An organizer can correct it, with the reason.',
  },
  rollNotYet: {
    zh: '开始前 15 分钟起可以点名。',
    en: 'The roll can be called from 15 minutes before the start.',
  },
  notOnList: {
    zh: '名单里没有这个人，没有记。请先把他加进名单，再点名。',
    en: 'This person is not on the list, and nothing was marked. Add them first, then mark them.',
  },
  notClosed: {
    zh: '考勤还没有结束，请直接点名，不用更正。',
    en: 'The attendance is not closed yet: call the roll, there is nothing to correct.',
  },
  whyCorrected: {
    zh: '请写一句更正的原因，会和更正一起留在记录里。',
    en: 'Write in a sentence why it is corrected: it is kept with the correction.',
  },
  nobodyToAdd: {
    zh: '选的人都不能加，名单没有变。',
    en: 'None of those chosen can be added, and the list is unchanged.',
  },
  reason: {
    zh: '请写一句原因，报名的人会看到。',
    en: 'Write the reason in a sentence: the people who signed up will see it.',
  },
  overNow: {
    zh: '这场活动已经结束或取消，没有保存。',
    en: 'This event is over or was cancelled, and nothing was saved.',
  },
} satisfies Record<string, Bilingual>;

export type Words = Record<keyof typeof DEFAULT_WORDS, Bilingual>;

/** @param most how many guests a person can bring */
export function guestsSentence(most: number): Bilingual {
  if (most === 0)
    return { zh: '这场活动不能带人，没有报名。', en: 'You can’t bring guests to this one, and you are not signed up.' };
  return {
    zh: `最多可以带 ${most} 位，没有报名。`,
    en: `You can bring ${most} at most, and you are not signed up.`,
  };
}
