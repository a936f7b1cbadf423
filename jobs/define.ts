import type { z } from 'zod';

/**
 * Queues, by what must not wait for what: a big send never delays the programme's own clockwork, and what changes copies
 * in Slack, whose methods have limits of their own, neither waits for sends nor holds them up.
 */
export const LANES = ['clockwork', 'delivery', 'changes'] as const;
export type Lane = (typeof LANES)[number];

/** A job as the sender and the worker both know it; what it does stands in `<feature>.worker.ts`. */
export interface JobDefinition<P> {
  /** `<feature>.<verb>` */
  name: string;
  lane: Lane;
  /** Ids only, nothing personal. */
  payload: z.ZodType<P>;
  /** Runs in all, the first included. */
  attempts: number;
  /** First pause between runs; it doubles each time. */
  backoffMs: number;
  /** 1 runs first. */
  priority: number;
  /** A run that takes longer has hung: it is given up and tried again; ms. */
  limitMs: number;
  /** A job of the clockwork: every so many ms. What fell into a time when nothing ran is done once at the next run. */
  everyMs?: number;
}

type Definition<P> = Pick<JobDefinition<P>, 'name' | 'payload'> & Partial<JobDefinition<P>>;

/** Fills in what most jobs share: five runs of a minute at most, 2 s doubling, the middle priority. */
export function defineJob<P>(definition: Definition<P>): JobDefinition<P> {
  return { lane: 'clockwork', attempts: 5, backoffMs: 2_000, priority: 100, limitMs: 60_000, ...definition };
}

/**
 * What a run answers: done; or why nothing was to be done; or when to look again (the job waits in the queue, delayed);
 * or until when its whole lane must rest (the job keeps its place by priority, and no other of the lane starts).
 */
export type JobOutcome = { done: true } | { skipped: string } | { again: Date } | { hold: Date };

/** Binds a definition to what it does. A definition without a worker, or with two, stops the process at start. */
export interface JobWorker<C> {
  job: JobDefinition<unknown>;
  run(ctx: C, payload: unknown): Promise<JobOutcome>;
}

/** Types the payload once: `run` gets what the definition's schema describes. */
export function workerFor<C, P>(job: JobDefinition<P>, run: (ctx: C, payload: P) => Promise<JobOutcome>): JobWorker<C> {
  return { job: job as JobDefinition<unknown>, run: (ctx, payload) => run(ctx, job.payload.parse(payload)) };
}
