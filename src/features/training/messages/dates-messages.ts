import type { Needed } from '../rules/terms.ts';

/** What is said of several dates of one course. */
const zh = {
  needed: { each: '', one: '任选一次即可', all: '每次都要参加' } satisfies Record<Needed, string>,
  makesUp: (when: string, more: number) => `补 ${when}${more > 0 ? ` 等 ${more + 1} 次` : ' 那次'}的课`,
  elsewhere: (when: string) => `你已报 ${when} 那次。`,
  attended: (when: string) => `✓ 你已参加 ${when} 那次，这门课不用再报。`,
  moveHere: '换到这次',
  moveAsk: (when: string) => `你已报 ${when} 那次，换到这次？`,
  moveAskFull: (when: string) => `你已报 ${when} 那次，名额给你留着。这次已满，要排队吗？有空位先问你，你答应了才换。`,
  keptMeanwhile: (when: string) => `${when} 那次的名额给你留着。`,
  keep: '不换',
  kept: '没有换，原来那次的名额还在。',
  offerMoves: (when: string) => `你已报 ${when} 那次；选“我去”就换到这次。`,
  onDuty: (count: number) => `其中 ${count} 场在你当班的时间。报名前请和班组长说一声。`,
  offers: (topic: string, count: number, until: string) => `“${topic}”的 ${count} 次课有名额了，留给你到 ${until}。`,
  acceptAll: (count: number) => `${count} 次都去`,
  shift: (words: string) => `${words} 班`,
  noShift: '没有排班的人',
  uncovered: (shifts: string, count: number) => `还有 ${count} 个班没有日期：${shifts}。请在“其他日期”里补上。`,
  signUpAll: '每次都报名',
  leaveWhich: '退出哪些',
  leaveOnly: '只退这一次',
  leaveAll: '以后各次都退',
  leftAll: '各次都已退出。改主意了，可以再报名。',
  together: (count: number) => `一共 ${count} 场：`,
  wereCancelled: (topic: string, count: number) => `“${topic}”有 ${count} 场取消了：`,
  added: (topic: string, count: number) => `“${topic}”加了 ${count} 场：`,
};

const en: typeof zh = {
  needed: { each: '', one: 'one date is enough', all: 'all dates are needed' },
  makesUp: (when, more) => `makes up for ${when}${more > 0 ? ` and ${more} more` : ''}`,
  elsewhere: (when) => `You are signed up for ${when}.`,
  attended: (when) => `✓ You attended on ${when}; no need to sign up again.`,
  moveHere: 'Move to this date',
  moveAsk: (when) => `You are signed up for ${when}. Move to this date instead?`,
  moveAskFull: (when) =>
    `You are signed up for ${when} and keep that seat. This date is full: wait for a seat here? You will be asked before anything moves.`,
  keptMeanwhile: (when) => `Your seat on ${when} is kept.`,
  keep: 'Keep the other',
  kept: 'Nothing was moved, and you keep your seat on the other date.',
  offerMoves: (when) => `You are signed up for ${when}; “I will come” moves you to this date.`,
  onDuty: (count) =>
    `You are on shift on ${count === 1 ? 'one' : count} of these dates. Tell your team leader before you sign up.`,
  offers: (topic, count, until) => `Seats are free on ${count} dates of “${topic}” and kept for you until ${until}.`,
  acceptAll: (count) => `I will come to all ${count}`,
  shift: (words) => `shift ${words}`,
  noShift: 'people without a shift',
  uncovered: (shifts, count) =>
    `${count === 1 ? '1 shift has' : `${count} shifts have`} no date yet: ${shifts}. Add ${count === 1 ? 'it' : 'them'} under “Other dates”.`,
  signUpAll: 'Sign up for all dates',
  leaveWhich: 'Which dates',
  leaveOnly: 'This date only',
  leaveAll: 'All remaining dates',
  leftAll: 'You have withdrawn from all dates. If you change your mind, sign up again.',
  together: (count) => `${count} dates in all:`,
  wereCancelled: (topic, count) => `${count} dates of “${topic}” were cancelled:`,
  added: (topic, count) => (count === 1 ? `“${topic}” has 1 more date:` : `“${topic}” has ${count} more dates:`),
};

export const datesMessages = { zh, en };
