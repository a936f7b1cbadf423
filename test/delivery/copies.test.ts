import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { NoticeRequest } from '../../src/bot/request.ts';
import { type Bucket, methodBucket, takeFrom } from '../../src/delivery/buckets.ts';
import { changeCopy } from '../../src/delivery/change-copy.ts';
import { copiesOf, recallCopies, redrawAbout, redrawCopies, sentCopy, updateCopy } from '../../src/delivery/copies.ts';
import { deliveries } from '../../src/delivery/model.ts';
import { send } from '../../src/delivery/send.ts';
import { sweep } from '../../src/delivery/sweep.ts';
import { CHANNEL, openPostOffice, type PostOffice, READER, someNotice } from './post-office.ts';

let office: PostOffice;
let words = 'first';
beforeEach(async () => {
  words = 'first';
  office = await openPostOffice();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await office.close();
});

const renderers = () => async (_: NoticeRequest) => ({ text: words, blocks: [] });
const run = (id: string) => send(office.ctx, renderers, id);
const change = (id: string) => changeCopy(office.ctx, renderers, id);
const waiting = async () =>
  (await office.queues.queue('changes').getJobs(['waiting', 'prioritized'])).map(({ data }) => data.id);

describe('an edited notice', () => {
  it('is edited in every copy that Slack has, once', async () => {
    const notice = someNotice();
    const [dm, channel] = [
      await office.planOne(notice),
      await office.planOne({ ...notice, recipient: CHANNEL, to: 'channel' }),
    ];
    await run(dm._id);
    await run(channel._id);
    words = 'second';
    expect(await redrawCopies(office.ctx, notice.notice)).toBe(2);
    expect((await waiting()).sort()).toEqual([dm._id, channel._id].sort());
    expect(await copiesOf(office.ctx, notice.notice)).toEqual({ waiting: 2, recalled: 0 });
    expect(await change(dm._id)).toEqual({ done: true });
    expect(await change(channel._id)).toEqual({ done: true });
    expect(await office.posted()).toEqual(['second', 'second']);
    expect(await copiesOf(office.ctx, notice.notice)).toEqual({ waiting: 0, recalled: 0 });
    expect(await change(dm._id)).toHaveProperty('skipped');
  });

  it('is edited first where it came last: that copy people look at', async () => {
    const notice = someNotice();
    const dm = await office.planOne(notice);
    await run(dm._id);
    office.pass(60_000);
    const channel = await office.planOne({ ...notice, recipient: CHANNEL, to: 'channel' });
    await run(channel._id);
    const queued = vi.spyOn(office.ctx, 'enqueueMany');
    expect(await redrawCopies(office.ctx, notice.notice)).toBe(2);
    const keys = queued.mock.calls.flatMap(([, jobs]) => jobs.map(({ options }) => options.key));
    expect(keys).toEqual([channel._id, dm._id]);
  });

  it('needs no second word to those who had not got it yet', async () => {
    const { _id, notice } = await office.planOne();
    words = 'second';
    expect(await redrawCopies(office.ctx, notice)).toBe(0);
    await run(_id);
    expect(await office.posted()).toEqual(['second']);
    expect(await change(_id)).toHaveProperty('skipped');
  });

  it('is edited where the edit came between the drawing and the sending', async () => {
    const { _id, notice } = await office.planOne();
    await send(
      office.ctx,
      () => async () => {
        const text = words;
        words = 'second';
        await redrawCopies(office.ctx, notice);
        return { text, blocks: [] };
      },
      _id,
    );
    expect(await office.posted()).toEqual(['first']);
    await sweep(office.ctx);
    expect(await waiting()).toEqual([_id]);
    await change(_id);
    expect(await office.posted()).toEqual(['second']);
  });

  it('is edited once more when a second edit came while the first was carried out', async () => {
    const { _id, notice } = await office.planOne();
    await run(_id);
    await redrawCopies(office.ctx, notice);
    const outcome = await changeCopy(
      office.ctx,
      () => async () => {
        await redrawCopies(office.ctx, notice);
        return { text: 'second', blocks: [] };
      },
      _id,
    );
    expect(outcome).toHaveProperty('again');
    words = 'third';
    expect(await change(_id)).toEqual({ done: true });
    expect(await office.posted()).toEqual(['third']);
  });
});

describe('what is drawn again when a thing has changed', () => {
  const OTHER = 'U0QH1004';
  const [THING, SECOND] = ['training.session:1', 'training.course:2'];

  it('are the copies of the people it concerns, and no others that wait anyway', async () => {
    const all = [
      await office.planOne({ about: THING }),
      await office.planOne({ about: THING, recipient: OTHER }),
      await office.planOne({ about: SECOND }),
    ];
    for (const { _id } of all) {
      await run(_id);
      await office.restBuckets();
    }
    const [own, other, second] = all.map(({ _id }) => _id);
    expect(await redrawAbout(office.ctx, [THING, SECOND])).toBe(3);
    await office.queues.queue('changes').drain();
    expect(await redrawAbout(office.ctx, THING, { recipients: [READER] })).toBe(1);
    expect(await waiting()).toEqual([own]);
    expect(await redrawAbout(office.ctx, [THING, SECOND], { recipients: [READER] })).toBe(2);
    expect((await waiting()).sort()).toEqual([own, second].sort());
    expect(await redrawCopies(office.ctx, all[1]?.notice ?? '', { recipients: [OTHER] })).toBe(1);
    expect(await waiting()).toContain(other);
  });

  it('wait behind all others where nobody waits for them', async () => {
    const { _id, notice } = await office.planOne({ about: THING });
    await run(_id);
    await redrawCopies(office.ctx, notice, { recipients: [READER], isPatient: true });
    await office.restBuckets();
    const other = await office.planOne({ about: SECOND });
    await run(other._id);
    await redrawAbout(office.ctx, SECOND);
    const jobs = await office.queues.queue('changes').getJobs(['prioritized']);
    const byPriority = jobs.toSorted((a, b) => a.priority - b.priority);
    expect(byPriority.map(({ data }) => data.id)).toEqual([other._id, _id]);
  });

  it('are found by an index that holds nothing of what is only planned', async () => {
    const wanted = { workspace: office.ctx.workspace, about: { $in: [THING, SECOND] }, startedAt: { $exists: true } };
    await office.planOne({ about: THING });
    const found = deliveries(office.ctx).collection.find({ ...wanted, recipient: { $in: [READER] } });
    const { executionStats, queryPlanner } = await found.explain('executionStats');
    expect(JSON.stringify(queryPlanner.winningPlan)).toContain('"indexName":"about"');
    expect(executionStats.totalKeysExamined).toBe(0);
  });

  it('is not the copy that was pressed, unless a job may have drawn over it', async () => {
    const { _id } = await office.planOne({ about: THING });
    await run(_id);
    const { channel = '', ts = '' } = await office.read(_id);
    expect(await redrawAbout(office.ctx, THING, { except: ts })).toBe(0);
    await redrawAbout(office.ctx, THING);
    const outcome = await changeCopy(
      office.ctx,
      () => async () => {
        const before = words;
        // Somebody presses after it is drawn, and before it is in Slack.
        words = 'pressed';
        await updateCopy(office.ctx, { channel, ts }, { text: words, blocks: [] });
        await redrawAbout(office.ctx, THING, { except: ts });
        return { text: before, blocks: [] };
      },
      _id,
    );
    expect(await office.posted()).toEqual(['first']);
    expect(outcome).toHaveProperty('again');
    expect(await change(_id)).toEqual({ done: true });
    expect(await office.posted()).toEqual(['pressed']);
    // It was settled a moment ago: what it drew may be older than the click.
    expect(await redrawAbout(office.ctx, THING, { except: ts })).toBe(1);
    expect(await change(_id)).toEqual({ done: true });
    office.pass(20_000);
    expect(await redrawAbout(office.ctx, THING, { except: ts })).toBe(0);
  });
});

describe('a notice taken back', () => {
  it('is dropped where it waits and deleted where it was sent', async () => {
    const notice = someNotice();
    const sent = await office.planOne(notice);
    await run(sent._id);
    const open = await office.planOne({ ...notice, recipient: 'U0QH1004' });
    expect(await recallCopies(office.ctx, notice.notice)).toBe(1);
    expect(await office.read(open._id)).toMatchObject({ state: 'dropped', reason: 'recalled' });
    expect(await change(sent._id)).toEqual({ done: true });
    expect(await office.posted()).toEqual([]);
    expect(await copiesOf(office.ctx, notice.notice)).toEqual({ waiting: 0, recalled: 1 });
    expect(await recallCopies(office.ctx, notice.notice)).toBe(0);
    expect(await redrawCopies(office.ctx, notice.notice)).toBe(0);
  });

  it('leaves one line where Slack does not let us delete', async () => {
    const { _id, notice } = await office.planOne();
    await run(_id);
    await recallCopies(office.ctx, notice);
    await office.fault({ method: 'chat.delete', fault: 'error', error: 'cant_delete_message', times: 1 });
    expect(await change(_id)).toEqual({ done: true });
    expect(await office.posted()).toEqual(['这条通知已经撤回。']);
    expect(await office.read(_id)).toMatchObject({ state: 'sent', recalledAt: expect.any(Date) });
  });

  it('is not sent after all when it was unclear whether Slack had it', async () => {
    const { _id, notice } = await office.planOne();
    await office.fault({ method: 'chat.postMessage', fault: 'close', times: 1 });
    const outcome = await run(_id);
    await recallCopies(office.ctx, notice);
    if ('again' in outcome) office.setTime(outcome.again);
    await run(_id);
    expect(await office.posted()).toEqual([]);
    expect(await office.read(_id)).toMatchObject({ state: 'dropped', reason: 'recalled' });
  });
});

/** Takes what a bucket gives in a minute, at once. */
async function useUp(bucket: Bucket): Promise<void> {
  const all = { ...bucket, burst: bucket.perMinute };
  for (let taken = 0; taken < bucket.perMinute; taken++) await takeFrom(office.ctx, [all]);
}

describe('changes and Slack', () => {
  it('rests the lane when a minute is used up, and when Slack says so; nothing is lost by it', async () => {
    const sent = [];
    for (let n = 0; n < 4; n++) {
      const one = await office.planOne();
      await office.restBuckets();
      await run(one._id);
      sent.push(one);
    }
    for (const { notice } of sent) await redrawCopies(office.ctx, notice);
    words = 'second';
    const [first, second, third, fourth] = sent.map((one) => one._id);
    await office.fault({ method: 'chat.update', fault: '429', times: 1, retryAfter: 20 });
    expect(await change(first ?? '')).toHaveProperty('hold');
    await office.restBuckets();
    for (const id of [first, second, third]) expect(await change(id ?? '')).toEqual({ done: true });
    // In the minute of Redis itself, which passes here too: a slow machine would have earned the next turn.
    await useUp(methodBucket(office.ctx, 'chat.update'));
    expect(await change(fourth ?? '')).toHaveProperty('hold');
    await office.restBuckets();
    expect(await change(fourth ?? '')).toEqual({ done: true });
    expect(await office.posted()).toEqual(['second', 'second', 'second', 'second']);
  });

  it('tries again what may pass, and gives up after ten tries', async () => {
    const { _id, notice } = await office.planOne();
    await run(_id);
    await redrawCopies(office.ctx, notice);
    await office.fault({ method: 'chat.update', fault: 'error', error: 'strange_weather', times: 10 });
    for (let tries = 1; tries < 10; tries++) {
      await office.restBuckets();
      expect(await change(_id)).toHaveProperty('again');
    }
    await office.restBuckets();
    expect(await change(_id)).toEqual({ done: true });
    expect(await copiesOf(office.ctx, notice)).toEqual({ waiting: 0, recalled: 0 });
  });

  it('answers a click at once, as long as there is a copy', async () => {
    const { _id, notice } = await office.planOne();
    expect(await sentCopy(office.ctx, notice, READER)).toBeUndefined();
    await run(_id);
    const copy = await sentCopy(office.ctx, notice, READER);
    if (copy === undefined) throw new Error('it was not sent');
    expect(await updateCopy(office.ctx, copy, { text: 'done', blocks: [] })).toBe(true);
    expect(await office.posted()).toEqual(['done']);
    await office.ctx.slack.chat.delete(copy);
    expect(await updateCopy(office.ctx, copy, { text: 'gone', blocks: [] })).toBe(false);
    const open = await deliveries(office.ctx).countDocuments({ change: { $exists: true } });
    expect(open).toBe(0);
  });
});
