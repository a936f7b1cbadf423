import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { JobDefinition } from '../../jobs/define.ts';
import { deliveryChange, deliveryLive, deliverySend, deliverySweep } from '../../jobs/delivery.ts';
import { deliveryWorkers } from '../../jobs/delivery.worker.ts';
import { startWorker } from '../../jobs/worker.ts';
import { demoCompany } from '../../playground/company.ts';
import { plan } from '../../src/delivery/plan.ts';
import { progress } from '../../src/delivery/progress/progress.ts';
import { CHANNEL, openPostOffice, type PostOffice, someNotice } from './post-office.ts';

const PEOPLE = demoCompany()
  .people.filter((person) => !person.isBot)
  .map((person) => person.id);

let office: PostOffice;
beforeEach(async () => {
  office = await openPostOffice();
  vi.restoreAllMocks();
});
afterEach(() => office.close());

it('two workers bring every notice to everybody exactly once, whatever Slack does meanwhile', async () => {
  const { ctx } = office;
  const notice = someNotice();
  for (const order of [
    { fault: '429', times: 1, retryAfter: 1 },
    { fault: 'close', times: 1, after: true },
    { fault: 'garbage', times: 1, after: true },
    { fault: '500', times: 2 },
    { fault: 'error', error: 'strange_weather', times: 1 },
  ]) {
    await office.fault({ method: 'chat.postMessage', ...order });
  }
  const renderers = () => async () => ({ text: notice.notice, blocks: [] });
  const start = () =>
    startWorker(ctx, deliveryWorkers({ notice: renderers, livePage: () => undefined }), [
      deliveryChange,
      deliveryLive,
      deliverySend,
      deliverySweep,
    ] as JobDefinition<unknown>[]);
  const workers = await Promise.all([start(), start()]);
  await plan(ctx, [
    ...PEOPLE.map((recipient) => ({ ...notice, recipient, urgent: true })),
    { ...notice, recipient: CHANNEL, to: 'channel' as const },
  ]);
  await vi.waitFor(
    async () =>
      expect(await progress(ctx, notice.notice)).toEqual({
        planned: 0,
        paused: 0,
        sending: 0,
        sent: PEOPLE.length + 1,
        failed: {},
        dropped: {},
        startsAt: expect.any(Date),
        waves: [],
      }),
    { timeout: 90_000, interval: 50 },
  );
  await Promise.all(workers.map((worker) => worker.close()));
  const seen = await Promise.all(PEOPLE.map((user) => office.posted(user)));
  // In the DM once and in the channel once.
  expect(seen.map((texts) => texts.filter((text) => text === notice.notice).length)).toEqual(PEOPLE.map(() => 2));
}, 120_000);
