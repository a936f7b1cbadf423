/** What there is to read for a course. */
const zh = {
  title: '资料',
  line: (links: readonly string[]) => `资料：${links.join('、')}`,
  intro: (count: number, most: number) =>
    count === 0
      ? `还没有资料。最多 ${most} 份，受邀的人在培训前后都能看。`
      : `*${count} 份资料*，最多 ${most} 份，受邀的人在培训前后都能看。`,
  full: '已经有五份。要换，请先删掉一份。',
  name: '名称',
  link: '链接',
  linkHint: '以 https:// 开头。链接和文件填一样就行。',
  file: '或者上传文件（不超过 20 MB）',
  add: '加上',
  remove: '删掉',
  removed: '已删掉。',
  added: '已加上。受邀的人在培训卡片上看得到。',
  needName: '请写名称。',
  needOne: '请填链接，或上传文件。',
  badLink: '链接要以 https:// 开头，中间没有空格。',
  send: '把资料发给我',
  sent: '资料正在发到你的消息里。',
  yours: (topic: string) => `“${topic}”的资料：`,
  past: '参加过的培训',
  pastNone: '还没有参加过培训。',
  filled: '资料已经有五份，没有加上。请先删掉一份。',
};

const en: typeof zh = {
  title: 'Materials',
  line: (links) => `Materials: ${links.join(', ')}`,
  intro: (count, most) =>
    count === 0
      ? `None yet. At most ${most}; whoever is invited finds them before the session and after.`
      : `*${count === 1 ? '1 item' : `${count} items`}*, at most ${most}; whoever is invited finds them before the session and after.`,
  full: 'There are five. Remove one to add another.',
  name: 'Name',
  link: 'Link',
  linkHint: 'Starts with https://. Give a link or a file.',
  file: 'Or a file (at most 20 MB)',
  add: 'Add',
  remove: 'Remove',
  removed: 'Removed.',
  added: 'Added. Whoever is invited sees it on the session’s card.',
  needName: 'Write a name.',
  needOne: 'Give a link, or a file.',
  badLink: 'A link begins with https:// and has no spaces.',
  send: 'Send me the materials',
  sent: 'The materials are on their way to your messages.',
  yours: (topic) => `Materials of “${topic}”:`,
  past: 'Past training',
  pastNone: 'You have not been to a session yet.',
  filled: 'There are five already, and this was not added. Remove one first.',
};

export const materialsMessages = { zh, en };
