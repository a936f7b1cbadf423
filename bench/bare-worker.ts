import type { KnownBlock } from '@slack/types';
import { WebClient } from '@slack/web-api';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { cardMessage } from '../src/features/quiz/card/views.ts';
import { serveHealth } from '../src/lib/health.ts';
import { contentAt, userAt } from './company.ts';

/**
 * What the worker's sends are measured against: the least that a BullMQ worker can do. It takes a job and calls
 * `chat.postMessage` for the recipient that stands in it, with the card that ours sends, drawn beforehand; nothing is read
 * or written down. `fill N` puts so many jobs into its queue.
 */
const { REDIS_URL = '', SLACK_API_URL = '', WORKER_PORT = '0', QUEUE_PREFIX = '' } = process.env;
/** As many as the Web API's client sends at once; with more it is slower. */
const AT_ONCE = 100;

const card = cardMessage('zh', {
  ref: { kind: 'card', card: 'bench-card', item: 0 },
  picked: undefined,
  streak: 0,
  until: '17:30',
  mode: 'card',
  position: { now: 1, of: 1 },
  question: { content: contentAt(0), order: [0, 1, 2, 3] },
});

const slack = new WebClient('xoxb-bench', { slackApiUrl: SLACK_API_URL, retryConfig: { retries: 0 } });
const connection = new Redis(REDIS_URL, { maxRetriesPerRequest: null });
const at = { connection, prefix: QUEUE_PREFIX };
const queue = new Queue('bare', at);
const worker = new Worker(
  'bare',
  async (job) => {
    const { channel } = job.data as { channel: string };
    await slack.chat.postMessage({ channel, text: card.text, blocks: card.blocks as KnownBlock[] });
  },
  { ...at, concurrency: AT_ONCE, autorun: false },
);
void worker.waitUntilReady().then(() => serveHealth({ port: Number(WORKER_PORT), ready: async () => true }));

process.on('message', (message) => {
  const [word, count] = String(message).split(' ');
  if (word !== 'fill') return;
  const jobs = Array.from({ length: Number(count) }, (_, n) => ({
    name: 'send',
    data: { channel: userAt(n) },
    opts: { attempts: 5, backoff: { type: 'exponential', delay: 2_000 }, removeOnComplete: true, removeOnFail: true },
  }));
  queue
    .addBulk(jobs)
    .then(() => void worker.run())
    .then(
      () => process.send?.({ filled: jobs.length }),
      () => process.exit(1),
    );
});
process.on('SIGTERM', () => process.exit(0));
