import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { blockBucket, takeFrom, workspaceBucket } from '../../src/delivery/buckets.ts';
import { changeSend } from '../../src/delivery/change-send.ts';
import { deliveries, sends } from '../../src/delivery/model.ts';
import { plan } from '../../src/delivery/plan.ts';
import { progress } from '../../src/delivery/progress/progress.ts';
import { send } from '../../src/delivery/send.ts';
import { sweep } from '../../src/delivery/sweep.ts';
import { openPostOffice, type PostOffice, READER, someNotice } from './post-office.ts';

const renderers = () => async () => ({ text: 'hello', blocks: [] });
const PEOPLE = [READER, 'U0QH1004', 'U0QH1005'];
const OFFICER = 'U0QH1002';

let office: PostOffice;
beforeEach(async () => {
  office = await openPostOffice();
  await sweep(office.ctx);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await office.close();
});

/** One notice for three people. */
async function planThree(): Promise<string> {
  const notice = someNotice();
  await plan(
    office.ctx,
    PEOPLE.map((recipient) => ({ ...notice, recipient })),
  );
  return notice.notice;
}

const runAll = async (notice: string): Promise<string[]> => {
  const outcomes: string[] = [];
  for (const { _id } of await deliveries(office.ctx).find({ notice }).sort({ recipient: 1 })) {
    outcomes.push(JSON.stringify(await send(office.ctx, renderers, _id)));
  }
  return outcomes;
};

describe('an officer holds a send', () => {
  it('pauses it, what is planned meanwhile included, and lets it go on', async () => {
    const notice = await planThree();
    expect(await changeSend(office.ctx, notice, 'paused', OFFICER)).toBe(true);
    await plan(office.ctx, [{ ...someNotice(), notice, recipient: 'U0QH2002' }]);
    expect(await runAll(notice)).toEqual(PEOPLE.concat('U0QH2002').map(() => '{"skipped":"paused"}'));
    expect(await progress(office.ctx, notice)).toMatchObject({ paused: 4, planned: 0, sent: 0 });

    await office.queues.queue('delivery').drain(true);
    expect(await changeSend(office.ctx, notice, 'running', OFFICER)).toBe(true);
    expect(await office.queues.queue('delivery').getPrioritizedCount()).toBe(4);
    await runAll(notice);
    expect(await progress(office.ctx, notice)).toMatchObject({ paused: 0, planned: 0, sent: 4 });
  });

  it('stops it for good: what is under way leaves, the rest does not, nor what is planned later', async () => {
    const notice = await planThree();
    const [first] = await deliveries(office.ctx).find({ notice }).sort({ recipient: 1 });
    await send(office.ctx, renderers, first?._id ?? '');
    expect(await changeSend(office.ctx, notice, 'stopped', OFFICER)).toBe(true);
    await plan(office.ctx, [{ ...someNotice(), notice, recipient: 'U0QH2002' }]);
    await runAll(notice);
    expect(await progress(office.ctx, notice)).toMatchObject({ sent: 1, planned: 0, dropped: { stopped: 3 } });
    expect(await changeSend(office.ctx, notice, 'running', OFFICER)).toBe(false);
    expect(await office.posted()).toEqual(['hello']);
  });

  it('holds when the process died between the word and the deed', async () => {
    const notice = await planThree();
    await sends(office.ctx).updateOne({ notice }, { $set: { state: 'stopped', changedBy: OFFICER } });
    await sweep(office.ctx);
    expect(await progress(office.ctx, notice)).toMatchObject({ dropped: { stopped: 3 } });
  });

  it('holds what Slack was just refusing when the officer spoke', async () => {
    const notice = await planThree();
    const [first] = await deliveries(office.ctx).find({ notice }).sort({ recipient: 1 });
    const said = vi.spyOn(office.ctx.log, 'warn').mockImplementationOnce(() => {
      // Slack has answered; what becomes of the delivery is not written yet.
      void changeSend(office.ctx, notice, 'paused', OFFICER);
    });
    await office.fault({ method: 'chat.postMessage', fault: 'error', error: 'some_new_error', times: 1 });
    await send(office.ctx, renderers, first?._id ?? '');
    expect(said).toHaveBeenCalled();
    await expect.poll(async () => (await progress(office.ctx, notice)).paused).toBe(3);
  });

  it('knows no send to one person', async () => {
    const { notice } = await office.planOne();
    expect(await changeSend(office.ctx, notice, 'paused', OFFICER)).toBe(false);
  });
});

describe('hours, at the moment of sending', () => {
  it('waits for the next morning when the evening came while it stood in the queue', async () => {
    const { _id } = await office.planOne();
    office.setTime(new Date('2026-11-18T14:30:00Z'));
    expect(await send(office.ctx, renderers, _id)).toEqual({ again: new Date('2026-11-19T00:00:00Z') });
    expect(await office.read(_id)).toMatchObject({ state: 'planned', dueAt: new Date('2026-11-19T00:00:00Z') });
    office.setTime(new Date('2026-11-19T00:00:01Z'));
    expect(await send(office.ctx, renderers, _id)).toEqual({ done: true });
  });

  it('is dropped when the morning is too late, and goes out at once when it is urgent', async () => {
    const late = await office.planOne({ expiresAt: new Date('2026-11-18T16:00:00Z') });
    const urgent = await office.planOne({ urgent: true });
    office.setTime(new Date('2026-11-18T14:30:00Z'));
    expect(await send(office.ctx, renderers, late._id)).toEqual({ skipped: 'too-late' });
    expect(await send(office.ctx, renderers, urgent._id)).toEqual({ done: true });
  });
});

describe('the ceiling of the workspace', () => {
  const refuse = async () => (await blockBucket(office.ctx, workspaceBucket(office.ctx), 1_000)).perMinute;
  /** Redis keeps the time: what it remembers of the last refusal is moved back instead. */
  const minutesLater = async (minutes: number) => {
    const { config, workspace, redis } = office.ctx;
    const key = `${config.QUEUE_PREFIX}:bucket:workspace-${workspace}:pace`;
    await redis.hset(key, 'at', Number(await redis.hget(key, 'at')) - minutes * 60_000);
  };

  it('is lowered once by refusals that come together, and climbs back slowly to what was configured', async () => {
    expect([await refuse(), await refuse()]).toEqual([80_000, 80_000]);
    await minutesLater(5.1);
    expect(await refuse()).toBeGreaterThan(71_000);
    expect(await refuse()).toBeLessThan(73_000);
    await minutesLater(60);
    expect(await refuse()).toBe(80_000);
  });

  it('may be so high that a send takes no time that Redis can tell', async () => {
    const bucket = { ...workspaceBucket(office.ctx), perMinute: 1_000_000_000 };
    expect(await takeFrom(office.ctx, [bucket])).toMatchObject({ isFree: true });
  });

  it('gives turns ahead within its lead, and says when to ask again', async () => {
    const bucket = { name: 'turns', perMinute: 6, burst: 1, leadMs: 10_000 };
    const [first, second, third] = [
      await takeFrom(office.ctx, [bucket]),
      await takeFrom(office.ctx, [bucket]),
      await takeFrom(office.ctx, [bucket]),
    ];
    expect(first).toMatchObject({ isFree: true, waitMs: 0, rested: [true] });
    expect(second).toMatchObject({ isFree: true, rested: [false] });
    expect(second.isFree && second.waitMs).toBeGreaterThan(0);
    expect(second.isFree && second.waitMs).toBeLessThanOrEqual(10_000);
    // Twenty seconds too early, less half of the lead.
    const now = Date.parse('2026-11-18T02:00:00Z');
    expect(third.isFree ? now : third.until.getTime()).toBeGreaterThan(now);
    expect(third.isFree ? now : third.until.getTime()).toBeLessThanOrEqual(now + 15_000);
  });

  it('never falls to nothing', async () => {
    for (let i = 0; i < 20; i++) {
      await refuse();
      await minutesLater(0.1);
    }
    expect(await refuse()).toBe(10_000);
  });
});
