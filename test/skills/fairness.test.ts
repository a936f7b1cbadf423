import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deliveries } from '../../src/delivery/model.ts';
import { certificates, entrants } from '../../src/features/skills/model.ts';
import { withNews } from '../../src/features/skills/rules/scoring.ts';
import { appealCases, fileAppeal, uphold } from '../../src/features/skills/service/appeals.ts';
import { kept } from '../../src/features/skills/service/calendar.ts';
import {
  type DisciplineFacts,
  publishResults,
  saveCriterion,
  saveDiscipline,
} from '../../src/features/skills/service/contests.ts';
import { checkRecusal, decideState, entrantIn, entrantLives } from '../../src/features/skills/service/entrants.ts';
import { addHeat, gathered } from '../../src/features/skills/service/heats.ts';
import { copySheet, handInSheet, openSheet, sheetsOf } from '../../src/features/skills/service/judging.ts';
import { lives } from '../../src/features/skills/service/lives.ts';
import { yearInNumbers } from '../../src/features/skills/service/numbers.ts';
import { rank, settlePlaces } from '../../src/features/skills/service/results.ts';
import { entrantsPage, resultPage } from '../../src/features/skills/service/shown.ts';
import { tick } from '../../src/features/skills/service/tick.ts';
import { members } from '../../src/members/model.ts';
import { ledger } from '../../src/participation/ledger/model.ts';
import { actor } from '../helpers/quiz-day.ts';
import { limitToBranch, openWorkplace, type Workplace } from '../helpers/workplace.ts';
import {
  AISHA,
  CHEN,
  contestNow,
  contestOf,
  entrantOf,
  GAO,
  HE,
  heatNow,
  JUDGES,
  LI,
  LIN,
  LOOK,
  MA,
  MARIA,
  type Made,
  nobodyIsRelated,
  OFFICER,
  SUN,
  score,
  scoreAll,
  scores,
  TOM,
  underWay,
  ZHAO,
} from './contest-of.ts';

/*
 * What must hold in a skill contest, whoever presses at once, forges a press, or dies halfway.
 */

let work: Workplace;
beforeEach(async () => {
  work = await openWorkplace({ at: '2026-03-10T09:00:00+08:00', bot: 'http', isWorkerElsewhere: true });
  await limitToBranch(work);
});
afterEach(() => work.close());

const goOn = () => tick(work.ctx, nobodyIsRelated);
const points = async ({ contest }: Made) =>
  (await ledger(work.ctx).find({ activity: contest }).sort({ member: 1, kind: 1, key: 1 }).lean()).map(
    ({ member, kind, points: of }) => [member, kind, of],
  );

/** Everybody is scored, and the heat is over. */
async function scored(made: Made, all: Record<string, readonly [mm: number, level: number]>): Promise<void> {
  await underWay(work, made, Object.keys(all));
  for (const [user, [mm, level]] of Object.entries(all)) await scoreAll(work, made.contest, user, scores(mm, level));
  await work.moveTo('2026-03-12T12:00:10+08:00');
}

describe('blind scoring', { timeout: 120_000 }, () => {
  it('takes three judges at once, and shows nothing of one to the others before all are in', async () => {
    const made = await contestOf(work);
    await underWay(work, made, [CHEN]);
    const { _id } = await entrantOf(work, made.contest, CHEN);
    const panel = [SUN, LIN, TOM];
    expect((await entrantOf(work, made.contest, CHEN)).panel).toEqual(panel);
    await score(work, made.contest, SUN, CHEN, scores(8.123, 3));
    for (const user of [LIN, TOM]) {
      const judge = await actor(work, user);
      const seen = JSON.stringify([
        await openSheet(work.ctx, nobodyIsRelated, judge, _id),
        await sheetsOf(work.ctx, judge),
      ]);
      expect(seen).not.toContain('8.123');
    }
    const officer = work.slack.as(OFFICER);
    await officer.command('/jy', 'skills');
    await work.settled();
    const state = await officer.state();
    expect(JSON.stringify(state)).not.toContain('8.123');
    const year = await yearInNumbers(work.ctx, await actor(work, OFFICER));
    expect(JSON.stringify(year)).not.toContain('8.123');
    expect(year.rows).toMatchObject([{ state: 'in', place: undefined, total: undefined }]);
    const contest = await contestNow(work, made.contest);
    const [discipline] = contest.disciplines;
    if (discipline === undefined) throw new Error('no discipline');
    // An officer who judges reads numbers without names.
    const namesFor = async (user: string) =>
      (await entrantsPage(work.ctx, await actor(work, user), contest, discipline, 1)).rows.map(
        ({ name }) => name !== '',
      );
    expect([await namesFor(LIN), await namesFor(OFFICER)]).toEqual([[false], [true]]);
    // All of them in one moment, each twice.
    await Promise.all(
      [...panel, ...panel].map((user) => score(work, made.contest, user, CHEN, scores(8, 2)).catch(() => undefined)),
    );
    const after = await entrantOf(work, made.contest, CHEN);
    expect(after.completeAt).toBeDefined();
    expect(Object.keys(after.sheets).toSorted()).toEqual(panel.toSorted());
  });

  it('refuses a forged opening or hand-in of a recused judge, and writes it down', async () => {
    const made = await contestOf(work);
    await underWay(work, made, [CHEN]);
    const { _id } = await entrantOf(work, made.contest, CHEN);
    const li = await actor(work, LI);
    await expect(openSheet(work.ctx, nobodyIsRelated, li, _id)).rejects.toThrow('recused');
    await expect(handInSheet(work.ctx, nobodyIsRelated, li, _id, scores(8, 3))).rejects.toThrow('recused');
    // The very press that a judge's button makes.
    const person = work.slack.as(LI);
    await person.command('/jy', 'skills score');
    await work.settled();
    const after = await entrantOf(work, made.contest, CHEN);
    expect(after.refused).toMatchObject([
      { judge: LI, why: 'team' },
      { judge: LI, why: 'team' },
    ]);
    expect(after.sheets).toEqual({});
    await expect(openSheet(work.ctx, nobodyIsRelated, await actor(work, ZHAO), _id)).rejects.toThrow('not a judge');
  });

  it('keeps a mentor from the sheet of an apprentice, also when they become one later', async () => {
    const made = await contestOf(work);
    const pairs = async (_ctx: unknown, member: string) => new Set(member === SUN ? [CHEN] : []);
    await underWay(work, made, [CHEN]);
    const { discipline: _of, ...entrant } = await entrantOf(work, made.contest, CHEN);
    expect(entrant.panel).toContain(SUN);
    const contest = await contestNow(work, made.contest);
    const [discipline] = contest.disciplines;
    if (discipline === undefined) throw new Error('no discipline');
    const whole = await entrantOf(work, made.contest, CHEN);
    await expect(checkRecusal(work.ctx, pairs, discipline, whole, SUN)).rejects.toThrow('recused');
    const after = await entrantOf(work, made.contest, CHEN);
    expect(after.panel).toEqual([LIN, TOM]);
    expect(after.recused).toContainEqual({ judge: SUN, why: 'related' });
    await goOn();
    const short = await deliveries(work.ctx).find({ kind: 'skills.short' }).lean();
    expect(short.map(({ recipient }) => recipient)).toEqual([OFFICER]);
    // Another judge makes the panel whole.
    const { id, criteria: _criteria, ...facts } = discipline;
    const officer = await actor(work, OFFICER);
    await saveDiscipline(work.ctx, pairs, officer, made.contest, id, { ...facts, judges: [...JUDGES, GAO] });
    expect((await entrantOf(work, made.contest, CHEN)).panel).toEqual([LIN, TOM, GAO]);
  });

  it('counts a judge who has changed branches since as one of it', async () => {
    const made = await contestOf(work);
    await underWay(work, made, [CHEN]);
    const { branch } = await actor(work, CHEN);
    await members(work.ctx).updateOne({ user: SUN }, { $set: { branch, team: '别的班' } });
    const { _id } = await entrantOf(work, made.contest, CHEN);
    await expect(openSheet(work.ctx, nobodyIsRelated, await actor(work, SUN), _id)).rejects.toThrow('recused');
    expect((await entrantOf(work, made.contest, CHEN)).recused).toContainEqual({ judge: SUN, why: 'branch' });
  });
});

describe('a sheet from paper', { timeout: 120_000 }, () => {
  it('needs a second person, who is never the first, a judge, or the entrant', async () => {
    const made = await contestOf(work, { stewards: [ZHAO, AISHA] });
    await underWay(work, made, [CHEN]);
    const { _id } = await entrantOf(work, made.contest, CHEN);
    const copy = async (user: string, level: number, isAnew = false) =>
      copySheet(work.ctx, nobodyIsRelated, await actor(work, user), _id, TOM, scores(8, level), isAnew);
    expect(await copy(ZHAO, 2)).toEqual({ isConfirmed: false });
    await expect(copy(ZHAO, 2)).rejects.toThrow('second person');
    await expect(copy(SUN, 2)).rejects.toThrow('stewards');
    await expect(copy(CHEN, 2)).rejects.toThrow('stewards');
    await expect(copy(MARIA, 2)).rejects.toThrow('stewards');
    expect((await entrantOf(work, made.contest, CHEN)).sheets).toEqual({});
    expect(await copy(AISHA, 3)).toEqual({ differs: ['look'] });
    // Both press at once: it is confirmed once, and one of them has entered it.
    const both = await Promise.allSettled([copy(AISHA, 2), copy(AISHA, 2)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect((await entrantOf(work, made.contest, CHEN)).sheets[TOM]).toMatchObject({
      enteredBy: ZHAO,
      confirmedBy: AISHA,
    });
  });

  it('is not taken of a judge who has become a mentor since, nor from somebody who competes', async () => {
    const made = await contestOf(work, { stewards: [ZHAO, AISHA] });
    await underWay(work, made, [CHEN, AISHA]);
    const { _id } = await entrantOf(work, made.contest, CHEN);
    const pairs = async (_ctx: unknown, member: string) => new Set(member === TOM ? [CHEN] : []);
    const copied = copySheet(work.ctx, pairs, await actor(work, ZHAO), _id, TOM, scores(8, 2), false);
    await expect(copied).rejects.toThrow('recused');
    expect(await entrantOf(work, made.contest, CHEN)).toMatchObject({ panel: [SUN, LIN], refused: [], entered: {} });
    const rival = copySheet(work.ctx, nobodyIsRelated, await actor(work, AISHA), _id, SUN, scores(8, 0), false);
    await expect(rival).rejects.toThrow('compete');
    await expect(decideState(work.ctx, await actor(work, AISHA), _id, 'absent', '')).rejects.toThrow('compete');
  });
});

describe('who takes part', { timeout: 120_000 }, () => {
  it('is not changed by a steward once there is a sheet, nor brought back unscored once results are out', async () => {
    const made = await contestOf(work, { stewards: [ZHAO] });
    await underWay(work, made, [CHEN, MA]);
    const [chen, ma] = [await entrantOf(work, made.contest, CHEN), await entrantOf(work, made.contest, MA)];
    const decide = async (user: string, id: string, state: 'in' | 'absent' | 'disqualified', reason = '') =>
      decideState(work.ctx, await actor(work, user), id, state, reason);
    expect(await decide(ZHAO, ma._id, 'absent')).toMatchObject({ state: 'absent' });
    await expect(decide(ZHAO, ma._id, 'in')).rejects.toThrow('officers');
    await scoreAll(work, made.contest, CHEN, scores(8, 3));
    for (const user of [ZHAO, OFFICER]) await expect(decide(user, chen._id, 'absent')).rejects.toThrow('score sheets');
    await work.moveTo('2026-03-12T12:00:10+08:00');
    await publishResults(work.ctx, await actor(work, OFFICER), made.contest);
    await goOn();
    await expect(decide(ZHAO, chen._id, 'absent')).rejects.toThrow();
    await expect(decide(OFFICER, ma._id, 'in')).rejects.toThrow('Results are out');
    // It was pressed just before the publication, and written after it.
    await entrantLives.decide(work.ctx, ma._id, (one) => ({
      state: 'in',
      ...withNews(one, { what: 'decided', before: { state: 'absent' } }),
    }));
    await goOn();
    expect(await entrantOf(work, made.contest, MA)).toMatchObject({ state: 'absent', news: [] });
    await decide(OFFICER, chen._id, 'disqualified', '用了别人的焊件');
    await expect(decide(ZHAO, chen._id, 'absent')).rejects.toThrow();
    expect(await decide(OFFICER, chen._id, 'in')).toMatchObject({ state: 'in' });
    await goOn();
    expect((await contestNow(work, made.contest)).results?.welding?.[0]).toMatchObject({ member: CHEN, place: 1 });
  });

  it('cannot sign up for a discipline in which nobody could be scored', async () => {
    const made = await contestOf(work);
    const officer = await actor(work, OFFICER);
    const [{ criteria: _criteria, ...facts } = { criteria: [] }] = (await contestNow(work, made.contest)).disciplines;
    await saveDiscipline(work.ctx, nobodyIsRelated, officer, made.contest, 'lathe', {
      ...(facts as DisciplineFacts),
      name: '车工',
    });
    const of = { contest: made.contest, discipline: 'lathe' };
    const [startsAt, endsAt] = [new Date('2026-03-13T09:00:00+08:00'), new Date('2026-03-13T12:00:00+08:00')];
    const lathe = { startsAt, endsAt, where: '', capacity: 5, each: 15 };
    const { _id } = await addHeat(work.ctx, officer, 'H2', of, lathe);
    await expect(gathered.signUp(work.ctx, _id, { user: CHEN, isMeant: false })).rejects.toThrow('no criteria');
    await saveCriterion(work.ctx, officer, made.contest, 'lathe', LOOK);
    await gathered.signUp(work.ctx, _id, { user: CHEN, isMeant: false });
    expect((await heatNow(work, _id))?.seats).toMatchObject([{ member: CHEN, state: 'held' }]);
  });
});

describe('the publication', { timeout: 120_000 }, () => {
  it('waits for every sheet and every heat; of two officers who press at once one publishes', async () => {
    const made = await contestOf(work);
    await underWay(work, made, [CHEN, MA]);
    const officer = await actor(work, OFFICER);
    await expect(publishResults(work.ctx, officer, made.contest)).rejects.toThrow('heat');
    await scoreAll(work, made.contest, CHEN, scores(8, 3));
    await work.moveTo('2026-03-12T12:00:10+08:00');
    await expect(publishResults(work.ctx, officer, made.contest)).rejects.toThrow('missing');
    await expect(publishResults(work.ctx, await actor(work, HE), made.contest)).rejects.toThrow('officers');
    const { _id } = await entrantOf(work, made.contest, MA);
    await decideState(work.ctx, officer, _id, 'absent', '');
    await Promise.all([
      publishResults(work.ctx, officer, made.contest),
      publishResults(work.ctx, officer, made.contest),
    ]);
    await Promise.all([goOn(), goOn()]);
    expect(await contestNow(work, made.contest)).toMatchObject({ state: 'published', rankings: 1, news: [] });
    expect(await points(made)).toEqual([[CHEN, 'place', 30]]);
  });

  it('comes to places, points, certificates and titles once, wherever a process dies', async () => {
    const made = await contestOf(work);
    await scored(made, { [CHEN]: [8, 3], [MA]: [8, 2], [ZHAO]: [9, 1], [MARIA]: [20, 0] });
    // The publication is written, and the process is gone.
    await kept.decide(work.ctx, made.contest, (one, now) => ({
      state: 'published',
      publishedAt: now,
      appealsUntil: new Date(now.getTime() + 24 * 3_600_000),
      seq: one.seq + 1,
      news: [{ what: 'published', seq: one.seq + 1 }],
    }));
    // The next one gets as far as the places, the one after it as far as half of the ledger.
    await rank(work.ctx, made.contest);
    await settlePlaces(work.ctx, made.contest);
    expect((await contestNow(work, made.contest)).news).toHaveLength(2);
    await Promise.all([goOn(), goOn()]);
    await goOn();
    const all = [
      [CHEN, 'place', 30],
      [MARIA, 'place', 3],
      [ZHAO, 'place', 10],
      [MA, 'place', 20],
    ];
    expect(await points(made)).toEqual(all);
    expect(await certificates(work.ctx).countDocuments({})).toBe(0);
    await work.moveTo('2026-03-13T12:00:30+08:00');
    await kept.decide(work.ctx, made.contest, (one, now) => ({
      state: 'final',
      finalAt: now,
      seq: one.seq + 1,
      news: [{ what: 'final', seq: one.seq + 1 }],
    }));
    // Two processes go on where one has died.
    await Promise.all([goOn(), goOn(), lives.tell(work.ctx, await contestNow(work, made.contest))]);
    await goOn();
    const issued = await certificates(work.ctx).find({}).sort({ place: 1 }).lean();
    expect(issued.map(({ member, place }) => [member, place])).toEqual([
      [CHEN, 1],
      [MA, 2],
      [ZHAO, 3],
    ]);
    expect(issued[0]?.topic).toBe('焊工技能比武 · 焊接 · 第一名 1st');
    const told = await deliveries(work.ctx).find({ kind: 'skills.certificate' }).lean();
    expect(told.map(({ recipient }) => recipient).toSorted()).toEqual([CHEN, MA, ZHAO].toSorted());
    const titles = await ledger(work.ctx).find({ kind: 'title' }).sort({ 'outcome.place': 1 }).lean();
    expect(titles.map(({ member, outcome }) => [member, outcome.title, outcome.place])).toEqual([
      [CHEN, '焊接', 1],
      [MA, '焊接', 2],
      [ZHAO, '焊接', 3],
    ]);
    // Somebody was disqualified at the last moment, and it was written when results were final.
    const { _id } = await entrantOf(work, made.contest, CHEN);
    await entrantLives.decide(work.ctx, _id, (one) => ({
      state: 'disqualified',
      reason: '用了别人的焊件',
      ...withNews(one, { what: 'decided' }),
    }));
    await Promise.all([goOn(), goOn()]);
    await goOn();
    const valid = await certificates(work.ctx)
      .find({ annulledAt: { $exists: false } })
      .sort({ place: 1 })
      .lean();
    expect(valid.map(({ member, topic }) => [member, topic])).toEqual([
      [MA, '焊工技能比武 · 焊接 · 第一名 1st'],
      [ZHAO, '焊工技能比武 · 焊接 · 第二名 2nd'],
      [MARIA, '焊工技能比武 · 焊接 · 第三名 3rd'],
    ]);
    const annulled = await certificates(work.ctx)
      .find({ annulledAt: { $exists: true } })
      .lean();
    expect(annulled.map(({ member }) => member).toSorted()).toEqual([CHEN, MA, ZHAO].toSorted());
  });
});

describe('an appeal', { timeout: 120_000 }, () => {
  it('changes a score with a reason, leaves reversing entries, and holds the end until it is decided', async () => {
    const made = await contestOf(work);
    await scored(made, { [CHEN]: [8, 2], [MA]: [8, 2], [MARIA]: [8, 3] });
    const officer = await actor(work, OFFICER);
    await publishResults(work.ctx, officer, made.contest);
    await goOn();
    expect(await points(made)).toEqual([
      [CHEN, 'place', 20],
      [MARIA, 'place', 30],
      [MA, 'place', 20],
    ]);
    const { _id } = await entrantOf(work, made.contest, CHEN);
    const chen = await actor(work, CHEN);
    await expect(fileAppeal(work.ctx, await actor(work, MA), _id, '不对')).rejects.toThrow();
    const [appeal, again] = await Promise.all([
      fileAppeal(work.ctx, chen, _id, '外观评低了'),
      fileAppeal(work.ctx, chen, _id, '外观评低了'),
    ]);
    expect(again?._id).toBe(appeal?._id);
    // There is one appeal of a result: another one is not taken for sent.
    await expect(fileAppeal(work.ctx, chen, _id, '还有别的')).rejects.toThrow('appealed against this result already');
    expect(await resultPage(work.ctx, await entrantIn(work.ctx, _id))).toMatchObject({
      mayAppeal: false,
      appeal: appeal?.number,
    });
    await work.moveTo('2026-03-13T12:00:30+08:00');
    await goOn();
    // Its time is over, and an appeal is open.
    expect(await contestNow(work, made.contest)).toMatchObject({ state: 'published' });
    const id = appeal?._id ?? '';
    const said = { criterion: LOOK.id, points: 60, reason: '看照片，是 3 级' };
    await expect(uphold(work.ctx, await actor(work, HE), id, said)).rejects.toThrow();
    const second = { ...said, points: 10, reason: '别的' };
    const decided = await Promise.allSettled([
      uphold(work.ctx, officer, id, said),
      uphold(work.ctx, officer, id, second),
    ]);
    expect(decided.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const after = await entrantOf(work, made.contest, CHEN);
    expect(after.corrections).toHaveLength(1);
    await goOn();
    await goOn();
    expect(await appealCases.present(work.ctx, id)).toMatchObject({ state: 'upheld' });
    const isFirst = after.corrections[0]?.points === 6000;
    const rows = await points(made);
    expect(rows.filter(([, kind]) => kind === 'place')).toEqual([
      [CHEN, 'place', 20],
      [MARIA, 'place', 30],
      [MA, 'place', 20],
    ]);
    expect(rows.filter(([, kind]) => kind === 'reversal')).toEqual(
      isFirst
        ? [
            [CHEN, 'reversal', 10],
            [MA, 'reversal', -10],
          ]
        : [[CHEN, 'reversal', -10]],
    );
    expect(await contestNow(work, made.contest)).toMatchObject({ state: 'final' });
    const first = await certificates(work.ctx).find({ place: 1 }).lean();
    expect(first).toHaveLength(isFirst ? 2 : 1);
    await expect(fileAppeal(work.ctx, chen, _id, '再来')).rejects.toThrow();
  });

  it('is decided by nobody who judges or competes in the discipline', async () => {
    const made = await contestOf(work);
    await scored(made, { [CHEN]: [8, 2], [MA]: [8, 2], [OFFICER]: [8, 3] });
    const officer = await actor(work, OFFICER);
    await publishResults(work.ctx, officer, made.contest);
    await goOn();
    const { _id } = await entrantOf(work, made.contest, CHEN);
    await expect(decideState(work.ctx, officer, _id, 'disqualified', '看错了')).rejects.toThrow('compete');
    const { _id: id } = await fileAppeal(work.ctx, await actor(work, CHEN), _id, '外观评低了');
    const refuseAll = async () => {
      for (const step of ['accept', 'reject'] as const) {
        const taken = appealCases.take(work.ctx, officer, id, { step, words: '维持原分' });
        await expect(taken).rejects.toThrow('judge or compete');
      }
      const said = { criterion: LOOK.id, points: 60, reason: '看照片' };
      await expect(uphold(work.ctx, officer, id, said)).rejects.toThrow('judge or compete');
      await expect(appealCases.handOver(work.ctx, officer, id, OFFICER)).rejects.toThrow('judge or compete');
    };
    await refuseAll();
    await entrants(work.ctx).updateOne({ contest: made.contest, member: OFFICER }, { $set: { state: 'withdrawn' } });
    const judges = (named: string[]) =>
      kept.decide(work.ctx, made.contest, ({ disciplines }) => ({
        disciplines: disciplines.map((one) => ({ ...one, judges: named })),
      }));
    await judges([...JUDGES, OFFICER]);
    await refuseAll();
    await judges(JUDGES);
    expect(await appealCases.take(work.ctx, officer, id, { step: 'reject', words: '维持原分' })).toMatchObject({
      isDone: true,
      item: { state: 'rejected' },
    });
  });

  it('is none of a judge’s business, and a disqualification after the publication reverses points, too', async () => {
    const made = await contestOf(work);
    await scored(made, { [CHEN]: [8, 3], [MA]: [8, 2] });
    const officer = await actor(work, OFFICER);
    await publishResults(work.ctx, officer, made.contest);
    const { _id } = await entrantOf(work, made.contest, CHEN);
    await decideState(work.ctx, officer, _id, 'disqualified', '用了别人的焊件');
    await goOn();
    expect(await points(made)).toEqual([
      [CHEN, 'place', 30],
      [CHEN, 'reversal', -30],
      [MA, 'place', 20],
      [MA, 'reversal', 10],
    ]);
    await decideState(work.ctx, officer, _id, 'in', '');
    await goOn();
    const sums = new Map<string, number>();
    for (const [member, , of] of await points(made))
      sums.set(String(member), (sums.get(String(member)) ?? 0) + Number(of));
    expect([...sums]).toEqual([
      [CHEN, 30],
      [MA, 20],
    ]);
    const told = await deliveries(work.ctx).find({ kind: 'skills.decided', recipient: CHEN }).lean();
    expect(told).toHaveLength(1);
  });
});
