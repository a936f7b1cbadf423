import { beforeAll, describe, expect, it, test } from 'vitest';
import { deleteBank, importBank } from '../../../src/features/quiz/bank/service/banks.ts';
import {
  branchOfBank,
  checkMayImport,
  managedBank,
  managedBankIds,
  managedQuestion,
  mayChangeBank,
} from '../../../src/features/quiz/bank/service/rights.ts';
import type { Bank } from '../../../src/features/quiz/model.ts';
import { questions } from '../../../src/features/quiz/model.ts';
import { reports } from '../../../src/features/quiz/reports/model.ts';
import { placeOldReports } from '../../../src/features/quiz/reports/service/old-reports.ts';
import { countOpenReports, dismissReport, openReports } from '../../../src/features/quiz/reports/service/reports.ts';
import { clock } from '../../../src/lib/clock.ts';
import { addMember, officer, table, useDesk } from '../officer-desk.ts';

const desk = useDesk('rights');

const PEOPLE = {
  company: officer({ user: 'UCOMPANY' }),
  administrator: officer({ user: 'UADMIN', roles: ['administrator'], scope: 'branch', branch: '一分会' }),
  maker: officer({ user: 'UMAKER', scope: 'branch', branch: '一分会' }),
  colleague: officer({ user: 'UCOLLEAGUE', scope: 'branch', branch: '一分会' }),
  stranger: officer({ user: 'USTRANGER', scope: 'branch', branch: '二分会' }),
  nowhere: officer({ user: 'UNOWHERE', scope: 'branch', branch: undefined }),
  worker: officer({ user: 'UWORKER', roles: ['worker'], scope: 'branch', branch: '一分会' }),
};
type Who = keyof typeof PEOPLE;
const ALL = Object.keys(PEOPLE) as Who[];

describe('whose a bank is', () => {
  it.each<[string, Pick<Bank, 'createdBy' | 'branch'>, Who[]]>([
    ['the company’s', { createdBy: 'UCOMPANY' }, ['company', 'administrator']],
    ['a branch’s', { createdBy: 'UMAKER', branch: '一分会' }, ['company', 'administrator', 'maker', 'colleague']],
    ['from before there were branches', { createdBy: 'UMAKER' }, ['company', 'administrator', 'maker']],
    ['of somebody who is no officer any more', { createdBy: 'UWORKER' }, ['company', 'administrator']],
  ])('%s is changed by those alone', (_name, bank, who) => {
    expect(ALL.filter((one) => mayChangeBank(PEOPLE[one], bank))).toEqual(who);
  });

  it('a new one is the branch’s where a branch’s officer makes it', () => {
    expect(ALL.map((one) => branchOfBank(PEOPLE[one]))).toEqual([
      undefined,
      undefined,
      '一分会',
      '一分会',
      '二分会',
      undefined,
      '一分会',
    ]);
  });
});

describe('every entry, tried by everyone', () => {
  let bank: Bank;
  let question: string;

  beforeAll(async () => {
    await addMember(desk.ctx, 'UMAKER', { name: '何主席' });
    const { user, branch } = PEOPLE.maker;
    bank = (await importBank(desk.ctx, { user, branch }, table(3), 'a.csv', '一分会的')).bank;
    await importBank(desk.ctx, { user: 'UCOMPANY' }, table(2), 'a.csv', '公司的');
    question = (await questions(desk.ctx).findOne({ bank: bank._id }).lean())?._id ?? '';
    const one = { workspace: 'T1', version: 1, state: 'open' as const, createdAt: clock.now() };
    await reports(desk.ctx).create([
      { ...one, _id: 'r1', question, bank: bank._id, member: 'U1', branch: '二分会', words: '甲' },
      { ...one, _id: 'r2', question: 'elsewhere', bank: 'other', member: 'U2', branch: '二分会', words: '乙' },
    ]);
  });

  const MAY: Who[] = ['company', 'administrator', 'maker', 'colleague'];

  test.each(ALL)('%s', async (who) => {
    const actor = PEOPLE[who];
    const entries = {
      open: () => managedBank(desk.ctx, actor, bank._id),
      correct: () => managedQuestion(desk.ctx, actor, question),
      add: () => checkMayImport(desk.ctx, actor, '一分会的'),
    };
    for (const [name, entry] of Object.entries(entries)) {
      const tried = entry();
      if (MAY.includes(who)) await expect(tried, name).resolves.not.toThrow();
      else await expect(tried, name).rejects.toMatchObject({ said: { zh: expect.stringContaining('何主席') } });
    }
    if (MAY.includes(who)) return;
    await expect(deleteBank(desk.ctx, bank._id, actor)).rejects.toThrow('Someone else');
    await expect(dismissReport(desk.ctx, actor, 'r1')).rejects.toThrow('Someone else');
    expect(await reports(desk.ctx).countDocuments({ state: 'open' })).toBe(2);
  });

  test('an officer is told of reports in their banks and of their people, the company’s of all', async () => {
    const told = await Promise.all(ALL.map((one) => countOpenReports(desk.ctx, PEOPLE[one])));
    expect(told).toEqual([2, 2, 1, 1, 2, 0, 1]);
    const { rows: own } = await openReports(desk.ctx, PEOPLE.maker, { page: 1, size: 5 });
    expect(own.map(({ report }) => report._id)).toEqual(['r1']);
  });

  test('an open report from before there were branches gets its bank and branch, and its officers are told', async () => {
    await addMember(desk.ctx, 'U3', { branch: '二分会' });
    const one = { workspace: 'T1', version: 1, createdAt: clock.now(), words: '旧' };
    await reports(desk.ctx).create([
      { ...one, _id: 'old', question, member: 'U3', state: 'open' },
      { ...one, _id: 'lost', question: 'gone', member: 'U3', state: 'open' },
      { ...one, _id: 'closed', question, member: 'U4', state: 'dismissed' },
    ]);
    expect(await countOpenReports(desk.ctx, PEOPLE.maker)).toBe(1);
    await Promise.all([placeOldReports(desk.ctx), placeOldReports(desk.ctx)]);
    expect(await countOpenReports(desk.ctx, PEOPLE.maker)).toBe(2);
    expect(await countOpenReports(desk.ctx, PEOPLE.stranger)).toBe(3);
    expect(await reports(desk.ctx).findById('old').lean()).toMatchObject({ bank: bank._id, branch: '二分会' });
    expect((await reports(desk.ctx).findById('closed').lean())?.bank).toBeUndefined();
    await reports(desk.ctx).deleteMany({ _id: { $in: ['old', 'lost', 'closed'] } });
  });

  test('the numbers of all banks are those of the banks that one may change', async () => {
    expect(await managedBankIds(desk.ctx, PEOPLE.company)).toBeUndefined();
    expect(await managedBankIds(desk.ctx, PEOPLE.colleague)).toEqual([bank._id]);
    expect(await managedBankIds(desk.ctx, PEOPLE.stranger)).toEqual([]);
  });
});
