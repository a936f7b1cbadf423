import { type Connection, Schema } from 'mongoose';
import { afterAll, beforeAll, beforeEach, expect, inject, it, vi } from 'vitest';
import { clock } from '../../src/lib/clock.ts';
import { type Living, living, type Scope } from '../../src/lib/living.ts';
import { createLogger } from '../../src/lib/log.ts';
import { collection } from '../../src/lib/stores/collection.ts';
import { connectMongo } from '../../src/lib/stores/mongo.ts';

interface Loan extends Living {
  rev: number;
  state: 'lent' | 'overdue' | 'back';
  /** A person who presses gets one more. */
  pressed: number;
  dueAt?: Date;
  news: { seq: number; what: string }[];
}

const loanSchema = new Schema<Loan>(
  {
    _id: { type: String, required: true },
    workspace: { type: String, required: true },
    rev: Number,
    state: String,
    pressed: Number,
    dueAt: Date,
    news: [Schema.Types.Mixed as never],
    wakeAt: Date,
    updatedAt: Date,
  },
  { versionKey: false },
);
const loans = collection('loans', loanSchema);

/** What was told, each piece once under its own name; a fault can be put in its way. */
const told = new Set<string>();
let fault: ((loan: Loan) => void) | undefined;

const lives = living<Loan, Scope>({
  name: 'loan',
  model: loans,
  gone: () => new Error('gone'),
  busy: () => new Error('busy'),
  same: ({ rev }) => ({ rev }),
  also: ({ rev }) => ({ rev: rev + 1 }),
  wakesAt: (_ctx, { news, updatedAt, dueAt }) => (news.length > 0 ? updatedAt : dueAt),
  hasNews: ({ news }) => news.length > 0,
  follow: async (_ctx, loan) => {
    fault?.(loan);
    for (const { seq, what } of loan.news) told.add(`${loan._id} ${seq} ${what}`);
  },
  followed: (now, { news }) => {
    const seqs = new Set(news.map((one) => one.seq));
    return { news: now.news.filter((one) => !seqs.has(one.seq)) };
  },
  due: async (ctx, { _id }) => {
    const { one, isWritten } = await lives.decide(ctx, _id, (loan, now) =>
      loan.state === 'lent' && loan.dueAt !== undefined && loan.dueAt <= now
        ? { state: 'overdue', dueAt: undefined, news: [...loan.news, { seq: loan.rev, what: 'overdue' }] }
        : undefined,
    );
    if (isWritten) await lives.tellSoon(ctx, one);
  },
});

const START = new Date('2026-03-02T09:00:00+08:00');
const LATER = new Date('2026-03-03T09:00:00+08:00');

let db: Connection;
let ctx: Scope;
beforeAll(async () => {
  db = await connectMongo(inject('mongoUri'), `living-${process.pid}`);
  ctx = { db, workspace: 'T1', log: createLogger('silent', 'test') };
});
afterAll(async () => {
  vi.restoreAllMocks();
  await db.dropDatabase();
  await db.close(true);
});
beforeEach(async () => {
  told.clear();
  fault = undefined;
  vi.spyOn(clock, 'now').mockReturnValue(START);
  await loans(ctx).deleteMany({});
});

async function lend(id: string, dueAt = LATER): Promise<Loan> {
  const loan: Loan = { _id: id, workspace: 'T1', rev: 0, state: 'lent', pressed: 0, dueAt, news: [], updatedAt: START };
  const born = await lives.born(ctx, loan);
  await loans(ctx).collection.insertOne(born as never);
  return born;
}

const stored = (id: string) => lives.present(ctx, id);
const later = () => vi.mocked(clock.now).mockReturnValue(LATER);

it('is born with the time at which it wakes, or with none', async () => {
  expect(await lend('a')).toMatchObject({ wakeAt: LATER });
  const { dueAt: _end, ...endless } = await stored('a');
  expect(await lives.born(ctx, endless)).not.toHaveProperty('wakeAt');
});

it('writes what was decided, the revision, the time and the waking in one go, and takes away what is undefined', async () => {
  await lend('a');
  const { one, isWritten } = await lives.decide(ctx, 'a', () => ({ state: 'back', dueAt: undefined }));
  expect(isWritten).toBe(true);
  const found = await stored('a');
  expect(found).toEqual(one);
  expect(found).toMatchObject({ state: 'back', rev: 1 });
  expect(found).not.toHaveProperty('dueAt');
  expect(found).not.toHaveProperty('wakeAt');
});

it('decides nothing, or for a document that is not there says so', async () => {
  const loan = await lend('a');
  expect(await lives.decide(ctx, 'a', () => undefined)).toEqual({ one: loan, isWritten: false });
  await expect(lives.decide(ctx, 'none', () => ({ state: 'back' }))).rejects.toThrow('gone');
  expect(await lives.find({ db, workspace: 'T2' }, 'a')).toBeUndefined();
});

it('counts each of fifty who press at once, and decides again for those who were not first', async () => {
  const known = await lend('a');
  const press = () => lives.decide(ctx, 'a', ({ pressed }) => ({ pressed: pressed + 1 }), known);
  await Promise.all(Array.from({ length: 50 }, press));
  expect(await stored('a')).toMatchObject({ pressed: 50, rev: 50 });
});

it('gives up with a word when somebody else is always first', async () => {
  await lend('a');
  const others = vi.spyOn(loans(ctx), 'updateOne').mockResolvedValue({ matchedCount: 0 } as never);
  await expect(lives.decide(ctx, 'a', () => ({ state: 'back' }))).rejects.toThrow('busy');
  others.mockRestore();
});

it('does what is due once, were there two ticks at once and one after', async () => {
  await lend('a');
  await lend('b', new Date(LATER.getTime() + 1));
  later();
  await Promise.all([lives.wake(ctx), lives.wake(ctx)]);
  await lives.wake(ctx);
  expect([...told]).toEqual(['a 0 overdue']);
  expect(await stored('a')).toMatchObject({ state: 'overdue', news: [] });
  expect(await stored('b')).toMatchObject({ state: 'lent', rev: 0 });
});

it('is followed by the next tick when the process was killed between the write and what follows', async () => {
  await lend('a');
  await lives.decide(ctx, 'a', (loan) => ({ state: 'back', news: [...loan.news, { seq: 0, what: 'back' }] }));
  expect(told.size).toBe(0);
  await lives.wake(ctx);
  expect([...told]).toEqual(['a 0 back']);
  expect(await stored('a')).toMatchObject({ news: [] });
});

it('is followed again when the process was killed in the middle of it, and what came meanwhile stays to be told', async () => {
  await lend('a');
  const { one } = await lives.decide(ctx, 'a', () => ({ news: [{ seq: 0, what: 'back' }] }));
  await lives.decide(ctx, 'a', (loan) => ({ news: [...loan.news, { seq: 1, what: 'thanked' }] }));
  fault = () => {
    throw new Error('killed');
  };
  await lives.tellSoon(ctx, one);
  expect(await stored('a')).toMatchObject({ news: [{ seq: 0 }, { seq: 1 }] });
  fault = undefined;
  await lives.tell(ctx, one);
  expect(await stored('a')).toMatchObject({ news: [{ seq: 1 }] });
  await lives.wake(ctx);
  expect([...told]).toEqual(['a 0 back', 'a 1 thanked']);
});

it('does not let one that fails hold up the others, and hands each batch on', async () => {
  for (let nth = 0; nth < 25; nth++) await lend(`l${String(nth).padStart(2, '0')}`);
  later();
  fault = ({ _id }) => {
    if (_id === 'l00') throw new Error('cannot be told');
  };
  const batches: number[] = [];
  await lives.wake(ctx, async (found) => {
    batches.push(found.length);
    throw new Error('cannot be done together');
  });
  expect(batches).toEqual([20, 5]);
  expect(told.size).toBe(24);
  expect(await loans(ctx).countDocuments({ state: 'overdue' })).toBe(25);
  fault = undefined;
  await lives.wake(ctx);
  expect(told.size).toBe(25);
});
