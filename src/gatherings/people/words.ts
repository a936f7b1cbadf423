/*
 * The words of the lists of people of a gathering. A feature says in its own words what it calls differently:
 * `const zh = { ...peopleMessages.zh, open: '…' }`.
 */

const zh = {
  openPeople: '名单',
  count: (taken: number, capacity: number | undefined, inLine: number) =>
    [
      `报名 ${taken}${capacity === undefined ? '' : `/${capacity}`} 人`,
      ...(inLine > 0 ? [`排队 ${inLine} 人`] : []),
    ].join('，'),
  ofThemGuests: (guests: number) => `，其中同行 ${guests} 人`,
  people: (names: string) => `*已报名* ${names}`,
  line: (names: string) => `*排队* ${names}`,
  withdrawn: (names: string) => `*退出* ${names}`,
  aside: (name: string, words: readonly string[]) => `${name}（${words.join('，')}）`,
  and: (count: number) => `等 ${count} 人`,
  comma: '、',
  guests: (count: number) => `带 ${count} 人`,
  lists: { held: '已报名', line: '排队', came: '到场', missing: '未到', withdrawn: '退出' },
  listOf: (list: string, count: number) => `${list} ${count}`,
  nobody: '没有人。',
  offeredUntil: (until: string) => `等答复到 ${until}`,
  place: (place: number) => `第 ${place} 位`,
  notSeen: '还没有点“知道了”',
  attendanceFile: '考勤表',
  fileName: '考勤',
  fileSent: '考勤表发到了你的消息里。',
  fileOf: (topic: string) => `“${topic}”的考勤表`,
  columns: ['姓名', '工号', '分会', '班组', '同行', '考勤', '记录', '时间', '更正'],
  byCode: '签到码',
  byRoll: '点名',
};

export type PeopleMessages = typeof zh;

const en: PeopleMessages = {
  openPeople: 'People',
  count: (taken, capacity, inLine) =>
    [
      `${taken}${capacity === undefined ? '' : ` of ${capacity}`} signed up`,
      ...(inLine > 0 ? [`${inLine} in line`] : []),
    ].join(', '),
  ofThemGuests: (guests) => (guests === 1 ? ', 1 of them a guest' : `, ${guests} of them guests`),
  people: (names) => `*Signed up* ${names}`,
  line: (names) => `*In line* ${names}`,
  withdrawn: (names) => `*Withdrawn* ${names}`,
  aside: (name, words) => `${name} (${words.join(', ')})`,
  and: (count) => `and others, ${count} in all`,
  comma: ', ',
  guests: (count) => `+${count}`,
  lists: { held: 'Signed up', line: 'In line', came: 'There', missing: 'Not there', withdrawn: 'Withdrawn' },
  listOf: (list, count) => `${list} ${count}`,
  nobody: 'Nobody.',
  offeredUntil: (until) => `asked until ${until}`,
  place: (place) => `number ${place}`,
  notSeen: 'not yet pressed “Understood”',
  attendanceFile: 'Attendance file',
  fileName: 'attendance',
  fileSent: 'The file is in your messages.',
  fileOf: (topic) => `Attendance of “${topic}”`,
  columns: ['Name', 'Employee number', 'Branch', 'Team', 'Guests', 'Attendance', 'How', 'When', 'Corrected'],
  byCode: 'code',
  byRoll: 'roll',
};

export const peopleMessages = { zh, en };
