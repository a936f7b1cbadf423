import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlaygroundPerson } from '../../playground/client/person.ts';
import { textOf } from '../../playground/client.ts';
import type { Message } from '../../playground/protocol.ts';
import { deliveries } from '../../src/delivery/model.ts';
import { contests, papers } from '../../src/features/arena/model.ts';
import type { Match } from '../../src/features/arena/rules/bracket.ts';
import { bracketOf, entrantAt } from '../../src/features/arena/rules/contest.ts';
import type { Contest } from '../../src/features/arena/rules/records.ts';
import { enter } from '../../src/features/arena/service/contests.ts';
import { advance, tick } from '../../src/features/arena/service/lives.ts';
import { answer, begin, type PaperState } from '../../src/features/arena/service/papers.ts';
import { ledger } from '../../src/participation/ledger/model.ts';
import { singles } from '../helpers/question-table.ts';
import { actor, has, letterOf, makeBank, modalOf, says, seen } from '../helpers/quiz-day.ts';
import { signedRequest } from '../helpers/signed-request.ts';
import { limitToBranch, openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';
import { noticeOf, seconds } from '../training/classroom.ts';
import { playPaper, questions, stamp } from './players.ts';

/*
 * Thirteen people of four branches in an arena, from the officer's form to a question that is found wrong afterwards.
 */

const { admin, maria } = PEOPLE;
const [GAO, WU] = ['U0QH3005', 'U0QH2001'];
const ENTRANTS = [
  ...['U0QH1002', 'U0QH1003', 'U0QH1004', maria, WU, 'U0QH2002', 'U0QH2003'],
  ...['U0QH2004', 'U0QH3001', 'U0QH3002', 'U0QH3003', 'U0QH3004', GAO],
];
const NAME = '安全知识擂台赛';
const COUNT = 3;

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-10T09:00:00+08:00', bot: 'http' });
  await limitToBranch(work);
  await makeBank(work, '安全题库', singles(60));
});
afterAll(() => work.close());

const contestNow = async (): Promise<Contest> => {
  const found = await contests(work.ctx).findOne({ name: NAME }).lean<Contest>();
  if (found === null) throw new Error('no contest');
  return found;
};
const told = async (key: string): Promise<string[]> =>
  (await deliveries(work.ctx).find({ 'params.key': key, to: 'member' }).lean())
    .map(({ recipient }) => recipient)
    .toSorted();
const membersOf = (contest: Contest, { a2, b2 }: Match): string[] =>
  [a2, b2].map((seed) => entrantAt(contest, seed)?.captain ?? '');

/** Answers a whole paper: the first `right` questions rightly. */
const play = async (user: string, match: string, right: number): Promise<PaperState> =>
  playPaper(work, (await contestNow())._id, user, match, right);

/** One answer in the modal in front of somebody. */
async function tap(person: PlaygroundPerson, nth: number, option: string): Promise<void> {
  const shown = await modalOf(
    person,
    says(new RegExp(`(?:第 ${nth}/${COUNT} 题|Question ${nth} of ${COUNT})`)),
    `question ${nth}`,
  );
  await person.click(letterOf(shown, option), { in: 'modal' });
}

describe('an arena of thirteen people of four branches', { timeout: 240_000 }, () => {
  it('is made by an officer, who sees what is wrong at its field and whom it reaches before anybody hears of it', async () => {
    const officer = work.slack.as(admin);
    await officer.command('/jy', 'arena new');
    await modalOf(officer, has('"banks"'), 'the form');
    await officer.click('bot.more', { in: 'modal' });
    await modalOf(officer, has('"windowHours"'), 'the rest');
    const facts = { name: NAME, banks: ['安全题库'], count: String(COUNT), channel: 'C0GENERAL' };
    const past = await officer.submit({
      ...facts,
      signUpUntil: seconds('2026-03-10T08:00'),
      startsAt: seconds('2026-03-12T08:00'),
    });
    expect(JSON.stringify(past.errors)).toContain('已经过了');
    const early = await officer.submit({ signUpUntil: seconds('2026-03-13T17:00') });
    expect(JSON.stringify(early.errors)).toContain('报名截止以后');
    await officer.submit({ signUpUntil: seconds('2026-03-11T17:00') });
    const page = await modalOf(officer, has('arena.publish'), 'the contest');
    expect(textOf(page.blocks)).toMatch(/还没有人知道[\s\S]*草稿/);
    expect(JSON.stringify(page.blocks)).toContain('通知 14 人');
    expect(await told('opening')).toEqual([]);
    await officer.click('arena.publish', { in: 'modal' });
    await modalOf(officer, says('已开放报名'), 'it is open');
    await tick(work.ctx);
    await officer.click('arena.notices', { in: 'modal' });
    const list = await modalOf(officer, says('抽签公布'), 'the calendar');
    expect(textOf(list.blocks)).toMatch(/开放报名[\s\S]*已发出[\s\S]*抽签公布[\s\S]*轮到你上台/);
    await officer.closeModal(true);
  });

  it('is signed up for in one press; twice is once, and a refusal ends the reminders', async () => {
    const worker = work.slack.as(maria);
    const invited = await noticeOf(worker, 'Sign-up is open', 'arena.enter');
    await worker.click('arena.enter', { message: invited });
    await seen(worker, (one) => one.ts === invited.ts && says('You’re signed up')(one), 'the answer in its place');
    const others = ENTRANTS.filter((user) => user !== maria && user !== GAO);
    const { _id: id } = await contestNow();
    await Promise.all([...others, ...others].map(async (user) => enter(work.ctx, await actor(work, user), id)));
    expect((await contestNow()).entrants.map(({ captain }) => captain).toSorted()).toEqual(
      ENTRANTS.filter((user) => user !== GAO).toSorted(),
    );
    const officer = work.slack.as(admin);
    const own = await noticeOf(officer, '开放报名', 'arena.decline');
    await officer.click('arena.decline', { message: own });
    await seen(officer, (one) => one.ts === own.ts && says('不再提醒')(one), 'the answer in its place');
    await work.moveTo('2026-03-10T17:00:10+08:00');
    await tick(work.ctx);
    expect(await told('closing')).toEqual([GAO]);
    await enter(work.ctx, await actor(work, GAO), id);
  });

  it('is drawn by itself; a worker that dies between draw and notice tells everybody once all the same', async () => {
    await work.moveTo('2026-03-11T17:00:10+08:00');
    const { _id: id } = await contestNow();
    // The draw stands, and the process is gone.
    await advance(work.ctx, id);
    await Promise.all([tick(work.ctx), tick(work.ctx)]);
    await tick(work.ctx);
    expect(await told('draw')).toEqual(ENTRANTS.toSorted());
    const contest = await contestNow();
    expect(contest).toMatchObject({ state: 'drawn', news: [] });
    const first = bracketOf(contest).filter(({ round, a2, b2 }) => round === 1 && a2 && b2);
    expect(first).toHaveLength(5);
    for (const match of first) {
      const branches = [match.a2, match.b2].map((seed) => entrantAt(contest, seed)?.branch);
      expect(new Set(branches).size).toBe(2);
    }
    await seen(
      work.slack.as(admin),
      (one) => has('arena.bracket')(one) && says(/\+--[\s\S]*第 1\/4 轮/)(one),
      'the bracket in the channel',
    );
  });

  it('is played by each at their own hour: begun, left, gone on with, and ended in the modal', async () => {
    const before = await contestNow();
    const [one] = bracketOf(before).filter(({ round, a2, b2 }) => round === 1 && a2 && b2);
    if (one === undefined) throw new Error('no match');
    const [a = '', b = ''] = membersOf(before, one);
    await expect(play(a, one.id, 3)).rejects.toThrow();
    await work.moveTo('2026-03-12T08:00:10+08:00');
    await tick(work.ctx);
    expect(await told('turn-1')).toHaveLength(10);

    const person = work.slack.as(a);
    await person.command('/jy', 'arena');
    const list = await seen(person, has('arena.play:home0'), 'my turn');
    await person.click('arena.play:home0', { message: list });
    await tap(person, 1, '做对');
    await modalOf(person, says(/第 2\/3 题|Question 2 of 3/), 'the next one');
    // The phone is dead; an hour later they would be out of time, three minutes later they go on.
    await person.closeModal(true);
    await work.moveTo('2026-03-12T08:03:10+08:00');
    await person.click('arena.play:home0', { message: list });
    const again = await modalOf(person, says(/第 2\/3 题|Question 2 of 3/), 'where it was left');
    // Two presses at once count once, and nobody else can answer for them.
    const { _id: id } = before;
    const who = await actor(work, a);
    const place = 'ABCD'.indexOf(letterOf(again, '做对'));
    const press = { id, match: one.id, nth: 1, place };
    await Promise.all([answer(work.ctx, who, press, stamp()), answer(work.ctx, who, press, stamp())]);
    await person.click('arena.answer:0', { in: 'modal' });
    await tap(person, 3, '做对');
    await modalOf(person, says(/已交卷|Handed in/), 'the end');
    await person.closeModal(true);
    const paper = await papers(work.ctx).findOne({ contest: id, match: one.id, member: a }).lean();
    expect(paper?.answers).toHaveLength(3);
    expect((paper?.lastAt.getTime() ?? 0) - (paper?.startedAt.getTime() ?? 0)).toBeGreaterThanOrEqual(120_000);
    // Nobody sees a score before both are done.
    await play(b, one.id, 1);
    expect(bracketOf(await contestNow()).find(({ id: own }) => own === one.id)?.decision).toMatchObject({
      how: 'played',
    });
    expect(
      entrantAt(await contestNow(), bracketOf(await contestNow()).find(({ id: own }) => own === one.id)?.winner)
        ?.captain,
    ).toBe(a);
  });

  it('gives the same questions to both sides, and the key to nobody', async () => {
    const contest = await contestNow();
    const match = bracketOf(contest).filter(
      ({ round, a2, b2, winner }) => round === 1 && a2 && b2 && winner === undefined,
    )[0];
    if (match === undefined) throw new Error('no match');
    const [a = '', b = ''] = membersOf(contest, match);
    const [own, other] = await Promise.all(
      [a, b].map(async (user) => begin(work.ctx, await actor(work, user), questions, contest._id, match.id, stamp())),
    );
    expect(own?.question?.words).toBe(other?.question?.words);
    expect(own?.question?.options.toSorted()).toEqual(other?.question?.options.toSorted());
    expect(JSON.stringify(own?.question)).not.toContain('right');
    const stored = JSON.stringify(await work.ctx.db.collection('arena_sheets').find({}).toArray());
    expect(stored).not.toContain('做对');
  });

  it('refuses people who are not in the match, whatever their payload says', async () => {
    const contest = await contestNow();
    const match = bracketOf(contest).find(
      ({ round, a2, b2, winner }) => round === 1 && a2 && b2 && winner === undefined,
    );
    if (match === undefined) throw new Error('no match');
    const inIt = membersOf(contest, match);
    const stranger = ENTRANTS.find((user) => !inIt.includes(user)) ?? '';
    const before = await papers(work.ctx).countDocuments({ contest: contest._id });
    const forged = (action: string, value: object, user: string) =>
      signedRequest(work, {
        payload: JSON.stringify({
          type: 'block_actions',
          team: { id: 'T0QINGHE' },
          user: { id: user, team_id: 'T0QINGHE' },
          api_app_id: 'A0',
          trigger_id: 'forged',
          container: { type: 'view', view_id: 'V0FORGED' },
          view: {
            id: 'V0FORGED',
            type: 'modal',
            blocks: [],
            private_metadata: '',
            callback_id: 'bot.shown',
            state: { values: {} },
          },
          actions: [
            { type: 'button', action_id: action, block_id: 'b', value: JSON.stringify(value), action_ts: stamp() },
          ],
        }),
      });
    const said = { id: contest._id, match: match.id };
    await forged('arena.play', said, stranger);
    await forged('arena.answer:0', { ...said, nth: 0, place: 0 }, stranger);
    // A worker is no officer, and an officer of a branch manages no contest of the company.
    await forged('arena.publish', { id: contest._id }, maria);
    await forged('arena.noticeSwitch', { id: contest._id, key: 'result', isOn: false }, PEOPLE.officer);
    await work.settled();
    expect(await papers(work.ctx).countDocuments({ contest: contest._id })).toBe(before);
    expect((await contestNow()).noticed?.off ?? []).toEqual([]);
    const who = await actor(work, stranger);
    await expect(begin(work.ctx, who, questions, contest._id, match.id, stamp())).rejects.toThrow(/没有要打|no match/);
  });

  it('goes on at the deadline although one stays away, two stay away, and the worker dies in between', async () => {
    const contest = await contestNow();
    const open = bracketOf(contest).filter(
      ({ round, a2, b2, winner }) => round === 1 && a2 && b2 && winner === undefined,
    );
    expect(open).toHaveLength(4);
    const [begun, away, nobody, last] = open as [Match, Match, Match, Match];
    for (const user of membersOf(contest, begun)) await play(user, begun.id, 2);
    const [here = ''] = membersOf(contest, away);
    await play(here, away.id, 0);
    for (const [nth, user] of membersOf(contest, last).entries()) await play(user, last.id, nth + 1);
    await work.moveTo('2026-03-13T04:30:00+08:00');
    await tick(work.ctx);
    expect(await told('last-1')).toEqual(
      [...membersOf(contest, nobody), ...membersOf(contest, away).slice(1)].toSorted(),
    );
    await work.moveTo('2026-03-13T08:00:20+08:00');
    // Decided, and the process is gone before anything is told.
    await advance(work.ctx, contest._id);
    await Promise.all([tick(work.ctx), tick(work.ctx)]);
    await tick(work.ctx);
    const after = await contestNow();
    const decided = (match: Match) => bracketOf(after).find(({ id }) => id === match.id);
    expect(decided(away)).toMatchObject({ winner: away.a2, decision: { how: 'absent' } });
    expect(decided(nobody)).toMatchObject({ winner: 0, decision: { winner: 0, how: 'absent' } });
    const second = bracketOf(after).filter(({ round, a2, b2 }) => round === 2 && a2 && b2);
    expect(await told('turn-2')).toEqual(second.flatMap((match) => membersOf(after, match)).toSorted());
    expect(await deliveries(work.ctx).countDocuments({ 'params.key': 'standings-1', recipient: 'C0GENERAL' })).toBe(1);
    expect(await ledger(work.ctx).countDocuments({ activity: contest._id, kind: 'play' })).toBe(7);
  });

  it('ends with one complete ranking, told with the reasons in one tap', async () => {
    for (const [round, at] of [
      [2, '2026-03-13T09:00:00+08:00'],
      [3, '2026-03-16T09:00:00+08:00'],
      [4, '2026-03-17T09:00:00+08:00'],
    ] as const) {
      await work.moveTo(at);
      await tick(work.ctx);
      const contest = await contestNow();
      const ready = bracketOf(contest).filter(
        (one) => one.round === round && one.a2 && one.b2 && one.winner === undefined,
      );
      for (const match of ready)
        for (const [nth, user] of membersOf(contest, match).entries()) await play(user, match.id, nth === 0 ? 3 : 1);
    }
    await Promise.all([tick(work.ctx), tick(work.ctx)]);
    const contest = await contestNow();
    expect(contest.state).toBe('ended');
    expect(contest.ranking?.map(({ place }) => place)).toEqual(ENTRANTS.map((_, nth) => nth + 1));
    expect(new Set(contest.ranking?.map(({ seed }) => seed)).size).toBe(13);
    expect(await told('result')).toEqual(ENTRANTS.toSorted());
    const prizes = await ledger(work.ctx).find({ activity: contest._id, kind: 'place' }).lean();
    expect(prizes.map(({ points }) => points).toSorted((a, b) => b - a)).toEqual([30, 20, 10]);
    const winner = entrantAt(contest, contest.ranking?.[0]?.seed)?.captain ?? '';
    const person = work.slack.as(winner);
    await person.command('/jy', 'arena');
    const list = await seen(person, (one) => has('arena.open:0')(one) && says(NAME)(one), 'the list');
    await person.click('arena.open:0', { message: list });
    await modalOf(person, has('arena.way'), 'the contest');
    await person.click('arena.way', { in: 'modal' });
    const way = await modalOf(person, says(/最后名次：第 1 名|Final place: 1 of 13/), 'my way');
    expect(textOf(way.blocks)).toMatch(/3:1/);
    const [last = ''] =
      JSON.stringify(way.blocks)
        .match(/arena\.match:\d+/g)
        ?.slice(-1) ?? [];
    await person.click(last, { in: 'modal' });
    const match = await modalOf(person, says(/你选的|your answer/), 'the match with its questions');
    expect(textOf(match.blocks)).toMatch(/✓ [AB] {2}做对/);
    await person.closeModal(true);
  });

  it('marks a question anew that was found wrong: points by a reversing entry, the bracket only by an officer’s word', async () => {
    const before = await contestNow();
    const officer = work.slack.as(admin);
    await officer.command('/jy', 'arena');
    const list = await seen(officer, (one) => has('arena.open:0')(one) && says('已经结束')(one), 'the list');
    await officer.click('arena.numbers', { message: list });
    const numbers = await modalOf(officer, says('按分会'), 'the year in numbers');
    expect(textOf(numbers.blocks)).toMatch(/安全知识擂台赛[\s\S]*13[\s\S]*\d+\/\d+[\s\S]*\d+%[\s\S]*东湖养殖分会/);
    await officer.closeModal(true);
    await officer.click('arena.open:0', { message: list });
    await modalOf(officer, has('arena.bracket'), 'the contest');
    await officer.click('arena.bracket', { in: 'modal' });
    const picture = await modalOf(officer, has('arena.bracket:round'), 'the picture');
    expect(textOf(picture.blocks)).toMatch(/^\+[-=+]+ .* \d:\d[\s\S]* 胜出/m);
    await officer.click('arena.bracket:round', { in: 'modal' });
    const bracket = await modalOf(officer, says(/第 4\/4 轮[\s\S]*三四名|三四名[\s\S]*决赛|决赛/), 'the last round');
    expect(textOf(bracket.blocks)).toMatch(/✓ \*.+\* 3:\d /);
    await officer.click('arena.match:0', { in: 'modal' });
    await modalOf(officer, has('arena.correctForm'), 'the match');
    const final = bracketOf(before).find(({ round }) => round === 4);
    await officer.click('arena.correctForm', { in: 'modal' });
    const asked = await modalOf(officer, has('"right"'), 'the form');
    const [, question = ''] = /"text":"(2\. [^"]+)"/.exec(JSON.stringify(asked.blocks)) ?? [];
    const missing = await officer.submit({ question });
    expect(Object.keys(missing.errors ?? {})).toEqual(['reason']);
    await officer.submit({ reason: '两个选项都对' });
    await modalOf(officer, says('已更正'), 'the match');
    await work.settled();
    const rows = await ledger(work.ctx).find({ activity: before._id, 'outcome.match': final?.id, kind: 'play' }).lean();
    const reversals = await ledger(work.ctx).find({ activity: before._id, kind: 'reversal' }).lean();
    // The loser had one of three; the question counts for everybody now.
    expect(rows.map(({ points }) => points).toSorted()).toEqual([1, 3]);
    expect(reversals).toMatchObject([{ points: 1, reversedKind: 'play' }]);
    // What stands in Slack of the final shows the new marks.
    const champion = work.slack.as(entrantAt(before, final?.winner)?.captain ?? '');
    const isMarkedAnew = (one: Message) => has('arena.open')(one) && says('3:2')(one);
    // Their other cards are drawn anew too, as fast as Slack lets us.
    await champion.until(
      ({ messages }) => Object.values(messages).flat().find(isMarkedAnew),
      'the card with the new marks',
      120_000,
    );
    expect((await contestNow()).ranking).toEqual(before.ranking);

    await officer.click('arena.decideForm', { in: 'modal' });
    const form = await modalOf(officer, has('"winner"'), 'the form');
    expect(textOf(form.blocks)).toContain('谁晋级');
    const loser = entrantAt(before, final?.loser)?.captain ?? '';
    const { name } = await actor(work, loser);
    await officer.submit({ winner: name, reason: '更正以后改判' });
    await modalOf(officer, says(/已改判[\s\S]*干部改判/), 'the match');
    await officer.closeModal(true);
    await tick(work.ctx);
    const after = await contestNow();
    expect(after.state).toBe('ended');
    expect(entrantAt(after, after.ranking?.[0]?.seed)?.captain).toBe(loser);
    const points = await ledger(work.ctx)
      .aggregate<{ _id: string; points: number }>([
        { $match: { activity: before._id, $or: [{ kind: 'place' }, { reversedKind: 'place' }] } },
        { $group: { _id: '$member', points: { $sum: '$points' } } },
        { $sort: { points: -1 } },
      ])
      .exec();
    expect(points[0]).toEqual({ _id: loser, points: 30 });
    expect(points.reduce((sum, one) => sum + one.points, 0)).toBe(60);
  });
});
