import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRegistry } from '../../src/bot/routing/registry.ts';
import type { Context } from '../../src/context.ts';
import { deliveries } from '../../src/delivery/model.ts';
import { features } from '../../src/features/index.ts';
import type { AnswerOutcome } from '../../src/features/quiz/question/rules/outcome.ts';
import { ledger } from '../../src/participation/ledger/model.ts';
import { verify } from '../../src/participation/ledger/verify.ts';
import type { Watch } from './watch.ts';
import type { Seen } from './worker-life.ts';

/** What was found at the end; all lists are empty when nothing was lost and nothing came twice. */
export interface Findings {
  lost: string[];
  duplicated: string[];
  differences: string[];
  /** Deliveries by state and reason. */
  sends: Record<string, number>;
  answers: { shown: number; recorded: number };
  /** Retries of sends for which no log says why. */
  unexplained: string[];
  retries: number;
}

const CARDS = /^quiz\.card-/;

/** Waits until the first card has left. */
export async function begun(ctx: Context): Promise<void> {
  while ((await deliveries(ctx).exists({ notice: CARDS, state: 'sent' })) === null) await sleep(100);
}

/** Waits until no delivery is open any more, or their number has stopped to fall. */
export async function drained(ctx: Context, sends: Watch): Promise<void> {
  for (let open = Number.POSITIVE_INFINITY; !sends.hasStopped(); await sleep(1_000)) {
    const now = await deliveries(ctx).countDocuments({ notice: CARDS, state: { $in: ['planned', 'sending'] } });
    if (now === 0) return;
    if (now < open) sends.moves();
    open = Math.min(open, now);
  }
}

/**
 * Waits until the record is as the ledger has it, or nobody mends it any more: whose writer died after the entry stays
 * behind until the next round of `participation.catchUp`.
 */
export async function caughtUp(ctx: Context, mending: Watch): Promise<void> {
  for (let behind = Number.POSITIVE_INFINITY; !mending.hasStopped(); await sleep(1_000)) {
    const now = (await differencesOf(ctx)).length;
    if (now === 0) return;
    if (now < behind) mending.moves();
    behind = Math.min(behind, now);
  }
}

/** Compares what Slack holds, what the record says and what the workers were shown. */
export async function findings(ctx: Context, sends: number, seen: readonly Seen[], logDir: string): Promise<Findings> {
  const found: Findings = {
    lost: [],
    duplicated: [],
    differences: [],
    unexplained: [],
    sends: {},
    answers: { shown: 0, recorded: 0 },
    retries: 0,
  };
  await checkSends(ctx, sends, found);
  await checkRetries(ctx, logDir, found);
  await checkAnswers(ctx, seen, found);
  found.differences.push(...(await differencesOf(ctx)));
  return found;
}

async function differencesOf(ctx: Context): Promise<string[]> {
  const { differences } = await verify(ctx);
  const beside = await createRegistry(features).recount(ctx, { repair: false });
  return [...differences, ...beside].map((one) => JSON.stringify(one));
}

async function checkSends(ctx: Context, sends: number, found: Findings): Promise<void> {
  const records = await deliveries(ctx).find({ notice: CARDS }).lean();
  if (records.length !== sends) found.lost.push(`${records.length} of ${sends} sends are planned`);
  const recipients = new Set(records.map((one) => one.recipient));
  const inSlack = new Map<string, number>();
  for (const recipient of recipients) {
    for (const id of await deliveriesIn(ctx, recipient)) inSlack.set(id, (inSlack.get(id) ?? 0) + 1);
  }
  for (const { _id, state, reason } of records) {
    const name = reason === undefined ? state : `${state}: ${reason}`;
    found.sends[name] = (found.sends[name] ?? 0) + 1;
    const copies = inSlack.get(_id) ?? 0;
    if (copies === 0) found.lost.push(`send ${_id} is ${name} and not in Slack`);
    else if (state !== 'sent') found.lost.push(`send ${_id} is in Slack and recorded as ${name}`);
    if (copies > 1) found.duplicated.push(`send ${_id} is in Slack ${copies} times`);
  }
}

/** Every attempt of a send but its first has a line in a worker's log that names the attempt and a reason. */
async function checkRetries(ctx: Context, logDir: string, found: Findings): Promise<void> {
  const explained = new Set<string>();
  for (const name of (await readdir(logDir)).filter((file) => file.startsWith('worker-') && file.endsWith('.log'))) {
    for (const line of (await readFile(join(logDir, name), 'utf8')).split('\n')) {
      if (!line.startsWith('{')) continue;
      const { delivery, attempt, reason } = JSON.parse(line) as Record<string, unknown>;
      if (typeof attempt === 'number' && typeof reason === 'string') explained.add(`${delivery} ${attempt}`);
    }
  }
  for (const { _id, attempts } of await deliveries(ctx).find({ notice: CARDS }, { attempts: 1 }).lean()) {
    for (let attempt = 2; attempt <= attempts; attempt++) {
      found.retries += 1;
      if (!explained.has(`${_id} ${attempt}`)) found.unexplained.push(`attempt ${attempt} of send ${_id}`);
    }
  }
}

/** The ids of deliveries whose messages stand in a person's conversation with the bot. */
async function deliveriesIn(ctx: Context, user: string): Promise<string[]> {
  const { channel } = await ctx.slack.conversations.open({ users: user });
  const { messages } = await ctx.slack.conversations.history({
    channel: channel?.id ?? '',
    limit: 200,
    include_all_metadata: true,
  });
  return (messages ?? []).flatMap((one) =>
    String((one.metadata?.event_payload as { delivery?: string })?.delivery ?? []),
  );
}

async function checkAnswers(ctx: Context, seen: readonly Seen[], found: Findings): Promise<void> {
  const entries = await ledger(ctx).find({ kind: 'answer' }).lean();
  const byKey = new Map(entries.map((entry) => [entry.key, entry]));
  if (byKey.size !== entries.length) found.duplicated.push(`${entries.length - byKey.size} answers are recorded twice`);
  found.answers.recorded = entries.length;
  for (const [key, choices] of seen.flatMap((one) => [...one])) {
    found.answers.shown += 1;
    const entry = byKey.get(key);
    const response = (entry?.outcome as AnswerOutcome | undefined)?.response;
    if (entry === undefined) found.lost.push(`answer ${key} was shown and is not in the ledger`);
    else if (response?.kind !== 'choice' || !response.chosen.every((one) => choices.has(one)))
      found.differences.push(`answer ${key} is not one that was chosen`);
  }
}
