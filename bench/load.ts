import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';

export const SIGNING_SECRET = 'a-secret-of-the-bench-only';
const PATH = '/slack/events';

/** A click: on "confirm", as it stands on a card, unless it says which button of a modal it is. */
export interface Click {
  user: string;
  /** What the button carries: of a card its reference (`confirmRef`). */
  value: string;
  /** The button of a modal. */
  action?: string;
  /** The metadata of that modal. */
  metadata?: string;
  /** Which round it belongs to: the person's conversation with the bot is called by it, for the bare app to tell them apart. */
  round: string;
}

export interface SignedRequest {
  body: string;
  headers: Record<string, string | number>;
}

let clicks = 0;

/** A click as Slack sends it: form-encoded `block_actions` under a v0 signature of now. */
export function signedClick(click: Click, responseUrl: string): SignedRequest {
  clicks += 1;
  const at = Math.floor(Date.now() / 1_000);
  const ts = `${at}.${String(clicks).padStart(6, '0')}`;
  const payload = {
    type: 'block_actions',
    user: { id: click.user, username: click.user, name: click.user, team_id: 'T0BENCH' },
    api_app_id: 'A0BENCH',
    token: 'unused',
    trigger_id: `${at}.${clicks}.bench`,
    team: { id: 'T0BENCH', domain: 'bench' },
    enterprise: null,
    is_enterprise_install: false,
    ...(click.action === undefined ? onCard(click, ts, responseUrl) : inModal(click)),
    actions: [
      {
        type: 'button',
        action_id: click.action ?? 'quiz.confirm',
        block_id: 'card',
        text: { type: 'plain_text', text: '确认' },
        value: click.value,
        action_ts: ts,
      },
    ],
  };
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const signature = createHmac('sha256', SIGNING_SECRET).update(`v0:${at}:${body}`).digest('hex');
  return {
    body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': Buffer.byteLength(body),
      'x-slack-request-timestamp': String(at),
      'x-slack-signature': `v0=${signature}`,
    },
  };
}

/** Where a click on a card is made. */
function onCard({ round }: Click, ts: string, responseUrl: string) {
  const conversation = `D${round}`;
  return {
    container: { type: 'message', message_ts: ts, channel_id: conversation, is_ephemeral: false },
    channel: { id: conversation, name: 'directmessage' },
    message: { type: 'message', ts, user: 'U0BOT', text: '今天的题', blocks: [] },
    state: { values: {} },
    response_url: responseUrl,
  };
}

const inModal = ({ metadata = '' }: Click) => ({
  container: { type: 'view', view_id: 'V0BENCH' },
  view: {
    id: 'V0BENCH',
    type: 'modal',
    callback_id: 'bot.shown',
    private_metadata: metadata,
    blocks: [],
    state: { values: {} },
  },
});

export interface Target {
  port: number;
  agent: Agent;
}

export function targetAt(port: number): Target {
  return { port, agent: new Agent({ keepAlive: true, maxSockets: 256 }) };
}

/**
 * Sends one and waits for the whole ack. Where the other side has closed the idle connection in the same moment, nothing of it
 * was read, and it is sent on another one.
 * @throws Error for anything but 200.
 */
export function send(target: Target, signed: SignedRequest): Promise<void> {
  return new Promise((resolve, reject) => {
    const { port, agent } = target;
    const options = { host: '127.0.0.1', port, path: PATH, method: 'POST', agent, headers: signed.headers };
    const sent = request(options, (response) => {
      response.resume();
      response.once('error', reject);
      response.once('end', () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`the ack was ${response.statusCode}`));
      });
    });
    sent.on('error', (error: NodeJS.ErrnoException) => {
      if (sent.reusedSocket && error.code === 'ECONNRESET') resolve(send(target, signed));
      else reject(error);
    });
    sent.end(signed.body);
  });
}

/** Sends all, `width` at a time: the next goes out when an ack is in. */
export async function sendClosed(target: Target, all: readonly SignedRequest[], width: number): Promise<void> {
  const waiting = all.values();
  const work = async (): Promise<void> => {
    for (const one of waiting) await send(target, one);
  };
  await Promise.all(Array.from({ length: width }, work));
}

/**
 * Sends so many per second whatever comes back.
 * @returns ms from when each was due to its ack: a sender that comes late counts against the server, not for it.
 */
export async function sendOpen(target: Target, all: readonly SignedRequest[], perSecond: number): Promise<number[]> {
  const since = performance.now();
  const acks: Promise<number>[] = [];
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const due = Math.min(all.length, Math.floor(((performance.now() - since) * perSecond) / 1_000) + 1);
      for (const one of all.slice(acks.length, due)) {
        const dueAt = since + (acks.length * 1_000) / perSecond;
        const ack = send(target, one).then(() => performance.now() - dueAt);
        // Told below, with all the others.
        ack.catch(() => {});
        acks.push(ack);
      }
      if (acks.length === all.length) {
        clearInterval(timer);
        resolve();
      }
    }, 1);
  });
  return Promise.all(acks);
}

export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1
    ? (sorted[Math.floor(middle)] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}
