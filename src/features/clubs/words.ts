import type { Bilingual } from '../../lib/language.ts';

/** Why something cannot be done in clubs and at their events, with what to do. */
export const WORDS = {
  gone: {
    zh: '没有找到这个社团。请打开“全部社团”，从那里继续。',
    en: 'This club doesn’t exist any more. Open “All clubs” and go on from there.',
  },
  busy: {
    zh: '同时操作的人太多，没有记下。请再点一次。',
    en: 'Too many people pressed at once, and this was not saved. Please press again.',
  },
  closed: {
    zh: '这个社团已经停办，不能再加入。记录都还在。',
    en: 'This club is closed: nobody can join it any more. Its records are kept.',
  },
  notYours: {
    zh: '只有社长、副社长和管理这个社团的工会干部可以这样做。',
    en: 'Only the chair, the deputy and the union officers of this club can do that.',
  },
  notChair: {
    zh: '只有社长和工会干部可以移交社长。',
    en: 'Only the chair and the union officers can hand over the chair.',
  },
  noClubOfYours: {
    zh: '你还不是社长或副社长，不能办活动。想办活动，请找你们的社长或分会干部。',
    en: 'You don’t chair a club yet, so you can’t hold an event. Ask your club’s chair or a branch officer.',
  },
  chairStays: {
    zh: '你是社长。请先把社长移交给别人，再退出。',
    en: 'You chair this club. Hand the chair over to somebody first, then leave.',
  },
  joinFirst: {
    zh: '这是社员活动，你还没有加入这个社团，没有报名。请先打开社团，点“加入”。',
    en: 'This event is for the club’s members, and you are not signed up. Open the club and join it first.',
  },
  otherBranch: {
    zh: '这是别的分会的活动，没有报名。想参加，请找办活动的人。',
    en: 'This event is another branch’s, and you are not signed up. Ask the organizer if you want to come.',
  },
  chooseItem: {
    zh: '这一天有好几个项目，请在里面选一个报名。',
    en: 'This day has several items. Choose one of them to sign up for.',
  },
  nameTaken: {
    zh: '已经有叫这个名字的社团。请换一个名称。',
    en: 'There is a club with this name already. Choose another name.',
  },
  offerGone: {
    zh: '这次移交已经撤回，或者有人答复过了，没有改动。',
    en: 'This offer was withdrawn or answered already, and nothing was changed.',
  },
  festivalFull: {
    zh: '这一天的项目已经很多了，没有加上。请先取消不办的项目。',
    en: 'This day has as many items as it can hold, and nothing was added. Cancel one that won’t take place first.',
  },
} satisfies Record<string, Bilingual>;
