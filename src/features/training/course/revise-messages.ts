/** The form of whom a published course is for, and of the dates that it is given. */
const zh = {
  title: '对象和日期',
  intro: '新加的人会收到邀请，必须参加的直接有名额。已在名单上的人不受影响，去掉的人不再收到邀请。',
  more: '加日期',
  moreHint: '每行一个，写你这里的时间，比如 2026-03-10 14:00。地点、讲师、名额和最后一场一样，加好以后可以改。',
  moreShifts: '每行一个，写你这里的时间，后面写上班次，比如 2026-03-10 14:30 06:00-14:30。',
  tell: '新的日期通知谁',
  tellListed: '名单上的人',
  tellAll: '所有可以报名的人',
  saved: '已保存。新的日期和新加的人正在安排，通知在每个人上班的时候送到。点“刷新”看结果。',
};

const en: typeof zh = {
  title: 'People and dates',
  intro:
    'People you add are invited, and those who must come get a seat. People you remove are no longer invited. Nobody loses a seat.',
  more: 'Dates to add',
  moreHint:
    'A line each, in your own time, such as 2026-03-10 14:00. Place, trainer and seats are those of the last date, and can be changed afterwards.',
  moreShifts: 'A line each, in your own time, with the shift behind it, such as 2026-03-10 14:30 06:00-14:30.',
  tell: 'Who hears of the new dates',
  tellListed: 'Those on a list of the course',
  tellAll: 'Everyone who may come',
  saved:
    'Saved. New dates and people are being worked in; the notices reach everyone in their working hours. “Refresh” shows what has come of it.',
};

export const reviseMessages = { zh, en };
