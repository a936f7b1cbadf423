import { App, LogLevel } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { afterEach } from 'vitest';
import { WebSocket } from 'ws';
import { connect, type PlaygroundClient } from '../../playground/client.ts';
import { type Playground, type PlaygroundOptions, startPlayground } from '../../playground/server/playground.ts';

export const XIAOMEI = 'U0QH1003';
export const LIQIANG = 'U0QH1004';
export const GENERAL = 'C0GENERAL';

/** What a test has opened; it is closed after the test, the last first. */
export const closers: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A workspace without a bot, the bot's client of its API, and who acts as people. */
export interface World {
  play: Playground;
  slack: WebClient;
  client: PlaygroundClient;
}

export async function world(options: Partial<PlaygroundOptions> = {}): Promise<World> {
  const play = await startPlayground({
    now: Date.now,
    commands: [{ command: '/jy', description: '', usage_hint: '' }],
    shortcuts: [{ name: 'Ask', callback_id: 'ask', type: 'message', description: '' }],
    ...options,
  });
  const client = connect(play.url);
  closers.push(() => play.close());
  closers.push(() => client.close());
  const slack = clientOf(play, play.botToken);
  return { play, slack, client };
}

export const clientOf = (play: Playground, token: string) =>
  new WebClient(token, {
    slackApiUrl: play.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
  });

/** A bot of Bolt, over a socket. */
export async function boltApp({ play }: World) {
  const app = new App({
    token: play.botToken,
    appToken: play.appToken,
    socketMode: true,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: play.apiUrl },
  });
  await app.start();
  closers.push(() => app.stop());
  return app;
}

/** What the API refused, and why. */
export async function refusal(call: Promise<unknown>): Promise<{ error: string; messages: string[] }> {
  try {
    await call;
  } catch (error) {
    const { data } = error as { data: { error: string; response_metadata?: { messages?: string[] } } };
    return { error: data.error, messages: data.response_metadata?.messages ?? [] };
  }
  throw new Error('the call was taken');
}

export const words = (text: string) => ({ type: 'plain_text' as const, text });
export const button = (action: string, value = '1') => ({
  type: 'actions' as const,
  elements: [{ type: 'button' as const, action_id: action, text: words(`按 ${action}`), value }],
});
export const modal = (more: object = {}) => ({
  type: 'modal' as const,
  callback_id: 'form',
  title: words('表'),
  submit: words('交'),
  blocks: [
    {
      type: 'input' as const,
      block_id: 'name',
      label: words('姓名'),
      element: { type: 'plain_text_input' as const, action_id: 'text' },
    },
  ],
  ...more,
});

export interface Packet {
  envelope_id: string;
  type: string;
  retry_attempt?: number;
  payload: Record<string, unknown>;
}

/** A bot with nothing but a socket. `answer` acks, with a payload or without; returning false keeps silent. */
export async function rawSocket({ play }: World, answer: (packet: Packet) => unknown = () => undefined) {
  const { url } = await clientOf(play, play.appToken).apps.connections.open();
  const socket = new WebSocket(url ?? '');
  const packets: Packet[] = [];
  const greeted = new Promise((resolve) => {
    socket.on('message', (data) => {
      const packet: Packet = JSON.parse(String(data));
      if (packet.type === 'hello') return resolve(packet);
      if (!packet.envelope_id) return;
      packets.push(packet);
      const payload = answer(packet);
      if (payload !== false) socket.send(JSON.stringify({ envelope_id: packet.envelope_id, payload }));
    });
  });
  await greeted;
  closers.push(() => socket.terminate());
  return { socket, packets };
}

/** The newest trigger the bot was given. */
export const triggerIn = (packets: Packet[]) =>
  String(packets.findLast((one) => one.payload.trigger_id)?.payload.trigger_id);
