import { randomBytes } from 'node:crypto';
import type { Identity } from './hub.ts';
import type { Answer, Envelope, Transport } from './transport.ts';
import type { Fields } from './validate/schema.ts';

/** Everything Slack tells the bot: interactions once, events again when no ack came. */
export class Outbound {
  readonly #identity: Identity;
  readonly #transport: () => Transport;
  readonly #now: () => number;
  readonly #retryMs: number[];
  readonly #timers = new Set<NodeJS.Timeout>();
  #last: Envelope | undefined;
  #isClosed = false;

  constructor(options: { identity: Identity; transport: () => Transport; now: () => number; retryMs: number[] }) {
    this.#identity = options.identity;
    this.#transport = options.transport;
    this.#now = options.now;
    this.#retryMs = options.retryMs;
  }

  get isOnline() {
    return this.#transport().isOnline;
  }

  interact(type: 'interactive' | 'slash_commands', payload: Fields, acceptsResponse: boolean): Promise<Answer> {
    this.#last = { type, payload, acceptsResponse };
    return this.#transport().send(this.#last);
  }

  /** Wraps an event and delivers it; the promise is the answer to the first try. */
  event(event: Fields): Promise<Answer> {
    const { teamId, appId, botUserId, verificationToken } = this.#identity;
    const id = randomBytes(8).toString('hex').toUpperCase();
    this.#last = {
      type: 'events_api',
      acceptsResponse: false,
      payload: {
        token: verificationToken,
        team_id: teamId,
        context_team_id: teamId,
        context_enterprise_id: null,
        api_app_id: appId,
        event: { ...event, event_ts: event.event_ts ?? (this.#now() / 1000).toFixed(6) },
        type: 'event_callback',
        event_id: `Ev${id}`,
        event_time: Math.floor(this.#now() / 1000),
        authorizations: [
          { enterprise_id: null, team_id: teamId, user_id: botUserId, is_bot: true, is_enterprise_install: false },
        ],
        is_ext_shared_channel: false,
        event_context: `4-${id}`,
      },
    };
    return this.#attempt(this.#last, 0);
  }

  /** The last thing delivered, once more and unchanged, as when an ack was lost. */
  async redeliver(): Promise<Answer> {
    if (!this.#last) return { ok: false, error: 'dispatch_failed', reason: 'nothing was delivered yet' };
    const retry = this.#last.type === 'events_api' ? { retry: { attempt: 1, reason: 'timeout' } } : {};
    return this.#transport().send({ ...this.#last, ...retry });
  }

  close() {
    this.#isClosed = true;
    for (const timer of this.#timers) clearTimeout(timer);
  }

  async #attempt(envelope: Envelope, tries: number): Promise<Answer> {
    const answer = await this.#transport().send(envelope);
    const delay = this.#retryMs[tries];
    if (answer.ok || answer.noRetry || delay === undefined || this.#isClosed) return answer;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void this.#attempt({ ...envelope, retry: { attempt: tries + 1, reason: answer.reason } }, tries + 1);
    }, delay);
    this.#timers.add(timer);
    return answer;
  }
}
