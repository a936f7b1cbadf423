/** The year in numbers, as officers read it. */
const zh = {
  title: '培训数字',
  scope: (year: string, scope: string) => `${year} 年，${scope}`,
  company: '全公司',
  noBranch: '没有分会',
  first: (year: string | undefined, sessions: number, times: number) =>
    `${year === undefined ? '今年' : `${year} 年`} ${sessions} 场，${times} 人次`,
  more: (people: number, hours: string) => `覆盖 ${people} 人，共 ${hours}`,
  rates: (attendance: string, absence: string) => `出勤率 ${attendance}，缺席率 ${absence}（请假不算）`,
  selfStudy: (sessions: number, times: number, hours: string) => `自学另计：${sessions} 项，${times} 人次，${hours}`,
  none: '还没有考勤结束的培训。结束一小时后，这里就有数字。',
  byKind: '按类型',
  byBranch: '按分会',
  byMonth: '按月份',
  columns: ['场次', '人次', '人数', '学时', '出勤率', '缺席率'],
  month: '月份',
  series: ['人次', '缺席'],
  total: '合计',
  chart: '发图表给我',
  chartSent: '图表已发到你和菁英的私信里。',
  thisYear: '看今年',
  otherYear: (year: string) => `看 ${year} 年`,
  export: '导出 Excel',
  sheet: '培训数字',
  exported: (year: string) => `${year} 年的培训数字`,
  exportDone: '表格已发到你和机器人的私信里。',
};

const en: typeof zh = {
  title: 'Training in numbers',
  scope: (year, scope) => `${year}, ${scope}`,
  company: 'whole company',
  noBranch: 'no branch',
  first: (year, sessions, times) =>
    [
      sessions === 1 ? '1 session' : `${sessions} sessions`,
      `${times} person-time${times === 1 ? '' : 's'} ${year === undefined ? 'this year' : `in ${year}`}`,
    ].join(', '),
  more: (people, hours) => `${people === 1 ? '1 person' : `${people} people`} reached, ${hours} in all`,
  rates: (attendance, absence) => `Attendance ${attendance}, no-shows ${absence} (excused people not counted)`,
  selfStudy: (sessions, times, hours) =>
    `Self-study, counted apart: ${sessions === 1 ? '1 item' : `${sessions} items`}, ${times} person-time${times === 1 ? '' : 's'}, ${hours}`,
  none: 'No session’s attendance is closed yet. The numbers are here one hour after its end.',
  byKind: 'By kind',
  byBranch: 'By branch',
  byMonth: 'By month',
  columns: ['Sessions', 'Person-times', 'People', 'Hours', 'Attendance', 'No-shows'],
  month: 'Month',
  series: ['Person-times', 'No-shows'],
  total: 'Total',
  chart: 'Send me the chart',
  chartSent: 'The chart is in your messages with Jingying.',
  thisYear: 'This year',
  otherYear: (year) => `See ${year}`,
  export: 'Export to Excel',
  sheet: 'Training',
  exported: (year) => `Training in numbers, ${year}`,
  exportDone: 'The file is in your direct messages with the bot.',
};

export const numbersMessages = { zh, en };
