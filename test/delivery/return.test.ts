import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WorkspaceState } from '../../playground/protocol.ts';
import { type Delivery, deliveries } from '../../src/delivery/model.ts';
import { plan } from '../../src/delivery/plan.ts';
import { bringForward, SUMMARY_KIND } from '../../src/delivery/return.ts';
import { send } from '../../src/delivery/send.ts';
import { clock } from '../../src/lib/clock.ts';
import { changeLeave } from '../../src/members/leave/leaves.ts';
import { withSpan } from '../../src/members/leave/rules.ts';
import { openPostOffice, type PostOffice, READER, someNotice } from './post-office.ts';

/** Draws the notice's own words, which hold what would ping a whole workspace. */
const renderers =
  () =>
  async ({ params }: { params: Record<string, string> }) => ({ text: `${params.text} <!channel>\nmore`, blocks: [] });

let office: PostOffice;
beforeEach(async () => {
  office = await openPostOffice();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await office.close();
});

/** The reader is away from the second day on. */
async function away(from: string, to: string): Promise<void> {
  await changeLeave(office.ctx, READER, (spans) => withSpan(spans, { from, to, kind: 'holiday' }));
}

async function planMany(count: number, from = 1): Promise<void> {
  for (let n = from; n < from + count; n += 1)
    await office.planOne({ notice: `x.y-${n}`, params: { text: `第 ${n} 条` } });
}

/** Runs what is due until it is done, as the worker does; some of it waits for the summary, or for its turn. */
async function runAll(): Promise<void> {
  for (let round = 0; round < 40; round += 1) {
    const open = await deliveries(office.ctx)
      .find({ state: { $in: ['planned', 'sending'] }, dueAt: { $lte: clock.now() } })
      .lean<Delivery[]>();
    if (open.length === 0) return;
    for (const { _id } of open) await send(office.ctx, renderers, _id);
    await office.restBuckets();
    office.pass(3_000);
  }
  throw new Error('something is never done');
}

async function said(): Promise<{ text: string; ts: string; threadTs?: string | undefined }[]> {
  const answer = await fetch(`${office.playground.url}/play/state?as=${READER}`);
  const { messages } = (await answer.json()) as WorkspaceState;
  return Object.values(messages)
    .flat()
    .filter(({ user }) => user === office.playground.botUserId);
}

const one = async (notice: string): Promise<Delivery> => {
  const found = await deliveries(office.ctx).findOne({ notice }).lean<Delivery>();
  if (found === null) throw new Error(`no ${notice}`);
  return found;
};

describe('somebody who is back', () => {
  it('finds what waited in the thread of one summary, each once', async () => {
    await away('2026-11-18', '2026-11-27');
    await planMany(7);
    office.setTime(new Date('2026-11-29T16:00:00Z'));
    await planMany(1, 8);
    office.setTime(new Date('2026-11-30T00:00:30Z'));
    await runAll();
    const all = await said();
    const [summary] = all.filter(({ text }) => text.includes('7 条消息'));
    expect(summary?.threadTs).toBeUndefined();
    expect(summary?.text).toContain('• 第 1 条');
    expect(summary?.text).not.toContain('<!channel>');
    const inThread = all.filter(({ threadTs }) => threadTs === summary?.ts && threadTs !== undefined);
    expect(inThread.map(({ text }) => text.split(' <')[0]).sort()).toEqual(
      Array.from({ length: 7 }, (_, n) => `第 ${n + 1} 条`),
    );
    // What came over the weekend is no part of what waited for long.
    expect(all).toHaveLength(9);
    expect(await deliveries(office.ctx).countDocuments({ state: { $ne: 'sent' } })).toBe(0);
  });

  it('gets five or fewer as they are', async () => {
    await away('2026-11-18', '2026-11-27');
    await planMany(5);
    office.setTime(new Date('2026-11-30T00:00:30Z'));
    await runAll();
    expect((await said()).map(({ threadTs }) => threadTs)).toEqual(Array.from({ length: 5 }));
    expect(await deliveries(office.ctx).countDocuments({ kind: SUMMARY_KIND })).toBe(0);
  });

  it('gets nothing twice when a process died behind Slack’s back, in the thread either', async () => {
    await away('2026-11-18', '2026-11-27');
    await planMany(6);
    office.setTime(new Date('2026-11-30T00:00:30Z'));
    await runAll();
    const last = await one('x.y-6');
    // As a process leaves it that dies after Slack has answered.
    await deliveries(office.ctx).updateOne(
      { _id: last._id },
      { $set: { state: 'sending', leaseUntil: new Date(0) }, $unset: { ts: 1, channel: 1, finishedAt: 1 } },
    );
    const before = (await said()).length;
    await runAll();
    expect(await one('x.y-6')).toMatchObject({ state: 'sent', ts: last.ts });
    expect(await said()).toHaveLength(before);
  });

  it('gets what waited in their next hour of work when the leave ends early, and only what waited for them', async () => {
    await away('2026-11-18', '2026-12-31');
    await planMany(2);
    await office.planOne({ notice: 'x.later', dueAt: new Date('2026-12-10T02:00:00Z'), params: { text: '以后' } });
    expect((await one('x.y-1')).dueAt).toEqual(new Date('2027-01-04T00:00:00Z'));
    await changeLeave(office.ctx, READER, () => []);
    expect(await bringForward(office.ctx, ['U0QH1004'])).toBe(0);
    expect(await bringForward(office.ctx, [READER])).toBe(3);
    expect(await bringForward(office.ctx, [READER])).toBe(0);
    expect((await one('x.y-1')).dueAt).toEqual(new Date('2026-11-18T02:00:00Z'));
    expect((await one('x.later')).dueAt).toEqual(new Date('2026-12-10T02:00:00Z'));
    await runAll();
    expect((await said()).map(({ text }) => text.split(' <')[0]).sort()).toEqual(['第 1 条', '第 2 条']);
  });
});

describe('a leave or shutdown', () => {
  it('holds for as long as it lasts, up to 400 days, and drops what is too late by then', async () => {
    await away('2026-11-18', '2027-12-19');
    await planMany(1);
    await office.planOne({ notice: 'x.short', expiresAt: new Date('2026-12-01T00:00:00Z') });
    expect(await one('x.y-1')).toMatchObject({ state: 'planned', dueAt: new Date('2027-12-20T00:00:00Z') });
    expect(await one('x.short')).toMatchObject({ state: 'dropped', reason: 'too-late' });
  });

  it('that has no end within 400 days drops with a reason, but for what is urgent', async () => {
    await away('2026-11-18', '2027-12-31');
    await away('2028-01-01', '2028-06-30');
    await planMany(1);
    await plan(office.ctx, [{ ...someNotice(), notice: 'x.urgent', urgent: true }]);
    expect(await one('x.y-1')).toMatchObject({ state: 'dropped', reason: 'away-too-long' });
    expect(await one('x.urgent')).toMatchObject({ state: 'planned' });
  });

  it('that begins after a notice was planned holds it when its hour comes', async () => {
    office.setTime(new Date('2026-11-18T14:30:00Z'));
    await planMany(1);
    expect((await one('x.y-1')).dueAt).toEqual(new Date('2026-11-19T00:00:00Z'));
    await away('2026-11-19', '2026-11-20');
    office.setTime(new Date('2026-11-19T00:00:01Z'));
    await runAll();
    expect(await one('x.y-1')).toMatchObject({ state: 'planned', dueAt: new Date('2026-11-23T00:00:00Z') });
    expect(await said()).toEqual([]);
  });
});
