/** Certificates of graduates, and the year in numbers. */
const zh = {
  // Certificate
  certificateLead: (topic: string) => `你的出师证书：${topic}`,
  certificateGone: (topic: string) => `“${topic}”的证书已作废。`,
  verifyAt: (link: string) => `验证：${link}`,
  verifyBy: (command: string, number: string) => `验证：${command} ${number}`,
  certificate: '下载证书',
  certificateTopic: (mentors: readonly string[]) => `师从${mentors.join('、')}`,
  certificateSent: (topic: string) => `你的证书：${topic}。`,
  certificateFile: (number: string) => `certificate-${number}.pdf`,
  // The year
  scope: (year: string, of: string) => `${year} 年 · ${of}`,
  company: '全公司',
  noBranch: '公司本部',
  head: (pairs: number, graduates: number) => `${pairs} 对师徒，${graduates} 人出师`,
  noneYet: '还没有结对。',
  columns: ['结对', '出师', '学时'],
  total: '合计',
  byBranch: '分会',
  byYear: '年份',
  export: '导出 Excel',
  exported: '师徒结对统计。',
  exportDone: '已发到你的消息里。',
};

const en: typeof zh = {
  certificateLead: (topic) => `Your certificate: ${topic}`,
  certificateGone: (topic) => `The certificate “${topic}” was annulled.`,
  verifyAt: (link) => `Verify: ${link}`,
  verifyBy: (command, number) => `Verify: ${command} ${number}`,
  certificate: 'Get the certificate',
  certificateTopic: (mentors) => `apprenticed to ${mentors.join(', ')}`,
  certificateSent: (topic) => `Your certificate: ${topic}.`,
  certificateFile: (number) => `certificate-${number}.pdf`,
  scope: (year, of) => `${year} · ${of}`,
  company: 'the whole company',
  noBranch: 'company office',
  head: (pairs, graduates) => `${pairs === 1 ? '1 pair' : `${pairs} pairs`}, ${graduates} graduated`,
  noneYet: 'No pairs yet.',
  columns: ['Pairs', 'Graduates', 'Hours'],
  total: 'Total',
  byBranch: 'Branch',
  byYear: 'Year',
  export: 'Export to Excel',
  exported: 'Mentoring in numbers.',
  exportDone: 'It’s in your messages.',
};

export const resultMessages = { zh, en };
