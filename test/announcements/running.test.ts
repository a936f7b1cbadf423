import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demoRoster } from '../../playground/company.ts';
import { arrived } from '../../src/delivery/receipts/rules.ts';
import { announcements } from '../../src/features/announcements/model.ts';
import { receiptScreen } from '../../src/features/announcements/receipts/actions.ts';
import { announcementReceipts } from '../../src/features/announcements/receipts/service/receipts.ts';
import { tick } from '../../src/features/announcements/service/change.ts';
import { insertNew } from '../../src/lib/stores/mongo.ts';
import { members } from '../../src/members/model.ts';
import { importRoster } from '../../src/members/roster/service.ts';
import { actor, has, modalOf, SOON, says } from '../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';
import { announce, counted, newest, rich, sum, untilCounted, write } from './desk.ts';

const EVERYONE = 14;
/** Two a second: fourteen take long enough to step in. */
const SLOW = 120;
const FAST = 100_000;

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http', env: { SENDS_PER_MINUTE: String(SLOW) } });
  // Without shifts everybody has the same hours, and it goes to all at once.
  const roster = demoRoster().replace(/\d\d:\d\d-\d\d:\d\d$/gm, '-');
  await importRoster(work.ctx, new TextEncoder().encode(roster));
});
afterAll(() => work.close());
beforeEach(() => {
  work.ctx.config.SENDS_PER_MINUTE = SLOW;
});

/** How often each member has an announcement in the messages. */
async function copiesOf(title: string): Promise<Map<string, number>> {
  const users: string[] = await members(work.ctx).distinct('user', { workspace: work.ctx.workspace });
  const counts = users.map(async (user): Promise<[string, number]> => {
    const own = await work.slack.as(user).dm();
    return [user, own.filter((one) => says(title)(one) && !has('announcements.open')(one)).length];
  });
  return new Map(await Promise.all(counts));
}

const all = (copies: Map<string, number>) => [...copies.values()].reduce((total, one) => total + one, 0);

/** It is on its way to everybody, and some have it. */
async function running(title: string) {
  const made = await announce(work, PEOPLE.admin, { title, body: rich('请看'), include: ['all'] });
  await expect
    .poll(async () => (await counted(work, made.id)).reached ?? 0, { timeout: SOON })
    .toBeGreaterThanOrEqual(2);
  return made;
}

/** A later announcement has reached everybody who is there: whatever waited before it has left as well. */
async function drained(title: string, expected: number) {
  work.ctx.config.SENDS_PER_MINUTE = FAST;
  const { officer, id } = await announce(work, PEOPLE.admin, { title, body: rich('到'), include: ['all'] });
  await untilCounted(work, id, { reached: expected });
  await officer.closeModal(true);
}

describe('an announcement on its way', { timeout: 90_000 }, () => {
  it('adds up to its audience at every moment, and each gets it once over a restart in its middle', async () => {
    const { officer, id } = await running('过江');
    await work.restart();
    const chair = await actor(work, PEOPLE.admin);
    const seenOnTheWay = new Set<number>();
    await expect
      .poll(
        async () => {
          const one = await announcements(work.ctx).findById(id).lean();
          if (one === null) throw new Error('gone');
          const { total, groups } = await receiptScreen.page(work.ctx, chair, one);
          const { audience, opened, wrongFirst, ...states } = total;
          expect(sum(states)).toBe(audience);
          expect(groups.reduce((people, [, tally]) => people + tally.audience, 0)).toBe(audience);
          expect(audience).toBe(EVERYONE);
          expect(opened).toBeLessThanOrEqual(arrived(total));
          seenOnTheWay.add(states.reached);
          return states.reached;
        },
        { timeout: SOON, interval: 200 },
      )
      .toBe(EVERYONE);
    expect(seenOnTheWay.size).toBeGreaterThan(1);
    expect([...(await copiesOf('过江')).values()].every((count) => count === 1)).toBe(true);
    await officer.closeModal(true);
  });

  it('is stopped: the rest never gets it and is counted, and nothing of it leaves any more', async () => {
    const { officer, id } = await running('到此为止');
    await officer.click('刷新', { in: 'modal' });
    await officer.click('announcements.stop', { in: 'modal' });
    const page = await modalOf(officer, says(/已停止，\d+ 人不会收到/), 'the end of it');
    expect(JSON.stringify(page)).not.toContain('"announcements.stop"');
    await officer.closeModal(true);
    await drained('后来的事', EVERYONE);
    const counts = await counted(work, id);
    expect(sum(counts)).toBe(EVERYONE);
    expect(counts.stopped).toBeGreaterThan(0);
    expect(counts).toEqual({ reached: counts.reached, stopped: counts.stopped });
    const got = [...(await copiesOf('到此为止')).values()];
    expect(got.filter((count) => count === 1)).toHaveLength(counts.reached ?? 0);
    expect(Math.max(...got)).toBe(1);
  });

  it('whoever leaves while it is on its way gets nothing and is counted as left', async () => {
    const { officer, id } = await running('有人走了');
    const [waiting] = await announcementReceipts
      .receipts(work.ctx)
      .find({ announcement: id, state: 'waiting' })
      .sort({ member: -1 })
      .lean();
    const who = waiting?.member ?? '';
    await members(work.ctx).updateOne({ workspace: work.ctx.workspace, user: who }, { $set: { state: 'left' } });
    work.ctx.config.SENDS_PER_MINUTE = FAST;
    await untilCounted(work, id, { reached: EVERYONE - 1, left: 1 });
    expect((await copiesOf('有人走了')).get(who)).toBe(0);
    await members(work.ctx).updateOne({ workspace: work.ctx.workspace, user: who }, { $set: { state: 'active' } });
    await officer.closeModal(true);
  });

  it('is completed where a worker died while it wrote the receipts', async () => {
    const at = Date.parse('2026-03-02T10:00:00+08:00') / 1000;
    const officer = await write(work, PEOPLE.admin, {
      title: '半途',
      body: rich('请看'),
      include: ['donghu'],
      at: String(at),
    });
    await modalOf(officer, says('发出'), 'the preview');
    await officer.click('announcements.send', { in: 'modal' });
    await modalOf(officer, says('等待发出'), 'that it is scheduled');
    await officer.closeModal(true);
    const { _id } = await newest(work);
    const died = new Date();
    await announcements(work.ctx).updateOne({ _id }, { $set: { state: 'sending' } });
    const receipt = {
      workspace: work.ctx.workspace,
      announcement: _id,
      member: PEOPLE.chen,
      state: 'waiting' as const,
    };
    await insertNew(announcementReceipts.receipts(work.ctx), [
      { ...receipt, branch: '东湖养殖分会', team: '一号塘班', wrongFirst: 0, opened: 0, tries: 0, at: died },
    ]);
    work.ctx.config.SENDS_PER_MINUTE = FAST;
    await work.moveTo('2026-03-02T10:00:30+08:00');
    await Promise.all([tick(work.ctx), tick(work.ctx)]);
    await untilCounted(work, _id, { reached: 3 });
    const copies = await copiesOf('半途');
    expect([PEOPLE.chen, PEOPLE.li, PEOPLE.officer].map((user) => copies.get(user))).toEqual([1, 1, 1]);
    expect(all(copies)).toBe(3);
  });
});
