import { Schema } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliveries } from '../../src/delivery/model.ts';
import { attendanceCollection } from '../../src/gatherings/attendance.ts';
import { type Gathering, gatheringFields, indexGatherings } from '../../src/gatherings/gathering.ts';
import { gatherings } from '../../src/gatherings/gatherings.ts';
import type { Verdict } from '../../src/gatherings/joining.ts';
import { hasAttended } from '../../src/gatherings/rules/marks.ts';
import { partyOf, seatsTaken } from '../../src/gatherings/rules/seats.ts';
import { storedGatherings } from '../../src/gatherings/stored.ts';
import { cancelWrite, changeWrite } from '../../src/gatherings/writes.ts';
import { collection, makeIndexes } from '../../src/lib/stores/collection.ts';
import { ledger } from '../../src/participation/ledger/model.ts';
import { openContext } from '../../src/start-context.ts';
import { actor } from '../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';

/*
 * A feature of its own on the kernel's gatherings, the smallest that there can be: evenings to which people bring guests.
 */

interface Evening extends Gathering {
  chair: string;
}
const schema = new Schema<Evening>({ ...gatheringFields, chair: String }, { versionKey: false, minimize: false });
indexGatherings(schema);
const evenings = collection('test_evenings', schema);
const attendances = attendanceCollection('test_evening_attendance');
const stored = storedGatherings<Evening>({
  feature: 'evenings',
  name: 'evening',
  model: evenings,
  attendances,
  words: { notInvited: { zh: '请先入社。', en: 'Join the club first.' } },
});
const { admin, chen, li, maria, zhao } = PEOPLE;
const gathered = gatherings<Evening, string>(stored, {
  may: async (_ctx, _one, presses) =>
    presses.map(({ user, isMeant }): Verdict<string> | undefined => {
      if (user === admin) return undefined;
      if (user === li) return { refused: { zh: '你要值班。', en: 'You are on duty.' } };
      return user === zhao && !isMeant ? { asks: 'late shift' } : true;
    }),
  manages: (_ctx, { user }) => user === admin,
  leads: ({ user }, { chair }) => user === chair,
  guests: () => 2,
  worth: (_one, mark) => (hasAttended(mark) ? { kind: 'attend', minutes: 0, points: 3 } : undefined),
  entry: () => ({ category: 'evening', outcome: { club: 'C1' } }),
});

const START = new Date('2026-03-11T18:00:00+08:00');

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00' });
  await makeIndexes(work.ctx, [evenings, attendances]);
});
afterAll(() => work.close());

let count = 0;
async function opened(capacity?: number): Promise<string> {
  count += 1;
  const now = new Date('2026-03-02T09:00:00+08:00');
  const one: Evening = {
    _id: `evening${count}`,
    workspace: work.ctx.workspace,
    startsAt: START,
    endsAt: new Date('2026-03-11T20:00:00+08:00'),
    capacity,
    state: 'open',
    seats: [],
    seq: 0,
    rev: 0,
    version: 1,
    news: [],
    chair: maria,
    createdAt: now,
    updatedAt: now,
  };
  await evenings(work.ctx).create(one);
  return one._id;
}
const seatsOf = async (id: string) =>
  (await stored.present(work.ctx, id)).seats.map(({ member, guests = 0, state }) => `${member}+${guests} ${state}`);
const noticesOf = async (id: string) =>
  (await deliveries(work.ctx).find({ 'params.session': id }).lean())
    .map(({ notice, recipient }) => `${notice.replace(`-${id}`, '')} ${recipient}`)
    .toSorted();
const press = (user: string, guests?: number) => ({ user, isMeant: false, guests });

describe('fifty people with guests press “sign up” for ten seats at once', { timeout: 120_000 }, () => {
  const fifty = Array.from({ length: 50 }, (_, nth) => ({ user: `U0EVENING${nth}`, guests: nth % 3 }));

  it('ten seats at most are taken, nobody sits with half their guests, and the order of arrival is kept', async () => {
    const id = await opened(10);
    const done = await Promise.all(fifty.map(({ user, guests }) => gathered.signUp(work.ctx, id, press(user, guests))));
    // 1 + 2 + 3 + 1 + 2 = 9: the sixth brings two and waits, and all after them wait behind.
    const outcomes = done.map((one) => ('outcome' in one ? one.outcome : 'asked'));
    expect(outcomes.slice(0, 5)).toEqual(['held', 'held', 'held', 'held', 'held']);
    expect(new Set(outcomes.slice(5))).toEqual(new Set(['waiting']));
    const { seats } = await stored.present(work.ctx, id);
    expect(seats.map(({ member, guests = 0 }) => ({ user: member, guests }))).toEqual(fifty);
    // One seat is given back: two are free, and the first of the line needs three.
    await gathered.withdraw(work.ctx, 'U0EVENING0', id, '有事');
    expect((await seatsOf(id)).filter((one) => one.endsWith('offered'))).toEqual([]);
    await gathered.withdraw(work.ctx, 'U0EVENING1', id, '有事');
    expect((await seatsOf(id)).filter((one) => one.endsWith('offered'))).toEqual([
      'U0EVENING5+2 offered',
      'U0EVENING6+0 offered',
    ]);
    expect(await noticesOf(id)).toEqual(['evenings.offer-51 U0EVENING5', 'evenings.offer-52 U0EVENING6']);
  });

  it('nor are there more when several processes write at the same time, and each press twice', async () => {
    const id = await opened(10);
    const others = await Promise.all([1, 2].map(() => openContext(work.ctx.config, 'worker')));
    try {
      const processes = [work.ctx, ...others.map((one) => one.ctx)];
      const presses = [...fifty, ...fifty].map(({ user, guests }, nth) =>
        gathered.signUp(processes[nth % 3] ?? work.ctx, id, press(user, guests)),
      );
      await Promise.all(presses);
      const one = await stored.present(work.ctx, id);
      expect(seatsTaken(one)).toBeLessThanOrEqual(10);
      expect(one.seats).toHaveLength(50);
      const wanted = new Map(fifty.map(({ user, guests }) => [user, guests]));
      for (const { member, guests = 0 } of one.seats) expect(guests).toBe(wanted.get(member));
      const firstWaiting = one.seats.findIndex(({ state }) => state === 'waiting');
      expect(one.seats.slice(firstWaiting).every(({ state }) => state === 'waiting')).toBe(true);
      const [head] = one.seats.slice(firstWaiting);
      expect(seatsTaken(one) + partyOf(head ?? {})).toBeGreaterThan(10);
    } finally {
      await Promise.all(others.map((one) => one.close()));
    }
  });
});

describe('the guards of a feature', { timeout: 60_000 }, () => {
  it('say yes, no and why, or ask first; more guests than are allowed are refused', async () => {
    const id = await opened(6);
    await expect(gathered.signUp(work.ctx, id, press(admin))).rejects.toThrow('Join the club first.');
    await expect(gathered.signUp(work.ctx, id, press(li))).rejects.toThrow('You are on duty.');
    expect(await gathered.signUp(work.ctx, id, press(zhao))).toMatchObject({ asks: 'late shift' });
    expect(await gathered.signUp(work.ctx, id, { ...press(zhao), isMeant: true })).toMatchObject({ outcome: 'held' });
    await expect(gathered.signUp(work.ctx, id, press(chen, 3))).rejects.toThrow('You can bring 2 at most');
    await expect(gathered.signUp(work.ctx, id, press(chen, 1.5))).rejects.toThrow('You can bring 2 at most');
    expect(await gathered.signUp(work.ctx, id, press(chen, 2))).toMatchObject({ outcome: 'held' });
    expect(await gathered.signUp(work.ctx, id, press(maria, 1))).toMatchObject({ outcome: 'held' });
    // What they have stays when there is no room for more.
    await expect(gathered.signUp(work.ctx, id, press(maria, 2))).rejects.toThrow('no room for more guests');
    expect(await seatsOf(id)).toEqual([`${zhao}+0 held`, `${chen}+2 held`, `${maria}+1 held`]);
  });
});

describe('a gathering of another feature', { timeout: 120_000 }, () => {
  it('is moved, reminded of, checked in to, closed and written into the ledger, and a mark is corrected', async () => {
    const id = await opened();
    for (const user of [chen, maria]) await gathered.signUp(work.ctx, id, press(user, user === chen ? 2 : 0));
    await gathered.assign(work.ctx, id, [zhao]);
    const later = new Date('2026-03-11T18:30:00+08:00');
    await gathered.tellSoon(
      work.ctx,
      await stored.write(work.ctx, id, (one, now) => changeWrite(one, { startsAt: later }, now, {})),
    );
    expect(await noticesOf(id)).toEqual([
      `evenings.assigned-3 ${zhao}`,
      ...[chen, maria, zhao].toSorted().map((user) => `evenings.changed-2 ${user}`),
    ]);

    await work.moveTo('2026-03-11T18:20:10+08:00');
    expect(await gathered.wake(work.ctx)).toBeGreaterThan(0);
    expect((await noticesOf(id)).some((one) => one.startsWith('evenings.remind-start-'))).toBe(true);
    const code = gathered.codeFor(work.ctx, await stored.present(work.ctx, id))?.code ?? '';
    expect(await gathered.checkInSomewhere(work.ctx, await actor(work, chen), code)).toMatchObject({ mark: 'present' });
    await gathered.mark(work.ctx, await actor(work, maria), id, zhao, 'late');
    await expect(gathered.mark(work.ctx, await actor(work, chen), id, zhao, 'late')).rejects.toThrow('call the roll');
    const roll = await gathered.rollOf(work.ctx, await stored.present(work.ctx, id));
    expect(roll.map(({ member, mark, guests }) => [member, mark, guests])).toContainEqual([chen, 'present', 2]);

    await work.moveTo('2026-03-11T21:30:00+08:00');
    await gathered.wake(work.ctx);
    await gathered.wake(work.ctx);
    const entries = async () =>
      (await ledger(work.ctx).find({ feature: 'evenings', activity: id }).lean())
        .map(({ member, kind, points }) => `${member} ${kind} ${points}`)
        .toSorted();
    expect(await entries()).toEqual([`${chen} attend 3`, `${zhao} attend 3`].toSorted());
    await gathered.correct(work.ctx, await actor(work, admin), id, zhao, 'absent', '看错了人');
    expect(await entries()).toEqual([`${chen} attend 3`, `${zhao} attend 3`, `${zhao} reversal -3`].toSorted());
    await gathered.bookUnbooked(work.ctx);
    expect(await entries()).toHaveLength(3);
  });

  it('that is cancelled tells the people on the list, once', async () => {
    const id = await opened(1);
    await work.moveTo('2026-03-11T21:40:00+08:00');
    const startsAt = new Date('2026-03-20T18:00:00+08:00');
    await evenings(work.ctx).updateOne({ _id: id }, { startsAt, endsAt: new Date('2026-03-20T20:00:00+08:00') });
    for (const user of [chen, maria]) await gathered.signUp(work.ctx, id, press(user));
    const one = await stored.write(work.ctx, id, (found) =>
      found.state === 'open' ? cancelWrite(found, admin, '台风', {}) : undefined,
    );
    await gathered.tellSoon(work.ctx, one);
    await gathered.tellSoon(work.ctx, one);
    expect(await noticesOf(id)).toEqual([chen, maria].toSorted().map((user) => `evenings.cancelled ${user}`));
    await expect(gathered.signUp(work.ctx, id, press(chen))).rejects.toThrow('was cancelled');
  });
});
