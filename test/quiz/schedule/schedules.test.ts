import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { validateBlocks, validateView } from '../../../playground/server/validate/payload.ts';
import { deleteBank, importBank, listBanks } from '../../../src/features/quiz/bank/service/banks.ts';
import { type Bank, runs, type Schedule, schedules } from '../../../src/features/quiz/model.ts';
import {
  type FormData,
  inputFrom,
  presetFirst,
  scheduleForm,
  scheduleShown,
  usualTime,
} from '../../../src/features/quiz/schedule/form.ts';
import type { ScheduleInput } from '../../../src/features/quiz/schedule/service/checks.ts';
import { migrateAudiences } from '../../../src/features/quiz/schedule/service/former-audiences.ts';
import {
  type AudienceChoice,
  audienceChoices,
  audienceKey,
  changeSchedule,
  createSchedule,
  endSchedule,
  lastSchedule,
  listSchedules,
  pauseSchedule,
  resumeSchedule,
  type ScheduleLine,
} from '../../../src/features/quiz/schedule/service/schedules.ts';
import { noBanksModal, savedModal, schedulesMessage } from '../../../src/features/quiz/schedule/views.ts';
import { clock } from '../../../src/lib/clock.ts';
import { LOCALES } from '../../../src/lib/language.ts';
import { audienceOf, EVERYBODY } from '../../../src/members/audience/spec.ts';
import { members } from '../../../src/members/model.ts';
import { addMember, officer, table, useDesk } from '../officer-desk.ts';

const desk = useDesk('schedules');
const company = officer();
const east = officer({ user: 'UEAST', scope: 'branch', branch: '东湖' });
/** A Monday, 08:00 in Shanghai. */
const NOW = new Date('2026-03-02T00:00:00Z');
let bank: Bank;
const plan = (changes: Partial<ScheduleInput> = {}): ScheduleInput => ({
  name: '每日一题',
  bank: bank._id,
  topics: [],
  audience: EVERYBODY,
  time: '09:00',
  cadence: { kind: 'daily' },
  count: 1,
  lock: 'end-of-day',
  mode: 'dm',
  ...changes,
});

beforeAll(async () => {
  vi.spyOn(clock, 'now').mockReturnValue(NOW);
  bank = (await importBank(desk.ctx, { user: 'U' }, table(5), 'a.csv', '安全')).bank;
  await addMember(desk.ctx, 'U1', { branch: '东湖', team: '一班', post: '养殖工' });
  await addMember(desk.ctx, 'U2', { branch: '东湖', team: '二班' });
  await addMember(desk.ctx, 'U3', { branch: '南岗', post: '养殖工', tz: 'Asia/Urumqi' });
});
afterEach(async () => {
  await schedules(desk.ctx).deleteMany({});
});

describe('a schedule', () => {
  it('says whom it reaches and when it comes, to the first and to the last', async () => {
    const line = await createSchedule(desk.ctx, company, plan());
    expect(line).toMatchObject({ reach: 3, questions: 5, bankName: '安全' });
    const [at, inUrumqi] = [new Date('2026-03-02T01:00:00Z'), new Date('2026-03-02T03:00:00Z')];
    expect(line.next).toEqual({ at, others: { first: inUrumqi, last: inUrumqi } });
  });

  it('names its own hour as the next, though a shift begins earlier', async () => {
    vi.spyOn(clock, 'now').mockReturnValue(new Date('2026-03-02T04:00:00Z'));
    await addMember(desk.ctx, 'UNIGHT', { branch: '临港', shift: '22:00-06:30' });
    await addMember(desk.ctx, 'ULATE', { branch: '临港', shift: '14:00-22:30' });
    await addMember(desk.ctx, 'UDAY', { branch: '临港' });
    const line = await createSchedule(
      desk.ctx,
      company,
      plan({ audience: audienceOf({ kind: 'branch', branch: '临港' }) }),
    );
    await members(desk.ctx).deleteMany({ branch: '临港' });
    vi.spyOn(clock, 'now').mockReturnValue(NOW);
    const at = (text: string) => new Date(`${text}+08:00`);
    expect(line.next).toEqual({
      at: at('2026-03-03T09:00'),
      others: { first: at('2026-03-02T14:00'), last: at('2026-03-02T22:00') },
    });
    const { text } = schedulesMessage({ locale: 'zh', tz: 'Asia/Shanghai', now: at('2026-03-02T12:00') }, [line]);
    expect(text).toContain('下一次：3月3日（周二）09:00；其他班次或时区：14:00 至 22:00');
  });

  it('is made once by a form that is sent twice', async () => {
    await createSchedule(desk.ctx, company, plan(), 'form1');
    await createSchedule(desk.ctx, company, plan(), 'form1');
    expect(await listSchedules(desk.ctx, company)).toHaveLength(1);
  });

  it('is paused, resumed, changed and ended', async () => {
    const { schedule } = await createSchedule(desk.ctx, company, plan({ mode: 'channel', channel: 'C1' }));
    const id = schedule._id;
    expect((await pauseSchedule(desk.ctx, company, id)).state).toBe('paused');
    expect((await listSchedules(desk.ctx, company))[0]?.next).toBeUndefined();
    const changed = await changeSchedule(desk.ctx, company, id, plan({ time: '10:30', topics: ['安全'] }));
    expect(changed.schedule).toMatchObject({ state: 'paused', time: '10:30', mode: 'dm', topics: ['安全'] });
    expect(changed.schedule.channel).toBeUndefined();
    expect((await resumeSchedule(desk.ctx, company, id)).state).toBe('active');
    expect((await endSchedule(desk.ctx, company, id)).state).toBe('ended');
    expect((await resumeSchedule(desk.ctx, company, id)).state).toBe('ended');
    await expect(changeSchedule(desk.ctx, company, id, plan())).rejects.toThrow('no such schedule');
    expect(await listSchedules(desk.ctx, company)).toEqual([]);
    expect(await runs(desk.ctx).countDocuments({})).toBe(0);
  });

  it.each<[string, Partial<ScheduleInput>, string]>([
    ['without a name', { name: ' ' }, 'name'],
    ['at no time', { time: '25:00' }, 'time'],
    ['with a lock that is none', { lock: 'soon' }, 'lock'],
    ['locked when it is sent', { lock: '09:00' }, 'lock'],
    ['of no questions', { count: 0 }, 'count'],
    ['of six questions', { count: 6 }, 'count'],
    ['on no weekday', { cadence: { kind: 'weekly', weekday: 8 } }, 'cadence'],
    ['in no channel', { mode: 'channel' }, 'channel'],
    ['of no bank', { bank: 'none' }, 'bank'],
    ['of topics that the bank has not', { topics: ['急救'] }, 'topics'],
  ])('%s is refused at its input', async (_, changes, field) => {
    await expect(createSchedule(desk.ctx, company, plan(changes))).rejects.toMatchObject({ field });
    expect(await schedules(desk.ctx).countDocuments({})).toBe(0);
  });

  it('of a deleted bank is shown without a next time', async () => {
    const gone = (await importBank(desk.ctx, { user: 'U' }, table(2), 'a.csv', '要删的')).bank;
    await createSchedule(desk.ctx, company, plan({ bank: gone._id }));
    await deleteBank(desk.ctx, gone._id, company);
    const [line] = await listSchedules(desk.ctx, company);
    expect(line).toMatchObject({ bankName: undefined, questions: 0, next: undefined });
  });
});

it('reads audiences as the release before wrote them, rewrites them once, and says so', async () => {
  const { schedule } = await createSchedule(desk.ctx, company, plan());
  const former = [
    [{ kind: 'company' }, EVERYBODY],
    [{ kind: 'branch', branch: '东湖' }, audienceOf({ kind: 'branch', branch: '东湖' })],
    [{ kind: 'team', branch: '东湖', team: '一班' }, audienceOf({ kind: 'team', branch: '东湖', team: '一班' })],
    [{ kind: 'post', post: '养殖工' }, audienceOf({ kind: 'post', post: '养殖工' })],
    [
      { kind: 'team', branch: '东湖' },
      { include: [], except: [] },
    ],
  ] as const;
  const info = vi.spyOn(desk.ctx.log, 'info');
  for (const [before, after] of former) {
    await schedules(desk.ctx).collection.updateOne({ _id: schedule._id as never }, { $set: { audience: before } });
    info.mockClear();
    await Promise.all([migrateAudiences(desk.ctx), migrateAudiences(desk.ctx)]);
    await migrateAudiences(desk.ctx);
    expect((await schedules(desk.ctx).findById(schedule._id).lean())?.audience).toEqual(after);
    expect(info).toHaveBeenCalledTimes(1);
  }
});

describe('an officer of a branch', () => {
  it.each<[string, ScheduleInput['audience']]>([
    ['the company', EVERYBODY],
    ['another branch', audienceOf({ kind: 'branch', branch: '南岗' })],
    ['a team of another', audienceOf({ kind: 'team', branch: '南岗', team: '一班' })],
    ['a post', audienceOf({ kind: 'post', post: '养殖工' })],
  ])('does not schedule for %s', async (_, audience) => {
    await expect(createSchedule(desk.ctx, east, plan({ audience }))).rejects.toThrow('your own branch');
  });

  it('without a branch schedules for nobody', async () => {
    const nowhere = officer({ scope: 'branch' });
    await expect(
      createSchedule(desk.ctx, nowhere, plan({ audience: audienceOf({ kind: 'branch', branch: '' }) })),
    ).rejects.toThrow('your own');
    expect(await audienceChoices(desk.ctx, nowhere)).toEqual([]);
  });

  it('sees, changes and stops those of the branch only', async () => {
    const { schedule: all } = await createSchedule(desk.ctx, company, plan());
    const own = plan({ audience: audienceOf({ kind: 'team', branch: '东湖', team: '一班' }) });
    const { schedule: mine, reach } = await createSchedule(desk.ctx, east, own);
    expect(reach).toBe(1);
    expect((await listSchedules(desk.ctx, east)).map((line) => line.schedule._id)).toEqual([mine._id]);
    for (const step of [pauseSchedule, resumeSchedule, endSchedule])
      await expect(step(desk.ctx, east, all._id)).rejects.toThrow('your own branch');
    await expect(changeSchedule(desk.ctx, east, all._id, own)).rejects.toThrow('your own branch');
    await expect(changeSchedule(desk.ctx, east, mine._id, plan())).rejects.toThrow('your own branch');
    expect((await pauseSchedule(desk.ctx, east, mine._id)).state).toBe('paused');
  });

  it('chooses among the branch and its teams', async () => {
    const kinds = async (who: typeof east) =>
      (await audienceChoices(desk.ctx, who)).map(({ audience }) => audience.include[0]?.kind).join(' ');
    expect(await kinds(east)).toBe('branch team team');
    expect(await kinds(company)).toBe('everyone branch branch team team post');
  });
});

describe('the bank of a new schedule', () => {
  const named = (name: string, at?: string) => ({
    bank: { ...bank, _id: name, name },
    importedAt: at === undefined ? undefined : new Date(at),
  });
  const lines = () => [named('甲', '2026-03-01'), named('乙', '2026-03-02'), named('丙')];
  it.each([
    ['', '乙 甲 丙'],
    ['甲', '甲 乙 丙'],
    ['丙', '丙 乙 甲'],
    ['gone', '乙 甲 丙'],
  ])('is the one it comes from (%j), else the one imported last', (from, expected) => {
    const found = presetFirst(lines(), from).map(({ name }) => name);
    expect(found.join(' ')).toBe(expected);
  });

  it('is the one used last where it comes from none, with its hour; before the first it begins with the officer’s shift', async () => {
    expect(await lastSchedule(desk.ctx, { user: 'UNEW' })).toBeUndefined();
    const own = { ...company, user: 'UNEW' };
    await createSchedule(desk.ctx, own, plan({ time: '10:15' }));
    vi.spyOn(clock, 'now').mockReturnValue(new Date(NOW.getTime() + 60_000));
    const { schedule } = await createSchedule(desk.ctx, own, plan({ time: '06:45' }));
    await endSchedule(desk.ctx, own, schedule._id);
    const last = await lastSchedule(desk.ctx, own);
    expect(last?._id).toBe(schedule._id);
    expect([usualTime(last, '06:00-14:30'), usualTime(undefined, '06:00-14:30')]).toEqual(['06:45', '06:00']);
    expect([usualTime(undefined, undefined), usualTime(undefined, '三班倒')]).toEqual([undefined, undefined]);
    const data = { banks: [bank], audiences: [], time: '06:45' };
    expect(scheduleShown('zh', data, () => '').values).toMatchObject({ bank: bank._id, time: '06:45' });
  });

  it('counts a bank to which questions were added as imported then', async () => {
    const [line] = await listBanks(desk.ctx);
    expect(line?.importedAt).toBeInstanceOf(Date);
  });
});

describe.each(LOCALES)('the views in %s', (locale) => {
  const nasty = '<!channel> & *粗* `x` '.repeat(40);
  const reading = { locale, tz: 'Asia/Shanghai', now: NOW };
  const drawn = (data: FormData) =>
    scheduleForm(data.audiences).draw(
      reading,
      scheduleShown(locale, data, (one) => audienceKey(one.audience)),
    );
  const schedule: Schedule = {
    _id: 's'.repeat(16),
    workspace: 'T1',
    name: nasty.slice(0, 60),
    bank: 'b1',
    time: '23:59',
    count: 5,
    topics: Array.from({ length: 10 }, () => nasty.slice(0, 60)),
    audience: audienceOf({ kind: 'team', branch: nasty, team: nasty }),
    cadence: { kind: 'weekly', weekday: 7 },
    lock: '08:00',
    mode: 'channel',
    channel: 'C0123',
    state: 'active',
    createdBy: 'U1',
    createdAt: NOW,
    updatedAt: NOW,
  };
  const next = { at: NOW, others: { first: NOW, last: new Date(NOW.getTime() + 9 * 86_400_000) } };
  const trouble = {
    _id: 't1',
    workspace: 'T1',
    channel: 'C0123',
    code: 'channel_not_found',
    since: NOW,
    failures: 1,
    told: 1,
  };
  const line: ScheduleLine = {
    schedule,
    bankName: nasty.slice(0, 60),
    questions: 10_000,
    reach: 100_000,
    next,
    trouble,
  };
  const many: AudienceChoice[] = Array.from({ length: 250 }, (_, index) => {
    const audience = audienceOf({ kind: 'team', branch: `${nasty}${index % 7}`, team: `${nasty}${index}` });
    return { key: audienceKey(audience), audience };
  });

  it.each([0, 1, 8, 30])('list %i schedules within Slack’s limits', (count) => {
    const lines = Array.from({ length: count }, (_, index) => {
      const state: Schedule['state'] = index % 2 ? 'paused' : 'active';
      return {
        ...line,
        schedule: { ...schedule, _id: `s${index}`, state },
        ...(index % 3 ? {} : { bankName: undefined }),
      };
    });
    for (const page of [0, 1, 99]) {
      const message = schedulesMessage(reading, lines, page, nasty.slice(0, 60));
      expect(validateBlocks(message.blocks, 'message')).toEqual([]);
      expect(validateBlocks(message.blocks, 'modal')).toEqual([]);
      expect(JSON.stringify(message)).not.toContain('<!channel>');
    }
  });

  it('take what is put into the form, in short lists and in groups', () => {
    const formBanks = Array.from({ length: 120 }, (_, index) => ({ ...bank, _id: `b${index}`, name: nasty }));
    const current = { key: audienceKey(schedule.audience), audience: schedule.audience };
    for (const view of [
      drawn({ banks: formBanks, audiences: many, schedule }),
      drawn({ banks: formBanks, audiences: [current, ...many], schedule }),
      drawn({ banks: formBanks.slice(0, 1), audiences: many.slice(0, 3) }),
      savedModal(reading, line, true),
      savedModal(reading, { ...line, schedule: { ...schedule, state: 'paused' }, next: undefined }, false),
      noBanksModal(locale),
    ]) {
      expect(validateView(view)).toEqual([]);
    }
    const fresh = drawn({ banks: [bank], audiences: many.slice(0, 1) });
    expect(JSON.stringify(fresh)).toContain(`"initial_option":{"value":"${bank._id}"`);
    expect(JSON.stringify(fresh)).toContain(locale === 'zh' ? '"每日一题"' : '"Daily question"');
    const inputs = {
      name: '计划',
      bank: 'b1',
      topics: '安全，急救、 法规',
      audience: many[3]?.key,
      time: '09:00',
      cadence: '3',
      count: '2',
      lock: 'at-time',
      lockTime: '17:30',
      mode: 'dm',
      channel: undefined,
    };
    const form = scheduleForm(many);
    const read = form.read(reading, inputs);
    if ('errors' in read) throw new Error(JSON.stringify(read.errors));
    const { audience } = read.values;
    expect({ ...inputFrom(read.values), audience: audience?.audience }).toEqual({
      name: '计划',
      bank: 'b1',
      topics: ['安全', '急救', ' 法规'],
      audience: many[3]?.audience,
      time: '09:00',
      cadence: { kind: 'weekly', weekday: 3 },
      count: 2,
      lock: '17:30',
      mode: 'dm',
    });
    expect(form.read(reading, { ...inputs, audience: 'gone' })).toEqual({ errors: { audience: expect.any(String) } });
  });
});
