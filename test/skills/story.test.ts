import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../playground/client.ts';
import { deliveries } from '../../src/delivery/model.ts';
import { contests, heats } from '../../src/features/skills/model.ts';
import type { Contest } from '../../src/features/skills/rules/records.ts';
import { gathered } from '../../src/features/skills/service/heats.ts';
import { tick } from '../../src/features/skills/service/tick.ts';
import { ledger } from '../../src/participation/ledger/model.ts';
import { singles } from '../helpers/question-table.ts';
import { has, letterOf, makeBank, modalOf, says, seen } from '../helpers/quiz-day.ts';
import { limitToBranch, openWorkplace, type Workplace } from '../helpers/workplace.ts';
import { noticeOf, seconds } from '../training/classroom.ts';
import { act, CHEN, entrantOf, LI, LIN, MA, MARIA, nobodyIsRelated, OFFICER, press, SUN, TOM } from './contest-of.ts';

/*
 * A skill contest of one discipline with three judges on each panel, from the officer's first form to the certificate.
 */

const NAME = '2026 年焊工技能比武';

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-10T09:00:00+08:00', bot: 'http' });
  await limitToBranch(work);
  await makeBank(work, '焊工题库', singles(20));
});
afterAll(() => work.close());

const contestNow = async (): Promise<Contest> => {
  const found = await contests(work.ctx).findOne({ name: NAME }).lean<Contest>();
  if (found === null) throw new Error('no contest');
  return found;
};
const told = async (verb: string): Promise<string[]> =>
  (
    await deliveries(work.ctx)
      .find({ kind: `skills.${verb}`, to: 'member' })
      .lean()
  )
    .map(({ recipient }) => recipient)
    .toSorted();
const goOn = () => tick(work.ctx, nobodyIsRelated);

describe('a skill contest of one discipline with three judges on each panel', { timeout: 240_000 }, () => {
  it('is planned by an officer, who sees what is wrong at its field and whom it reaches before anybody hears of it', async () => {
    const officer = work.slack.as(OFFICER);
    await officer.command('/jy', 'skills new');
    await modalOf(officer, has('"signUpUntil"'), 'the form');
    const past = await officer.submit({ name: NAME, signUpUntil: seconds('2026-03-10T08:00') });
    expect(JSON.stringify(past.errors)).toContain('已经过了');
    await officer.submit({ signUpUntil: seconds('2026-03-11T17:00') });
    const draft = await modalOf(officer, has('skills.disciplineForm'), 'the contest');
    expect(textOf(draft.blocks)).toMatch(/还没有人知道[\s\S]*草稿|草稿[\s\S]*还没有人知道/);

    await press(officer, 'skills.disciplineForm', '"judges"');
    const few = await officer.submit({ name: '焊接', judges: [SUN, LIN], stewards: [], banks: ['焊工题库'] });
    expect(JSON.stringify(few.errors)).toContain('至少要 3 位');
    await officer.click('bot.more', { in: 'modal' });
    await modalOf(officer, has('"weight"'), 'the rest');
    await officer.submit({ judges: [SUN, LIN, TOM], count: '2', weight: '20' });
    await modalOf(officer, has('skills.openSignUp'), 'a discipline');
    await officer.click(act('skills.openSignUp'), { in: 'modal' });
    await modalOf(officer, says('评分项'), 'still a draft');
    expect(await contestNow()).toMatchObject({ state: 'draft' });
    expect(await told('opening')).toEqual([]);
  });

  it('has criteria with a table of deviations that may not overlap, and heats that are to come', async () => {
    const officer = work.slack.as(OFFICER);
    await officer.closeModal(true);
    await officer.command('/jy', 'skills');
    const list = await seen(officer, has('skills.contest'), 'the list');
    await officer.click(act('skills.contest'), { message: list });
    await modalOf(officer, has('skills.discipline'), 'the contest');
    await press(officer, 'skills.discipline', 'skills.measuredForm');
    await press(officer, 'skills.measuredForm', '"tolerance"');
    const facts = { name: '焊缝宽度', target: '8', unit: 'mm', tolerance: '0.3', points: '40' };
    const overlap = await officer.submit({ ...facts, rows: '0.5 30\n0.4-1 15' });
    expect(JSON.stringify(overlap.errors)).toMatch(/第 2 行和前面的范围重叠/);
    await officer.submit({ rows: '0.5 30\n1 15' });
    await modalOf(officer, says('差 0.3 mm 以内满分'), 'the criterion');
    await press(officer, 'skills.judgedForm', '"level3"');
    await officer.submit({
      name: '外观',
      points: '60',
      level3: '均匀美观',
      level2: '基本均匀',
      level1: '有咬边',
      level0: '有裂纹',
    });
    await modalOf(officer, says('均匀美观'), 'the judgement');
    await press(officer, 'skills.heatForm', '"capacity"');
    const heat = { where: '一号车间', capacity: '3', lasts: '180', each: '20' };
    const past = await officer.submit({ ...heat, startsAt: seconds('2026-03-09T09:00') });
    expect(JSON.stringify(past.errors)).toContain('这个时间已经过了');
    const early = await officer.submit({ startsAt: seconds('2026-03-11T09:00') });
    expect(JSON.stringify(early.errors)).toContain('报名截止以后');
    await officer.submit({ startsAt: seconds('2026-03-12T09:00') });
    await modalOf(officer, says('一号车间'), 'the heat');
    await press(officer, 'skills.contest', 'skills.openSignUp');
    await officer.click(act('skills.openSignUp'), { in: 'modal' });
    await modalOf(officer, says('已开放报名'), 'it is open');
    await goOn();
    const list2 = await press(officer, 'skills.notices', 'skills.noticeSwitch');
    expect(textOf(list2.blocks)).toMatch(/开放报名[\s\S]*已发出[\s\S]*轮到你上场[\s\S]*评分表等评委交/);
    await officer.closeModal(true);
  });

  it('is signed up for in one press; a seat more than there are is a place in the line, and a judge has none', async () => {
    const worker = work.slack.as(MARIA);
    const invited = await noticeOf(worker, 'Sign-up for a skill contest is open', 'skills.contest');
    await worker.click(act('skills.contest'), { message: invited });
    await modalOf(worker, has('skills.discipline'), 'the contest');
    await press(worker, 'skills.discipline', 'skills.join');
    await worker.click(act('skills.join'), { in: 'modal' });
    await modalOf(worker, says('Signed up'), 'a seat');
    await worker.closeModal(true);
    const [heat] = await heats(work.ctx).find({}).lean();
    const id = heat?._id ?? '';
    await expect(gathered.signUp(work.ctx, id, { user: SUN, isMeant: false })).rejects.toThrow('judge');
    const crowd = [CHEN, MA, 'U0QH3004', CHEN, MA];
    await Promise.all(crowd.map((user) => gathered.signUp(work.ctx, id, { user, isMeant: false })));
    const after = await heats(work.ctx).findOne({ _id: id }).lean();
    expect(after?.seats.filter(({ state }) => state === 'held')).toHaveLength(3);
    expect(after?.seats.filter(({ state }) => state === 'waiting')).toHaveLength(1);
    await work.moveTo('2026-03-10T17:00:10+08:00');
    await goOn();
    const closing = await told('closing');
    expect(closing).not.toContain(MARIA);
    expect(closing).toContain(LI);
  });

  it('draws numbers and hours; an officer is told to name another judge where too few may score', async () => {
    await work.moveTo('2026-03-11T17:00:10+08:00');
    await Promise.all([goOn(), goOn()]);
    await goOn();
    const { _id: contest } = await contestNow();
    const drawn = await Promise.all([MARIA, CHEN, MA].map((user) => entrantOf(work, contest, user)));
    expect(drawn.map(({ start }) => start).toSorted()).toEqual([1, 2, 3]);
    expect(drawn.map(({ startsAt }) => startsAt.toISOString()).toSorted()).toEqual([
      '2026-03-12T01:00:00.000Z',
      '2026-03-12T01:20:00.000Z',
      '2026-03-12T01:40:00.000Z',
    ]);
    expect(await told('turn')).toEqual([MARIA, CHEN, MA].toSorted());
    // Lin is of Ma's branch, Tom of Maria's.
    expect(await told('short')).toEqual([OFFICER]);
    const officer = work.slack.as(OFFICER);
    const short = await noticeOf(officer, '请再请一位评委', 'skills.disciplineForm');
    await officer.click(act('skills.disciplineForm'), { message: short });
    await modalOf(officer, has('"judges"'), 'the form');
    const competes = await officer.submit({ judges: [SUN, LIN, TOM, MA] });
    expect(JSON.stringify(competes.errors)).toContain('马超 已报名这个项目');
    await officer.submit({ judges: [SUN, LIN, TOM, LI] });
    await modalOf(officer, has('skills.entrants'), 'the discipline');
    await officer.closeModal(true);
    const panels = await Promise.all(
      [MARIA, CHEN, MA].map(async (user) => (await entrantOf(work, contest, user)).panel),
    );
    expect(panels).toEqual([
      [SUN, LIN, LI],
      [SUN, LIN, TOM],
      [SUN, TOM, LI],
    ]);
  });

  it('has a theory paper that is answered at home', async () => {
    const worker = work.slack.as(MARIA);
    const turn = await noticeOf(worker, 'Your turn is coming', 'skills.theory');
    expect(textOf(turn)).toMatch(/You are number \d/);
    await worker.click(act('skills.theory'), { message: turn });
    for (const nth of [1, 2]) {
      const shown = await modalOf(worker, says(`Question ${nth} of 2`), `question ${nth}`);
      await worker.click(letterOf(shown, '做对'), { in: 'modal' });
    }
    await modalOf(worker, says('You have answered the theory paper'), 'the end');
    await worker.closeModal(true);
  });

  it('is scored on phones; what one judge gives nobody else sees, and a recused judge opens nothing', async () => {
    await work.moveTo('2026-03-12T09:00:10+08:00');
    const { _id: contest } = await contestNow();
    const maria = await entrantOf(work, contest, MARIA);
    const judge = work.slack.as(SUN);
    await judge.command('/jy', 'skills score');
    const sheets = await seen(judge, has('skills.sheet'), 'her sheets');
    expect(textOf(sheets)).toMatch(/1 号[\s\S]*2 号[\s\S]*3 号/);
    expect(textOf(sheets)).not.toContain('Maria');
    await judge.click(`skills.sheet:${maria._id}`, { message: sheets });
    const form = await modalOf(judge, has('"type":"radio_buttons"'), 'the sheet');
    const [width = '', look = ''] = (await contestNow()).disciplines[0]?.criteria.map(({ id }) => id) ?? [];
    expect(textOf(form.blocks)).toContain('别人看不到你给的分');
    const range = await judge.submit({ [width]: '9999999', [look]: '3' });
    expect(JSON.stringify(range.errors)).toContain('1000000');
    await judge.submit({ [width]: '8.2', [look]: '3' });
    await modalOf(judge, says('评分表已交'), 'it is in');
    await judge.closeModal(true);

    const officer = work.slack.as(OFFICER);
    await officer.command('/jy', 'skills');
    const list = await seen(officer, (one) => has('skills.contest')(one) && says('比赛中')(one), 'the list');
    await officer.click(act('skills.contest'), { message: list });
    await modalOf(officer, has('skills.discipline'), 'the contest');
    await press(officer, 'skills.discipline', 'skills.entrants');
    const entrants = await press(officer, 'skills.entrants', '"skills.entrant:');
    expect(textOf(entrants.blocks)).toContain('评分表 1/3');
    await officer.click(`skills.entrant:${maria._id}`, { in: 'modal' });
    const page = await modalOf(officer, says('还差的评分表'), 'the entrant');
    expect(textOf(page.blocks)).toContain('回避：Tom Baker（同一班组）');
    for (const shown of [entrants, page]) expect(textOf(shown.blocks)).not.toMatch(/8\.2|3 级/);
    await officer.closeModal(true);

    // Tom forges the press of a sheet that he is not shown.
    const tom = work.slack.as(TOM);
    await tom.command('/jy', 'skills score');
    const own = await seen(tom, has('skills.sheet'), 'his sheets');
    expect(JSON.stringify(own.blocks)).not.toContain(maria._id);
    await expect(
      import('../../src/features/skills/service/judging.ts').then(async ({ openSheet }) =>
        openSheet(
          work.ctx,
          nobodyIsRelated,
          await import('../helpers/quiz-day.ts').then((it) => it.actor(work, TOM)),
          maria._id,
        ),
      ),
    ).rejects.toThrow('recused');
    expect((await entrantOf(work, contest, MARIA)).refused).toMatchObject([{ judge: TOM, why: 'team' }]);
  });

  it('asks judges who differ too much to look again, and keeps both', async () => {
    const { _id: contest, disciplines } = await contestNow();
    const [width = '', look = ''] = disciplines[0]?.criteria.map(({ id }) => id) ?? [];
    const maria = await entrantOf(work, contest, MARIA);
    for (const [judge, level] of [
      [LIN, '3'],
      [LI, '1'],
    ] as const) {
      const person = work.slack.as(judge);
      await person.command('/jy', '比武 评分');
      const sheets = await seen(person, has(`skills.sheet:${maria._id}`), 'the sheets');
      await person.click(`skills.sheet:${maria._id}`, { message: sheets });
      await modalOf(person, has('"type":"radio_buttons"'), 'the sheet');
      await person.submit({ [width]: '8', [look]: level });
      await modalOf(person, says('评分表已交'), 'it is in');
      await person.closeModal(true);
    }
    expect(await told('remark')).toEqual([LI, LIN, SUN].toSorted());
    expect((await entrantOf(work, contest, MARIA)).completeAt).toBeUndefined();
    for (const [judge, level] of [
      [LI, '2'],
      [LIN, '3'],
      [SUN, '3'],
    ] as const) {
      const person = work.slack.as(judge);
      const asked = await noticeOf(person, '请复看', 'skills.sheet');
      await person.click(act('skills.sheet'), { message: asked });
      const form = await modalOf(person, says('对照实物复看'), 'the sheet again');
      expect(JSON.stringify(form.blocks)).not.toContain(`"${width}"`);
      await person.submit({ [look]: level });
      await modalOf(person, says('评分表已交'), 'it is in');
      await person.closeModal(true);
    }
    const after = await entrantOf(work, contest, MARIA);
    expect(after.completeAt).toBeDefined();
    expect(after.sheets[LI]).toMatchObject({ values: { [look]: 2 }, before: { values: { [look]: 1 } } });
  });

  it('is published once, tells each how they stand, and shows how it was computed without names', async () => {
    const { _id: contest, disciplines } = await contestNow();
    const [width = '', look = ''] = disciplines[0]?.criteria.map(({ id }) => id) ?? [];
    const { score } = await import('./contest-of.ts');
    for (const judge of [SUN, LIN, TOM])
      await score(work, contest, judge, CHEN, { values: { [width]: 8.4, [look]: 2 } });
    const officer = work.slack.as(OFFICER);
    await work.moveTo('2026-03-12T12:00:10+08:00');
    await goOn();
    expect(await told('sheets')).toEqual([LI, SUN, TOM].toSorted());
    // Ma did not come.
    const ma = await entrantOf(work, contest, MA);
    await officer.command('/jy', 'skills');
    const list = await seen(officer, (one) => has('skills.contest')(one) && says('比赛中')(one), 'the list');
    await officer.click(act('skills.contest'), { message: list });
    const before = await modalOf(officer, has('skills.discipline'), 'the contest');
    expect(JSON.stringify(before.blocks)).not.toContain('skills.publish');
    await press(officer, 'skills.discipline', 'skills.entrants');
    await press(officer, 'skills.entrants', '"skills.entrant:');
    await officer.click(`skills.entrant:${ma._id}`, { in: 'modal' });
    await modalOf(officer, has('skills.entrantState'), 'Ma');
    await officer.click('skills.entrantState:absent', { in: 'modal' });
    await modalOf(officer, says('已记下'), 'noted');
    await press(officer, 'skills.entrants', '"skills.discipline:back');
    const preview = await press(officer, 'skills.discipline', '"skills.contest:back');
    expect(textOf(preview.blocks)).toMatch(/成绩预览[\s\S]*1\. Maria Santos {2}94\.66 分/);
    await press(officer, 'skills.contest', '"skills.publish');
    await officer.click(act('skills.publish'), { in: 'modal' });
    await modalOf(officer, says('成绩已公布'), 'it is published');
    await officer.closeModal(true);
    await goOn();
    expect(await told('result')).toEqual([MARIA, CHEN, MA].toSorted());

    const worker = work.slack.as(MARIA);
    const result = await noticeOf(worker, 'The results of a skill contest are out', 'skills.result');
    expect(textOf(result)).toContain('Your place: 1 of 2');
    await worker.click(act('skills.result'), { message: result });
    const how = await modalOf(worker, says('Total'), 'how');
    expect(textOf(how.blocks)).toMatch(/level 3 = 60 · level 3 = 60 · level 1→level 2 = 40/);
    expect(textOf(how.blocks)).toMatch(/Practical 93\.33 of 100[\s\S]*Theory 2 of 2 right[\s\S]*Total 94\.66/);
    expect(textOf(how.blocks)).not.toMatch(/孙丽|林月|李强/);
    await worker.closeModal(true);
    const points = await ledger(work.ctx).find({ activity: contest }).sort({ member: 1 }).lean();
    expect(points.map(({ member, kind, points: of }) => [member, kind, of])).toEqual([
      [CHEN, 'place', 20],
      [MARIA, 'place', 30],
    ]);
  });
});
