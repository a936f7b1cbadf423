import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { NoticeRenderer } from '../../src/bot/feature.ts';
import { blockBucket, workspaceBucket } from '../../src/delivery/buckets.ts';
import { send } from '../../src/delivery/send.ts';
import { workTimesOf } from '../../src/members/calendar/work-times.ts';
import { actorOf, chooseLocale, onUserChange, setOptOut } from '../../src/members/service.ts';
import { countedCommands } from '../helpers/counted-commands.ts';
import { CHANNEL, openPostOffice, type PostOffice, READER } from './post-office.ts';

const draw: NoticeRenderer = async ({ params }) => ({ text: `card ${params.run}`, blocks: [] });
const renderers = (kind: string) => (kind === 'quiz.card' ? draw : undefined);

let office: PostOffice;
beforeEach(async () => {
  office = await openPostOffice();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await office.close();
});

const run = (id: string, by: (kind: string) => NoticeRenderer | undefined = renderers) => send(office.ctx, by, id);

describe('a delivery in good weather', () => {
  it('is posted once, with its id in the metadata, and remembers where it is', async () => {
    const { _id, params } = await office.planOne();
    expect(await run(_id)).toEqual({ done: true });
    expect(await run(_id)).toEqual({ skipped: 'sent' });

    expect(await office.posted()).toEqual([`card ${params.run}`]);
    const sent = await office.read(_id);
    expect(sent).toMatchObject({ state: 'sent', attempts: 1 });
    expect(sent.leaseUntil).toBeUndefined();
    const history = await office.ctx.slack.conversations.history({
      channel: sent.channel ?? '',
      include_all_metadata: true,
    });
    expect(history.messages?.[0]).toMatchObject({
      ts: sent.ts,
      metadata: { event_type: 'jingying_delivery', event_payload: { delivery: _id } },
    });
  });

  it('is sent once when two workers run it at the same time', async () => {
    const { _id } = await office.planOne();
    await Promise.all([run(_id), run(_id), run(_id)]);
    expect(await office.posted()).toHaveLength(1);
  });

  it('waits for its hour, and is dropped when its use is over', async () => {
    const dueAt = new Date('2026-11-18T06:00:00Z');
    const { _id } = await office.planOne({ dueAt, expiresAt: new Date('2026-11-18T07:00:00Z') });
    expect(await run(_id)).toEqual({ again: dueAt });
    office.setTime(new Date('2026-11-18T07:00:00Z'));
    expect(await run(_id)).toEqual({ skipped: 'too-late' });
    expect(await office.read(_id)).toMatchObject({ state: 'dropped', reason: 'too-late' });
    expect(await office.posted()).toEqual([]);
  });

  it('is dropped when its feature finds it needless', async () => {
    const { _id } = await office.planOne();
    await run(_id, () => async () => ({ drop: 'answered' }));
    expect(await office.read(_id)).toMatchObject({ state: 'dropped', reason: 'answered' });
  });

  it('reaches each in their own language, and nobody who has left or does not want it', async () => {
    const { ctx } = office;
    await actorOf(ctx, READER);
    await chooseLocale(ctx, READER, 'en');
    const drawn: string[] = [];
    const note = () => async (request: { locale: string; recipient: { user: string } | undefined }) => {
      drawn.push(`${request.locale} ${request.recipient?.user}`);
      return { text: 'hello', blocks: [] };
    };
    await run((await office.planOne())._id, note);
    await run((await office.planOne({ recipient: CHANNEL, to: 'channel' }))._id, note);
    expect(drawn).toEqual([`en ${READER}`, 'zh undefined']);

    const unwanted = await office.planOne();
    await setOptOut(ctx, READER, 'quiz.nudge', true);
    expect(await run((await office.planOne())._id, note)).toEqual({ done: true });
    await setOptOut(ctx, READER, 'quiz.card', true);
    expect(await run(unwanted._id)).toEqual({ skipped: 'opted-out' });
    await setOptOut(ctx, READER, 'quiz.card', false);
    await setOptOut(ctx, READER, 'quiz', true);
    expect(await run((await office.planOne())._id)).toEqual({ skipped: 'opted-out' });
    const left = await office.planOne();
    await onUserChange(ctx, { id: READER, deleted: true });
    expect(await run(left._id)).toEqual({ skipped: 'left' });
    const stranger = await office.planOne({ recipient: 'U0NOBODY' });
    expect(await run(stranger._id)).toEqual({ skipped: 'left' });
  });

  it('does not know an id of nobody', async () => {
    expect(await run('nobody')).toEqual({ skipped: 'unknown' });
  });
});

describe('limits', () => {
  it('lets a channel have a short burst, then one a second, without asking Slack', async () => {
    const ids = [];
    for (let i = 0; i < 4; i++) ids.push((await office.planOne({ recipient: CHANNEL, to: 'channel' }))._id);
    for (const id of ids.slice(0, 3)) expect(await run(id)).toEqual({ done: true });
    const outcome = await run(ids[3] ?? '');
    expect(outcome).toHaveProperty('again');
    expect(await office.read(ids[3] ?? '')).toMatchObject({ state: 'planned', attempts: 0 });
    expect(await office.posted()).toHaveLength(3);
  });

  it('rests the lane when the workspace has had its minute', async () => {
    await office.close();
    office = await openPostOffice({ SENDS_PER_MINUTE: '25' });
    const first = await office.planOne();
    const second = await office.planOne({ recipient: 'U0QH1004' });
    expect(await run(first._id)).toEqual({ done: true });
    expect(await run(second._id)).toHaveProperty('hold');
  });

  it('goes out in its turn, which it took ahead, or not at all when Slack has refused another one meanwhile', async () => {
    await office.close();
    office = await openPostOffice({ SENDS_PER_MINUTE: '60' });
    const [first, second, third] = [
      await office.planOne(),
      await office.planOne({ recipient: 'U0QH1004' }),
      await office.planOne({ recipient: 'U0QH1005' }),
    ];
    for (const { _id } of [first, second]) expect(await run(_id)).toEqual({ done: true });
    const refusedMeanwhile = () => async () => {
      await blockBucket(office.ctx, workspaceBucket(office.ctx), 30_000);
      return { text: 'hello', blocks: [] };
    };
    expect(await run(third._id, refusedMeanwhile)).toHaveProperty('hold');
    expect(await office.read(third._id)).toMatchObject({ state: 'planned', attempts: 0 });
  });

  it('takes a 429 in a rested conversation for the workspace: everything rests, nothing is burnt', async () => {
    const first = await office.planOne();
    const second = await office.planOne({ recipient: CHANNEL, to: 'channel' });
    await office.fault({ method: 'chat.postMessage', fault: '429', times: 1, retryAfter: 30 });
    const outcome = await run(first._id);
    const until = 'hold' in outcome ? outcome.hold.getTime() - Date.parse('2026-11-18T02:00:00Z') : 0;
    expect(until).toBe(30_000);
    expect(await office.read(first._id)).toMatchObject({ state: 'planned', attempts: 0 });
    expect(await run(second._id)).toHaveProperty('hold');
    await office.restBuckets();
    expect(await run(first._id)).toEqual({ done: true });
  });

  it('takes a 429 in a busy channel for the channel: others go on', async () => {
    const [first, second, third] = await Promise.all([
      office.planOne({ recipient: CHANNEL, to: 'channel' }),
      office.planOne({ recipient: CHANNEL, to: 'channel' }),
      office.planOne(),
    ]);
    await run(first._id);
    await office.fault({ method: 'chat.postMessage', fault: '429', times: 1, retryAfter: 30 });
    expect(await run(second._id)).toHaveProperty('again');
    expect(await run(second._id)).toHaveProperty('again');
    expect(await run(third._id)).toEqual({ done: true });
  });
});

describe('what Slack refuses', () => {
  it('is failed with the reason when it is permanent', async () => {
    const { _id } = await office.planOne({ recipient: 'C0NOWHERE', to: 'channel' });
    expect(await run(_id)).toEqual({ done: true });
    expect(await office.read(_id)).toMatchObject({ state: 'failed', reason: 'channel_not_found' });
    expect(await run(_id)).toEqual({ skipped: 'failed' });
  });

  it('is tried again with longer and longer pauses when it may pass, and failed with the reason in the end', async () => {
    await office.fault({ method: 'chat.postMessage', fault: 'error', error: 'strange_weather', times: 99 });
    const { _id } = await office.planOne();
    const pauses: number[] = [];
    for (let i = 0; i < 9; i++) {
      const outcome = await run(_id);
      if (!('again' in outcome)) throw new Error('it gave up early');
      pauses.push(outcome.again.getTime());
      office.setTime(outcome.again);
      await office.restBuckets();
    }
    expect(pauses.every((at, i) => at > (pauses[i - 1] ?? 0))).toBe(true);
    expect(await run(_id)).toEqual({ done: true });
    expect(await office.read(_id)).toMatchObject({ state: 'failed', reason: 'strange_weather', attempts: 10 });
  });

  it('does not try a notice for ever that nobody can draw', async () => {
    const { _id } = await office.planOne({ kind: 'quiz.nothing' });
    for (let i = 0; i < 9; i++) {
      await office.restBuckets();
      expect(await run(_id)).toHaveProperty('again');
    }
    await office.restBuckets();
    await run(_id);
    expect(await office.read(_id)).toMatchObject({ state: 'failed', reason: 'not-drawn' });
  });

  it('costs four commands; docs/internals/performance.md says which', async () => {
    const [known, counted] = [await office.planOne(), await office.planOne()];
    await run(known._id);
    const { db, taken, close } = await countedCommands(office.ctx.db);
    // The calendar is read once in seconds, not for each notice.
    await workTimesOf({ ...office.ctx, db });
    taken();
    await send({ ...office.ctx, db }, renderers, counted._id);
    expect(taken()).toEqual(['find deliveries', 'find members', 'update deliveries', 'update deliveries']);
    close();
  });
});
