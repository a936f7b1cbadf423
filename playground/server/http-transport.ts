import { createHmac, randomBytes } from 'node:crypto';
import type { Answer, Envelope, Transport } from './transport.ts';
import { isFields } from './validate/schema.ts';

const PROBE_MS = 500;

/** Events and interactions as signed HTTP requests, after the address has answered Slack's challenge. */
export class HttpTransport implements Transport {
  readonly #url: string;
  readonly #secret: string;
  readonly #now: () => number;
  readonly #ackMs: number;
  readonly #token: string;
  readonly #onChange: () => void;
  #probe: NodeJS.Timeout | undefined;
  #isVerified = false;
  #isClosed = false;

  constructor(options: {
    url: string;
    signingSecret: string;
    now: () => number;
    ackMs: number;
    verificationToken: string;
    onChange: () => void;
  }) {
    this.#url = options.url;
    this.#secret = options.signingSecret;
    this.#now = options.now;
    this.#ackMs = options.ackMs;
    this.#token = options.verificationToken;
    this.#onChange = options.onChange;
    void this.#verifyUntilAnswered();
  }

  get isOnline() {
    return this.#isVerified;
  }

  close() {
    this.#isClosed = true;
    clearTimeout(this.#probe);
  }

  async send(envelope: Envelope): Promise<Answer> {
    if (!this.#isVerified && !(await this.#verify()))
      return { ok: false, error: 'dispatch_failed', reason: 'connection_failed' };
    const retry: Record<string, string> = envelope.retry
      ? { 'x-slack-retry-num': String(envelope.retry.attempt), 'x-slack-retry-reason': envelope.retry.reason }
      : {};
    if (envelope.type === 'events_api')
      return this.#request(JSON.stringify(envelope.payload), 'application/json', retry);
    const form =
      envelope.type === 'interactive'
        ? new URLSearchParams({ payload: JSON.stringify(envelope.payload) })
        : new URLSearchParams(Object.entries(envelope.payload).map(([name, value]) => [name, String(value)]));
    return this.#request(String(form), 'application/x-www-form-urlencoded', retry);
  }

  async #verifyUntilAnswered() {
    if (this.#isClosed || this.#isVerified) return;
    await this.#verify();
    if (!this.#isVerified && !this.#isClosed)
      this.#probe = setTimeout(() => void this.#verifyUntilAnswered(), PROBE_MS);
  }

  async #verify(): Promise<boolean> {
    const challenge = randomBytes(20).toString('hex');
    const body = JSON.stringify({ token: this.#token, challenge, type: 'url_verification' });
    const answer = await this.#request(body, 'application/json', {});
    const given = answer.ok ? answer.body : undefined;
    const isVerified = given === challenge || (isFields(given) && given.challenge === challenge);
    if (isVerified !== this.#isVerified) {
      this.#isVerified = isVerified;
      this.#onChange();
    }
    return isVerified;
  }

  async #request(body: string, type: string, headers: Record<string, string>): Promise<Answer> {
    const timestamp = String(Math.floor(this.#now() / 1000));
    const signature = createHmac('sha256', this.#secret).update(`v0:${timestamp}:${body}`).digest('hex');
    try {
      const response = await fetch(this.#url, {
        method: 'POST',
        body,
        redirect: 'manual',
        headers: {
          'content-type': type,
          'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
          'x-slack-request-timestamp': timestamp,
          'x-slack-signature': `v0=${signature}`,
          ...headers,
        },
        signal: AbortSignal.timeout(this.#ackMs),
      });
      const text = await response.text();
      const noRetry = response.headers.get('x-slack-no-retry') === '1';
      if (!response.ok) return { ok: false, error: 'dispatch_failed', reason: 'http_error', noRetry };
      return { ok: true, body: parsed(text) };
    } catch (error) {
      if (error instanceof Error && error.name === 'TimeoutError')
        return { ok: false, error: 'operation_timeout', reason: 'http_timeout' };
      return { ok: false, error: 'dispatch_failed', reason: 'connection_failed' };
    }
  }
}

/** Bots answer with JSON, with plain text, or with nothing. */
function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
