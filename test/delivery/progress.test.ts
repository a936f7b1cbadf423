import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { blockBucket, paceOf, workspaceBucket } from '../../src/delivery/buckets.ts';
import { changeSend } from '../../src/delivery/change-send.ts';
import { deliveries } from '../../src/delivery/model.ts';
import { plan } from '../../src/delivery/plan.ts';
import { progressOf, unsettledOf } from '../../src/delivery/progress/progress.ts';
import { send } from '../../src/delivery/send.ts';
import { openPostOffice, type PostOffice, READER, someNotice, WORKING_HOUR } from './post-office.ts';

const HOUR_MS = 3_600_000;
const SINCE = new Date(WORKING_HOUR.getTime() - 24 * HOUR_MS);
const later = (hours: number) => new Date(WORKING_HOUR.getTime() + hours * HOUR_MS);

let office: PostOffice;
beforeEach(async () => {
  office = await openPostOffice();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await office.close();
});

/** One notice for three people, of whom the last two get it three hours later, within a minute. */
async function planThree(): Promise<string> {
  const notice = someNotice();
  const soon = new Date(later(3).getTime() + 20_000);
  await plan(office.ctx, [
    { ...notice, recipient: READER },
    { ...notice, recipient: 'U0QH1002', dueAt: soon },
    { ...notice, recipient: 'U0QH1005', dueAt: later(3) },
  ]);
  return notice.notice;
}

describe('the progress of several notices', () => {
  it('counts each by itself, with what waits by the minute, and knows those of which there is nothing', async () => {
    const [first, second] = [await planThree(), await planThree()];
    const [one] = await deliveries(office.ctx).find({ notice: first, recipient: READER });
    await send(office.ctx, () => async () => ({ text: 'hello', blocks: [] }), one?._id ?? '');
    await changeSend(office.ctx, second, 'paused', 'U0QH1002');
    const found = await progressOf(office.ctx, [first, second, 'quiz.card-none']);
    const nothing = { planned: 0, paused: 0, sending: 0, sent: 0, failed: {}, dropped: {} };
    expect(Object.fromEntries(found)).toEqual({
      [first]: { ...nothing, sent: 1, planned: 2, startsAt: WORKING_HOUR, waves: [{ at: later(3), count: 2 }] },
      [second]: {
        ...nothing,
        paused: 3,
        startsAt: WORKING_HOUR,
        waves: [
          { at: WORKING_HOUR, count: 1 },
          { at: later(3), count: 2 },
        ],
      },
      'quiz.card-none': { ...nothing, startsAt: undefined, waves: [] },
    });
    expect(await progressOf(office.ctx, [])).toEqual(new Map());
  });

  it('counts what of them is due, held or failed, and leaves out those that are settled', async () => {
    const notices = [await planThree(), await planThree(), await planThree()];
    const [due = '', held = '', settled = ''] = notices;
    await changeSend(office.ctx, held, 'paused', 'U0QH1002');
    await deliveries(office.ctx).updateMany({ notice: settled }, { $set: { state: 'sent' } });
    const failed = { notice: due, recipient: 'U0QH1005' };
    await deliveries(office.ctx).updateOne(failed, { $set: { state: 'failed', reason: 'left' } });
    const unsettled = (since: Date, now: Date) => unsettledOf(office.ctx, notices, since, now);
    expect(Object.fromEntries(await unsettled(SINCE, WORKING_HOUR))).toEqual({
      [due]: { due: 1, paused: 0, failed: 1 },
      [held]: { due: 0, paused: 3, failed: 0 },
    });
    expect((await unsettled(SINCE, later(4))).get(due)).toEqual({ due: 2, paused: 0, failed: 1 });
    expect((await unsettled(later(2), WORKING_HOUR)).get(held)).toEqual({ due: 0, paused: 2, failed: 0 });
    expect(await unsettledOf(office.ctx, [], SINCE, WORKING_HOUR)).toEqual(new Map());
  });
});

describe('the pace', () => {
  it('is the configured one, and less after a refusal', async () => {
    const bucket = workspaceBucket(office.ctx);
    expect(await paceOf(office.ctx, bucket)).toBe(100_000);
    await blockBucket(office.ctx, bucket, 1_000);
    expect(await paceOf(office.ctx, bucket)).toBe(80_000);
  });
});
