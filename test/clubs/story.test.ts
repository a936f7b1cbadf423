import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../playground/client.ts';
import { clubs, events } from '../../src/features/clubs/model.ts';
import { gathered } from '../../src/features/clubs/service/gathered.ts';
import { tick } from '../../src/features/clubs/service/tick.ts';
import { whoIsIn } from '../../src/members/audience/resolve.ts';
import { audienceOf } from '../../src/members/audience/spec.ts';
import { ledger } from '../../src/participation/ledger/model.ts';
import { actor, has, modalOf, says, seen } from '../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';
import { leaves, noticeOf, seconds } from '../training/classroom.ts';

const { admin, chen, li, maria, zhao } = PEOPLE;

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-10T09:30:00+08:00', bot: 'http' });
});
afterAll(() => work.close());

const clubOf = async () => (await clubs(work.ctx).findOne({ name: '青稻穗读书社' }).lean()) ?? undefined;
const eventOf = async (topic: string) => {
  const found = await events(work.ctx).findOne({ topic }).lean();
  if (found === null) throw new Error(`no event ${topic}`);
  return found;
};
const errorsOf = (result: { errors?: unknown }) => JSON.stringify(result.errors);

describe('a reading club', { timeout: 120_000 }, () => {
  it('is founded by an officer; what is wrong in the form is said at its field, and nothing is lost', async () => {
    const officer = work.slack.as(admin);
    await officer.command('/jy', 'clubs new');
    await modalOf(officer, has('"name"'), 'the form');
    const same = await officer.submit({
      name: '青稻穗读书社',
      about: '周三晚上一起读书。',
      chair: chen,
      deputy: chen,
      asks: ['yes'],
    });
    expect(errorsOf(same)).toContain('副社长和社长要是两个人');
    await officer.submit({ deputy: li });
    await modalOf(officer, says(/青稻穗读书社”建好了[\s\S]*社长 .*副社长/), 'its page');
    await officer.closeModal(true);
    await noticeOf(work.slack.as(chen), '你现在是社长', 'clubs.club');
    expect(await clubOf()).toMatchObject({ chair: chen, deputy: li, asks: true });
  });

  it('is found by a worker, who asks to join and is accepted by the chair', async () => {
    const worker = work.slack.as(maria);
    await worker.command('/jy', 'clubs list');
    const list = await seen(worker, has('clubs.club:0'), 'the clubs');
    await worker.click('clubs.club:0', { message: list });
    await modalOf(worker, has('clubs.joinClub'), 'the club');
    await worker.click('clubs.joinClub', { in: 'modal' });
    await modalOf(worker, has('"words"'), 'the application');
    await worker.submit({ words: 'I like <!channel> poems' });
    await modalOf(worker, says('You asked to join'), 'the club');
    await worker.closeModal(true);
    const chair = work.slack.as(chen);
    const asked = await noticeOf(chair, /Maria Santos 申请加入[\s\S]*poems/, 'clubs.person:take');
    await chair.click('同意', { message: asked });
    await seen(chair, (one) => one.ts === asked.ts && says('已同意 Maria Santos 加入')(one), 'the answer');
    await noticeOf(worker, 'The chair has accepted you', 'clubs.club');
  });

  it('is an audience: an announcement can be sent to it', async () => {
    const id = (await clubOf())?._id ?? '';
    const spec = audienceOf({ kind: 'club', club: id });
    expect(await whoIsIn(work.ctx, spec, [chen, li, maria, zhao])).toEqual(new Set([chen, maria]));
  });

  it('holds an evening: the chair fills in the form, looks at it, and tells the members', async () => {
    const chair = work.slack.as(chen);
    await chair.command('/jy', 'clubs event');
    await modalOf(chair, has('"topic"'), 'the form');
    await chair.click('bot.more', { in: 'modal' });
    await modalOf(chair, has('"guests"'), 'the rest of it');
    const facts = { topic: '春日读书会', where: '职工书屋', capacity: '3', guests: '2' };
    expect(errorsOf(await chair.submit({ ...facts, startsAt: seconds('2026-03-10T08:00') }))).toContain('已经过了');
    expect(errorsOf(await chair.submit({ startsAt: seconds('2026-03-11T18:00'), guests: '9' }))).toContain('0 到 5');
    await chair.submit({ guests: '2' });
    const page = await modalOf(chair, has('clubs.inviteAll'), 'the evening');
    expect(textOf(page.blocks)).toMatch(/春日读书会[\s\S]*社员活动[\s\S]*职工书屋[\s\S]*名额 3/);
    await chair.click('clubs.inviteAll', { in: 'modal' });
    await modalOf(chair, says('正在通知'), 'the answer');
    await chair.closeModal(true);
    const invited = await noticeOf(work.slack.as(maria), '春日读书会', 'clubs.join:0');
    expect(textOf(invited)).toContain('bring up to 2 guests');
  });

  it('is signed up for with guests; who does not fit waits, and strangers are told to join first', async () => {
    const worker = work.slack.as(maria);
    const invited = await noticeOf(worker, '春日读书会', 'clubs.join:1');
    await worker.click('clubs.join:1', { message: invited });
    await seen(worker, (one) => one.ts === invited.ts && says('Signed up, +1')(one), 'the card');
    const { _id: id } = await eventOf('春日读书会');
    const join = (user: string, guests: number) => gathered.signUp(work.ctx, id, { user, isMeant: false, guests });
    await expect(join(zhao, 0)).rejects.toThrow('join it first');
    expect(await join(chen, 1)).toMatchObject({ outcome: 'waiting' });
    expect((await eventOf('春日读书会')).seats.map((one) => [one.member, one.guests, one.state])).toEqual([
      [maria, 1, 'held'],
      [chen, 1, 'waiting'],
    ]);
  });

  it('hands its chair over while an event runs: everything passes on, and what was done stays', async () => {
    await work.moveTo('2026-03-11T17:50:10+08:00');
    const before = work.slack.as(chen);
    await before.command('/jy', 'clubs');
    const mine = await seen(before, has('clubs.open:own0'), 'what is mine');
    await before.click('clubs.open:own0', { message: mine });
    await modalOf(before, has('clubs.roll'), 'the evening');
    await before.click('clubs.roll', { in: 'modal' });
    const screen = await modalOf(before, says(/\d{3} \d{3}/), 'the screen');
    expect(textOf(screen.blocks)).toContain('Maria Santos（带 1 人）');
    await before.closeModal(true);
    const code = gathered.codeFor(work.ctx, await eventOf('春日读书会'))?.code ?? '';
    const worker = work.slack.as(maria);
    await worker.command('/jy', `checkin ${code}`);
    await seen(worker, says('Checked in: present, 17:50'), 'the word');

    await before.command('/jy', 'clubs');
    await seen(before, has('clubs.club:mine'), 'my club');
    await before.click('clubs.club:mine');
    await modalOf(before, has('clubs.pass'), 'the club');
    await before.click('clubs.pass', { in: 'modal' });
    await modalOf(before, has('"chair"'), 'the form');
    expect(errorsOf(await before.submit({ chair: chen }))).toContain('已经是社长');
    await before.submit({ chair: zhao });
    await modalOf(before, says(/已请 .*接任社长/), 'the club');
    await before.closeModal(true);
    expect(await clubOf()).toMatchObject({ chair: chen });

    const next = work.slack.as(zhao);
    // Their shift is over, and the notice waits for the next one; the club’s page asks them too.
    await next.command('/jy', 'clubs list');
    const list = await seen(next, has('clubs.club:0'), 'the clubs');
    await next.click('clubs.club:0', { message: list });
    await modalOf(next, has('clubs.answerChair:yes'), 'the question');
    await next.click('clubs.answerChair:yes', { in: 'modal' });
    await modalOf(next, says('你现在是“青稻穗读书社”的社长'), 'the club');
    await next.closeModal(true);
    expect(await clubOf()).toMatchObject({
      chair: zhao,
      deputy: li,
      terms: [
        { chair: chen, how: 'named' },
        { chair: zhao, how: 'handed' },
      ],
    });
    const { _id: id } = await eventOf('春日读书会');
    await expect(gathered.mark(work.ctx, await actor(work, chen), id, maria, 'absent')).rejects.toThrow(
      'call the roll',
    );
    const roll = await gathered.rollOf(work.ctx, await gathered.called(work.ctx, await actor(work, zhao), id));
    expect(roll).toMatchObject([{ member: maria, mark: 'present', guests: 1 }]);
  });

  it('asks only those who came how it was, and gives them their points, once', async () => {
    await work.moveTo('2026-03-11T21:30:00+08:00');
    await tick(work.ctx);
    await tick(work.ctx);
    const entries = await ledger(work.ctx).find({ feature: 'clubs' }).lean();
    expect(entries.map(({ member, kind, points }) => [member, kind, points])).toEqual([[maria, 'attend', 5]]);
    await work.moveTo('2026-03-12T09:00:00+08:00');
    const worker = work.slack.as(maria);
    const asked = await noticeOf(worker, 'How was it?', 'clubs.grade:event-good');
    await worker.click('clubs.grade:event-good', { message: asked });
    await seen(worker, (one) => one.ts === asked.ts && says('The event: Good')(one), 'the thanks');
    await noticeOf(work.slack.as(chen), /赵大力 已接任社长/, 'clubs.club');
  });

  it('is followed by the deputy when the chair leaves the company; without one the officers are told', async () => {
    await leaves(work, zhao);
    await tick(work.ctx);
    expect(await clubOf()).toMatchObject({ chair: li });
    expect(await clubOf()).not.toHaveProperty('deputy');
    await noticeOf(work.slack.as(li), '由你接任社长', 'clubs.club');
    await leaves(work, li);
    await tick(work.ctx);
    expect(await clubOf()).not.toHaveProperty('chair');
    await noticeOf(work.slack.as(admin), '请指定一位新社长', 'clubs.pass');
    expect((await clubOf())?.terms.map(({ chair, how }) => [chair, how])).toEqual([
      [chen, 'named'],
      [zhao, 'handed'],
      [li, 'followed'],
    ]);
  });
});
