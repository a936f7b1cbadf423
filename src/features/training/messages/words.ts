import type { Bilingual } from '../../../lib/language.ts';

/** What is said when something cannot be done, with what to do. */
export const WORDS = {
  gone: {
    zh: '没有找到这场培训。请打开主页，从那里继续。',
    en: 'There is no such session. Open the Home tab and go on from there.',
  },
  notYours: {
    zh: '这场培训不归你管理。需要改动，请找发布它的干部。',
    en: 'This session isn’t one you manage. Ask the officer who published it.',
  },
  published: {
    zh: '这份草稿已经发布，不能再当草稿改。请在培训列表里打开它。',
    en: 'This draft was published and is a draft no more. Open it from the list of sessions.',
  },
  termsChanged: {
    zh: '别的干部刚改过课程设置，你的没有保存。请关掉重新打开，看一下再改。',
    en: 'Another officer has just changed the course settings, and yours was not saved. Close this, open it again and have a look.',
  },
  noCertificate: {
    zh: '这不是你的证书，没有发出。发“证书”可以看你自己的。',
    en: 'This certificate is not yours, and nothing was sent. Type “certificates” to see your own.',
  },
  annulled: {
    zh: '这张证书已作废，没有发出。有疑问请找办这次培训的干部。',
    en: 'This certificate was annulled, and nothing was sent. Ask the officer of that training if anything is unclear.',
  },
  notYourMember: {
    zh: '只有管理这位职工的干部能看。查证书真假，请用“验证”加证书编号。',
    en: 'Only the officers who look after this person can see that. To check a certificate, use “verify” with its number.',
  },
  notComplete: {
    zh: '还不完整，没有发布。请点“修改”，按提示补上。',
    en: 'It is not complete and was not published. Choose “Edit” and fill in what is missing.',
  },
  beyondBranch: {
    zh: '分会干部只能面向本分会。草稿已保存，请改一下对象。',
    en: 'Branch officers can invite only their own branch. The draft is kept: change who it is for.',
  },
  nobody: {
    zh: '选的对象里现在没有人，没有发布。请改一下对象。',
    en: 'Nobody is in the chosen audience now, and nothing was published. Change whom it is for.',
  },
  tooMany: {
    zh: '必须参加的人比名额多，没有发布。请加名额，或减少必须参加的人。',
    en: 'More people must come than there are seats, and nothing was published. Add seats, or require fewer people.',
  },
  trainerLeft: {
    zh: '讲师已离开公司，没有发布。请点“修改”，换一位讲师。',
    en: 'The trainer has left the company, and nothing was published. Choose “Edit” and name another one.',
  },
  nobodyNow: {
    zh: '选的对象里现在没有人，没有保存。请改一下对象。',
    en: 'Nobody is in the chosen audience now, and nothing was saved. Change whom it is for.',
  },
  tooManyNow: {
    zh: '必须参加的人比名额多，没有保存。请先加名额，或减少必须参加的人。',
    en: 'More people must come than there are seats, and nothing was saved. Add seats first, or require fewer people.',
  },
  stillOpening: {
    zh: '这门课上一次的改动还在安排，你的没有保存。请过一会儿再点“保存”。',
    en: 'The last change of this course is still being worked in, and yours was not saved. Choose “Save” again in a moment.',
  },
  certified: {
    zh: '这门课每次都要参加，已经有人拿到证书：再加日期，证书就作废了，所以没有保存。没来的人请用“补课”，要再办一次请点“照这样再办”。',
    en: 'People already hold this course’s certificate, and another required date would cancel it, so nothing was saved. For those who were absent, use “Make-up session”; to run the course again, use “Hold it again”.',
  },
  revised: {
    zh: '别的干部刚改过对象或日期，你的没有保存。请关掉重新打开，看一下再改。',
    en: 'Another officer has just changed the people or dates, and yours was not saved. Close this, open it again and have a look.',
  },
  overNow: {
    zh: '这场培训已经结束或取消，没有保存。',
    en: 'This session is over or was cancelled, and nothing was saved.',
  },
  notOpen: {
    zh: '这场培训已经结束或取消，不能再报名或退出。',
    en: 'This session is over or was cancelled: nobody can sign up or withdraw any more.',
  },
  over: {
    zh: '这场培训已经开始，不能再报名。可以看看下一场。',
    en: 'This session has begun: it is too late to sign up. Have a look at the next one.',
  },
  begun: {
    zh: '这场培训已经开始，不能再退出。来不了，请告诉讲师，记为请假。',
    en: 'This session has begun: it is too late to withdraw. If you cannot come, tell the trainer, who can excuse you.',
  },
  youTeach: {
    zh: '这场培训由你来讲，不用报名。',
    en: 'You teach this session: there is no need to sign up.',
  },
  notYourself: {
    zh: '自己的考勤不能自己记。请输入签到码，或找管理这场培训的干部。',
    en: 'You cannot mark yourself. Type the code, or ask the officer of this session.',
  },
  notInvited: {
    zh: '这场培训不面向你，没有报名。想参加，请找分会干部。',
    en: 'This session is not meant for you, and you are not signed up. Ask your branch’s officer if you want to come.',
  },
  attendedOne: {
    zh: '这门课参加一次即可，你已经参加过，不用再报。',
    en: 'One date of this course is enough, and you have attended one: no need to sign up again.',
  },
  chooseOne: {
    zh: '这门课现在参加一次就够，没有报名。请点“全部日期”，选一场。',
    en: 'One date of this course is enough now, and you are not signed up. Choose “All dates” and take one.',
  },
  noSeat: {
    zh: '这个名额已经给了下一位，没有留下。还想参加，可以再报名排队。',
    en: 'This seat has gone to the next in line. If you still want to come, sign up again and wait.',
  },
  busy: {
    zh: '同时操作的人太多，没有记下。请再点一次。',
    en: 'Too many people pressed at once, and this was not kept. Please press again.',
  },
  reason: {
    zh: '请写一句原因，报名的人会看到。',
    en: 'Write the reason in a sentence: those who signed up will see it.',
  },
  notNow: {
    zh: '现在不是签到时间。开始前 15 分钟到结束之间可以签到。',
    en: 'This is not the time to check in. You can from 15 minutes before the start until the end.',
  },
  noCalendar: {
    zh: '这门课你没有报名，没有可以放进日历的日期。',
    en: 'You have no seat in this course, so there is nothing for your calendar.',
  },
  notExpected: {
    zh: '名单里没有你，没有签到。请分会干部把你加进名单，再签到。',
    en: 'You are not on the list and were not checked in. Ask an officer to add you, then check in again.',
  },
  notOnList: {
    zh: '名单里没有这个人，没有记。请先打开这场培训点“加人”，再点名。',
    en: 'This person is not on the list, and nothing was marked. Open the session, choose “Add people”, then mark them.',
  },
  whyCorrected: {
    zh: '请写一句更正的原因，会和更正一起留在记录里。',
    en: 'Write in a sentence why it is corrected: it is kept with the correction.',
  },
  nobodyToAdd: {
    zh: '选的人都不能加，名单没有变。分会干部只能加本分会的职工。',
    en: 'None of those chosen can be added, and the list is unchanged. Branch officers can add only people of their own branch.',
  },
  rest: {
    zh: '连续三次不对。请等一分钟，看清讲师屏幕上的六位数字再输。',
    en: 'Three wrong codes in a row. Wait a minute, look at the trainer’s screen, and type the six digits again.',
  },
  wrongCode: {
    zh: '数字不对。请输入讲师屏幕上现在的六位数字。',
    en: 'That is not the code. Type the six digits that the trainer’s screen shows now.',
  },
  oldCode: {
    zh: '这个数字刚刚换了，不算输错。请输入屏幕上现在的六位数字。',
    en: 'That code has just changed, which is not your mistake. Type the six digits that the screen shows now.',
  },
  noneNow: {
    zh: '现在没有等你签到的培训。',
    en: 'There is no session for you to check in to now.',
  },
  notTrainer: {
    zh: '只有这场的讲师和管理它的干部能点名。',
    en: 'Only the session’s trainer and its officers call the roll.',
  },
  rollClosed: {
    zh: '考勤已经结束。要更正，请管理这场培训的干部写明原因。',
    en: 'The attendance is closed. An officer of the session can correct it, with the reason.',
  },
  rollNotYet: {
    zh: '开始前 15 分钟起可以点名。',
    en: 'The roll can be called from 15 minutes before the start.',
  },
  year: {
    zh: '请写一个年份，例如 2026；不写就是今年。',
    en: 'Write a year, for example 2026, or nothing for this year.',
  },
  notClosedYet: {
    zh: '考勤还没有结束。结束以后，才知道谁要补课。',
    en: 'The attendance is not closed yet. Once it is, you can see who missed it.',
  },
  nobodyMissed: {
    zh: '没有人要补课：缺席和请假的人都已经补上，或本来就没有。',
    en: 'There is nobody to invite: no one was absent, or everyone has already made it up.',
  },
  notClosed: {
    zh: '考勤还没有结束，请直接点名，不用更正。',
    en: 'The attendance is not closed yet: call the roll, there is nothing to correct.',
  },
} satisfies Record<string, Bilingual>;
