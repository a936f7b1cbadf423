import mongoose from 'mongoose';
import { newCode } from '../../src/ballots/envelopes.ts';
import type { Asked, Ballot } from '../../src/ballots/rules/ballot.ts';
import { votes } from '../../src/features/votes/service.ts';
import { actor } from '../helpers/quiz-day.ts';
import { officerOf, PEOPLE, type Workplace } from '../helpers/workplace.ts';

/** The people of a roll. */
export const people = (n: number): string[] => Array.from({ length: n }, (_, nth) => officerOf(nth));

/** A secret vote of yes and no, of so many people, from now to the next day. */
export function asked(voters: readonly string[], more: Partial<Asked> = {}): Asked {
  const now = Date.now();
  return {
    title: '要不要换班车路线？',
    question: { kind: 'yesNo' },
    rule: { majority: { share: 'most' } },
    isSecret: true,
    electorate: { include: voters.map((user) => ({ kind: 'member', user })), except: [] },
    opensAt: new Date(now),
    closesAt: new Date(now + 24 * 3_600_000),
    ...more,
  };
}

/** A ballot that is open. */
export async function opened(
  work: Workplace,
  id: string,
  voters: readonly string[],
  more: Partial<Asked> = {},
): Promise<Ballot> {
  await votes.call(work.ctx, { user: PEOPLE.admin }, id, asked(voters, more));
  return votes.goForward(work.ctx, id);
}

/** Votes. @returns the receipt code */
export async function cast(work: Workplace, id: string, user: string, ...said: number[]): Promise<string> {
  const code = newCode();
  await votes.vote(work.ctx, { user }, id, said, code);
  return code;
}

/** Ends it now and counts. */
export async function ended(work: Workplace, id: string): Promise<Ballot> {
  return votes.endNow(work.ctx, await actor(work, PEOPLE.admin), id);
}

/** The process has died. */
export class Killed extends Error {}

const WRITES = ['updateOne', 'updateMany', 'deleteMany', 'deleteOne', 'findOneAndUpdate', 'bulkWrite'] as const;
type Write = (this: unknown, ...of: unknown[]) => Promise<unknown>;

/**
 * Runs something in a process that dies at its nth write: before it, or right after, when it stands. From then on nothing is written
 * any more.
 * @returns whether it came so far
 */
export async function killedAt(nth: number, moment: 'before' | 'after', run: () => Promise<unknown>): Promise<boolean> {
  const targets: [object, string, boolean][] = [
    ...WRITES.map((name): [object, string, boolean] => [mongoose.mongo.Collection.prototype, name, true]),
    [mongoose.mongo.Db.prototype, 'command', false],
  ];
  let [seen, isDead] = [0, false];
  const restore = targets.map(([target, name, isWrite]) => {
    const real = Reflect.get(target, name) as Write;
    const dying: Write = async function write(...of) {
      if (!isWrite && !Object.hasOwn(of[0] as object, 'insert')) return real.apply(this, of);
      seen += 1;
      if (isDead || (seen === nth && moment === 'before')) {
        isDead = true;
        throw new Killed();
      }
      const done = await real.apply(this, of);
      if (seen < nth) return done;
      isDead = true;
      throw new Killed();
    };
    Reflect.set(target, name, dying);
    return () => Reflect.set(target, name, real);
  });
  try {
    await run();
    return isDead;
  } catch (error) {
    if (error instanceof Killed) return true;
    throw error;
  } finally {
    for (const back of restore) back();
  }
}
