import { randomBytes } from 'node:crypto';
import { SlackError } from './slack-error.ts';

interface Trigger {
  user: string;
  /** The modal it came from. */
  view: string | undefined;
  bornAt: number;
  used: boolean;
}

const KEPT_MS = 10 * 60_000;

/** `trigger_id`s: three seconds of real time, once. */
export class Triggers {
  readonly #known = new Map<string, Trigger>();
  readonly #lifeMs: number;

  constructor(lifeMs: number) {
    this.#lifeMs = lifeMs;
  }

  create(user: string, view?: string): string {
    const now = performance.now();
    for (const [id, trigger] of this.#known) if (now - trigger.bornAt > KEPT_MS) this.#known.delete(id);
    const id = `${Date.now()}.${Math.floor(Math.random() * 1e9)}.${randomBytes(16).toString('hex')}`;
    this.#known.set(id, { user, view, bornAt: now, used: false });
    return id;
  }

  /** Whose trigger it is, and from which modal. */
  peek(id: string): { user: string; view: string | undefined } {
    const trigger = this.#known.get(id);
    if (!trigger) throw new SlackError('invalid_trigger_id');
    if (trigger.used) throw new SlackError('exchanged_trigger_id');
    if (performance.now() - trigger.bornAt > this.#lifeMs) throw new SlackError('expired_trigger_id');
    return trigger;
  }

  spend(id: string) {
    const trigger = this.#known.get(id);
    if (trigger) trigger.used = true;
  }
}
