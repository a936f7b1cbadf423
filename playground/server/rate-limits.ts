/** Calls a minute by tier. Slack promises one and more for tier 1; a bot that is restarted while one works on it asks more often. */
const tiers = { special: 300, tier1: 20, tier2: 20, tier3: 50, tier4: 100 };

const tierOf: Record<string, keyof typeof tiers> = {
  'auth.test': 'special',
  'apps.connections.open': 'tier1',
  'chat.getPermalink': 'special',
  'chat.postEphemeral': 'tier4',
  'conversations.list': 'tier2',
  'conversations.create': 'tier2',
  'conversations.members': 'tier4',
  'files.getUploadURLExternal': 'tier4',
  'files.completeUploadExternal': 'tier4',
  'files.info': 'tier4',
  'reactions.remove': 'tier2',
  'users.list': 'tier2',
  'users.info': 'tier4',
  'views.open': 'tier4',
  'views.push': 'tier4',
  'views.update': 'tier4',
  'views.publish': 'tier4',
};

const MINUTE = 60_000;
/** chat.postMessage: one a second per channel, with short bursts, and a ceiling for the workspace. */
const CHANNEL_BURST = 4;
const CHANNEL_REFILL_MS = 1000;
const WORKSPACE_PER_MINUTE = 300;

interface Bucket {
  tokens: number;
  at: number;
}

/** Slack's limits in real time: moving the workspace's clock earns nothing. */
export class RateLimits {
  isOn: boolean;
  readonly #windows = new Map<string, number[]>();
  readonly #buckets = new Map<string, Bucket>();

  constructor(isOn: boolean) {
    this.isOn = isOn;
  }

  /** Seconds to wait, or 0 when the call may go on; a call that may go on is counted. */
  take(method: string, channel: string): number {
    if (!this.isOn) return 0;
    if (method !== 'chat.postMessage') return this.#window(method, tiers[tierOf[method] ?? 'tier3']);
    const wait = this.#bucket(channel);
    if (wait > 0) return wait;
    return this.#window(method, WORKSPACE_PER_MINUTE);
  }

  clear() {
    this.#windows.clear();
    this.#buckets.clear();
  }

  #window(name: string, max: number): number {
    const now = performance.now();
    const times = (this.#windows.get(name) ?? []).filter((at) => now - at < MINUTE);
    this.#windows.set(name, times);
    const oldest = times[0];
    if (times.length >= max && oldest !== undefined) return Math.ceil((oldest + MINUTE - now) / 1000);
    times.push(now);
    return 0;
  }

  #bucket(channel: string): number {
    const now = performance.now();
    const known = this.#buckets.get(channel) ?? { tokens: CHANNEL_BURST, at: now };
    const tokens = Math.min(CHANNEL_BURST, known.tokens + (now - known.at) / CHANNEL_REFILL_MS);
    if (tokens < 1) {
      this.#buckets.set(channel, { tokens, at: now });
      return Math.max(1, Math.ceil((1 - tokens) * (CHANNEL_REFILL_MS / 1000)));
    }
    this.#buckets.set(channel, { tokens: tokens - 1, at: now });
    return 0;
  }
}
