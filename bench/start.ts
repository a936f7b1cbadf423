import { setTimeout as sleep } from 'node:timers/promises';
import type { Bed } from './bed.ts';
import { startReady } from './children.ts';
import { median } from './load.ts';
import { residentMb } from './resident.ts';

export interface StartSizes {
  rounds: number;
  /** How long both have nothing to do before their memory is read. */
  restMs: number;
}

export interface StartResult {
  /** ms from the spawn to 200 at `/readyz`, bot and worker started together; medians. */
  botMs: number;
  workerMs: number;
  /** The later of the two. */
  bothMs: number;
  /** Resident after the rest, MB. */
  botMb: number;
  workerMb: number;
}

export async function measureStart(bed: Bed, sizes: StartSizes): Promise<StartResult> {
  await bed.open('start');
  const starts: { bot: number; worker: number; botMb: number; workerMb: number }[] = [];
  for (let round = 0; round < sizes.rounds; round++) {
    const env = await bed.env('start');
    const [bot, worker] = await Promise.all([
      startReady({ script: 'bot', env, logFile: bed.logFile('bot') }, Number(env.PORT)),
      startReady({ script: 'worker', env, logFile: bed.logFile('worker') }, Number(env.WORKER_PORT)),
    ]);
    await sleep(sizes.restMs);
    starts.push({
      bot: bot.readyMs,
      worker: worker.readyMs,
      botMb: residentMb(bot.pid),
      workerMb: residentMb(worker.pid),
    });
    await Promise.all([bot.stop(), worker.stop()]);
  }
  return {
    botMs: median(starts.map((one) => one.bot)),
    workerMs: median(starts.map((one) => one.worker)),
    bothMs: median(starts.map((one) => Math.max(one.bot, one.worker))),
    botMb: median(starts.map((one) => one.botMb)),
    workerMb: median(starts.map((one) => one.workerMb)),
  };
}
