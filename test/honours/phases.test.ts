import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demoRoster } from '../../playground/company.ts';
import { deliveries } from '../../src/delivery/model.ts';
import { certificates, holders } from '../../src/features/honours/model.ts';
import { withNews } from '../../src/features/honours/rules/programme.ts';
import type { Programme } from '../../src/features/honours/rules/records.ts';
import { award, badgesOf, endTitle, renew } from '../../src/features/honours/service/awards.ts';
import { kept } from '../../src/features/honours/service/calendar.ts';
import { dispute, object, objectionCases } from '../../src/features/honours/service/cases.ts';
import { handInSheet, openSheet, sheetsOf } from '../../src/features/honours/service/judging.ts';
import { goOn as advanceOnce, tellAllSoon } from '../../src/features/honours/service/lives.ts';
import { hideLine, nominate, withdraw } from '../../src/features/honours/service/nominees.ts';
import { changeProgramme, chooseTied, recordAccident } from '../../src/features/honours/service/programmes.ts';
import { dossierPage } from '../../src/features/honours/service/shown.ts';
import { members } from '../../src/members/model.ts';
import { importRoster } from '../../src/members/roster/service.ts';
import { ledger } from '../../src/participation/ledger/model.ts';
import { record } from '../../src/participation/ledger/service.ts';
import { actor } from '../helpers/quiz-day.ts';
import { limitToBranch, openWorkplace, type Workplace } from '../helpers/workplace.ts';
import {
  CHEN,
  casesNow,
  GAO,
  goOn,
  HE,
  holdersNow,
  JUDGES,
  LI,
  LIN,
  MA,
  MARIA,
  NAMES,
  nobodyIsRelated,
  nominated,
  nomineeNow,
  OFFICER,
  PUBLICITY_ENDS,
  programmeNow,
  programmeOf,
  SCORES_END,
  SUN,
  scoreAll,
  TITLE,
  TOM,
  toChecking,
  toPublicity,
  toScoring,
  ZHAO,
} from './programme-of.ts';

/*
 * What must hold of honours, whoever presses at once, forges a press, or dies halfway.
 */

let work: Workplace;
beforeEach(async () => {
  work = await openWorkplace({ at: '2026-03-10T09:00:00+08:00', bot: 'http', isWorkerElsewhere: true });
  await limitToBranch(work);
});
afterEach(() => work.close());

const tell = (one: Programme) => tellAllSoon(work.ctx, one);
const told = async (kind: string) =>
  (
    await deliveries(work.ctx)
      .find({ kind: `honours.${kind}` })
      .lean()
  )
    .map(({ recipient }) => recipient)
    .toSorted();
const decideCase = async (step: 'uphold' | 'reject', by: string = OFFICER) => {
  const [one] = await casesNow(work);
  return objectionCases.take(work.ctx, await actor(work, by), one?._id ?? '', { step, words: '已核实' });
};

describe('a programme that moves by itself', { timeout: 120_000 }, () => {
  it('goes from phase to phase at the end of working days, and gives the title to the first', async () => {
    const id = await programmeOf(work);
    const [chen, zhao] = [await nominated(work, id, CHEN, MARIA), await nominated(work, id, ZHAO)];
    expect(await told('nominated')).toEqual([CHEN]);
    await toPublicity(work, { [chen]: [50, 30], [zhao]: [40, 30] });
    const published = await programmeNow(work, id);
    expect(published).toMatchObject({ state: 'publicity', publicityUntil: new Date(PUBLICITY_ENDS) });
    expect(published.proposed).toEqual([{ nominee: chen, title: TITLE.id, unit: '', total: 8_000 }]);
    expect(await told('check')).toEqual([CHEN, ZHAO].toSorted());
    await work.moveTo('2026-03-17T17:29:59+08:00');
    await goOn(work);
    expect((await programmeNow(work, id)).state).toBe('publicity');
    await work.moveTo(PUBLICITY_ENDS);
    await goOn(work);
    expect((await programmeNow(work, id)).state).toBe('awarded');
    expect(await holdersNow(work)).toMatchObject([
      { member: CHEN, titleName: '首席员工', from: '2026-03-17', until: '2028-03-17', state: 'held' },
    ]);
    expect(await told('certificate')).toEqual([CHEN]);
    expect(await ledger(work.ctx).countDocuments({ member: CHEN, kind: 'title', feature: 'honours' })).toBe(1);
  });

  it('is moved once by two processes at the same moment', async () => {
    const id = await programmeOf(work);
    const chen = await nominated(work, id, CHEN);
    await toPublicity(work, { [chen]: [50, 30] });
    await work.moveTo(PUBLICITY_ENDS);
    await Promise.all([1, 2, 3, 4].map(() => advanceOnce(work.ctx, id)));
    await Promise.all([goOn(work), goOn(work)]);
    expect((await programmeNow(work, id)).news).toEqual([]);
    expect(await holdersNow(work)).toHaveLength(1);
    expect(await certificates(work.ctx).countDocuments({})).toBe(1);
    expect(await told('certificate')).toEqual([CHEN]);
  });

  it('ends with nobody where nobody was nominated', async () => {
    const id = await programmeOf(work);
    await toChecking(work);
    expect((await programmeNow(work, id)).state).toBe('awarded');
    expect(await holdersNow(work)).toEqual([]);
  });

  it('leaves people of the same score to an officer without a part, who fills the places and no more', async () => {
    const id = await programmeOf(work);
    const [chen, zhao, ma] = [
      await nominated(work, id, CHEN),
      await nominated(work, id, ZHAO, GAO),
      await nominated(work, id, MA, HE),
    ];
    await toPublicity(work, { [chen]: [50, 30], [zhao]: [50, 30], [ma]: [10, 10] });
    await work.moveTo(PUBLICITY_ENDS);
    await goOn(work);
    expect((await programmeNow(work, id)).state).toBe('deciding');
    expect(await told('tie')).toEqual([OFFICER]);
    const officer = await actor(work, OFFICER);
    await expect(chooseTied(work.ctx, officer, id, ma)).rejects.toThrow('decided');
    await expect(chooseTied(work.ctx, await actor(work, HE), id, zhao)).rejects.toThrow('manage');
    const both = await Promise.allSettled([
      chooseTied(work.ctx, officer, id, chen),
      chooseTied(work.ctx, officer, id, zhao),
    ]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await programmeNow(work, id)).state).toBe('awarded');
    expect(await holdersNow(work)).toHaveLength(1);
  });

  it('takes no nomination after its end, of judges, from judges, or of somebody who has withdrawn', async () => {
    const id = await programmeOf(work);
    const chen = await nominated(work, id, CHEN, MARIA);
    await nominated(work, id, CHEN, MARIA);
    expect((await nomineeNow(work, chen)).nominations).toHaveLength(1);
    await expect(nominated(work, id, LI)).rejects.toThrow('Judges');
    await expect(nominated(work, id, ZHAO, SUN)).rejects.toThrow('Judges');
    await withdraw(work.ctx, await actor(work, CHEN), chen);
    await expect(nominated(work, id, CHEN, ZHAO)).rejects.toThrow('withdrawn');
    await expect(withdraw(work.ctx, await actor(work, ZHAO), chen)).rejects.toThrow('somebody else');
    await work.moveTo('2026-03-11T17:00:00+08:00');
    await expect(nominated(work, id, ZHAO)).rejects.toThrow('closed');
  });

  it('goes on after a process has died between any two steps', async () => {
    const id = await programmeOf(work);
    const chen = await nominated(work, id, CHEN);
    await toScoring(work);
    await scoreAll(work, chen, 50, 30);
    await work.moveTo(SCORES_END);
    // The phase is written, and nothing that follows from it is.
    const { publicityUntil: _none, ...before } = await programmeNow(work, id);
    await kept.decide(work.ctx, id, (one) => ({
      state: 'publicity',
      publicityAt: new Date(SCORES_END),
      publicityUntil: new Date(PUBLICITY_ENDS),
      ...withNews(one, { what: 'publicity' }),
    }));
    expect(before.proposed).toBeUndefined();
    await goOn(work);
    expect((await programmeNow(work, id)).proposed).toHaveLength(1);
    await work.moveTo(PUBLICITY_ENDS);
    // The end is written, the title is there, and its certificate is not.
    await kept.decide(work.ctx, id, (one) => ({
      state: 'awarded',
      endedAt: new Date(PUBLICITY_ENDS),
      ...withNews(one, { what: 'awarded' }),
    }));
    await award(work.ctx, id);
    await certificates(work.ctx).deleteMany({});
    await work.moveTo('2026-03-18T09:00:00+08:00');
    await goOn(work);
    await goOn(work);
    expect(await holdersNow(work)).toMatchObject([{ from: '2026-03-17', until: '2028-03-17' }]);
    expect(await certificates(work.ctx).find({}).lean()).toMatchObject([
      { issuedOn: '2026-03-17', until: '2028-03-17' },
    ]);
  });
});

describe('a dossier', { timeout: 120_000 }, () => {
  it('is seen by nobody else before publicity, not by its officer either, and what was hidden never', async () => {
    const id = await programmeOf(work);
    const chen = await nominated(work, id, CHEN);
    const at = new Date('2026-03-02T09:00:00+08:00');
    const deed = {
      member: CHEN,
      feature: 'quiz',
      activity: 'run',
      kind: 'answer',
      at,
      points: 10,
      minutes: 0,
      streak: true,
    };
    await record(work.ctx, { ...deed, outcome: { correct: true }, key: 'quiz.answer-1' }, { branch: '东湖养殖分会' });
    await toChecking(work);
    const own = await dossierPage(work.ctx, await actor(work, CHEN), NAMES, chen);
    expect(own.lines).toMatchObject([{ key: 'quiz', isHidden: false }]);
    expect(own.mayArrange).toBe(true);
    for (const user of [ZHAO, HE, OFFICER, LI])
      await expect(dossierPage(work.ctx, await actor(work, user), NAMES, chen)).rejects.toThrow('somebody else');
    await expect(hideLine(work.ctx, await actor(work, ZHAO), chen, 'quiz', true)).rejects.toThrow('somebody else');
    await hideLine(work.ctx, await actor(work, CHEN), chen, 'quiz', true);
    await work.moveTo('2026-03-12T17:30:00+08:00');
    await goOn(work);
    await goOn(work);
    const sheet = await openSheet(work.ctx, nobodyIsRelated, await actor(work, SUN), chen);
    expect(sheet.lines).toEqual([]);
    await expect(hideLine(work.ctx, await actor(work, CHEN), chen, 'quiz', false)).rejects.toThrow(
      'judges are reading',
    );
    await scoreAll(work, chen, 50, 30);
    await work.moveTo(SCORES_END);
    await goOn(work);
    expect((await dossierPage(work.ctx, await actor(work, ZHAO), NAMES, chen)).lines).toEqual([]);
  });

  it('is disputed: nobody scores before it is decided, and an accident that never was counts nowhere', async () => {
    await recordAccident(work.ctx, await actor(work, OFFICER), 'fall', {
      member: CHEN,
      day: '2026-02-01',
      what: '叉车碰货架',
    });
    const id = await programmeOf(work, { title: { safeMonths: 12 } });
    const chen = await nominated(work, id, CHEN);
    await toChecking(work);
    const worker = await actor(work, CHEN);
    const key = 'honours.accident-fall';
    await expect(hideLine(work.ctx, worker, chen, key, true)).rejects.toThrow('dispute');
    const said = { once: 'form', line: key, text: '当天我休息' };
    await expect(dispute(work.ctx, await actor(work, ZHAO), tell, chen, said)).rejects.toThrow('somebody else');
    const numbers = await Promise.all([1, 2, 3].map(() => dispute(work.ctx, worker, tell, chen, said)));
    expect(new Set(numbers.filter(Boolean)).size).toBeLessThanOrEqual(1);
    expect(await casesNow(work)).toHaveLength(1);
    await work.moveTo('2026-03-12T17:30:00+08:00');
    await goOn(work);
    expect((await programmeNow(work, id)).state).toBe('checking');
    await decideCase('uphold');
    await goOn(work);
    await goOn(work);
    expect((await programmeNow(work, id)).state).toBe('scoring');
    expect(await nomineeNow(work, chen)).toMatchObject({ state: 'in', struck: [key] });
    expect(await ledger(work.ctx).countDocuments({ reverses: key, annuls: true })).toBe(1);
  });

  it('leaves people out who do not meet the rules, and tells them which', async () => {
    await recordAccident(work.ctx, await actor(work, OFFICER), 'fall', {
      member: CHEN,
      day: '2026-02-01',
      what: '叉车碰货架',
    });
    const id = await programmeOf(work, { title: { safeMonths: 12 } });
    const [chen, zhao] = [await nominated(work, id, CHEN), await nominated(work, id, ZHAO)];
    await toScoring(work);
    expect((await nomineeNow(work, chen)).state).toBe('ineligible');
    expect((await nomineeNow(work, zhao)).state).toBe('in');
    expect(await told('decided')).toEqual([CHEN]);
  });
});

describe('blind scoring', { timeout: 120_000 }, () => {
  it('shows a judge a number and no names, and refuses a forged press of the same branch, which is written down', async () => {
    const id = await programmeOf(work);
    const said = { title: TITLE.id, member: CHEN, why: '陈小梅在东湖养殖分会一号塘班带出三个徒弟', asBranch: false };
    const { _id: chen } = await nominate(work.ctx, await actor(work, MARIA), id, said);
    await toScoring(work);
    const { panel, recused } = await nomineeNow(work, chen);
    expect([panel, recused]).toEqual([[SUN, LIN, TOM], [{ judge: LI, why: 'team' }]]);
    const sheet = await openSheet(work.ctx, nobodyIsRelated, await actor(work, SUN), chen);
    expect(JSON.stringify([sheet.lines, sheet.evidence])).not.toMatch(/陈小梅|东湖|一号塘/);
    expect(await sheetsOf(work.ctx, { user: LI })).toEqual([]);
    const li = await actor(work, LI);
    await expect(openSheet(work.ctx, nobodyIsRelated, li, chen)).rejects.toThrow('same branch');
    await expect(handInSheet(work.ctx, nobodyIsRelated, li, chen, { c1: 60, c2: 40 })).rejects.toThrow('same branch');
    await expect(
      handInSheet(work.ctx, nobodyIsRelated, await actor(work, ZHAO), chen, { c1: 1, c2: 1 }),
    ).rejects.toThrow('judge');
    const after = await nomineeNow(work, chen);
    expect(after.refused.map(({ judge, why }) => [judge, why])).toEqual([
      [LI, 'team'],
      [LI, 'team'],
    ]);
    expect(after.sheets).toEqual({});
  });

  it('refuses a judge who has come to the branch since, or whom a feature ties to the nominee', async () => {
    const id = await programmeOf(work);
    const chen = await nominated(work, id, CHEN);
    await toScoring(work);
    await members(work.ctx).updateOne({ user: SUN }, { $set: { branch: '东湖养殖分会' } });
    await expect(openSheet(work.ctx, nobodyIsRelated, await actor(work, SUN), chen)).rejects.toThrow('same branch');
    const mentors = async (_ctx: unknown, judge: string) => new Set(judge === TOM ? [CHEN] : []);
    await expect(openSheet(work.ctx, mentors, await actor(work, TOM), chen)).rejects.toThrow('close to');
    await goOn(work);
    expect((await nomineeNow(work, chen)).panel).toEqual([LIN]);
    expect(await told('short')).toEqual([OFFICER]);
    await work.moveTo(SCORES_END);
    await goOn(work);
    expect((await programmeNow(work, id)).state).toBe('scoring');
  });

  it('takes whole points within each criterion, and none after the scores are closed', async () => {
    const id = await programmeOf(work);
    const chen = await nominated(work, id, CHEN);
    await toScoring(work);
    const sun = await actor(work, SUN);
    for (const values of [{ c1: 61, c2: 0 }, { c1: 1.5, c2: 0 }, { c1: -1, c2: 0 }, { c1: 1 }] as Record<
      string,
      number
    >[])
      await expect(handInSheet(work.ctx, nobodyIsRelated, sun, chen, values)).rejects.toThrow('whole numbers');
    await scoreAll(work, chen, 50, 30);
    await handInSheet(work.ctx, nobodyIsRelated, sun, chen, { c1: 53, c2: 30 });
    await work.moveTo(SCORES_END);
    await goOn(work);
    expect(await nomineeNow(work, chen)).toMatchObject({ total: 8_100, means: { c1: 5_100, c2: 3_000 } });
    await expect(handInSheet(work.ctx, nobodyIsRelated, sun, chen, { c1: 1, c2: 1 })).rejects.toThrow('over');
  });
});

describe('an objection', { timeout: 120_000 }, () => {
  const published = async () => {
    const id = await programmeOf(work);
    const chen = await nominated(work, id, CHEN, MARIA);
    await toPublicity(work, { [chen]: [50, 30] });
    return { id, chen };
  };
  const objects = async (chen: string, by: string, isAnonymous = false) =>
    object(work.ctx, await actor(work, by), tell, chen, { once: 'form', text: '材料里的数字不对', isAnonymous });

  it('on the last minute blocks the next step until it is decided; a minute later it comes too late', async () => {
    const { id, chen } = await published();
    await work.moveTo('2026-03-17T17:29:59+08:00');
    expect(await objects(chen, ZHAO)).toBe('H-2026-0001');
    await work.moveTo(PUBLICITY_ENDS);
    await Promise.all([goOn(work), goOn(work)]);
    expect((await programmeNow(work, id)).state).toBe('publicity');
    await expect(
      object(work.ctx, await actor(work, GAO), tell, chen, { once: 'late', text: '晚了', isAnonymous: false }),
    ).rejects.toThrow('over');
    await decideCase('reject');
    await goOn(work);
    expect(await holdersNow(work)).toHaveLength(1);
  });

  it('that a process wrote before it died is a case before the programme goes on', async () => {
    const { id, chen } = await published();
    await work.moveTo('2026-03-17T17:29:59+08:00');
    // The press is written down, and the process dies before the case is there.
    await object(work.ctx, await actor(work, ZHAO), async () => {}, chen, {
      once: 'form',
      text: '不对',
      isAnonymous: false,
    });
    expect(await casesNow(work)).toEqual([]);
    await work.moveTo(PUBLICITY_ENDS);
    await Promise.all([advanceOnce(work.ctx, id), advanceOnce(work.ctx, id)]);
    expect(await casesNow(work)).toMatchObject([{ state: 'filed', submitter: ZHAO, nominee: chen }]);
    expect((await programmeNow(work, id)).state).toBe('publicity');
    expect(await objects(chen, ZHAO)).toBe('H-2026-0001');
    expect(await casesNow(work)).toHaveLength(1);
  });

  it('that is right takes the nominee out, and the place stays empty', async () => {
    const { id, chen } = await published();
    await objects(chen, ZHAO);
    await decideCase('uphold');
    await work.moveTo(PUBLICITY_ENDS);
    await goOn(work);
    expect((await programmeNow(work, id)).state).toBe('awarded');
    expect(await holdersNow(work)).toEqual([]);
    expect(await nomineeNow(work, chen)).toMatchObject({ state: 'removed', reason: '已核实' });
    expect(await told('decided')).toEqual([CHEN]);
  });

  it('without a name leads to nobody: not in the case, the programme or what is planned', async () => {
    const { id, chen } = await published();
    await object(work.ctx, await actor(work, ZHAO), async () => {}, chen, {
      once: 'form',
      text: '不对',
      isAnonymous: true,
    });
    const before = await programmeNow(work, id);
    expect(JSON.stringify(before.news)).not.toContain(ZHAO);
    await goOn(work);
    const [one] = await casesNow(work);
    expect(one).toMatchObject({ isAnonymous: true });
    expect(JSON.stringify(one)).not.toContain(ZHAO);
    expect((await programmeNow(work, id)).news).toEqual([]);
    expect(await told('duty')).not.toContain(ZHAO);
  });

  it('is not decided by people with a part in it, and not filed against people who are not proposed', async () => {
    const id = await programmeOf(work, { judges: [LI, SUN, LIN, TOM, HE] });
    const [chen, zhao] = [await nominated(work, id, CHEN, OFFICER), await nominated(work, id, ZHAO)];
    await toPublicity(work, { [chen]: [50, 30], [zhao]: [40, 30] });
    await expect(objects(zhao, GAO)).rejects.toThrow('proposed');
    await objects(chen, GAO);
    await expect(decideCase('uphold')).rejects.toThrow('nominator');
    const [one] = await casesNow(work);
    await expect(objectionCases.handOver(work.ctx, await actor(work, OFFICER), one?._id ?? '', HE)).rejects.toThrow(
      'nominator',
    );
  });
});

describe('whoever has a stake', { timeout: 120_000 }, () => {
  it('decides no objection of their own, with or without a name, and none against a rival', async () => {
    const id = await programmeOf(work);
    const [chen, zhao] = [await nominated(work, id, CHEN), await nominated(work, id, ZHAO, GAO)];
    await toPublicity(work, { [chen]: [50, 30], [zhao]: [40, 30] });
    const said = { once: 'own', text: '材料里的数字不对', isAnonymous: true };
    await object(work.ctx, await actor(work, OFFICER), tell, chen, said);
    await expect(decideCase('uphold')).rejects.toThrow('your own');
    expect(await casesNow(work)).toMatchObject([{ state: 'filed' }]);
    expect((await nomineeNow(work, chen)).state).toBe('in');
  });

  it('is not betrayed by a refusal: an objection without a name is handed to its sender like to any officer', async () => {
    const id = await programmeOf(work);
    const chen = await nominated(work, id, CHEN);
    await toPublicity(work, { [chen]: [50, 30] });
    const said = { once: 'hidden', text: '材料里的数字不对', isAnonymous: true };
    // An officer of the whole company, as the demo has him.
    await importRoster(work.ctx, new TextEncoder().encode(demoRoster()));
    await object(work.ctx, await actor(work, HE), tell, chen, said);
    const [one] = await casesNow(work);
    const officer = await actor(work, OFFICER);
    await objectionCases.take(work.ctx, officer, one?._id ?? '', { step: 'accept' });
    await objectionCases.handOver(work.ctx, officer, one?._id ?? '', HE);
    expect(await casesNow(work)).toMatchObject([{ owner: HE }]);
    await expect(decideCase('uphold', HE)).rejects.toThrow('your own');
  });

  it('decides nothing against the nominee whose rival they have nominated', async () => {
    const id = await programmeOf(work);
    const [chen, zhao] = [await nominated(work, id, CHEN), await nominated(work, id, ZHAO, OFFICER)];
    await toPublicity(work, { [chen]: [50, 30], [zhao]: [40, 30] });
    const said = { once: 'rival', text: '材料里的数字不对', isAnonymous: false };
    await object(work.ctx, await actor(work, GAO), tell, chen, said);
    await expect(decideCase('uphold')).rejects.toThrow('nominator');
    expect((await nomineeNow(work, chen)).state).toBe('in');
  });

  it('becomes no judge, and a vote that does not fit is not switched on after the opening', async () => {
    const id = await programmeOf(work, { title: { places: 20 } });
    await nominated(work, id, CHEN, GAO);
    const officer = await actor(work, OFFICER);
    const facts = await programmeNow(work, id);
    for (const user of [CHEN, GAO])
      await expect(changeProgramme(work.ctx, officer, id, { ...facts, judges: [...JUDGES, user] })).rejects.toThrow(
        'nominee or has nominated',
      );
    await expect(changeProgramme(work.ctx, officer, id, { ...facts, voters: 'everybody' })).rejects.toThrow('places');
    expect(await programmeNow(work, id)).toMatchObject({ judges: JUDGES, voters: 'none', state: 'nominating' });
  });
});

describe('a term', { timeout: 120_000 }, () => {
  const held = async () => {
    const id = await programmeOf(work);
    const chen = await nominated(work, id, CHEN);
    await toPublicity(work, { [chen]: [50, 30] });
    await work.moveTo(PUBLICITY_ENDS);
    await goOn(work);
    const [one] = await holdersNow(work);
    if (one === undefined) throw new Error('nobody holds the title');
    return one;
  };
  const badges = async () => (await badgesOf(work.ctx, CHEN)).length;

  it('ends on the day after its last one, where its holder is', async () => {
    const { _id } = await held();
    await members(work.ctx).updateOne({ user: CHEN }, { $set: { tz: 'America/New_York' } });
    // In New York it is still the 17th when Shanghai has the 18th.
    await work.moveTo('2028-03-18T11:59:00+08:00');
    await goOn(work);
    await goOn(work);
    expect([(await holders(work.ctx).findById(_id).lean())?.state, await badges()]).toEqual(['held', 1]);
    await work.moveTo('2028-03-18T12:00:00+08:00');
    expect(await badges()).toBe(0);
    await Promise.all([goOn(work), goOn(work)]);
    expect((await holders(work.ctx).findById(_id).lean())?.state).toBe('expired');
    expect(await told('over')).toEqual([CHEN]);
  });

  it('is reminded of once a month before, and renewed once by two officers', async () => {
    const { _id } = await held();
    const officer = await actor(work, OFFICER);
    await expect(renew(work.ctx, officer, _id, '续')).rejects.toThrow('60 days');
    await work.moveTo('2028-02-17T09:00:00+08:00');
    await goOn(work);
    await goOn(work);
    expect(await told('refresh')).toEqual([CHEN]);
    await expect(renew(work.ctx, await actor(work, HE), _id, '续')).rejects.toThrow('manage');
    await Promise.all([renew(work.ctx, officer, _id, '表现好'), renew(work.ctx, officer, _id, '表现好')]);
    await goOn(work);
    expect(await holders(work.ctx).findById(_id).lean()).toMatchObject({
      firstFrom: '2026-03-17',
      from: '2028-02-17',
      until: '2030-02-17',
      renewals: [{ by: OFFICER }],
    });
    expect((await certificates(work.ctx).find({}).sort({ issuedOn: 1 }).lean()).map(({ until }) => until)).toEqual([
      '2028-03-17',
      '2030-02-17',
    ]);
  });

  it('ends before its time with a reason, and its certificate with it', async () => {
    const { _id } = await held();
    await endTitle(work.ctx, await actor(work, OFFICER), _id, '已离职');
    await goOn(work);
    expect((await certificates(work.ctx).find({}).lean())[0]?.annulledAt).toBeDefined();
    expect(await badges()).toBe(0);
    await expect(renew(work.ctx, await actor(work, OFFICER), _id, '续')).rejects.toThrow('60 days');
  });
});
