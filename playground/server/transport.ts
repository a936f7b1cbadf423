import type { Fields } from './validate/schema.ts';

export interface Envelope {
  type: 'events_api' | 'interactive' | 'slash_commands';
  payload: Fields;
  /** May the ack carry an answer? */
  acceptsResponse: boolean;
  retry?: { attempt: number; reason: string };
}

/** `operation_timeout`: nothing came back in time. `dispatch_failed`: nobody is there, or it answered with an error. */
export type Answer =
  | { ok: true; body: unknown }
  | { ok: false; error: 'operation_timeout' | 'dispatch_failed'; reason: string; noRetry?: boolean };

export interface Transport {
  send(envelope: Envelope): Promise<Answer>;
  readonly isOnline: boolean;
}
