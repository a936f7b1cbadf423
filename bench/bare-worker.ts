import { WebClient } from '@slack/web-api';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { serveHealth } from '../src/lib/health.ts';

/**
 * What the worker's sends are measured against: the least that a BullMQ worker can do. It takes a job and calls
 * `chat.postMessage` with the text that stands in it; nothing is written down. `fill N` puts so many jobs into its queue.
 */
const { REDIS_URL = '', SLACK_API_URL = '', WORKER_PORT = '0', QUEUE_PREFIX = '' } = process.env;
/** As our delivery lane. */
const AT_ONCE = 100;

const slack = new WebClient('xoxb-bench', { slackApiUrl: SLACK_API_URL, retryConfig: { retries: 0 } });
const connection = new Redis(REDIS_URL, { maxRetriesPerRequest: null });
const at = { connection, prefix: QUEUE_PREFIX };
const queue = new Queue('bare', at);
const worker = new Worker(
  'bare',
  async (job) => {
    const { channel, text } = job.data as { channel: string; text: string };
    await slack.chat.postMessage({ channel, text, blocks: [{ type: 'section', text: { type: 'mrkdwn', text } }] });
  },
  { ...at, concurrency: AT_ONCE, autorun: false },
);
await worker.waitUntilReady();
await serveHealth({ port: Number(WORKER_PORT), ready: async () => true });

process.on('message', (message) => {
  const [word, count] = String(message).split(' ');
  if (word !== 'fill') return;
  const jobs = Array.from({ length: Number(count) }, (_, n) => ({
    name: 'send',
    data: { channel: `U0B${String(n).padStart(6, '0')}`, text: `第 ${n} 条通知：今天的题已经到了，大约一分钟。` },
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
