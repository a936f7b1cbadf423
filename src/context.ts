import type { WebClient } from '@slack/web-api';
import type { Connection } from 'mongoose';
import type { JobDefinition } from '../jobs/define.ts';
import type { Config } from './config.ts';
import type { Logger } from './lib/log.ts';
import type { Redis } from './lib/stores/redis.ts';

/** What every use case may use; made once per process and passed as the first argument. */
export interface Context {
  config: Config;
  log: Logger;
  db: Connection;
  redis: Redis;
  /** Rejects at once when Slack limits the rate: who calls decides what waits. */
  slack: WebClient;
  /** Slack's team id; every document and index starts with it. */
  workspace: string;
  /** The bot's own user id. */
  botUser: string;
  enqueue: Enqueue;
  enqueueMany: EnqueueMany;
}

export interface EnqueueOptions {
  /** Names the entity; with the job's name it is the job's key, under which it waits once only. */
  key: string;
  /** When it shall run; now if absent or past. */
  at?: Date;
  /** Lower runs first; the definition's own if absent. */
  priority?: number;
}

/** Puts a job into its queue; a job that waits under the same key already stays as it is. */
export type Enqueue = <P>(job: JobDefinition<P>, payload: P, options: EnqueueOptions) => Promise<void>;

/** The same for many at once, in one round trip per thousand. */
export type EnqueueMany = <P>(job: JobDefinition<P>, jobs: { payload: P; options: EnqueueOptions }[]) => Promise<void>;
