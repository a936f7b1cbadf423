import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newCode } from '../../src/ballots/envelopes.ts';
import { cancelProgramme } from '../../src/features/honours/service/programmes.ts';
import { callVotes, votes } from '../../src/features/honours/service/votes.ts';
import { actor } from '../helpers/quiz-day.ts';
import { limitToBranch, openWorkplace, type Workplace } from '../helpers/workplace.ts';
import {
  CHEN,
  goOn,
  holdersNow,
  LI,
  LIN,
  nominated,
  OFFICER,
  PUBLICITY_ENDS,
  programmeNow,
  programmeOf,
  SUN,
  TOM,
  toPublicity,
  ZHAO,
} from './programme-of.ts';

/*
 * Titles on which people vote in secret once publicity is over.
 */

let work: Workplace;
beforeEach(async () => {
  work = await openWorkplace({ at: '2026-03-10T09:00:00+08:00', bot: 'http', isWorkerElsewhere: true });
  await limitToBranch(work);
});
afterEach(() => work.close());

/** A programme in its vote; Chen has the higher score. */
async function voting() {
  const id = await programmeOf(work, { voters: 'judges' });
  const [chen, zhao] = [await nominated(work, id, CHEN), await nominated(work, id, ZHAO)];
  await toPublicity(work, { [chen]: [50, 30], [zhao]: [40, 30] });
  expect((await programmeNow(work, id)).proposed?.map(({ nominee }) => nominee)).toEqual([chen, zhao]);
  await work.moveTo(PUBLICITY_ENDS);
  await Promise.all([goOn(work), goOn(work)]);
  const { state, polls = [], voteUntil } = await programmeNow(work, id);
  expect([state, voteUntil]).toEqual(['voting', new Date('2026-03-18T17:30:00+08:00')]);
  const [poll] = polls;
  if (poll === undefined) throw new Error('no vote was called');
  return { id, poll, chen, zhao };
}
const ends = async () => {
  await work.moveTo('2026-03-18T17:30:00+08:00');
  await goOn(work);
  await goOn(work);
};

describe('a vote on a title', { timeout: 120_000 }, () => {
  it('gives it to whom more than half have chosen, whoever had the higher score', async () => {
    const { id, poll, zhao } = await voting();
    const option = poll.nominees.indexOf(zhao);
    for (const [user, said] of [
      [SUN, [option]],
      [LIN, [option]],
      [TOM, [1 - option]],
    ] as const)
      await votes.vote(work.ctx, { user }, poll.id, said, newCode());
    await expect(votes.vote(work.ctx, { user: ZHAO }, poll.id, [option], newCode())).rejects.toThrow();
    await expect(cancelProgramme(work.ctx, await actor(work, OFFICER), id, '算了')).rejects.toThrow('gone on');
    // Nothing follows from asking again.
    await callVotes(work.ctx, id);
    await goOn(work);
    expect((await programmeNow(work, id)).state).toBe('voting');
    await ends();
    expect((await programmeNow(work, id)).state).toBe('awarded');
    expect(await holdersNow(work)).toMatchObject([{ member: ZHAO, state: 'held' }]);
  });

  it('gives it to nobody where fewer than half have voted', async () => {
    const { id, poll } = await voting();
    for (const user of [SUN, LI]) await votes.vote(work.ctx, { user }, poll.id, [0], newCode());
    await ends();
    const { state, polls } = await programmeNow(work, id);
    expect([state, polls?.[0]?.elected]).toEqual(['awarded', []]);
    expect(await holdersNow(work)).toEqual([]);
  });

  it('gives it to nobody where two share the votes', async () => {
    const { id, poll, chen, zhao } = await voting();
    const of = (nominee: string) => [poll.nominees.indexOf(nominee)];
    for (const [user, nominee] of [
      [SUN, chen],
      [LI, chen],
      [TOM, zhao],
      [LIN, zhao],
    ] as const)
      await votes.vote(work.ctx, { user }, poll.id, of(nominee), newCode());
    await ends();
    const { state, polls } = await programmeNow(work, id);
    // Two of four are not more than half: nobody wins, and nothing is decided by lot.
    expect([state, polls?.[0]?.elected]).toEqual(['awarded', []]);
  });
});
