import { certificateWords } from '../../../certificates/messages.ts';
import type { TermsFault } from '../rules/terms.ts';

/** What is said about certificates, skills and refreshers. Days are written as in the language. */
const zh = {
  ...certificateWords.zh,
  title: '证书',
  yours: (topic: string) => `你的证书：${topic}`,
  proves: (skill: string) => `技能“${skill}”已记在你的资料里。`,
  howToVerify: (command: string, number: string) => `别人可以这样查真假：\`${command} ${number}\``,
  pageToVerify: (link: string) => `别人可以在这里查真假：${link}`,
  get: '下载证书（PDF）',
  sent: (topic: string, number: string) => `“${topic}”的证书，编号 ${number}。`,
  missing: (count: number) => `有 ${count} 个字打印不出来，印成了“〓”。请工会补写。`,
  file: (number: string) => `证书-${number}.pdf`,
  taken: (topic: string, number: string) =>
    `“${topic}”的考勤更正了，证书 ${number} 已作废。有疑问请找办这次培训的干部。`,
  mine: '我的证书',
  of: (name: string) => `${name}的证书`,
  none: '你还没有证书。学完发证书的培训，证书会发到你的消息里。',
  noneOf: (name: string) => `${name}还没有证书。`,
  states: { valid: '有效', expired: '已过期', annulled: '已作废' },
  refresh: (topic: string, day: string) => `“${topic}”的证书 ${day} 到期，请报名复训。`,
  seeOpen: '看可以报名的培训',
  skills: '技能',
  since: (day: string) => `${day} 起`,
  expired: (day: string) => `${day} 已到期`,
  others: '查职工的证书',
  whose: '查谁',
  whoseFind: '输入名称、拼音或工号',
  look: '查看',
  choose: '请选一个人。',
  check: '验证证书',
  checkLabel: '证书编号',
  checkHint: '印在证书上，例如 2026-000042-6。',
  form: {
    certificate: '结业证书',
    certificateChoices: { no: '不发', yes: '学完就发证书' },
    months: '证书有效几个月',
    monthsHint: '到期前一个月提醒本人复训。不填就是长期有效。',
    skill: '学完掌握的技能',
    skillHint: '记在本人资料里，例如：电工基础。不填就不记。',
    faults: {
      months: '请填 1 到 120 的整数，或者不填。',
      monthsAlone: '要填有效期，请先选“学完就发证书”。',
      skillAlone: '要记技能，请先选“学完就发证书”。',
    } satisfies Record<TermsFault, string>,
  },
};

const en: typeof zh = {
  ...certificateWords.en,
  title: 'Certificates',
  yours: (topic) => `Your certificate: ${topic}`,
  proves: (skill) => `The skill “${skill}” stands on your record now.`,
  howToVerify: (command, number) => `Anyone here can check it: \`${command} ${number}\``,
  pageToVerify: (link) => `Anyone can check it here: ${link}`,
  get: 'Get the certificate (PDF)',
  sent: (topic, number) => `Your certificate for “${topic}”, No. ${number}.`,
  missing: (count) =>
    count === 1
      ? 'One character could not be printed; “〓” stands in its place. Ask the union to write it in.'
      : `${count} characters could not be printed; “〓” stands in their place. Ask the union to write them in.`,
  file: (number) => `certificate-${number}.pdf`,
  taken: (topic, number) =>
    `The attendance of “${topic}” was corrected, and certificate ${number} is annulled. Ask the officer of that training if anything is unclear.`,
  mine: 'My certificates',
  of: (name) => `Certificates of ${name}`,
  none: 'You have no certificates yet. When you complete a training that gives one, it comes here as a message.',
  noneOf: (name) => `${name} has no certificates yet.`,
  states: { valid: 'valid', expired: 'expired', annulled: 'annulled' },
  refresh: (topic, day) => `Your certificate for “${topic}” expires on ${day}. Please sign up for a refresher.`,
  seeOpen: 'See what is open',
  skills: 'Skills',
  since: (day) => `since ${day}`,
  expired: (day) => `expired ${day}`,
  check: 'Verify a certificate',
  checkLabel: 'Certificate number',
  checkHint: 'It is printed on the certificate, for example 2026-000042-6.',
  others: 'Look up a member',
  whose: 'Whose certificates',
  whoseFind: 'Name, pinyin or number',
  look: 'Look',
  choose: 'Choose a person.',
  form: {
    certificate: 'Certificate',
    certificateChoices: { no: 'None', yes: 'For everyone who completes it' },
    months: 'Valid for how many months',
    monthsHint: 'The holder is reminded of the refresher a month before the end. Empty: it never expires.',
    skill: 'Skill that it proves',
    skillHint: 'Stands on the person’s record, for example: basic electrics. Empty: none.',
    faults: {
      months: 'A whole number from 1 to 120, or nothing.',
      monthsAlone: 'To limit it, choose first that there is a certificate.',
      skillAlone: 'To record a skill, choose first that there is a certificate.',
    },
  },
};

export const certificateMessages = { zh, en };
