import type { AbsenceReason } from './roll.ts';
import type { Rung } from './rules/ladder.ts';
import type { Mark } from './rules/marks.ts';

/*
 * The sentences that are the same at every gathering. A feature spreads them into its own messages and says in its own words what
 * it calls differently: `const zh = { ...gatheringMessages.zh, title: '社团' }`.
 */

const zh = {
  open: '打开',
  join: '报名',
  leave: '不去了',
  stopWaiting: '不等了',
  accept: '我去',
  decline: '不去',
  again: '再报名',
  checkIn: '签到',
  yes: '是',
  no: '不是',
  toCalendar: '加到日历',
  updateCalendar: '更新日历',
  close: '关闭',
  code: '六位签到码',
  codeHint: '在现场的屏幕上，每分钟换一次。',
  howToCheckIn: '请输入现场屏幕上的六位数字签到。',
  remind: {
    week: (topic: string, when: string) => `还有一周，${when} 有活动：${topic}`,
    day: (topic: string, when: string) => `${when} 有活动：${topic}`,
    hour: (topic: string, when: string) => `${when} 开始：${topic}`,
    start: (topic: string) => `开始了：${topic}`,
  } satisfies Record<Rung, unknown>,
  offer: (topic: string, until: string) => `“${topic}”有名额了，留给你到 ${until}。`,
  passed: (topic: string) => `“${topic}”的名额已转给下一位。还想参加，可以再报名排队。`,
  changed: (topic: string) => `“${topic}”有变动，你的名额还在：`,
  changedWaiting: (topic: string) => `“${topic}”有变动，你还在排队：`,
  wasCancelled: (topic: string, when: string) => `已取消：${when} 的“${topic}”，不用来了。`,
  why: (reason: string) => `原因：${reason}`,
  assigned: '你被安排参加这场活动。',
  marks: {
    present: '到场',
    late: '迟到',
    'left-early': '早退',
    excused: '请假',
    absent: '缺席',
  } satisfies Record<Mark, string>,
  notMarked: '没有记',
  marked: (by: string, mark: string, topic: string, when: string) =>
    `${by} 点名时记你：${mark}（${topic}，${when}）。是这样吗？`,
  agreed: '✓ 已确认，谢谢。',
  denied: '已改为没有参加。有疑问请找管理这场活动的人。',
  standing: (mark: string) => `没有改动，这次考勤记为：${mark}。有疑问请找管理这场活动的人。`,
  absent: (topic: string, when: string) => `${when} 的“${topic}”没有你的签到。方便说一下原因吗？`,
  corrected: (by: string, topic: string, when: string, marks: string) =>
    `${by} 更正了你在“${topic}”（${when}）的考勤：${marks}。`,
  whyAbsent: '来过的话，请告诉管理这场活动的人。没有来，方便说一下原因吗？',
  absences: { work: '当班走不开', leave: '请了假', forgot: '忘了', other: '其他' } satisfies Record<
    AbsenceReason,
    string
  >,
  explained: (reason: string) => `✓ 已记下：${reason}。来过却没签上，请告诉管理这场活动的人，可以更正。`,
  checkedIn: (mark: string, time: string) => `✓ 签到成功：${mark}，${time}。`,
  markedBefore: (mark: string, time: string) => `点名时已给你记：${mark}，${time}。不对的话，请找组织的人。`,
  calendarFile: '活动.ics',
  calendarSent: '打开这个文件，活动就在你的日历里。时间改了，再按一次“加到日历”，新的会替换旧的。',
  calendarRemoved: '打开这个文件，取消的活动就从你的日历里去掉了。',
};

export type GatheringMessages = typeof zh;

const en: GatheringMessages = {
  open: 'Open',
  join: 'Sign up',
  leave: 'I cannot come',
  stopWaiting: 'Stop waiting',
  accept: 'I will come',
  decline: 'No, thanks',
  again: 'Sign up again',
  checkIn: 'Check in',
  yes: 'Yes',
  no: 'No',
  toCalendar: 'Add to calendar',
  updateCalendar: 'Update calendar',
  close: 'Close',
  code: 'Six-digit code',
  codeHint: 'It is on the screen at the place and changes every minute.',
  howToCheckIn: 'Check in with the six digits on the screen at the place.',
  remind: {
    week: (topic, when) => `A week to go: ${topic}, ${when}`,
    day: (topic, when) => `Coming up ${when}: ${topic}`,
    hour: (topic, when) => `Starts ${when}: ${topic}`,
    start: (topic) => `It begins: ${topic}`,
  },
  offer: (topic, until) => `A seat is free in “${topic}” and kept for you until ${until}.`,
  passed: (topic) => `The seat in “${topic}” has gone to the next in line. You can sign up again.`,
  changed: (topic) => `“${topic}” has changed, and your seat is kept:`,
  changedWaiting: (topic) => `“${topic}” has changed, and you are still in line:`,
  wasCancelled: (topic, when) => `Cancelled: “${topic}”, ${when}. You need not come.`,
  why: (reason) => `Reason: ${reason}`,
  assigned: 'You were put on the list of this event.',
  marks: { present: 'present', late: 'late', 'left-early': 'left early', excused: 'excused', absent: 'absent' },
  notMarked: 'not marked',
  marked: (by, mark, topic, when) => `${by} called the roll and marked you ${mark} (${topic}, ${when}). Is that right?`,
  agreed: '✓ Confirmed, thank you.',
  denied: 'Changed to: not there. Ask the organizer if anything is unclear.',
  standing: (mark) => `Nothing was changed; you are marked: ${mark}. Ask the organizer if anything is unclear.`,
  absent: (topic, when) => `You did not check in to “${topic}”, ${when}. Would you tell us why?`,
  corrected: (by, topic, when, marks) => `${by} corrected your attendance of “${topic}” (${when}): ${marks}.`,
  whyAbsent: 'If you were there, tell the organizer. If not, could you tell us why?',
  absences: { work: 'I was on duty', leave: 'I was on leave', forgot: 'I forgot', other: 'Something else' },
  explained: (reason) => `✓ Noted: ${reason}. If you were there without checking in, the organizer can correct it.`,
  checkedIn: (mark, time) => `✓ Checked in: ${mark}, ${time}.`,
  markedBefore: (mark, time) => `You were marked on the roll: ${mark}, ${time}. If that is wrong, tell the organizer.`,
  calendarFile: 'event.ics',
  calendarSent:
    'Open this file and the event is in your calendar. If the time changes, press “Add to calendar” again: the new one replaces the old.',
  calendarRemoved: 'Open this file, and what was cancelled is taken out of your calendar.',
};

export const gatheringMessages = { zh, en };
