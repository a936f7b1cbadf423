import { setTimeout as sleep } from 'node:timers/promises';
import type { Stage } from './stage.ts';

/** What the trouble did, for the report: the same seed does the same in the same order. */
export interface Trouble {
  done: string[];
  /** Resolves when all kills are done and everything is up again. */
  ended: Promise<void>;
}

const METHODS = [
  ...['chat.postMessage', 'chat.postMessage', 'chat.postMessage'],
  ...['conversations.history', 'conversations.open', 'response_url'],
];
const FAULTS = ['429', '500', 'garbage', 'hang', 'close'] as const;

/**
 * Kills, cuts and lies, in an order that the random numbers decide.
 * @param options.kills so many processes are killed; cuts and Slack's faults come between
 * @param options.everyMs about how long from one to the next
 */
export function makeTrouble(stage: Stage, random: () => number, options: { kills: number; everyMs: number }): Trouble {
  const done: string[] = [];
  const between = (least: number, most: number) => least + random() * (most - least);
  const oneOf = <T>(all: readonly T[]): T | undefined => all[Math.floor(random() * all.length)];

  async function kill(): Promise<void> {
    const which = Math.floor(random() * 6);
    const downMs = between(200, 2_000);
    const victim = stage.processes[which];
    if (victim !== undefined) {
      done.push(`kill ${victim.name}`);
      victim.kill();
      return;
    }
    const part = which === 4 ? stage.services.mongo : stage.services.redis;
    done.push(`kill ${part?.name} for ${Math.round(downMs)} ms`);
    part?.kill();
    await sleep(downMs);
    await part?.start();
  }

  async function cut(): Promise<void> {
    const name = random() < 0.5 ? 'mongo' : 'redis';
    const ms = between(500, 4_000);
    done.push(`cut ${name} for ${Math.round(ms)} ms`);
    stage.doors[name].cut();
    await sleep(ms);
    stage.doors[name].open();
  }

  async function lie(): Promise<void> {
    const [method = '*', fault = '500'] = [oneOf(METHODS), oneOf(FAULTS)];
    // Each 429 lowers the pace of the whole workspace, for long.
    const times = fault === '429' ? 1 : 1 + Math.floor(random() * 4);
    // Half of what fails had been done: the answer alone is lost.
    const after = fault !== '429' && random() < 0.5;
    done.push(`Slack: ${times} × ${method} ${fault}${after ? ' after the deed' : ''}`);
    await stage.slack.faults.add({ method, fault, times, after, retryAfter: 1 + Math.floor(random() * 3) });
  }

  async function run(): Promise<void> {
    // In every run at least these: messages that Slack took and never said so.
    done.push('Slack: 3 × chat.postMessage close after the deed');
    await stage.slack.faults.add({ method: 'chat.postMessage', fault: 'close', times: 3, after: true });
    for (let kills = 0; kills < options.kills; ) {
      await sleep(between(0.3, 1.7) * options.everyMs);
      const dice = random();
      if (dice < 0.4) {
        kills += 1;
        await kill();
      } else if (dice < 0.55) await cut();
      else await lie();
    }
    await stage.slack.faults.clear();
  }
  return { done, ended: run() };
}
