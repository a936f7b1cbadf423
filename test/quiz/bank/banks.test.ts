import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SubmitRequest } from '../../../src/bot/request.ts';
import type { Context } from '../../../src/context.ts';
import { bankModals } from '../../../src/features/quiz/bank/actions.ts';
import {
  deleteBank,
  exportBank,
  importBank,
  listBanks,
  previewImport,
} from '../../../src/features/quiz/bank/service/banks.ts';
import { questionById } from '../../../src/features/quiz/bank/service/question-cache.ts';
import { bankByName } from '../../../src/features/quiz/bank/service/store.ts';
import { BANK_FORMATS, BankFileError } from '../../../src/features/quiz/formats/bank-file.ts';
import { readBank } from '../../../src/features/quiz/formats/read-bank.ts';
import { type BankQuestion, banks, questions } from '../../../src/features/quiz/model.ts';
import { correctKey } from '../../../src/features/quiz/reports/service/reports.ts';
import { loadPool } from '../../../src/features/quiz/run/service/draw.ts';
import { officer, table, useDesk } from '../officer-desk.ts';

const desk = useDesk('banks');
const ask = (bytes: Uint8Array, name: string) => importBank(desk.ctx, { user: 'UOFFICER' }, bytes, 'bank.csv', name);

describe('an import', () => {
  it('previews without writing', async () => {
    const { reading, fresh, known } = await previewImport(desk.ctx, table(3), 'bank.csv', '预览');
    expect([reading.questions.length, fresh, known]).toEqual([3, 3, 0]);
    expect(await bankByName(desk.ctx, '预览')).toBeUndefined();
    expect(await questions(desk.ctx).countDocuments({})).toBe(0);
  });

  it('takes 99 of 100 rows and tells the bad one', async () => {
    const { bank, added, known, faults } = await ask(table(99, '没有答案的题,甲,乙,,安全'), '安全 生产');
    expect([added, known]).toEqual([99, 0]);
    expect(faults).toEqual([expect.objectContaining({ line: 101, reason: 'no-answer' })]);
    expect(faults[0]?.row).toContain('没有答案的题');
    expect(bank.name).toBe('安全 生产');
  });

  it('adds nothing the second time, whatever the width of the name', async () => {
    const { added, known } = await ask(table(99), '　安全　生产 ');
    expect([added, known]).toEqual([0, 99]);
    expect(await questions(desk.ctx).countDocuments({})).toBe(99);
    expect(await banks(desk.ctx).countDocuments({})).toBe(1);
  });

  it('at the same time from two officers makes one bank with each question once', async () => {
    const both = await Promise.all([ask(table(50), '同时'), ask(table(50), '同时')]);
    expect(both.reduce((sum, one) => sum + one.added, 0)).toBe(50);
    const bank = await bankByName(desk.ctx, '同时');
    expect(await questions(desk.ctx).countDocuments({ bank: bank?._id ?? '' })).toBe(50);
  });

  it('brings a retired question back', async () => {
    const { bank } = await ask(table(2), '退役');
    await questions(desk.ctx).updateOne({ bank: bank._id }, { $set: { state: 'retired' } });
    expect((await previewImport(desk.ctx, table(2), 'a.csv', '退役')).fresh).toBe(1);
    const again = await ask(table(2), '退役');
    expect([again.added, again.known]).toEqual([1, 1]);
    expect(await questions(desk.ctx).countDocuments({ bank: bank._id, state: 'active' })).toBe(2);
  });

  it('knows a question whose key was corrected, with the old key and with the new one', async () => {
    const { bank } = await ask(table(3), '改正');
    const ctx = { ...desk.ctx, enqueue: async () => {} } as Context;
    const one = await questions(ctx).findOne({ bank: bank._id }).lean<BankQuestion>();
    if (one?.content.kind !== 'single') throw new Error('The table has single choices');
    await correctKey(ctx, officer(), one._id, 1, { ...one.content, correct: 1 });
    const corrected = await exportBank(ctx, bank._id, 'csv');
    for (const file of [table(3), corrected.bytes]) {
      expect((await previewImport(ctx, file, 'a.csv', '改正')).fresh).toBe(0);
      expect(await ask(file, '改正')).toMatchObject({ added: 0, known: 3 });
    }
    expect(await questions(ctx).countDocuments({ bank: bank._id })).toBe(3);
    await questions(ctx).updateOne({ _id: one._id }, { $set: { state: 'retired' } });
    expect(await ask(corrected.bytes, '改正')).toMatchObject({ added: 1, known: 2 });
    expect(await questions(ctx).findById(one._id).lean()).toMatchObject({ state: 'active', content: { correct: 1 } });
  });

  it('makes no bank of a file that is refused, of bad rows only, or without a name', async () => {
    await expect(ask(Buffer.from('\u0089PNG\r\n\u001a\n'), '坏')).rejects.toBeInstanceOf(BankFileError);
    await expect(ask(table(0, '没有答案,甲,乙,,'), '坏')).rejects.toThrow('No row');
    await expect(ask(table(1), ' \n ')).rejects.toThrow('name');
    await expect(ask(table(1), '长'.repeat(61))).rejects.toThrow('60');
    expect(await bankByName(desk.ctx, '坏')).toBeUndefined();
  });
});

describe('an export', () => {
  it.each(BANK_FORMATS)('as %s gives the same questions again, in their order', async (format) => {
    const { bank } = await ask(table(30), '导出 a/b');
    const { filename, bytes, left } = await exportBank(desk.ctx, bank._id, format);
    expect(filename).toMatch(/^导出 a-b-\d{4}-\d\d-\d\d\./);
    // Aiken has no place for the category.
    expect(left.map((one) => one.left)).toEqual(format === 'aiken' ? Array(30).fill(['category']) : []);
    const read = await readBank(bytes, filename);
    expect(read.faults).toEqual([]);
    expect(read.questions.map(({ question }) => question.stem)).toEqual(
      Array.from({ length: 30 }, (_, index) => `第${index}题怎么做？`),
    );
    const again = await importBank(desk.ctx, { user: 'UOFFICER' }, bytes, filename, '导出 a/b');
    expect([again.added, again.known]).toEqual([0, 30]);
  });

  it('of a bank that is not there is refused', async () => {
    await expect(exportBank(desk.ctx, 'none', 'csv')).rejects.toThrow('no such bank');
  });
});

describe('a deleted bank', () => {
  it('keeps its questions, draws no more, frees its name and is not listed', async () => {
    const { bank } = await ask(table(3), '删除');
    const one = await questions(desk.ctx).findOne({ bank: bank._id }).lean();
    await deleteBank(desk.ctx, bank._id, officer());
    await deleteBank(desk.ctx, bank._id, officer());
    expect((await questionById(desk.ctx, one?._id ?? ''))?.content.stem).toBe(one?.content.stem);
    expect((await loadPool(desk.ctx, { bank: bank._id, topics: [] })).contents.size).toBe(0);
    expect((await listBanks(desk.ctx)).map((line) => line.bank.name)).not.toContain('删除');
    const again = await ask(table(3), '删除');
    expect([again.added, again.bank._id === bank._id]).toEqual([3, false]);
  });

  it('is not for an officer of a branch who did not make it', async () => {
    const { bank } = await ask(table(1), '别人的');
    const other = officer({ user: 'UBRANCH', scope: 'branch', branch: '东湖' });
    await expect(deleteBank(desk.ctx, bank._id, other)).rejects.toThrow('Someone else');
    const list = await listBanks(desk.ctx);
    expect(list.find((line) => line.bank.name === '别人的')).toMatchObject({
      total: 1,
      kinds: { single: 1 },
      categories: [{ category: '安全', count: 1 }],
      schedules: 0,
    });
  });
});

describe('a file of a modal', () => {
  const OFFICER = { id: officer().user, name: 'lin', tz: 'Asia/Shanghai', profile: { real_name: '林干事' } };
  let server: Server;
  let origin = '';
  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.url === '/bank') response.end(table(2, '坏行,甲,乙,,'));
      else response.end('bytes');
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());
  const contextFor = (url: string) => {
    const file = { name: 'a.csv', size: 5, url_private_download: url };
    return {
      ...desk.ctx,
      config: { ...desk.ctx.config, SLACK_API_URL: `${origin}/api/`, ADMIN_USERS: [OFFICER.id] },
      slack: {
        files: { info: async () => ({ ok: true, file }) },
        // Who confirmed is looked up again when it is carried out.
        users: { info: async () => ({ ok: true, user: { ...OFFICER, team_id: desk.ctx.workspace } }) },
      },
    } as unknown as Context;
  };
  const submit = async (verb: string, url: string, metadata: string, inputs: SubmitRequest['inputs']) => {
    const request = { ctx: contextFor(url), actor: officer(), metadata, inputs } as SubmitRequest;
    return bankModals[verb]?.submit(request);
  };

  it('is shown before it counts, and imported when that is confirmed', async () => {
    const url = `${origin}/bank`;
    const shown = await submit('import', url, '', { name: '甲|乙', file: ['F1'] });
    const view = shown && 'update' in shown ? shown.update : undefined;
    expect(JSON.stringify(view?.blocks)).toContain('答案：A');
    expect(view?.submit?.text).toBe('导入 2 题');
    expect(await bankByName(desk.ctx, '甲|乙')).toBeUndefined();
    const done = await submit('import', url, view?.private_metadata ?? '', { name: '甲|乙' });
    expect(JSON.stringify(done)).toContain('已导入 2 题到“甲|乙”');
    expect(await bankByName(desk.ctx, '甲|乙')).toBeDefined();
    const again = await submit('import', url, '', { name: '甲|乙', file: ['F1'] });
    expect(again && 'update' in again && again.update.submit).toBeUndefined();
  });

  it('is refused at its input', async () => {
    expect(await submit('import', `${origin}/bank`, '', { name: '甲', file: [] })).toHaveProperty('errors.file');
    expect(await submit('import', `${origin}/bank`, '', { name: ' ', file: ['F1'] })).toHaveProperty('errors.name');
    expect(await submit('import', `${origin}/good`, '', { name: '甲', file: ['F1'] })).toHaveProperty('errors.file');
    expect(await submit('import', 'elsewhere', '', { name: '甲', file: ['F1'] })).toHaveProperty('errors.file');
  });
});
