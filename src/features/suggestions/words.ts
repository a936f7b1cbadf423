import type { Bilingual } from '../../lib/language.ts';

/** Faults of the moment, as a person is told of them. */
export const WORDS = {
  gone: {
    zh: '没有找到这条建议。请打开主页，从那里继续。',
    en: 'There is no such suggestion. Open the Home tab and go on from there.',
  },
  otherBranch: {
    zh: '这条建议属于别的分会，由那里的干部处理。',
    en: 'This one belongs to another branch, whose officers look after it.',
  },
  empty: { zh: '请写几句话，说说是什么事。', en: 'Write a few words on what it is about.' },
  noKey: {
    zh: '现在不能匿名提交：系统还没有设置保护匿名的密钥。内容都在，可以实名提交，或者请管理员设置。',
    en: 'Anonymous items cannot be taken: the key that protects them is not set. Nothing was lost; send it under your name, or ask an administrator to set it.',
  },
  enough: {
    zh: '今天提交的已经够多了（每天最多 10 条）。内容已存为草稿，明天再提交。',
    en: 'That is as many as one person may send today (10). Yours is kept as a draft; send it tomorrow.',
  },
  noPhoto: {
    zh: '照片只收 JPG、PNG 和 WebP，而且要完整。请换一张，或者不带照片提交。',
    en: 'Photos must be whole JPG, PNG or WebP files. Choose another, or send it without.',
  },
  notYours: { zh: '只有提交人可以评价。', en: 'Only the person who sent it can rate it.' },
  own: { zh: '这是你自己提交的，不用再支持。', en: 'This one is yours already.' },
  notNow: {
    zh: '这一步现在不能做：情况已经变了。请刷新再看。',
    en: 'That is not possible now: it has moved on. Refresh and look again.',
  },
  noDraft: {
    zh: '草稿已经不在，可能已经提交。请在“我的建议”里看。',
    en: 'The draft is gone; it may have been sent. See “My suggestions”.',
  },
  badDays: { zh: '请填 1 到 60 之间的整数。', en: 'Enter a whole number from 1 to 60.' },
  badDate: { zh: '请选今天以后的日期。', en: 'Choose a date after today.' },
  needReason: { zh: '请写明原因，提交人会看到。', en: 'Give the reason; who sent it will read it.' },
  notOfficer: {
    zh: '请选能处理这个分会的工会干部。',
    en: 'Choose a union officer who looks after this branch.',
  },
  noKind: {
    zh: '这个类别已经不在了。请重新打开类别。',
    en: 'There is no such kind any more. Open the list of kinds again.',
  },
  kindName: { zh: '中英文名称都要填，最多 40 个字。', en: 'Both names are needed, of at most 40 characters.' },
  kindTaken: {
    zh: '已有同名的类别（也可能已停用）。请换个名称。',
    en: 'Another kind has this name, perhaps a retired one. Choose another name.',
  },
  manyKinds: {
    zh: '类别已到 40 个，不能再加。可以改名使用停用的。',
    en: 'There are 40 kinds already. Rename a retired one instead.',
  },
  lastKind: {
    zh: '至少要留一个类别。请先新增别的，再停用它。',
    en: 'One kind has to stay. Add another first, then retire this one.',
  },
  badPoints: { zh: '请填 0 到 1000 之间的整数。', en: 'Enter a whole number from 0 to 1,000.' },
  otherBoard: {
    zh: '这个频道里已有全公司或别的分会的看板。请换一个频道，或者请公司工会干部来放。',
    en: 'The company’s or another branch’s board is in this channel already. Choose another, or ask an officer of the company.',
  },
  noTarget: { zh: '没有找到这个编号的、还没办结的建议。', en: 'There is no open item with this number.' },
} satisfies Record<string, Bilingual>;
