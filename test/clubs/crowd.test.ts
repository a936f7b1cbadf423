import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ClubEvent, events } from '../../src/features/clubs/model.ts';
import { holdEvent } from '../../src/features/clubs/service/events.ts';
import { seatsTaken } from '../../src/gatherings/rules/seats.ts';
import { actor, modalOf, says } from '../helpers/quiz-day.ts';
import { officerOf, openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';

const { admin } = PEOPLE;
const CROWD = 50;

let work: Workplace;
let event: ClubEvent;
beforeAll(async () => {
  work = await openWorkplace({
    at: '2026-03-10T09:30:00+08:00',
    bot: 'http',
    moreOfficers: CROWD,
    // Fifty people share this machine's two cores.
    ackMs: 60_000,
  });
  event = await holdEvent(
    work.ctx,
    await actor(work, admin),
    'match',
    { isFestival: false },
    {
      topic: '春季球赛',
      about: '',
      where: '体育馆',
      startsAt: new Date('2026-03-14T09:00:00+08:00'),
      endsAt: new Date('2026-03-14T11:00:00+08:00'),
      capacity: 10,
      guests: 2,
      points: 5,
      isForAll: true,
    },
  );
}, 120_000);
afterAll(() => work.close());

describe('fifty people with guests press “sign up” for ten seats at once', { timeout: 300_000 }, () => {
  const wanted = (nth: number) => nth % 3;

  it('ten seats at most are taken, nobody has half their guests, and the order of arrival is kept', async () => {
    const people = Array.from({ length: CROWD }, (_, nth) => work.slack.as(officerOf(nth)));
    // Each has the invitation in their messages, and presses at the same moment.
    const presses = await Promise.all(
      people.map(async (person, nth) => {
        const channel = await person.dmChannel();
        const guests = wanted(nth);
        const button = {
          type: 'button',
          action_id: `clubs.join:${guests}`,
          value: JSON.stringify({ id: event._id, guests }),
          text: { type: 'plain_text', text: '报名' },
        };
        const blocks = [{ type: 'actions', block_id: 'join', elements: [button] }];
        const { ts = '' } = await work.ctx.slack.chat.postMessage({ channel, text: '[报名]', blocks } as never);
        const act = { kind: 'message-action', channel, ts, block_id: 'join', action_id: button.action_id } as const;
        return () => person.act({ ...act });
      }),
    );
    const done = await Promise.all(presses.map((press) => press()));
    expect(done.filter(({ ok }) => !ok)).toEqual([]);
    const seatsNow = async () => (await events(work.ctx).findOne({ _id: event._id }).lean<ClubEvent>())?.seats ?? [];
    await expect.poll(async () => (await seatsNow()).length, { timeout: 120_000, interval: 500 }).toBe(CROWD);

    const seats = await seatsNow();
    expect(seatsTaken({ seats })).toBeLessThanOrEqual(10);
    const nthOf = new Map(people.map(({ id }, nth) => [id, nth]));
    for (const { member, guests = 0 } of seats) expect(guests).toBe(wanted(nthOf.get(member) ?? -1));
    const times = seats.map(({ at }) => at.getTime());
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    const firstWaiting = seats.findIndex(({ state }) => state === 'waiting');
    expect(firstWaiting).toBeGreaterThan(0);
    expect(seats.slice(firstWaiting).every(({ state }) => state === 'waiting')).toBe(true);
    const [head] = seats.slice(firstWaiting);
    expect(seatsTaken({ seats }) + 1 + (head?.guests ?? 0)).toBeGreaterThan(10);
  });

  it('and each reads on their card how they stand', async () => {
    const seats = (await events(work.ctx).findOne({ _id: event._id }).lean<ClubEvent>())?.seats ?? [];
    const last = seats.at(-1);
    const line = seats.filter(({ state }) => state === 'waiting').length;
    const person = work.slack.as(last?.member ?? '');
    await person.command('/jy', 'clubs');
    await person.click('clubs.open:own0');
    await modalOf(person, says(`排队第 ${line} 位`), 'their place in the line');
  });
});
