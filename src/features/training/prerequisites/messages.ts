/** What has to come before a course, and what is missing. */
const zh = {
  before: '报名前要先完成哪些培训',
  beforeHint: '参加过，或补上了，就算完成；有小测的，还要合格；自学的，学完答对了就算。课程改名、补课都不影响。',
  beforeFind: '输入主题',
  points: '报名前近一年每日一题要满多少分',
  faults: { before: '这样会绕回来：这门课自己要排在它前面。请去掉一门。', points: '请写 1 到 100000，或者不填。' },
  look: (topic: string) => `看“${topic}”`,
  doubt: (name: string, what: readonly string[]) => `${name}：${what.join('，')}`,
  lacksCourse: (topic: string) => `没有完成“${topic}”`,
  lacksPoints: (needed: number, has: number) => `每日一题 ${has} 分，不到 ${needed} 分`,
  isElsewhere: (topic: string, when: string) => `${when} 已报名“${topic}”`,
  teaches: (topic: string, when: string) => `${when} 要讲“${topic}”`,
  onDuty: (whens: readonly string[], more: number) =>
    `${whens.join('、')}${more > 0 ? ` 等 ${whens.length + more} 场` : ''} 当班`,
  ask: '*这些人请先看一下，还没有加上：*',
  askWhat: '仍然要加，请再点一次“加人”。',
  more: (count: number) => `另有 ${count} 人`,
  must: (count: number) => `必须参加的人里，${count} 人还不符合报名要求。发布以后他们照样有名额。`,
};

const en: typeof zh = {
  before: 'Required courses',
  beforeHint:
    'Completed by attending it or making up for it, and by passing its quiz if it has one; a self-study, by answering its question. Renaming it changes nothing.',
  beforeFind: 'Topic',
  points: 'Quiz points needed within a year',
  faults: {
    before: 'That goes round in a circle: this course would come before itself. Take one out.',
    points: 'Write 1 to 100000, or leave it empty.',
  },
  look: (topic) => `See “${topic}”`,
  doubt: (name, what) => `${name}: ${what.join(', ')}`,
  lacksCourse: (topic) => `has not completed “${topic}”`,
  lacksPoints: (needed, has) => `${has} of ${needed} quiz points`,
  isElsewhere: (topic, when) => `signed up for “${topic}”, ${when}`,
  teaches: (topic, when) => `teaches “${topic}”, ${when}`,
  onDuty: (whens, more) => `on shift ${whens.join(', ')}${more > 0 ? ` and on ${more} more` : ''}`,
  ask: '*Have a look at these people, who are not on the list yet:*',
  askWhat: 'To add them all the same, choose “Add people” again.',
  more: (count) => `and ${count} more`,
  must: (count) =>
    `${count} of those who must come ${count === 1 ? 'does' : 'do'} not meet the requirements. They have a seat all the same.`,
};

export const prerequisitesMessages = { zh, en };
