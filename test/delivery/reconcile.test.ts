import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { deliveries } from '../../src/delivery/model.ts';
import { send } from '../../src/delivery/send.ts';
import { CHANNEL, openPostOffice, type PostOffice, READER } from './post-office.ts';

let office: PostOffice;
beforeEach(async () => {
  office = await openPostOffice();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await office.close();
});

const run = (id: string) => send(office.ctx, () => async () => ({ text: 'card', blocks: [] }), id);

describe('a crash between Slack and the record', () => {
  it.each(['close', '500', 'garbage', 'hang'])('finds the message that Slack has, after %s', async (fault) => {
    const { _id } = await office.planOne();
    await office.fault({ method: 'chat.postMessage', fault, times: 1, after: true });
    const outcome = await run(_id);
    expect(outcome).toHaveProperty('again');
    expect(await office.read(_id)).toMatchObject({ state: 'sending', attempts: 1 });
    if ('again' in outcome) office.setTime(outcome.again);
    expect(await run(_id)).toEqual({ done: true });
    expect(await office.posted()).toHaveLength(1);
    expect(await office.read(_id)).toMatchObject({ state: 'sent', attempts: 1 });
  });

  it.each(['close', '500', 'garbage'])('sends again what Slack never had, after %s', async (fault) => {
    const { _id } = await office.planOne({ recipient: CHANNEL, to: 'channel' });
    await office.fault({ method: 'chat.postMessage', fault, times: 1 });
    const outcome = await run(_id);
    if ('again' in outcome) office.setTime(outcome.again);
    expect(await run(_id)).toEqual({ done: true });
    expect(await office.posted()).toHaveLength(1);
    expect(await office.read(_id)).toMatchObject({ state: 'sent', attempts: 2 });
  });

  it('leaves a delivery alone while its taker may still be talking to Slack', async () => {
    const { _id } = await office.planOne();
    const leaseUntil = new Date('2026-11-18T02:00:30Z');
    await deliveries(office.ctx).updateOne(
      { _id },
      { $set: { state: 'sending', sendId: 'gone', startedAt: new Date('2026-11-18T02:00:00Z'), leaseUntil } },
    );
    expect(await run(_id)).toEqual({ again: leaseUntil });
    office.setTime(leaseUntil);
    expect(await run(_id)).toEqual({ done: true });
    expect(await office.posted()).toHaveLength(1);
  });

  it('drops what is too late only after looking whether it was sent', async () => {
    const expiresAt = new Date('2026-11-18T02:00:10Z');
    const { _id } = await office.planOne({ expiresAt });
    await office.fault({ method: 'chat.postMessage', fault: 'close', times: 1, after: true });
    await run(_id);
    office.pass(60_000);
    expect(await run(_id)).toEqual({ done: true });
    expect(await office.read(_id)).toMatchObject({ state: 'sent' });
  });

  it('is failed as unknown when the conversation cannot be read', async () => {
    const { _id } = await office.planOne();
    await office.fault({ method: 'chat.postMessage', fault: 'close', times: 1, after: true });
    await office.fault({ method: 'conversations.open', fault: 'error', error: 'missing_scope', times: 1 });
    await run(_id);
    office.pass(60_000);
    await run(_id);
    expect(await office.read(_id)).toMatchObject({ state: 'failed', reason: 'unsure-missing_scope' });
    expect(await office.posted()).toHaveLength(1);
  });

  it('waits with the look-up when Slack limits it', async () => {
    const { _id } = await office.planOne();
    await office.fault({ method: 'chat.postMessage', fault: 'close', times: 1, after: true });
    await office.fault({ method: 'conversations.history', fault: '429', times: 1, retryAfter: 20 });
    await run(_id);
    office.pass(60_000);
    expect(await run(_id)).toEqual({ again: new Date('2026-11-18T02:01:20Z') });
    expect(await run(_id)).toHaveProperty('again');
    await office.restBuckets();
    expect(await run(_id)).toEqual({ done: true });
  });

  it('writes Slack’s answer down when MongoDB is back', async () => {
    const { _id } = await office.planOne();
    const model = deliveries(office.ctx);
    vi.spyOn(model, 'updateOne').mockImplementationOnce(() => {
      throw new Error('MongoDB is away');
    });
    expect(await run(_id)).toEqual({ done: true });
    expect(await office.read(_id)).toMatchObject({ state: 'sent' });
    expect(await office.posted(READER)).toHaveLength(1);
  });
});
