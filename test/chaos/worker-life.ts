import { setTimeout as sleep } from 'node:timers/promises';
import type { Block, Message } from '../../playground/protocol.ts';
import { confirmRef, pickRef } from '../../src/features/quiz/refs.ts';
import type { Stage } from './stage.ts';
import { workerAt } from './stage.ts';
import type { Watch } from './watch.ts';

/** What one worker was shown as answered, by the key of the ledger's entry, and what they had chosen there. */
export type Seen = Map<string, Set<number>>;

interface Button {
  channel: string;
  ts: string;
  block_id: string;
  action_id: string;
  value: string;
}

/** Between two looks at the phone, per worker there is: all of them together look some hundred times a second. */
const PATIENCE_MS = 8;

/**
 * A worker who answers every question that comes, and clicks again when the bot says that it did not work.
 * @param options.workers how many there are
 * @param options.answers so many and the day is done
 * @param options.day moves with every answer that is shown; when it has stopped, so do the workers
 */
export async function answerAll(
  stage: Stage,
  index: number,
  random: () => number,
  options: { workers: number; answers: number; day: Watch },
): Promise<Seen> {
  const me = workerAt(index);
  const seen: Seen = new Map();
  const chosen = new Map<string, Set<number>>();
  while (seen.size < options.answers && !options.day.hasStopped()) {
    const messages = await messagesOf(stage, me);
    for (const button of messages.flatMap((one) => buttonsOf(one, 'quiz.report'))) {
      const key = keyOf(button.value);
      if (key === undefined || seen.has(key)) continue;
      seen.set(key, chosen.get(key) ?? new Set());
      options.day.moves();
    }
    const next = nextClick(messages, random);
    if (next !== undefined) {
      if (next.action_id.startsWith('quiz.pick')) {
        const key = keyOf(next.value) ?? '';
        chosen.set(key, (chosen.get(key) ?? new Set()).add(pickRef.read(next.value).chosen ?? -1));
      }
      await click(stage, me, next);
    }
    await sleep(PATIENCE_MS * options.workers * (0.5 + random()));
  }
  return seen;
}

/** What a thumb would press: the confirmation if a choice is marked, else a choice, else the way to the next question. */
function nextClick(messages: readonly Message[], random: () => number): Button | undefined {
  for (const message of messages) {
    const [confirm] = buttonsOf(message, 'quiz.confirm');
    if (confirm !== undefined) return confirm;
    const picks = buttonsOf(message, 'quiz.pick');
    if (picks.length > 0) return picks[Math.floor(random() * picks.length)];
    const [next] = buttonsOf(message, 'quiz.open');
    if (next !== undefined) return next;
  }
  return undefined;
}

function keyOf(value: string): string | undefined {
  const ref = confirmRef.find(value)?.of;
  return ref?.kind === 'card' ? `quiz.answer-${ref.card}-${ref.item}` : undefined;
}

async function messagesOf(stage: Stage, user: string): Promise<Message[]> {
  const response = await fetch(`${stage.playground.url}/play/messages?as=${user}`);
  return ((await response.json()) as { messages: Message[] }).messages;
}

function buttonsOf(message: Message, action: string): Button[] {
  return (message.blocks ?? []).flatMap((block: Block) =>
    ((block.elements ?? []) as { action_id?: string; value?: string }[])
      .filter((one) => one.action_id === action || one.action_id?.startsWith(`${action}:`))
      .map((one) => ({
        channel: message.channel,
        ts: message.ts,
        block_id: String(block.block_id),
        action_id: String(one.action_id),
        value: String(one.value ?? ''),
      })),
  );
}

async function click(stage: Stage, as: string, { value: _value, ...target }: Button): Promise<void> {
  await fetch(`${stage.playground.url}/play/act`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ as, act: { kind: 'message-action', ...target, messageState: { values: {} } } }),
  });
}
