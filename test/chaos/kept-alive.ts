import { setTimeout as sleep } from 'node:timers/promises';
import { type NodeProcess, nodeProcess } from '../../playground/tree/node-process.ts';

/** A process that an orchestrator would keep: whenever it ends, it is started again. */
export interface KeptAlive {
  name: string;
  kill(): void;
  stop(): Promise<void>;
}

const PAUSE_MS = 300;

/** Starts a bot or a worker and keeps it alive. Resolves when it is ready for the first time. */
export async function keepAlive(options: {
  name: string;
  script: string;
  nodeArgs: readonly string[];
  env: Record<string, string>;
  logFile: string;
  healthPort: number;
}): Promise<KeptAlive> {
  let isWanted = true;
  let restarting: Promise<void> | undefined;
  const restart = async (): Promise<void> => {
    while (isWanted && !one.isRunning()) {
      await sleep(PAUSE_MS);
      // It may find no database yet, and say so in its log: an orchestrator ends what does not get ready, and tries again.
      await one.start().catch(() => one.stop());
    }
    restarting = undefined;
  };
  const one: NodeProcess = nodeProcess({
    ...options,
    onCrash: () => {
      restarting ??= restart();
    },
  });
  await one.start();
  return {
    name: options.name,
    kill: () => one.kill('SIGKILL'),
    stop: async () => {
      isWanted = false;
      await one.stop();
      await restarting;
      await one.stop();
    },
  };
}
