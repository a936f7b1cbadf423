import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { textOf } from '../../../playground/client.ts';
import { deliveries } from '../../../src/delivery/model.ts';
import { isMondaySomewhere, mondayEnds, mondayOf, weekOf } from '../../../src/features/training/digest/rules.ts';
import { moveSeat } from '../../../src/features/training/seats/service/seats.ts';
import { tick } from '../../../src/features/training/service/tick.ts';
import { members } from '../../../src/members/model.ts';
import { modalOf, SOON, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { openCourseOf, seatsOf } from '../classroom.ts';

describe('the week of a zone', () => {
  const cases = [
    ['2026-03-08T23:59:59+08:00', 'Asia/Shanghai', undefined],
    ['2026-03-09T00:00:00+08:00', 'Asia/Shanghai', '2026-03-09'],
    ['2026-03-09T23:59:59+08:00', 'Asia/Shanghai', '2026-03-09'],
    ['2026-03-10T00:00:00+08:00', 'Asia/Shanghai', undefined],
    ['2026-03-09T00:00:00+08:00', 'America/New_York', undefined],
    ['2026-03-10T11:59:59+08:00', 'America/New_York', '2026-03-09'],
    ['2026-03-08T10:00:00Z', 'Pacific/Kiritimati', '2026-03-09'],
    ['2026-03-10T11:59:59Z', 'Etc/GMT+12', '2026-03-09'],
  ] as const;
  it.each(cases)('%s in %s is the Monday %s', (at, tz, monday) => {
    const now = new Date(at);
    expect(mondayOf(now, tz)?.monday).toBe(monday);
    if (monday !== undefined) expect(isMondaySomewhere(now)).toBe(true);
  });

  it('is nobody’s Monday from Tuesday noon to Sunday morning, UTC', () => {
    for (const at of ['2026-03-10T12:00:00Z', '2026-03-12T00:00:00Z', '2026-03-15T09:59:59Z'])
      expect(isMondaySomewhere(new Date(at))).toBe(false);
  });

  it('is seven days on the calendar, an hour more or less when the clocks change', () => {
    const week = weekOf('2026-03-29', 'Europe/Berlin');
    expect(week.monday).toBe('2026-03-23');
    expect(week.endsAt.getTime() - week.startsAt.getTime()).toBe((7 * 24 - 1) * 3_600_000);
    expect(mondayEnds(week, 'Europe/Berlin')).toEqual(new Date('2026-03-24T00:00:00+01:00'));
  });
});

let work: Workplace;

const { chen, zhao, maria, li } = PEOPLE;
const at = (day: string) => new Date(`2026-03-${day}:00+08:00`);

async function course(topic: string, people: readonly string[], startsAt: Date, capacity?: number): Promise<string> {
  const include = people.map((user) => `member:${user}`);
  const facts = { topic, startsAt, duration: 120, ...(capacity === undefined ? {} : { capacity }) };
  const [session] = await openCourseOf(work, { include, facts });
  return session?._id ?? '';
}

const sit = (id: string, member: string) => moveSeat(work.ctx, id, { do: 'sign-up', member });

async function passes(to: string): Promise<void> {
  await work.moveTo(to);
  await tick(work.ctx);
  const due = () =>
    deliveries(work.ctx).countDocuments({
      kind: 'training.digest',
      state: { $in: ['planned', 'sending'] },
      dueAt: { $lte: new Date() },
    });
  await expect.poll(due, { timeout: SOON }).toBe(0);
}

async function told(): Promise<string[]> {
  const sent = await deliveries(work.ctx).find({ kind: 'training.digest', state: 'sent' }).lean();
  return sent.map((one) => one.recipient).sort();
}

describe('the digest of the week', { timeout: 90_000 }, () => {
  beforeEach(async () => {
    work = await openWorkplace({ at: '2026-03-06T09:00:00+08:00', bot: 'http' });
  });
  afterEach(() => work.close());

  it('comes on Monday at the first working hour: own sessions first, then the open ones with the way to sign up', async () => {
    const electric = await course('用电安全', [chen, zhao], at('11T14:00'));
    const pond = await course('塘边急救', [chen, zhao], at('12T09:00'), 1);
    await course('下周的课', [chen, zhao, li], at('17T09:00'));
    await sit(electric, chen);
    await passes('2026-03-08T23:58:00+08:00');
    expect(await deliveries(work.ctx).countDocuments({ kind: 'training.digest' })).toBe(0);
    await passes('2026-03-09T00:01:00+08:00');
    // 李 has nothing this week.
    expect(await deliveries(work.ctx).distinct('recipient', { kind: 'training.digest' })).toEqual([chen, zhao].sort());
    expect(await told()).toEqual([]);
    await passes('2026-03-09T08:30:00+08:00');
    expect(await told()).toEqual([chen, zhao].sort());
    const mine = await seen(work.slack.as(chen), says('这周的培训'), 'the digest');
    expect(textOf(mine)).toMatch(
      /你要参加的[\s\S]*用电安全[\s\S]*\d+月\d+日（周三）14:00–16:00[\s\S]*还可以报名[\s\S]*塘边急救/,
    );
    expect(textOf(mine)).not.toContain('下周的课');
    await work.slack.as(chen).click('去报名', { message: mine });
    const page = await modalOf(work.slack.as(chen), says('塘边急救'), 'the session');
    expect(says('报名')(page)).toBe(true);
    await work.slack.as(chen).click('training.join');
    await modalOf(work.slack.as(chen), says('你已报名'), 'the seat');
    expect(await seatsOf(work, pond)).toEqual([`${chen} held`]);
  });

  it('comes once whatever restarts, and is not said of what is over when it is drawn', async () => {
    const electric = await course('用电安全', [chen, zhao], at('11T14:00'), 1);
    await sit(electric, chen);
    await passes('2026-03-09T00:01:00+08:00');
    // The only seat is taken: nothing is open to 赵大力.
    expect(await deliveries(work.ctx).distinct('recipient', { kind: 'training.digest' })).toEqual([chen]);
    await work.restart();
    await passes('2026-03-09T08:30:00+08:00');
    await work.restart();
    await passes('2026-03-09T09:30:00+08:00');
    expect(await told()).toEqual([chen]);
    await passes('2026-03-10T09:00:00+08:00');
    expect(await deliveries(work.ctx).countDocuments({ kind: 'training.digest' })).toBe(1);
  });

  it('comes late on a Monday whose morning was lost, and on Tuesday not any more', async () => {
    await course('用电安全', [chen, zhao], at('12T14:00'));
    await passes('2026-03-09T13:00:00+08:00');
    expect(await told()).toEqual([chen, zhao].sort());
    await course('塘边急救', [chen, zhao], at('19T14:00'));
    await passes('2026-03-17T08:30:00+08:00');
    expect(await deliveries(work.ctx).countDocuments({ kind: 'training.digest' })).toBe(2);
  });

  it('comes on the Monday of the reader’s zone, in their language, and not to who refuses it', async () => {
    await work.slack.person({ id: maria, tz: 'America/New_York' });
    const zone = async () => (await members(work.ctx).findOne({ user: maria }).lean())?.tz;
    await expect.poll(zone, { timeout: SOON }).toBe('America/New_York');
    await members(work.ctx).updateOne({ user: zhao }, { $set: { optOuts: ['training.digest'] } });
    await course('用电安全', [chen, zhao, maria], at('12T14:00'));
    await passes('2026-03-09T08:30:00+08:00');
    expect(await told()).toEqual([chen]);
    // Monday in New York, its clocks an hour on since the day before; in China it is the evening, then Tuesday.
    await passes('2026-03-09T13:00:00Z');
    await passes('2026-03-09T23:30:00Z');
    expect(await told()).toEqual([chen, maria].sort());
    await seen(
      work.slack.as(maria),
      says(/Training this week[\s\S]*Thu \d+ Mar, 02:00–04:00/),
      'the digest in English',
    );
    const dropped = await deliveries(work.ctx).find({ kind: 'training.digest', state: 'dropped' }).lean();
    expect(dropped.map((one) => [one.recipient, one.reason])).toEqual([[zhao, 'opted-out']]);
  });

  it('offers of one date for each shift only the own one', async () => {
    const more = '2026-03-11 14:30 06:00-14:30\n2026-03-12 16:30 07:00-16:00';
    const facts = { topic: '交接班', startsAt: at('11T14:30'), duration: 60 };
    await openCourseOf(work, { repeat: 'shifts', more, include: [chen, zhao].map((one) => `member:${one}`), facts });
    await passes('2026-03-09T09:00:00+08:00');
    const digestOf = (user: string) => seen(work.slack.as(user), says('这周的培训'), 'the digest');
    const [early, day] = [textOf(await digestOf(chen)), textOf(await digestOf(zhao))];
    expect(early).toContain('周三）14:30–15:30');
    expect(early).not.toContain('16:30');
    expect(day).toContain('周四）16:30–17:30');
    expect(day).not.toContain('14:30');
  });
});
