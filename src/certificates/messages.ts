const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** What is said of a certificate wherever it is shown. Days are written as in the language. */
const zh = {
  day: (day: string) => {
    const [year, month, date] = day.split('-').map(Number);
    return `${year}年${month}月${date}日`;
  },
  number: (number: string) => `编号 ${number}`,
  issued: (day: string) => `${day}颁发`,
  until: (day: string) => `有效期至 ${day}`,
  forever: '长期有效',
  verified: {
    valid: '✓ 这张证书有效。',
    expired: '这张证书是真的，但已经过期。',
    annulled: '这张证书已作废。',
    unknown: (number: string) => `没有编号为 ${number} 的证书。请对照证书再看一遍编号。`,
    mistyped: '编号输错了：有一位数字不对，或者前后颠倒。请对照证书再输一次。',
    'not-a-number': '请写证书编号，例如 2026-000042-6。',
  },
  holder: (name: string) => `姓名：${name}`,
  what: (kind: string, topic: string) => `${kind}：${topic}`,
  skill: (skill: string) => `技能：${skill}`,
  pageTitle: '证书验证',
};

const en: typeof zh = {
  day: (day) => {
    const [year, month = 1, date] = day.split('-').map(Number);
    return `${date} ${MONTHS[month - 1]} ${year}`;
  },
  number: (number) => `No. ${number}`,
  issued: (day) => `Issued ${day}`,
  until: (day) => `valid until ${day}`,
  forever: 'does not expire',
  verified: {
    valid: '✓ This certificate is valid.',
    expired: 'This certificate is genuine, but it has expired.',
    annulled: 'This certificate was annulled.',
    unknown: (number) => `There is no certificate No. ${number}. Compare the number with the certificate again.`,
    mistyped: 'The number is mistyped: a digit is wrong, or two changed places. Compare it with the certificate.',
    'not-a-number': 'Write the number of the certificate, for example 2026-000042-6.',
  },
  holder: (name) => `Name: ${name}`,
  what: (kind, topic) => `${kind}: ${topic}`,
  skill: (skill) => `Skill: ${skill}`,
  pageTitle: 'Certificate check',
};

export const certificateWords = { zh, en };
