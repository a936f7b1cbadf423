import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../playground/client.ts';
import { programmes } from '../../src/features/honours/model.ts';
import type { Programme } from '../../src/features/honours/rules/records.ts';
import { has, modalOf, says, seen } from '../helpers/quiz-day.ts';
import { limitToBranch, openWorkplace, type Workplace } from '../helpers/workplace.ts';
import { act, press } from '../skills/contest-of.ts';
import { noticeOf, seconds } from '../training/classroom.ts';
import {
  CHECK_ENDS,
  CHEN,
  goOn,
  JUDGES,
  LI,
  LIN,
  MARIA,
  nomineeNow,
  OFFICER,
  PUBLICITY_ENDS,
  SCORES_END,
  SUN,
  TOM,
  ZHAO,
} from './programme-of.ts';

/*
 * A title from the officer's first form to the certificate, with one dispute and one objection.
 */

const NAME = '2026 年度青投蓝领 3+';

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-10T09:00:00+08:00', bot: 'http' });
  await limitToBranch(work);
});
afterAll(() => work.close());

const programmeNow = async (): Promise<Programme> => {
  const found = await programmes(work.ctx).findOne({ name: NAME }).lean<Programme>();
  if (found === null) throw new Error('no programme');
  return found;
};
const chenId = async (): Promise<string> => (await programmeNow()).proposed?.[0]?.nominee ?? '';

describe('a title from nomination to award', { timeout: 240_000 }, () => {
  it('is planned by an officer, who sees what is wrong at its field and whom it reaches before anybody hears of it', async () => {
    const officer = work.slack.as(OFFICER);
    await officer.command('/jy', 'honours new');
    await modalOf(officer, has('"criteria"'), 'the form');
    const facts = { name: NAME, nominateUntil: seconds('2026-03-11T17:00'), judges: [LI, SUN] };
    const few = await officer.submit({ ...facts, criteria: '业绩 60\n带徒 40' });
    expect(JSON.stringify(few.errors)).toContain('至少要 3 位');
    const sum = await officer.submit({ judges: JUDGES, criteria: '业绩 60\n带徒 30' });
    expect(JSON.stringify(sum.errors)).toContain('合计是 90 分');
    await officer.click('bot.more', { in: 'modal' });
    await modalOf(officer, has('"publicityDays"'), 'the rest');
    await officer.submit({ criteria: '业绩 60\n带徒 40', checkDays: '1', scoreDays: '1', publicityDays: '2' });
    const draft = await modalOf(officer, has('honours.titleForm'), 'the programme');
    expect(textOf(draft.blocks)).toMatch(/还没有人知道[\s\S]*业绩 60 分、带徒 40 分/);
    await press(officer, 'honours.titleForm', '"places"');
    await officer.submit({ name: '首席员工', about: '业务精湛，带徒有方', places: '1', months: '24' });
    await modalOf(officer, has('honours.openNow'), 'the title');
    await officer.click(act('honours.openNow'), { in: 'modal' });
    await modalOf(officer, says('已开始推荐'), 'it is open');
    const notices = await press(officer, 'honours.notices', 'honours.noticeSwitch');
    expect(textOf(notices.blocks)).toContain('开始推荐');
    await officer.closeModal(true);
    await goOn(work);
  });

  it('takes a nomination by a colleague, and the nominee sees first what judges will see', async () => {
    const worker = work.slack.as(MARIA);
    const invited = await noticeOf(worker, 'Nominations for honours are open', 'honours.nominateForm');
    await worker.click(act('honours.nominateForm'), { message: invited });
    await modalOf(worker, has('"why"'), 'the form');
    await worker.submit({
      who: '陈小梅',
      title: (await programmeNow()).titles[0]?.id ?? '',
      why: '陈小梅带出三个徒弟',
    });
    await modalOf(worker, says('You nominated'), 'it is in');
    await worker.closeModal(true);
    const chen = work.slack.as(CHEN);
    const told = await noticeOf(chen, '你被推荐参加评选', 'honours.dossier');
    await chen.click(act('honours.dossier'), { message: told });
    const dossier = await modalOf(chen, has('honours.evidenceForm'), 'her dossier');
    expect(textOf(dossier.blocks)).toMatch(/同事推荐 · Maria Santos[\s\S]*三个徒弟/);
    await press(chen, 'honours.evidenceForm', '"link"');
    const bad = await chen.submit({ text: '一号塘溶氧改造图纸', link: 'javascript:alert(1)' });
    expect(JSON.stringify(bad.errors)).toContain('https://');
    await chen.submit({ link: 'https://files.example/p.pdf' });
    await modalOf(chen, says('溶氧改造'), 'it is there');
    await chen.closeModal(true);
  });

  it('is checked, scored by number, and a judge of the branch has nothing to score', async () => {
    await work.moveTo('2026-03-11T17:00:10+08:00');
    await goOn(work);
    const chen = work.slack.as(CHEN);
    await chen.command('/jy', '荣誉 材料');
    await modalOf(chen, has('honours.dossier'), 'her dossiers');
    const page = await press(chen, 'honours.dossier', 'honours.withdraw');
    expect(textOf(page.blocks)).toContain('评委看不到姓名和分会');
    await chen.closeModal(true);
    await work.moveTo(CHECK_ENDS);
    await goOn(work);
    await goOn(work);
    const li = work.slack.as(LI);
    await li.command('/jy', '荣誉 评审');
    await seen(li, says('现在没有要你评的材料'), 'nothing for Li');
    for (const [judge, points] of [
      [SUN, '55'],
      [LIN, '50'],
      [TOM, '48'],
    ] as const) {
      const person = work.slack.as(judge);
      await person.command('/jy', judge === TOM ? 'honours judge' : '荣誉 评审');
      const sheets = await seen(person, has('honours.sheet'), 'the sheets');
      await person.click(act('honours.sheet'), { message: sheets });
      const form = await modalOf(person, has('"type":"number_input"'), 'the sheet');
      expect(textOf(form.blocks)).not.toMatch(/陈小梅|东湖/);
      expect(textOf(form.blocks)).toContain('溶氧改造');
      const over = await person.submit({ c1: '61', c2: '30' });
      expect(JSON.stringify(over.errors)).toContain('60');
      await person.submit({ c1: points, c2: '30' });
      await modalOf(person, says(judge === TOM ? 'handed in' : '评分已交'), 'it is in');
      await person.closeModal(true);
    }
  });

  it('is published with scores; an objection without a name is decided before it goes on', async () => {
    await work.moveTo(SCORES_END);
    await goOn(work);
    // Their work begins on Monday.
    await work.moveTo('2026-03-16T09:00:00+08:00');
    const zhao = work.slack.as(ZHAO);
    const told = await noticeOf(zhao, '评选公示', 'honours.programme');
    expect(textOf(told)).toMatch(/陈小梅[\s\S]*可以提异议/);
    await zhao.click(act('honours.programme'), { message: told });
    const page = await modalOf(zhao, says('公示名单'), 'who is proposed');
    expect(textOf(page.blocks)).toMatch(/公示名单[\s\S]*陈小梅[\s\S]*总分 81/);
    await press(zhao, 'honours.dossier', 'honours.objectForm');
    await press(zhao, 'honours.objectForm', '"anonymous"');
    await zhao.submit({ text: '图纸不是她画的', anonymous: ['yes'] });
    await modalOf(zhao, says('已收到异议，编号 H-2026-0001'), 'it is in');
    await zhao.closeModal(true);
    await work.moveTo(PUBLICITY_ENDS);
    await goOn(work);
    expect((await programmeNow()).state).toBe('publicity');
    const officer = work.slack.as(OFFICER);
    const duty = await noticeOf(officer, 'H-2026-0001', 'honours.open');
    expect(textOf(duty)).not.toContain('赵大力');
    await officer.click(act('honours.open'), { message: duty });
    await modalOf(officer, has('honours.step'), 'the objection');
    await officer.click('honours.step:reject', { in: 'modal' });
    await modalOf(officer, has('"reason"'), 'why');
    await officer.submit({ reason: '图纸有两人签名，已核实' });
    await goOn(work);
    await goOn(work);
    expect((await programmeNow()).state).toBe('awarded');
  });

  it('gives a certificate and a badge, and stands in the register with its term', async () => {
    await work.moveTo('2026-03-18T09:00:00+08:00');
    const chen = work.slack.as(CHEN);
    const given = await noticeOf(chen, '你获得了“首席员工”称号', 'honours.pdf');
    await chen.click(act('honours.pdf'), { message: given });
    await seen(chen, says('“首席员工”的证书'), 'the file');
    await chen.command('/jy', '人员');
    await seen(chen, says(/🏅 首席员工（至 2028年3月17日/), 'her badge');
    const maria = work.slack.as(MARIA);
    await maria.command('/jy', 'honours register');
    const register = await seen(maria, says('Register of honours'), 'the register');
    expect(textOf(register)).toMatch(/陈小梅\* · 首席员工[\s\S]*in office/);
    const officer = work.slack.as(OFFICER);
    await officer.command('/jy', '荣誉 名录');
    const own = await seen(officer, has('honours.export'), 'the register');
    await officer.click('honours.export', { message: own });
    await seen(officer, says('荣誉名录，共 1 条'), 'the file');
    expect((await nomineeNow(work, await chenId())).total).toBe(8_100);
    await officer.command('/jy', '荣誉');
    const shown = await seen(officer, has('honours.accidentForm'), 'the list');
    await officer.click(act('honours.programme'), { message: shown });
    const page = await modalOf(officer, says('获得称号'), 'the result');
    expect(textOf(page.blocks)).toMatch(/获得称号[\s\S]*陈小梅/);
  });
});
