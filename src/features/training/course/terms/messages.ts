import type { Needed } from '../../rules/terms.ts';

/** The form of what a course asks for and gives. */
const zh = {
  title: '课程设置',
  needed: '几次算学完',
  neededChoices: {
    each: '每次各算各的',
    one: '参加其中一次就算',
    all: '每次都参加才算',
  } satisfies Record<Needed, string>,
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
  saved: 'Saved.',
};

export const termsMessages = { zh, en };
