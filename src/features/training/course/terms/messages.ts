import type { Needed, TermsFault } from '../rules/terms.ts';

/** The form of what a course asks for and gives. */
const zh = {
  title: '课程设置',
  needed: '几次算学完',
  neededChoices: {
    each: '每次各算各的',
    one: '参加其中一次就算',
    all: '每次都参加才算',
  } satisfies Record<Needed, string>,
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
  saved: '课程设置已保存。',
};

const en: typeof zh = {
  title: 'Course settings',
  needed: 'Which dates count',
  neededChoices: {
    each: 'Each date by itself',
    one: 'One date is enough',
    all: 'All dates are needed',
  },
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
  saved: 'Saved.',
};

export const termsMessages = { zh, en };
