/** What a trainer hears of the sessions that they teach, and of those that they teach no more. */
const zh = {
  teach: (topic: string, count: number) => `“${topic}”由你来讲${count > 1 ? `，共 ${count} 场` : ''}：`,
  added: (topic: string, count: number) => `“${topic}”加了 ${count} 场，由你来讲：`,
  ends: (topic: string, count: number) => `“${topic}”换了讲师，这${count > 1 ? ` ${count} ` : ''}场不用你讲了：`,
  rollUntil: (time: string) => `已结束，${time} 前还可以点名`,
  closed: '考勤已结束，打开可以看点名和反馈',
  changed: (topic: string) => `你讲的“${topic}”有变动：`,
};

const en: typeof zh = {
  teach: (topic, count) => `You teach “${topic}”${count > 1 ? `, ${count} dates in all` : ''}:`,
  added: (topic, count) =>
    count === 1
      ? `1 date was added to “${topic}”, and you teach it:`
      : `${count} dates were added to “${topic}”, and you teach them:`,
  ends: (topic, count) =>
    `“${topic}” has another trainer, and you do not teach ${count > 1 ? `these ${count} dates` : 'it'} any more:`,
  rollUntil: (time) => `over; you can call the roll until ${time}`,
  closed: 'attendance closed; open it for the roll and the feedback',
  changed: (topic) => `“${topic}”, which you teach, has changed:`,
};

export const teachMessages = { zh, en };
