export type FaultKind = '500' | '429' | 'hang' | 'garbage' | 'close' | 'error';

export interface FaultOrder {
  /** A method's name, `response_url`, or `*` for all. */
  method: string;
  fault: FaultKind;
  times: number;
  /** Seconds, with `429`. */
  retryAfter?: number;
  /** The code, with `error`. */
  error?: string;
  /** Do the work first and lose the answer: what a crash between the two looks like to the bot. */
  after?: boolean;
}

const kinds: string[] = ['500', '429', 'hang', 'garbage', 'close', 'error'] satisfies FaultKind[];

export const isFaultKind = (value: unknown): value is FaultKind => typeof value === 'string' && kinds.includes(value);

/** Faults to come, in the order they were asked for. */
export class Faults {
  #orders: FaultOrder[] = [];

  add(order: FaultOrder) {
    this.#orders.push({ ...order });
  }

  clear() {
    this.#orders = [];
  }

  list(): FaultOrder[] {
    return this.#orders;
  }

  /** The fault for this call, if one is due; it is used up by that. */
  take(method: string): FaultOrder | undefined {
    const order = this.#orders.find((one) => one.times > 0 && (one.method === '*' || one.method === method));
    if (!order) return undefined;
    order.times -= 1;
    this.#orders = this.#orders.filter((one) => one.times > 0);
    return order;
  }
}
