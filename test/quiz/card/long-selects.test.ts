import { afterEach, describe, expect, it, test } from 'vitest';
import { validateView } from '../../../playground/server/validate/payload.ts';
import { option } from '../../../src/bot/draw/blocks.ts';
import { choice } from '../../../src/bot/draw/form/chosen.ts';
import { banks, type Schedule, schedules } from '../../../src/features/quiz/model.ts';
import { scheduleForm, scheduleShown } from '../../../src/features/quiz/schedule/form.ts';
import { type AudienceChoice, audienceKey } from '../../../src/features/quiz/schedule/service/schedules.ts';
import type { AudienceSpec } from '../../../src/members/audience/spec.ts';
import { audienceOf, EVERYBODY } from '../../../src/members/audience/spec.ts';
import { has, makeBank, makeSchedule, modalOf, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';

const NOW = new Date('2026-03-02T00:00:00Z');
const elementOf = (block: unknown) => (block as { element: Record<string, unknown> }).element;

describe('a select', () => {
  const options = Array.from({ length: 120 }, (_, index) => option(`v${index}`, `第${index}项`));
  it.each([
    ['its first hundred options in their order', 'v99', 'v0'],
    ['what is chosen first, when it would be left out', 'v110', 'v110'],
  ])('has %s', (_, initial, first) => {
    const reader = { locale: 'zh' as const, tz: 'Asia/Shanghai', now: NOW };
    const field = choice({ label: { zh: '选', en: 'Choose' } });
    const [block] = field.draw({ id: 'one', raw: initial, reader, options });
    const element = elementOf(block);
    expect(element.options).toHaveLength(100);
    expect(element).toMatchObject({ initial_option: { value: initial }, options: { 0: { value: first } } });
  });
});

describe('whom a schedule is for, of very many', () => {
  const chosen = (audience: AudienceSpec): AudienceChoice => ({ key: audienceKey(audience), audience });
  const company = (branches: number, teams: number): AudienceChoice[] => [
    chosen(EVERYBODY),
    ...Array.from({ length: branches }, (_, b) => chosen(audienceOf({ kind: 'branch', branch: `第${b}分会` }))),
    ...Array.from({ length: branches * teams }, (_, n) =>
      chosen(audienceOf({ kind: 'team', branch: `第${Math.floor(n / teams)}分会`, team: `第${n}生产作业班组` })),
    ),
    chosen(audienceOf({ kind: 'post', post: '养殖工' })),
  ];
  const schedule: Omit<Schedule, 'audience'> = {
    _id: 's1',
    workspace: 'T1',
    name: '题',
    bank: 'b1',
    topics: [],
    time: '09:00',
    cadence: { kind: 'daily' },
    count: 1,
    lock: 'end-of-day',
    mode: 'dm',
    state: 'active',
    createdBy: 'U1',
    createdAt: NOW,
    updatedAt: NOW,
  };
  const bank = { _id: 'b1', workspace: 'T1', name: '安全', state: 'active' as const, createdBy: 'U1', createdAt: NOW };

  it.each<[string, number, number]>([
    ['a branch of 130 teams', 1, 130],
    ['110 branches of 3 teams', 110, 3],
    ['40 branches of 50 teams', 40, 50],
  ])('can be chosen and stays chosen: %s', (_, branches, teams) => {
    const audiences = company(branches, teams);
    for (const { audience, key } of [audiences[0], audiences[branches], audiences.at(-2), audiences.at(-1)].flatMap(
      (one) => one ?? [],
    )) {
      const data = { banks: [bank], audiences, schedule: { ...schedule, audience } };
      const reader = { locale: 'zh' as const, tz: 'Asia/Shanghai', now: NOW };
      const shown = scheduleShown('zh', data, (one) => audienceKey(one.audience));
      const view = scheduleForm(audiences).draw(reader, shown);
      expect(validateView(view)).toEqual([]);
      expect(Buffer.byteLength(JSON.stringify(view))).toBeLessThan(250_000);
      const { option_groups: groups, initial_option: initial } = elementOf(
        view.blocks.find((block) => block.block_id === 'audience'),
      ) as { option_groups: { options: { value: string }[] }[]; initial_option: { value: string } };
      expect(initial.value).toBe(key);
      const values = groups.flatMap((group) => group.options.map(({ value }) => value));
      expect(values).toContain(key);
      expect(new Set(values).size).toBe(Math.min(audiences.length, 800));
    }
  });
});

describe('an officer with more banks than a select holds', () => {
  let work: Workplace;
  afterEach(() => work.close());

  test('changes a schedule whose bank is the oldest, and it stays the bank', async () => {
    work = await openWorkplace({ at: '2026-03-02T07:30:00+08:00', bot: 'http' });
    const bank = await makeBank(work);
    await makeSchedule(work, bank);
    await banks(work.ctx).insertMany(
      Array.from({ length: 120 }, (_, index) => ({
        _id: `bank${index}`,
        workspace: work.ctx.workspace,
        name: `一题库${String(index).padStart(3, '0')}`,
        state: 'active',
        createdBy: PEOPLE.admin,
        createdAt: NOW,
      })),
    );
    const officer = work.slack.as(PEOPLE.admin);
    await officer.command('/jy', 'quiz schedule');
    const list = await seen(officer, has('quiz.changeSchedule'), 'the list of schedules');
    await officer.click('修改', { message: list });
    const form = await modalOf(officer, has('"audience"'), 'the form');
    const select = elementOf(form.blocks.find((block) => block.block_id === 'bank'));
    expect(select).toMatchObject({ initial_option: { value: bank }, options: { 0: { value: bank } } });
    expect(select.options).toHaveLength(100);
    await officer.submit({ name: '新名字' });
    await modalOf(officer, has('quiz.pauseSchedule'), 'that it is saved');
    expect(await schedules(work.ctx).findOne({}).lean()).toMatchObject({ name: '新名字', bank });
  });
});
