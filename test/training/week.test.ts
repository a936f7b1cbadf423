import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { textOf } from '../../playground/client.ts';
import { demoRoster } from '../../playground/company.ts';
import { deliveries } from '../../src/delivery/model.ts';
import { weekOf } from '../../src/features/training/rules/week.ts';
import { moveSeat } from '../../src/features/training/service/seats.ts';
import { planWeeks } from '../../src/features/training/service/week.ts';
import { weekPlans } from '../../src/features/training/week-model.ts';
import { members } from '../../src/members/model.ts';
import { importRoster } from '../../src/members/roster-service.ts';
import { setOptOut } from '../../src/members/service.ts';
import { SOON, says, seen } from '../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';
import { openCourseOf } from './classroom.ts';

describe('the week of an instant', () => {
  it.each([
    ['2026-03-01T23:59:59+08:00', 'Asia/Shanghai', '2026-W09', '2026-02-22T16:00:00.000Z'],
    ['2026-03-02T00:00:00+08:00', 'Asia/Shanghai', '2026-W10', '2026-03-01T16:00:00.000Z'],
    ['2026-03-02T00:00:00+08:00', 'America/New_York', '2026-W09', '2026-02-23T05:00:00.000Z'],
    ['2026-01-01T12:00:00+08:00', 'Asia/Shanghai', '2026-W01', '2025-12-28T16:00:00.000Z'],
    ['2027-01-03T12:00:00+08:00', 'Asia/Shanghai', '2026-W53', '2026-12-27T16:00:00.000Z'],
    // Summer time begins on its Sunday: this week has an hour less.
    ['2026-03-27T12:00:00+01:00', 'Europe/Berlin', '2026-W13', '2026-03-22T23:00:00.000Z'],
  ])('%s in %s', (at, tz, name, startsAt) => {
    const week = weekOf(new Date(at), tz);
    expect([week.name, week.startsAt.toISOString()]).toEqual([name, startsAt]);
  });
});

describe('Monday’s digest', { timeout: 60_000 }, () => {
  let work: Workplace;
  let own = '';
  const { admin, chen, maria, zhao } = PEOPLE;
  beforeAll(async () => {
    work = await openWorkplace({ at: '2026-02-27T09:00:00+08:00', bot: 'http' });
    // Who does not work on Mondays, and who lives elsewhere.
    const li = '李强,li.qiang@qinghe.example,东湖养殖分会,一号塘班,班组长,代表,06:00-14:30';
    expect(demoRoster()).toContain(li);
    await importRoster(work.ctx, new TextEncoder().encode(demoRoster().replace(li, `${li} 二三四五六`)));
    await work.slack.person({ id: maria, tz: 'America/New_York' });
    const zoneOf = async () => (await members(work.ctx).findOne({ user: maria }).lean())?.tz;
    await vi.waitFor(async () => expect(await zoneOf()).toBe('America/New_York'), { timeout: SOON });
    const include = [chen, PEOPLE.li, maria].map((user) => `member:${user}`);
    const at = (day: string) => new Date(`${day}T14:00:00+08:00`);
    const facts = { startsAt: at('2026-03-04'), topic: '安全用电', trainer: admin };
    const [first] = await openCourseOf(work, { include, facts });
    own = first?._id ?? '';
    await openCourseOf(work, { include, facts: { ...facts, topic: '急救', startsAt: at('2026-03-05') } });
    await openCourseOf(work, { include, facts: { ...facts, topic: '下周的', startsAt: at('2026-03-11') } });
    await moveSeat(work.ctx, own, { do: 'sign-up', member: chen });
  });
  afterAll(() => work.close());

  const planned = async (week = '2026-W10') =>
    (
      await deliveries(work.ctx)
        .find({ notice: `training.week-${week}` })
        .lean()
    )
      .map((one) => `${one.recipient} ${one.state === 'dropped' ? (one.reason ?? '') : 'on its way'}`)
      .sort();

  it('is not there on Sunday', async () => {
    await work.moveTo('2026-03-01T23:50:00+08:00');
    expect(await planWeeks(work.ctx)).toBe(0);
    expect(await planned()).toEqual([]);
  });

  it('comes at the first working hour: what is one’s own, then what is open; not what is next week’s', async () => {
    await work.moveTo('2026-03-02T00:01:00+08:00');
    await planWeeks(work.ctx);
    // In New York it is Sunday; who does not work on Mondays is told nothing on a Tuesday.
    await expect.poll(() => planned(), { timeout: SOON }).toEqual([`${chen} on its way`, `${PEOPLE.li} too-late`]);
    await work.moveTo('2026-03-02T07:00:30+08:00');
    const message = await seen(work.slack.as(chen), says('本周培训'), 'the digest');
    const words = textOf(message);
    expect(words.indexOf('安全用电')).toBeLessThan(words.indexOf('还可以报名'));
    expect(words).toMatch(/安全用电[\s\S]*周三 14:00–15:00 · 综合楼三楼 · 已报名[\s\S]*急救[\s\S]*周四 14:00/);
    expect(words).not.toContain('下周的');
  });

  it('comes once, whatever dies and however often it is planned', async () => {
    // As a process leaves it that died in the first page.
    await weekPlans(work.ctx).updateMany({}, { $set: { after: '', isDone: false } });
    expect(await Promise.all([planWeeks(work.ctx), planWeeks(work.ctx)])).toEqual([0, 0]);
    await weekPlans(work.ctx).deleteMany({});
    expect(await planWeeks(work.ctx)).toBe(0);
    expect(await planned()).toHaveLength(2);
  });

  it('comes in another zone when Monday comes there, in the reader’s language and hours', async () => {
    await work.moveTo('2026-03-02T13:01:00+08:00');
    await planWeeks(work.ctx);
    await expect.poll(() => planned(), { timeout: SOON }).toContain(`${maria} on its way`);
    await work.moveTo('2026-03-02T21:01:00+08:00');
    const message = await seen(work.slack.as(maria), says('Training this week'), 'the digest in English');
    expect(textOf(message)).toContain('Still open to you');
    expect(textOf(message)).toMatch(/Wed 01:00/);
  });

  it('is not sent on Tuesday for a Monday on which nothing ran', async () => {
    await deliveries(work.ctx).deleteMany({ notice: 'training.week-2026-W10' });
    await weekPlans(work.ctx).deleteMany({});
    await work.moveTo('2026-03-03T14:00:00+08:00');
    expect(await planWeeks(work.ctx)).toBe(0);
    expect(await planned()).toEqual([]);
  });

  it('is not sent to who has refused it, nor with nothing to say', async () => {
    await setOptOut(work.ctx, chen, 'training.week', true);
    await work.moveTo('2026-03-09T00:01:00+08:00');
    await planWeeks(work.ctx);
    await work.moveTo('2026-03-09T07:00:30+08:00');
    await expect.poll(() => planned('2026-W11'), { timeout: 30_000 }).toContain(`${chen} opted-out`);
    expect((await planned('2026-W11')).join()).not.toContain(zhao);
  });
});
