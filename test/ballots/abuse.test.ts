import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { balloted } from '../../src/ballots/ballots.ts';
import { enveloped, newCode } from '../../src/ballots/envelopes.ts';
import { sealer } from '../../src/ballots/key-pairs.ts';
import { messages } from '../../src/ballots/messages.ts';
import { ballotKeys, ballots, boxPages, rollRows } from '../../src/ballots/model.ts';
import { ballotRefs } from '../../src/ballots/refs.ts';
import { rowId, shutRoll, writeRoll } from '../../src/ballots/roll.ts';
import { type Ballot, MOST_AT_ONCE } from '../../src/ballots/rules/ballot.ts';
import { count } from '../../src/ballots/rules/counting.ts';
import { type Choice, NO, type Question, YES } from '../../src/ballots/rules/question.ts';
import { readableBallot, shownBallot, votesSheet, waitingBallots } from '../../src/ballots/showing.ts';
import { ballotBlocks, ballotLines, listBlocks, resultLines } from '../../src/ballots/views.ts';
import { WORDS } from '../../src/ballots/words.ts';
import { LIMITS } from '../../src/bot/draw/blocks.ts';
import { formReaderOf } from '../../src/bot/draw/form/modal.ts';
import type { HomeRequest } from '../../src/bot/request.ts';
import type { Context } from '../../src/context.ts';
import { deliveries } from '../../src/delivery/model.ts';
import { callVote, votes } from '../../src/features/votes/service.ts';
import { insertNew } from '../../src/lib/stores/mongo.ts';
import { EVERYBODY } from '../../src/members/audience/spec.ts';
import { members } from '../../src/members/model.ts';
import { actor } from '../helpers/quiz-day.ts';
import { officerOf, openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';
import { asked, cast, ended, opened, people } from './polling.ts';

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({
    at: '2026-03-10T09:00:00+08:00',
    bot: 'http',
    isWorkerElsewhere: true,
    moreOfficers: 10,
  });
}, 120_000);
afterAll(() => work.close());

/** The same process, where the server's key was lost. */
function withoutKey(): Context {
  const { SUGGESTIONS_KEY: _lost, ...config } = work.ctx.config;
  return { ...work.ctx, config };
}

const rowsOf = (ballot: string) => rollRows(work.ctx).find({ ballot }).lean();

describe('a tie', { timeout: 60_000 }, () => {
  it('is not decided by somebody with a stake in it, by whatever way', async () => {
    const staked = balloted({
      feature: 'votes',
      mayDecideTie: async (_ctx, { user }) => user !== PEOPLE.admin,
    });
    await opened(work, 'stake', people(4), { isSecret: false });
    for (const [nth, user] of people(4).entries()) await cast(work, 'stake', user, nth < 2 ? YES : NO);
    const one = await ended(work, 'stake');
    expect(one.outcome?.tie).toBeDefined();
    const candidate = await actor(work, PEOPLE.admin);
    const other = { ...candidate, user: officerOf(9) };
    const decision = { nth: 0, option: YES, why: '抽签' };
    await expect(staked.decideTie(work.ctx, candidate, 'stake', decision)).rejects.toMatchObject({
      said: WORDS.hasStake,
    });
    const drawn = async (who: typeof candidate) =>
      JSON.stringify(
        ballotBlocks(formReaderOf(who), ballotRefs('votes'), await shownBallot(work.ctx, staked, who, one)),
      );
    expect(await drawn(candidate)).not.toContain('votes.ballotTie');
    expect(await drawn(other)).toContain('votes.ballotTie');
    const waits = async (of: typeof staked) =>
      (await waitingBallots(of, { ctx: work.ctx, actor: candidate } as HomeRequest)).map(({ what }) => what).join();
    expect(await waits(staked)).not.toContain(messages.zh.tieLead);
    expect(await waits(votes)).toContain(messages[candidate.locale].tieLead);
    const decided = await staked.decideTie(work.ctx, other, 'stake', decision);
    expect(decided.outcome).toMatchObject({ winners: [YES], decided: 1 });
    expect(await staked.mayDecideTie(work.ctx, other, decided)).toBe(false);
  });
});

describe('the server’s key', { timeout: 60_000 }, () => {
  it('is missed before anything is written, and what attempts have left goes with the ballot', async () => {
    const closesAt = new Date(Date.now() + 3_600_000);
    const one = await votes.call(work.ctx, { user: PEOPLE.admin }, 'keyless', asked(people(4), { closesAt }));
    await expect(votes.goForward(withoutKey(), 'keyless')).rejects.toThrow('SUGGESTIONS_KEY');
    expect(await rowsOf('keyless')).toEqual([]);
    // An attempt that was killed while it wrote.
    await writeRoll(work.ctx, one);
    await ballots(work.ctx).updateOne({ _id: 'keyless' }, { $set: { closesAt: new Date(Date.now() - 1) } });
    expect(await votes.goForward(withoutKey(), 'keyless')).toMatchObject({ state: 'cancelled', calledOff: 'missed' });
    expect(await rowsOf('keyless')).toEqual([]);
  });

  it('may come back after the end: the votes wait, and the card says what to check', async () => {
    await opened(work, 'locked', people(4));
    for (const user of people(4)) await cast(work, 'locked', user, YES);
    const admin = await actor(work, PEOPLE.admin);
    const waiting = await votes.endNow(withoutKey(), admin, 'locked');
    expect(waiting).toMatchObject({ state: 'counting', endedBy: PEOPLE.admin });
    await expect(cast(work, 'locked', people(4)[0] ?? '', NO)).rejects.toMatchObject({ said: WORDS.over });
    const shown = await readableBallot(work.ctx, votes, admin, 'locked');
    const linesIn = (minutes: number) =>
      ballotLines({ ...formReaderOf(admin), now: new Date(waiting.closesAt.getTime() + minutes * 60_000) }, shown);
    expect(linesIn(1)).toContain(messages[admin.locale].states.counting);
    expect(linesIn(20)).toContain(messages[admin.locale].stuck);
    expect((await votes.goForward(work.ctx, 'locked')).outcome).toMatchObject({ voted: 4, votes: [4, 0] });
  });
});

describe('an envelope that somebody with the database has forged', { timeout: 60_000 }, () => {
  it.each([
    ['is spoilt, and the others count', 5, { spoilt: 2, outcome: { voted: 3, votes: [3, 0] } }],
    ['keeps fewer than three others from being published', 4, { spoilt: 2, voted: 4 }],
  ])('%s', async (_what, n, wanted) => {
    const id = `forged-${n}`;
    const { roll = '', publicKey = '' } = await opened(work, id, people(n));
    for (const user of people(n)) await cast(work, id, user, YES);
    const [first = '', second = ''] = people(n).map((user) => rowId(roll, user));
    const put = (_id: string, envelope: string) => rollRows(work.ctx).updateOne({ _id }, { $set: { envelope } });
    await put(first, enveloped(publicKey, { code: newCode(), choice: [NO, NO, 7] }, first));
    await put(second, sealer(publicKey)('no vote at all', second));
    const closed = await ended(work, id);
    expect(closed).toMatchObject(wanted);
    expect(await boxPages(work.ctx).countDocuments({ ballot: id })).toBe(n === 5 ? 1 : 0);
    expect(await ballotKeys(work.ctx).countDocuments({ ballot: id })).toBe(0);
    if (n === 4) expect(resultLines('zh', closed)).toContain(messages.zh.tooFewOpened);
  });
});

describe('who is not on the roll', { timeout: 60_000 }, () => {
  it('does not begin the voting, and an officer reads whom it concerns', async () => {
    await opened(work, 'strangers', people(3), { isSecret: false });
    const admin = await actor(work, PEOPLE.admin);
    await expect(cast(work, 'strangers', PEOPLE.zhao, YES)).rejects.toMatchObject({ said: WORDS.notOnRoll });
    const forOther = () => votes.voteFor(work.ctx, admin, 'strangers', PEOPLE.zhao, [YES], 'paper');
    await expect(forOther()).rejects.toMatchObject({ said: WORDS.theyNotOnRoll });
    expect((await votes.present(work.ctx, 'strangers')).hasVotes).toBeUndefined();
    await cast(work, 'strangers', people(3)[0] ?? '', YES);
    await expect(forOther()).rejects.toMatchObject({ said: WORDS.theyNotOnRoll });
    await expect(cast(work, 'strangers', PEOPLE.zhao, YES)).rejects.toMatchObject({ said: WORDS.notOnRoll });
    expect(await ended(work, 'strangers')).toMatchObject({ voted: 1, outcome: { votes: [1, 0] } });
  });
});

describe('a vote that is late', { timeout: 60_000 }, () => {
  it.each([true, false])(
    'finds its row shut, although its process took the ballot for open (secret: %s)',
    async (isSecret) => {
      const id = `late-${isSecret}`;
      const [first = '', second = ''] = people(4);
      const { roll = '' } = await opened(work, id, people(4), { isSecret });
      await cast(work, id, first, YES);
      await shutRoll(work.ctx, roll);
      expect(await votes.present(work.ctx, id)).toMatchObject({ state: 'open' });
      const refused = { said: WORDS.over };
      await expect(cast(work, id, second, NO)).rejects.toMatchObject(refused);
      // An open vote can be changed until then, and no longer.
      await expect(cast(work, id, first, NO)).rejects.toMatchObject(isSecret ? { said: WORDS.already } : refused);
      expect(await ended(work, id)).toMatchObject({ voted: 1 });
    },
  );
});

describe('a big vote', { timeout: 60_000 }, () => {
  it('is over at once when it is ended, and counted by the tick', async () => {
    await opened(work, 'big', people(3), { isSecret: false });
    await cast(work, 'big', people(3)[0] ?? '', YES);
    await ballots(work.ctx).updateOne({ _id: 'big' }, { $set: { canVote: MOST_AT_ONCE + 1 } });
    expect(await ended(work, 'big')).toMatchObject({ state: 'counting' });
    await expect(cast(work, 'big', people(3)[1] ?? '', NO)).rejects.toMatchObject({ said: WORDS.over });
    await votes.wake(work.ctx);
    expect(await votes.present(work.ctx, 'big')).toMatchObject({ state: 'closed', outcome: { votes: [1, 0] } });
  });
});

describe('a card that stays in a message', { timeout: 60_000 }, () => {
  it('says no number that the next vote makes untrue', async () => {
    const one = await opened(work, 'card', people(3));
    const admin = await actor(work, PEOPLE.admin);
    const say = messages[admin.locale];
    const drawn = async (isLasting: boolean) => {
      const shown = await shownBallot(work.ctx, votes, admin, one, isLasting);
      return JSON.stringify(ballotBlocks(formReaderOf(admin), ballotRefs('votes'), shown));
    };
    expect(await drawn(false)).toContain(say.turnout(0, 3));
    expect(await drawn(false)).toContain(say.endText(3));
    expect(await drawn(true)).not.toContain(say.turnout(0, 3));
    expect(await drawn(true)).toContain(say.endAnyway);
  });
});

describe('what is published', { timeout: 60_000 }, () => {
  const long = (nth: number) => `${nth} ${'很长的选项'.repeat(12)}`.slice(0, 60);
  const question: Question = { kind: 'rank', options: Array.from({ length: 10 }, (_, nth) => long(nth)) };
  const ranked = (n: number): Choice[] => {
    const order = question.options.map((_, nth) => nth);
    // Each option is first as often as its number says: one is struck a round.
    return order.flatMap((first) =>
      Array.from({ length: n + first }, () => [first, ...order.filter((o) => o !== first)]),
    );
  };
  const whole = (blocks: readonly object[]): string => {
    const texts = (blocks as { text?: { text: string } }[]).map(({ text }) => text?.text ?? '');
    for (const text of texts) expect(text.length).toBeLessThanOrEqual(LIMITS.section);
    return texts.join('\n');
  };

  it('is cut nowhere, however long the options are', async () => {
    const choices = ranked(2);
    const one = {
      ...asked([]),
      _id: 'long',
      state: 'closed',
      question,
      size: 100,
      voted: choices.length,
      outcome: count(question, { majority: { share: 'half', of: 'all' } }, { all: 100 }, choices),
      ties: [{ option: 0, by: PEOPLE.admin, why: `抽签${'，抽签'.repeat(99)}`.slice(0, 300) }],
    } as unknown as Ballot;
    const rows = choices.slice(0, 25).map((choice) => ({ code: newCode(), choice }));
    const refs = ballotRefs('votes');
    const list = whole(listBlocks('zh', refs, one, { rows, page: 1, pages: 1, total: rows.length }));
    expect(list).not.toContain('…');
    for (const { code } of rows) expect(list).toContain(code);
    const reader = formReaderOf(await actor(work, PEOPLE.admin));
    const shown = { one, voted: choices.length, row: undefined, isManager: false, mayDecideTie: false };
    const card = whole(ballotBlocks({ ...reader, locale: 'zh' }, refs, shown));
    expect(one.outcome?.rounds?.length).toBeGreaterThan(5);
    for (const [nth] of (one.outcome?.rounds ?? []).entries()) expect(card).toContain(`第 ${nth + 1} 轮`);
    expect(card).not.toContain('…');
  });

  it('stands in the sheet as it was typed', async () => {
    const options = ['A&B <食堂>', '_C_ *D*'];
    await opened(work, 'sheet', people(3), { question: { kind: 'choose', options, most: 2, places: 1 } });
    for (const user of people(3)) await cast(work, 'sheet', user, 0, 1);
    const one = await ended(work, 'sheet');
    const [, ...rows] = await votesSheet(work.ctx, { locale: 'zh' }, one);
    expect(rows.map(([, words]) => words)).toEqual(Array.from({ length: 3 }, () => options.join('、')));
  });
});

// Last, for everybody who is added here is in the company from then on.
describe('a vote of more people than a press can wait for', { timeout: 120_000 }, () => {
  it('is called at once, and opened by the tick', async () => {
    const like = await members(work.ctx).findOne({ user: PEOPLE.zhao }).lean();
    if (like === null) throw new Error('nobody is there');
    const { _id, ...facts } = like;
    await insertNew(
      members(work.ctx),
      Array.from(
        { length: MOST_AT_ONCE },
        (_, nth) => ({ ...facts, _id: `${String(_id)}-${nth}`, user: `UBIG${nth}` }) as never,
      ),
    );
    const { state } = await callVote(work.ctx, await actor(work, PEOPLE.admin), 'company', {
      ...asked([]),
      electorate: EVERYBODY,
    });
    expect(state).toBe('planned');
    await expect(cast(work, 'company', 'UBIG7', YES)).rejects.toMatchObject({ said: WORDS.notYet });
    await votes.wake(work.ctx);
    const one = await votes.present(work.ctx, 'company');
    expect(one).toMatchObject({ state: 'open', news: [] });
    expect(one.size).toBeGreaterThan(MOST_AT_ONCE);
    const rows = await rowsOf('company');
    expect(new Set(rows.map(({ user }) => user)).size).toBe(one.size);
    expect(rows).toHaveLength(one.size ?? 0);
    expect(await deliveries(work.ctx).countDocuments({ notice: 'votes.ballotAsk-company' })).toBe(one.size);
  });
});
