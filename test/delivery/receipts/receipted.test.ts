import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { validateView } from '../../../playground/server/validate/payload.ts';
import type { Actor } from '../../../src/bot/actor.ts';
import { textTwin } from '../../../src/bot/draw/text-twin.ts';
import { deliveries } from '../../../src/delivery/model.ts';
import type { Receipt } from '../../../src/delivery/receipts/book.ts';
import { announcementReceipts } from '../../../src/features/announcements/receipts/service/receipts.ts';
import { clock } from '../../../src/lib/clock.ts';
import { newId } from '../../../src/lib/ids.ts';
import { makeIndexes } from '../../../src/lib/stores/collection.ts';
import type { AudienceSpec } from '../../../src/members/audience/spec.ts';
import { members } from '../../../src/members/model.ts';
import { addMember } from '../../quiz/officer-desk.ts';
import { openPostOffice, type PostOffice, WORKING_HOUR } from '../post-office.ts';
import { bulletinReceipts, bulletinScreen, bulletins, newBulletin, prepareBulletins, told } from './bulletins.ts';

const MINUTE_MS = 60_000;
const EVERYONE: AudienceSpec = { include: [{ kind: 'everyone' }], except: [] };
const PEOPLE = Array.from({ length: 12 }, (_, index) => `U${String(index).padStart(3, '0')}`);
const LATE = 'U900';

let office: PostOffice;
beforeAll(async () => {
  office = await openPostOffice();
  await prepareBulletins(office);
  await makeIndexes(office.ctx, [announcementReceipts.receipts, announcementReceipts.tallies]);
  for (const [index, user] of PEOPLE.entries())
    await addMember(office.ctx, user, { branch: `分会${index % 3}`, team: ['一班', '二班'][index % 2] ?? '' });
});
afterAll(() => office.close());

const ENDS = {
  arrives: { state: 'sent' },
  leaves: { state: 'dropped', reason: 'left' },
  fails: { state: 'failed', reason: 'msg_blocked' },
} as const;

/** What the worker writes of a member's delivery. */
async function end(notice: string, member: string, how: keyof typeof ENDS): Promise<void> {
  await deliveries(office.ctx).updateOne(
    { notice, recipient: member, state: 'planned' },
    { $set: { ...ENDS[how], finishedAt: clock.now() } },
  );
}

const anyMember = fc.constantFrom(...PEOPLE, LATE, 'UNOBODY');
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ does: fc.constantFrom('confirms', 'opens', 'errs'), who: anyMember }) },
  {
    weight: 5,
    arbitrary: fc.record({
      does: fc.constant('ends' as const),
      who: anyMember,
      how: fc.constantFrom(...(Object.keys(ENDS) as (keyof typeof ENDS)[])),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ does: fc.constantFrom('settles', 'passes', 'stops', 'goes out again', 'dies', 'joins') }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

describe.each([
  ['announcements', announcementReceipts, 'announcement'],
  ['a second feature', bulletinReceipts, 'bulletin'],
])('the receipts of %s', (_name, receipts, of) => {
  const take = async (id: string, one: Step): Promise<void> => {
    const { ctx } = office;
    if (one.does === 'confirms') await receipts.confirm(ctx, id, one.who);
    if (one.does === 'opens') await receipts.noteOpened(ctx, id, one.who);
    if (one.does === 'errs') await receipts.noteOpened(ctx, id, one.who, { isWrong: true });
    if (one.does === 'ends') await end(receipts.noticeOf(id), one.who, one.how);
    if (one.does === 'settles') await receipts.settle(ctx, { _id: id, via: 'dm' });
    if (one.does === 'passes') office.pass(3 * MINUTE_MS);
    if (one.does === 'stops') await receipts.stop(ctx, id, 'U0QH1001');
    if (one.does === 'joins') await members(ctx).updateOne({ user: LATE }, { $set: { state: 'active' } });
    if (one.does === 'goes out again') {
      await receipts.open(ctx, id, { spec: EVERYONE }, clock.now());
      await receipts.plan(ctx, id, { urgent: true });
    }
    if (one.does === 'dies') {
      const write = vi.spyOn(receipts.tallies(ctx), 'updateOne').mockRejectedValueOnce(new Error('killed') as never);
      await receipts.settle(ctx, { _id: id, via: 'dm' }).catch(() => undefined);
      await receipts.counts(ctx, id).catch(() => undefined);
      write.mockRestore();
    }
  };

  it('add up to the audience at every moment', { timeout: 120_000 }, async () => {
    const { ctx } = office;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 20 }), async (steps) => {
        office.setTime(WORKING_HOUR);
        await members(ctx).deleteMany({ user: LATE });
        await addMember(ctx, LATE, { branch: '分会0', state: 'left' });
        const id = newId();
        await receipts.open(ctx, id, { spec: EVERYONE }, clock.now());
        await receipts.plan(ctx, id, { urgent: true });
        const confirmed = new Set<string>();
        for (const one of steps) {
          await take(id, one);
          const own = await ctx.db
            .collection(`${of}_receipts`)
            .find<Receipt>({ [of]: id })
            .toArray();
          const rows = await receipts.counts(ctx, id);
          expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(own.length);
          for (const { branch, team, state, count } of rows)
            expect(
              own.filter((each) => each.branch === branch && each.team === team && each.state === state),
            ).toHaveLength(count);
          // What a member has done stays, whatever becomes of deliveries.
          for (const { member, state } of own) {
            if (confirmed.has(member)) expect(state).toBe('confirmed');
            if (state === 'confirmed') confirmed.add(member);
          }
        }
      }),
      { numRuns: 15 },
    );
  });
});

describe('a bulletin', () => {
  const chair: Actor = {
    user: 'U0QH1001',
    name: '周岚',
    locale: 'zh',
    tz: 'Asia/Shanghai',
    roles: ['worker', 'officer'],
    scope: 'company',
    branch: '分会0',
    team: undefined,
    post: undefined,
    shift: undefined,
  };

  const out = async (id = newId()) => {
    office.setTime(WORKING_HOUR);
    const one = await newBulletin(office, id);
    await members(office.ctx).deleteMany({ user: LATE });
    await bulletinReceipts.open(office.ctx, id, { spec: EVERYONE }, clock.now());
    await bulletinReceipts.plan(office.ctx, id, { urgent: true });
    return one;
  };

  it('goes to each of its audience once, under its own name', async () => {
    const { _id: id } = await out();
    await bulletinReceipts.plan(office.ctx, id, { urgent: true });
    const sent = await deliveries(office.ctx)
      .find({ notice: `bulletins.notice-${id}` })
      .sort({ recipient: 1 })
      .lean();
    expect(sent.map(({ recipient }) => recipient)).toEqual(PEOPLE);
    expect(sent[0]).toMatchObject({ kind: 'bulletins.notice', params: { bulletin: id } });
    const raw = await office.ctx.db.collection('bulletin_receipts').countDocuments({ bulletin: id });
    expect(raw).toBe(PEOPLE.length);
  });

  it('reminds people who were reached and have not confirmed, once, also where the process died', async () => {
    const { ctx } = office;
    const one = await out();
    const notice = bulletinReceipts.noticeOf(one._id);
    for (const user of PEOPLE.slice(0, 6)) await end(notice, user, 'arrives');
    await bulletinReceipts.settle(ctx, one);
    await bulletinReceipts.confirm(ctx, one._id, PEOPLE[0] ?? '');
    const twice = await Promise.all([
      bulletinReceipts.remind(ctx, one, 0, 'U0QH1001'),
      bulletinReceipts.remind(ctx, one, 0, 'U0QH1001'),
    ]);
    expect(twice.filter((count) => count !== undefined)).toEqual([5]);
    expect(told.filter(({ id }) => id === one._id)).toEqual([{ id: one._id, nth: 0, members: 5 }]);

    // Dies after it has begun: people who are reached later are not in this reminder.
    await bulletins(ctx).updateOne(
      { _id: one._id },
      { $set: { remindersSent: 2, reminding: { nth: 1, at: clock.now(), by: 'U0QH1001' } } },
    );
    office.pass(MINUTE_MS);
    await end(notice, PEOPLE[7] ?? '', 'arrives');
    await bulletinReceipts.settle(ctx, one);
    const begun = await bulletins(ctx).findById(one._id).lean<typeof one>();
    expect(begun === null ? 0 : await bulletinReceipts.finishReminding(ctx, begun)).toBe(5);
    expect((await bulletins(ctx).findById(one._id).lean())?.reminding).toBeUndefined();
    const reminded = await deliveries(ctx).distinct('recipient', { notice: `bulletins.reminder-${one._id}-1` });
    expect(reminded.sort()).toEqual(PEOPLE.slice(1, 6));
  });

  it('shows an officer its counts and the names of their own branch, under its own buttons', async () => {
    const { ctx } = office;
    const one = await out();
    for (const user of PEOPLE) await end(bulletinReceipts.noticeOf(one._id), user, 'arrives');
    await bulletinReceipts.confirm(ctx, one._id, 'U003');
    const view = await bulletinScreen.modal(ctx, chair, one);
    expect(validateView(view)).toEqual([]);
    const words = textTwin(view.blocks);
    expect(words).toContain('夏季作息');
    expect(words).toContain('已确认 1/12 人（8%）');
    expect(JSON.stringify(view)).toContain('bulletins.receipts');
    expect(JSON.stringify(view)).not.toContain('announcements.');
    const names = await bulletinReceipts.names(ctx, chair, one._id, 'open', 1);
    expect(names.rows.map(({ name }) => name)).toEqual(['U000', 'U006', 'U009']);
    const deputy: Actor = { ...chair, scope: 'branch', branch: '分会1' };
    const page = await bulletinScreen.page(ctx, deputy, one);
    expect([page.total.audience, page.mayChange, page.branches]).toEqual([4, false, []]);
  });
});
