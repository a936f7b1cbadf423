import { z } from 'zod';
import { defineJob } from './define.ts';

/** Sends one delivery. What may be tried again is decided by the delivery's record, so that Redis need not remember it. */
export const deliverySend = defineJob({
  name: 'delivery.send',
  lane: 'delivery',
  payload: z.object({ id: z.string().min(1) }),
  priority: 50_000,
});

/** Queues deliveries that have come near, and finds those that have lost their job: a crash between MongoDB and Redis, or Redis lost. */
export const deliverySweep = defineJob({
  name: 'delivery.sweep',
  payload: z.object({}),
  attempts: 1,
  // Two hundred thousand sends that come near at once take a minute.
  limitMs: 600_000,
  everyMs: 30_000,
});

/** Draws an open page again about a send that is on its way. It ends with the page, or with the last of the send. */
export const deliveryLive = defineJob({
  name: 'delivery.live',
  payload: z.object({
    page: z.string().min(1),
    id: z.string().min(1),
    user: z.string().min(1),
    view: z.string().min(1),
    since: z.number(),
  }),
});

/** Brings the copy of one delivery in Slack to what its record wishes: drawn again, or taken back. */
export const deliveryChange = defineJob({
  name: 'delivery.change',
  lane: 'changes',
  payload: z.object({ id: z.string().min(1) }),
});
