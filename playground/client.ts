import { PlaygroundPerson } from './client/person.ts';
import { readableText } from './client/readable-text.ts';
import { get, post } from './client/requests.ts';
import type { CompanyPerson } from './company.ts';
import type { Upload } from './protocol.ts';
import type { Call } from './server/call-log.ts';
import type { FaultOrder } from './server/faults.ts';

/** What a person reads in blocks, a message, a modal or a home. */
export const textOf = readableText;

/** A file to put into a `file_input`. */
export const fileOf = (name: string, content: string | Uint8Array, mimetype = 'text/csv'): Upload => ({
  name,
  mimetype,
  content: Buffer.from(content).toString('base64'),
});

export interface PlaygroundClient {
  as(user: string): PlaygroundPerson;
  clock: { now(): Promise<number>; moveTo(at: number): Promise<number>; advance(ms: number): Promise<number> };
  limits(on: boolean): Promise<void>;
  faults: { add(order: Omit<FaultOrder, 'times'> & { times?: number }): Promise<void>; clear(): Promise<void> };
  /** What the bot called, the newest last; of one method when it is given. */
  calls(method?: string): Promise<Call[]>;
  /** Adds a person, or changes the one with this id. Returns the id. */
  person(change: Partial<CompanyPerson>): Promise<string>;
  /** Delivers the last event or interaction again. */
  redeliver(): Promise<void>;
  /** Asks the bot's sockets to reconnect. */
  disconnect(): Promise<void>;
  reset(): Promise<void>;
  close(): void;
}

/** A client of the playground at this address, for tests. */
export function connect(url: string): PlaygroundClient {
  const base = url.replace(/\/$/, '');
  const people = new Map<string, PlaygroundPerson>();
  const order = async (path: string, body: unknown = {}) => void (await post(`${base}${path}`, body));
  const clock = async (body: unknown) => Number((await post(`${base}/play/clock`, body)).now);
  return {
    as: (user) => {
      const known = people.get(user) ?? new PlaygroundPerson(base, user);
      people.set(user, known);
      return known;
    },
    clock: {
      now: async () => (await get<{ now: number }>(`${base}/play/clock`)).now,
      moveTo: (at) => clock({ at }),
      advance: (advanceMs) => clock({ advanceMs }),
    },
    limits: (on) => order('/play/limits', { on }),
    faults: { add: (fault) => order('/play/faults', fault), clear: () => order('/play/faults', { clear: true }) },
    calls: async (method) =>
      (await get<{ calls: Call[] }>(`${base}/play/calls${method ? `?method=${encodeURIComponent(method)}` : ''}`))
        .calls,
    person: async (change) => String((await post(`${base}/play/people`, change)).id),
    redeliver: () => order('/play/redeliver'),
    disconnect: () => order('/play/disconnect'),
    reset: () => order('/play/reset'),
    close: () => {
      for (const one of people.values()) one.close();
    },
  };
}
