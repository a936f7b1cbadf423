/** One call the bot made to the Web API, or what it answered an interaction with. */
export interface Call {
  method: string;
  /** Milliseconds by the workspace's clock. */
  at: number;
  ok: boolean;
  error?: string;
  messages?: string[];
  args: Record<string, unknown>;
}

const KEPT = 5000;
const LONG = 500;

const short = (value: unknown): unknown => {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (text === undefined || text.length <= LONG) return value;
  return `${text.slice(0, LONG)}…`;
};

/** What the bot asked for and was answered, the newest last. Tokens are left out. */
export class CallLog {
  readonly #calls: Call[] = [];
  readonly #heard: ((call: Call) => void) | undefined;

  /** @param heard is told each call as it was made, whole. */
  constructor(heard?: (call: Call) => void) {
    this.#heard = heard;
  }

  add(call: Call) {
    this.#heard?.(call);
    const args = Object.fromEntries(
      Object.entries(call.args)
        .filter(([name]) => name !== 'token')
        .map(([name, value]) => [name, short(value)]),
    );
    this.#calls.push({ ...call, args });
    if (this.#calls.length > KEPT) this.#calls.splice(0, this.#calls.length - KEPT);
  }

  list(method?: string): Call[] {
    return method ? this.#calls.filter((one) => one.method === method) : [...this.#calls];
  }

  clear() {
    this.#calls.length = 0;
  }
}
