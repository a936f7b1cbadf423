import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { UserError } from '../../src/bot/routing/errors.ts';
import type { Context } from '../../src/context.ts';
import { deliveries, prepareDelivery } from '../../src/delivery/model.ts';
import { confirmImport, type Importer, importsWaiting, runImport, takeNow } from '../../src/imports/importing.ts';
import { type ConfirmedImport, confirmedImports, prepareImports } from '../../src/imports/model.ts';
import { clock } from '../../src/lib/clock.ts';
import { newId } from '../../src/lib/ids.ts';
import { createLogger } from '../../src/lib/log.ts';
import { connectMongo } from '../../src/lib/stores/mongo.ts';

const MINUTE = 60_000;
const START = new Date('2026-12-01T09:00:00+08:00');
const wanted = { user: 'U1', source: 'F1', choice: { bank: '安全', mode: 'drafts' } };
const refusal = new UserError({ zh: '文件不在了。', en: 'The file is gone.' });

let ctx: Context;
let queued: string[];
let isRedisAway: boolean;
/** What the importer has made: each record once under its own name, however often it is taken. */
let made: Set<string>;
let fault: Error | undefined;

const importer: Importer<{ count: number }> = {
  name: 'test.bank',
  notice: 'test.imported',
  take: async (_ctx, { source, choice }) => {
    made.add(`${source} 1`);
    if (fault !== undefined) throw fault;
    made.add(`${source} 2`);
    return choice.bank === '别人的' ? undefined : { count: made.size };
  },
  told: ({ count }, { choice }) => ({ count: String(count), bank: choice.bank ?? '' }),
};

beforeAll(async () => {
  const db = await connectMongo(inject('mongoUri').replace(/\/[^/?]*(\?|$)/, `/test_${newId()}$1`));
  ctx = {
    db,
    workspace: 'T1',
    log: createLogger('silent', 'test'),
    config: { TIMEZONE: 'Asia/Shanghai' },
    enqueue: async (_job: unknown, payload: { id?: string }) => {
      if (isRedisAway) throw new Error('no Redis');
      queued.push(payload.id ?? '');
    },
  } as unknown as Context;
  await prepareImports(ctx);
  await prepareDelivery(ctx);
});
afterAll(() => ctx.db.close());

beforeEach(async () => {
  [queued, isRedisAway, made, fault] = [[], false, new Set(), undefined];
  vi.spyOn(clock, 'now').mockReturnValue(START);
  await confirmedImports(ctx).deleteMany({});
  await deliveries(ctx).deleteMany({});
});

const later = (ms: number) => vi.spyOn(clock, 'now').mockReturnValue(new Date(START.getTime() + ms));
const waiting = () => confirmedImports(ctx).countDocuments({});
const idOf = async () => (await confirmedImports(ctx).findOne({}).lean())?._id ?? '';
const told = async (): Promise<Record<string, string>[]> =>
  (await deliveries(ctx).find({}).lean()).map(({ kind, recipient, params }) => ({ kind, recipient, ...params }));

describe('an import that was confirmed', () => {
  it('is taken by a job, told once with what became of it, and forgotten', async () => {
    await confirmImport(ctx, importer, wanted);
    const [id = ''] = queued;
    expect(await runImport(ctx, [importer], id)).toEqual({ done: true });
    expect(await told()).toEqual([
      { kind: 'test.imported', recipient: 'U1', source: 'F1', outcome: 'done', count: '2', bank: '安全' },
    ]);
    expect(await runImport(ctx, [importer], id)).toEqual({ skipped: 'taken already' });
    expect([await waiting(), (await told()).length]).toEqual([0, 1]);
  });

  it('twice is once; another choice is another import', async () => {
    await confirmImport(ctx, importer, wanted);
    await confirmImport(ctx, importer, { ...wanted, choice: { mode: 'drafts', bank: '安全' } });
    expect(await waiting()).toBe(1);
    await confirmImport(ctx, importer, { ...wanted, choice: { ...wanted.choice, mode: 'publish' } });
    expect(await waiting()).toBe(2);
  });

  it('outlives the loss of Redis: after five minutes the tick has it queued, and not before', async () => {
    isRedisAway = true;
    await confirmImport(ctx, importer, wanted);
    isRedisAway = false;
    later(4 * MINUTE);
    await importsWaiting(ctx);
    expect(queued).toEqual([]);
    later(6 * MINUTE);
    await importsWaiting(ctx);
    expect(queued).toEqual([await idOf()]);
    expect(await runImport(ctx, [importer], queued[0] ?? '')).toEqual({ done: true });
    await importsWaiting(ctx);
    expect(queued).toHaveLength(1);
  });

  it('two processes that take it at once tell it once', async () => {
    await confirmImport(ctx, importer, wanted);
    const id = await idOf();
    await Promise.all([runImport(ctx, [importer], id), runImport(ctx, [importer], id)]);
    expect([made.size, (await told()).length]).toEqual([2, 1]);
  });

  it('that died after it was told and before it was forgotten is told nobody twice', async () => {
    await confirmImport(ctx, importer, wanted);
    const [before] = await confirmedImports(ctx).find({}).lean();
    await runImport(ctx, [importer], before?._id ?? '');
    await confirmedImports(ctx).create(before as ConfirmedImport);
    await runImport(ctx, [importer], before?._id ?? '');
    expect([await waiting(), (await told()).length]).toEqual([0, 1]);
  });

  it('stays for the next run after a fault, and is completed then', async () => {
    await confirmImport(ctx, importer, wanted);
    fault = new Error('MongoDB is away');
    await expect(runImport(ctx, [importer], await idOf())).rejects.toThrow('away');
    expect([await waiting(), await told()]).toEqual([1, []]);
    fault = undefined;
    expect(await runImport(ctx, [importer], await idOf())).toEqual({ done: true });
    expect(made.size).toBe(2);
  });

  it('that cannot be taken any more is told as failed', async () => {
    await confirmImport(ctx, importer, wanted);
    fault = refusal;
    expect(await runImport(ctx, [importer], await idOf())).toEqual({ skipped: 'it cannot be taken any more' });
    expect([await waiting(), await told()]).toEqual([
      0,
      [{ kind: 'test.imported', recipient: 'U1', source: 'F1', outcome: 'failed' }],
    ]);
  });

  it('is given up after a day, and the person hears of it', async () => {
    await confirmImport(ctx, importer, wanted);
    later(25 * 60 * MINUTE);
    expect(await runImport(ctx, [importer], await idOf())).toEqual({ skipped: 'given up after a day' });
    expect([made.size, await waiting(), (await told())[0]?.outcome]).toEqual([0, 0, 'failed']);
  });

  it('by somebody who may not do it any more is forgotten, and nobody is told', async () => {
    await confirmImport(ctx, importer, { ...wanted, choice: { bank: '别人的' } });
    expect(await runImport(ctx, [importer], await idOf())).toEqual({ skipped: 'no right to it any more' });
    expect([await waiting(), await told()]).toEqual([0, []]);
  });

  it('of a kind that no worker knows says what to do', async () => {
    await confirmImport(ctx, { name: 'test.other' }, wanted);
    await expect(runImport(ctx, [importer], await idOf())).rejects.toThrow('jobs/imports.worker.ts');
  });
});

describe('an import that somebody waits for', () => {
  it('answers at once; nobody is told, and nothing is left', async () => {
    expect(await takeNow(ctx, importer, wanted)).toEqual({ count: 2 });
    expect([await waiting(), await told(), queued]).toEqual([0, [], []]);
  });

  it('whose process died is completed by a job, which tells', async () => {
    fault = new Error('killed');
    await expect(takeNow(ctx, importer, wanted)).rejects.toThrow('killed');
    expect(await waiting()).toBe(1);
    fault = undefined;
    later(6 * MINUTE);
    await importsWaiting(ctx);
    await runImport(ctx, [importer], queued[0] ?? '');
    expect([made.size, await waiting(), (await told()).map(({ outcome }) => outcome)]).toEqual([2, 0, ['done']]);
  });

  it('that is refused leaves nothing behind', async () => {
    fault = refusal;
    await expect(takeNow(ctx, importer, wanted)).rejects.toBe(refusal);
    fault = new RangeError('of its own');
    await expect(takeNow(ctx, { ...importer, isRefusal: (error) => error === fault }, wanted)).rejects.toBe(fault);
    expect(await waiting()).toBe(0);
  });
});
