import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import type { Answer, Envelope, Transport } from './transport.ts';
import { isFields } from './validate/schema.ts';

const PING_MS = 5000;

/** Socket Mode: each envelope goes to one of the open sockets, in turn. */
export class SocketTransport implements Transport {
  readonly #sockets: WebSocket[] = [];
  readonly #waiting = new Map<string, { answer: (answer: Answer) => void }>();
  readonly #ackMs: number;
  readonly #appId: string;
  readonly #onChange: () => void;
  #turn = 0;

  constructor(options: { ackMs: number; appId: string; onChange: () => void }) {
    this.#ackMs = options.ackMs;
    this.#appId = options.appId;
    this.#onChange = options.onChange;
  }

  get isOnline() {
    return this.#sockets.length > 0;
  }

  get count() {
    return this.#sockets.length;
  }

  add(socket: WebSocket) {
    this.#sockets.push(socket);
    socket.on('message', (data) => this.#receive(String(data)));
    const ping = setInterval(() => socket.ping(`Ping from playground ${Date.now()}`), PING_MS);
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      clearInterval(ping);
      this.#sockets.splice(this.#sockets.indexOf(socket), 1);
      this.#onChange();
    });
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: this.#sockets.length,
        debug_info: { host: 'playground', build_number: 1, approximate_connection_time: 18060 },
        connection_info: { app_id: this.#appId },
      }),
    );
    this.#onChange();
  }

  send(envelope: Envelope): Promise<Answer> {
    const socket = this.#sockets[this.#turn % Math.max(this.#sockets.length, 1)];
    this.#turn += 1;
    if (!socket) return Promise.resolve({ ok: false, error: 'dispatch_failed', reason: 'connection_failed' });
    const id = randomUUID();
    return new Promise((resolve) => {
      const timer = setTimeout(() => finish({ ok: false, error: 'operation_timeout', reason: 'timeout' }), this.#ackMs);
      const finish = (answer: Answer) => {
        clearTimeout(timer);
        this.#waiting.delete(id);
        resolve(answer);
      };
      this.#waiting.set(id, { answer: finish });
      socket.send(
        JSON.stringify({
          envelope_id: id,
          payload: envelope.payload,
          type: envelope.type,
          accepts_response_payload: envelope.acceptsResponse,
          ...(envelope.type === 'events_api'
            ? { retry_attempt: envelope.retry?.attempt ?? 0, retry_reason: envelope.retry?.reason ?? '' }
            : {}),
        }),
      );
    });
  }

  /** Slack asks apps to reconnect now and then: a `disconnect`, then the socket is closed. */
  disconnectAll(reason: 'refresh_requested' | 'warning' | 'link_disabled') {
    for (const socket of [...this.#sockets]) {
      socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'playground' } }));
      if (reason !== 'warning') socket.close();
    }
  }

  /** Nobody waits for an ack any longer. */
  giveUp() {
    for (const { answer } of [...this.#waiting.values()])
      answer({ ok: false, error: 'dispatch_failed', reason: 'connection_failed' });
  }

  #receive(data: string) {
    let message: unknown;
    try {
      message = JSON.parse(data);
    } catch {
      return;
    }
    if (!isFields(message) || typeof message.envelope_id !== 'string') return;
    this.#waiting.get(message.envelope_id)?.answer({ ok: true, body: message.payload });
  }
}
