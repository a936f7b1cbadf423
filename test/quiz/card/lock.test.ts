import { beforeEach, describe, expect, it } from 'vitest';
import type { Context } from '../../../src/context.ts';
import { deliveries } from '../../../src/delivery/model.ts';
import { confirm } from '../../../src/features/quiz/card/service/answer.ts';
import { cards, runs } from '../../../src/features/quiz/model.ts';
import { memories } from '../../../src/features/quiz/review/model.ts';
import { lock } from '../../../src/features/quiz/service/run.ts';
import { clock } from '../../../src/lib/clock.ts';
import { ledgerRows } from '../../../src/participation/ledger/model.ts';
import { standingOf } from '../../../src/participation/ledger/store.ts';
import { verify } from '../../../src/participation/ledger/verify.ts';
import { rememberedBy } from '../../helpers/remembered.ts';
import { actor, answered, DAY, NOW, useAnswered, WORKSPACE } from '../answered-question.ts';

const MANY = Array.from({ length: 30 }, (_, index) => `M${index}`);
const LOCK = new Date(NOW.getTime() + 3_600_000);
const held = useAnswered('lock');
let ctx: Context;
let question = '';

const byLock = () => ledgerRows(ctx).find({ 'outcome.byLock': true }).sort({ member: 1 }).toArray();
const runState = async () => (await runs(ctx).findById('run1').lean())?.state;

describe('the lock', () => {
  beforeEach(async () => {
    ctx = held.ctx;
    clock.now = () => NOW;
    question = await answered(ctx);
    const picked = (item: number, chosen: number, at = NOW) => ({
      item,
      response: { kind: 'choice', chosen: [chosen] },
      at,
    });
    await cards(ctx).insertMany(
      MANY.map((member, index) => ({
        _id: `c${member}`,
        workspace: WORKSPACE,
        run: 'run1',
        schedule: 's1',
        day: DAY,
        member,
        branch: '二分会',
        sendAt: NOW,
        lockAt: LOCK,
        createdAt: NOW,
        items: [{ question, order: [0, 1, 2] }],
        // The last choice counts; the first ten are right. The very last has chosen nothing.
        picks: index === 29 ? [] : [picked(0, 2), picked(0, index < 10 ? 0 : 1, new Date(NOW.getTime() + 5_000))],
      })) as never[],
    );
    clock.now = () => LOCK;
  });

  it('counts every choice that was not confirmed, once, and closes the run', async () => {
    await lock(ctx, 'run1');
    const entries = await byLock();
    expect(entries).toHaveLength(29);
    expect(entries.filter((one) => one.points === 10)).toHaveLength(10);
    expect(entries[0]).toMatchObject({
      member: 'M0',
      day: DAY,
      at: LOCK,
      activity: 'run1',
      key: 'quiz.answer-cM0-0',
      unit: { branch: '二分会' },
      outcome: { question, version: 1, correct: true, response: { chosen: [0] }, ms: 3_600_000 },
    });
    expect(await standingOf(ctx, 'M0')).toMatchObject({ total: 10, streakDay: DAY });
    const known = Object.entries(await rememberedBy(ctx)).filter(([member]) => MANY.includes(member));
    expect(known).toHaveLength(29);
    expect(known.filter(([, { right }]) => right)).toHaveLength(10);
    expect(await standingOf(ctx, 'M29')).toBeUndefined();
    expect(await runState()).toBe('locked');
    expect((await verify(ctx)).differences).toEqual([]);
  });

  it('goes on where it was ended, and does nothing twice', async () => {
    await lock(ctx, 'run1');
    const before = await byLock();
    // As if it had died: two entries were not written, and the run was not closed.
    await ledgerRows(ctx).deleteMany({ member: { $in: ['M1', 'M11'] } });
    await ctx.db.collection('standings').deleteMany({ member: { $in: ['M1', 'M11'] } });
    await memories(ctx).deleteMany({ member: { $in: ['M1', 'M11'] } });
    await runs(ctx).updateOne({ _id: 'run1' }, { $set: { state: 'open' } });
    await Promise.all([lock(ctx, 'run1'), lock(ctx, 'run1')]);
    const without = (rows: Awaited<ReturnType<typeof byLock>>) => rows.map(({ _id, ...row }) => row);
    expect(without(await byLock())).toEqual(without(before));
    expect(await memories(ctx).countDocuments({ member: { $in: MANY } })).toBe(29);
    expect((await verify(ctx)).differences).toEqual([]);
    expect(await runState()).toBe('locked');
  });

  it('has the cards drawn again on which nothing was confirmed, and the reminders of them', async () => {
    const copies = ['M0', 'M2', 'M29'].flatMap((recipient) =>
      ['card', 'nudge'].map((kind) => ({
        _id: `${kind} ${recipient}`,
        workspace: WORKSPACE,
        notice: `quiz.${kind}-run1`,
        recipient,
        state: 'sent',
      })),
    );
    await deliveries(ctx).collection.insertMany(copies as never);
    clock.now = () => new Date(LOCK.getTime() - 1);
    await confirm(ctx, actor('M2'), 'cM2', 0);
    clock.now = () => LOCK;
    await lock(ctx, 'run1');
    const wished: string[] = await deliveries(ctx).distinct('_id', { change: 'redraw' });
    expect(wished.toSorted()).toEqual(['card M0', 'card M29', 'nudge M0', 'nudge M29']);
  });

  it('leaves the answer of who confirms at the same moment', async () => {
    clock.now = () => new Date(LOCK.getTime() - 1);
    await confirm(ctx, actor('M2'), 'cM2', 0);
    clock.now = () => LOCK;
    await lock(ctx, 'run1');
    const entries = await ledgerRows(ctx).find({ member: 'M2' }).toArray();
    expect(entries).toHaveLength(1);
    expect(entries[0]?.outcome.byLock).toBeUndefined();
    expect((await verify(ctx)).differences).toEqual([]);
  });
});
