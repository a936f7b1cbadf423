import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../playground/client.ts';
import { UserError } from '../../src/bot/routing/errors.ts';
import { deliveries } from '../../src/delivery/model.ts';
import { clubs, payments } from '../../src/features/clubs/model.ts';
import { changeClub, foundClub, join } from '../../src/features/clubs/service/clubs.ts';
import { holdEvent } from '../../src/features/clubs/service/events.ts';
import { gathered } from '../../src/features/clubs/service/gathered.ts';
import { sayAway } from '../../src/features/people/leave/service.ts';
import { enterClub } from '../../src/members/clubs/clubs.ts';
import { responsibleFor } from '../../src/members/responsible.ts';
import { actor, has, modalOf, says, seen } from '../helpers/quiz-day.ts';
import { limitToBranch, openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';

const { admin, officer, chen, li, maria, zhao } = PEOPLE;

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-10T09:30:00+08:00', bot: 'http' });
  await limitToBranch(work);
});
afterAll(() => work.close());

const facts = (name: string) => ({ name, about: '', asks: false, dues: '每年 60 元', deputy: undefined });

describe('two people who save one club name in the same instant', { timeout: 60_000 }, () => {
  it('make one club, and the second is told at the field', async () => {
    const who = await actor(work, admin);
    const done = await Promise.allSettled(
      ['one', 'two'].map((id) => foundClub(work.ctx, who, id, facts('青动力球社'), chen)),
    );
    expect(done.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const [refused] = done.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(refused).toBeInstanceOf(UserError);
    expect(String(refused)).toContain('There is a club with this name already');
    expect(await clubs(work.ctx).countDocuments({ name: '青动力球社' })).toBe(1);

    const other = await foundClub(work.ctx, who, 'three', facts('青霓裳舞社'), li);
    await expect(changeClub(work.ctx, who, other._id, facts('青动力球社'), false)).rejects.toThrow(UserError);
    expect((await clubs(work.ctx).findOne({ _id: other._id }).lean())?.name).toBe('青霓裳舞社');
    const person = work.slack.as(admin);
    await person.command('/jy', 'clubs new');
    await modalOf(person, has('"name"'), 'the form');
    const again = await person.submit({ name: '青动力球社', chair: chen });
    expect(JSON.stringify(again.errors)).toContain('已经有叫这个名字的社团');
    await person.closeModal(true);
  });
});

describe('the dues of a club', { timeout: 90_000 }, () => {
  it('are a plain list for the people who look after it: who has paid, marked and unmarked, by year', async () => {
    const id = (await clubs(work.ctx).findOne({ name: '青动力球社' }).lean())?._id ?? '';
    for (const user of [maria, zhao]) await enterClub(work.ctx, id, user, false);
    const chair = work.slack.as(chen);
    await chair.command('/jy', 'clubs');
    await seen(chair, has('clubs.club:mine'), 'my club');
    await chair.click('clubs.club:mine');
    await modalOf(chair, has('clubs.people:dues'), 'the club');
    await chair.click('clubs.people:dues', { in: 'modal' });
    const list = await modalOf(chair, says('2026 年会费 · 已缴 0/3 人'), 'the list');
    expect(textOf(list.blocks)).toMatch(/Maria Santos[\s\S]*未缴/);
    await chair.click(`clubs.person:${maria}`, { in: 'modal' });
    await modalOf(chair, says(/已缴 1\/3 人[\s\S]*Maria Santos[^\n]*✓ 已缴/), 'the list with one');
    await chair.click(`clubs.person:${maria}`, { in: 'modal' });
    await modalOf(chair, says('已缴 0/3 人'), 'the list without');
    await chair.click(`clubs.person:${zhao}`, { in: 'modal' });
    await modalOf(chair, says('已缴 1/3 人'), 'the list with another');
    await chair.closeModal(true);
    expect(await payments(work.ctx).find({}).lean()).toMatchObject([{ member: zhao, year: '2026', by: chen }]);
  });

  it('are nobody else’s to see', async () => {
    const worker = work.slack.as(zhao);
    await worker.command('/jy', 'clubs');
    await seen(worker, has('clubs.club:mine'), 'my club');
    await worker.click('clubs.club:mine');
    expect(JSON.stringify(await modalOf(worker, says('青动力球社'), 'the club'))).not.toContain('clubs.people:dues');
    await worker.closeModal(true);
  });
});

describe('an officer of one branch', { timeout: 90_000 }, () => {
  it('founds clubs and holds events for that branch, and for no other', async () => {
    const own = work.slack.as(officer);
    await own.command('/jy', 'clubs new');
    await modalOf(own, has('"name"'), 'the form');
    await own.submit({ name: '东湖钓鱼社', chair: li });
    await modalOf(own, says(/东湖钓鱼社”建好了[\s\S]*东湖养殖分会/), 'its page');
    await own.closeModal(true);
    expect(await clubs(work.ctx).findOne({ name: '东湖钓鱼社' }).lean()).toMatchObject({ branch: '东湖养殖分会' });
    await own.command('/jy', 'clubs list');
    const list = await seen(own, says('青动力球社'), 'the clubs');
    expect(textOf(list)).toMatch(/东湖钓鱼社[\s\S]*东湖养殖分会/);
    const nth = ['东湖钓鱼社', '青动力球社', '青霓裳舞社'].indexOf('青动力球社');
    await own.click(`clubs.club:${nth}`, { message: list });
    const other = await modalOf(own, says('青动力球社'), 'the company’s club');
    expect(JSON.stringify(other)).not.toMatch(/clubs\.(editClub|pass|people:dues|eventForm)/);
    await own.closeModal(true);
  });

  it('changes and manages nothing of the company’s, whatever is pressed', async () => {
    const mine = await actor(work, officer);
    const all = await actor(work, admin);
    const ball = (await clubs(work.ctx).findOne({ name: '青动力球社' }).lean())?._id ?? '';
    await expect(changeClub(work.ctx, mine, ball, facts('改名'), false)).rejects.toThrow(UserError);
    const times = { startsAt: new Date('2026-03-20T09:00:00+08:00'), endsAt: new Date('2026-03-20T11:00:00+08:00') };
    const said = { about: '', where: '', capacity: 10, guests: 0, points: 5, isForAll: true, ...times };
    await holdEvent(work.ctx, all, 'all', { isFestival: false }, { ...said, topic: '全公司游园' });
    await holdEvent(work.ctx, mine, 'own', { isFestival: false }, { ...said, topic: '东湖钓鱼赛' });
    await expect(gathered.managed(work.ctx, mine, 'all')).rejects.toThrow('You don’t manage this event');
    expect(await gathered.managed(work.ctx, mine, 'own')).toMatchObject({ branch: '东湖养殖分会' });
    const person = work.slack.as(officer);
    await person.command('/jy', 'clubs');
    const found = await seen(person, says('全公司游园'), 'what there is');
    await person.click('clubs.open:open0', { message: found });
    const page = await modalOf(person, says('全公司游园'), 'the company’s event');
    expect(JSON.stringify(page)).not.toMatch(/clubs\.(eventForm|cancelForm|inviteAll|peopleOf|attendance|roll)/);
    await person.closeModal(true);
    await person.click('clubs.open:open1', { message: found });
    expect(JSON.stringify(await modalOf(person, says('东湖钓鱼赛'), 'their own'))).toMatch(/clubs\.inviteAll/);
    await person.closeModal(true);
    // Another branch's people see that it is not theirs.
    const join = gathered.signUp(work.ctx, 'own', { user: zhao, isMeant: false });
    await expect(join).rejects.toThrow('another branch');
  });
});

describe('what waits for somebody who is away', { timeout: 60_000 }, () => {
  it('goes to those who are there: an application to the branch’s officer, and what a maker answers for to the company’s', async () => {
    const fishing = (await clubs(work.ctx).findOne({ name: '东湖钓鱼社' }).lean())?._id ?? '';
    await changeClub(work.ctx, await actor(work, officer), fishing, { ...facts('东湖钓鱼社'), asks: true }, false);
    const told = async (member: string) => {
      const of = { kind: 'clubs.applied', 'params.member': member };
      return (await deliveries(work.ctx).distinct('recipient', of)).toSorted();
    };
    await join(work.ctx, await actor(work, chen), fishing, '');
    expect(await told(chen)).toEqual([li]);
    const away = { from: '2026-03-10', to: '2026-03-20', kind: 'holiday' as const };
    await sayAway(work.ctx, await actor(work, li), li, away);
    await join(work.ctx, await actor(work, maria), fishing, '');
    expect(await told(maria)).toEqual([officer, li].toSorted());

    const makers = () => responsibleFor(work.ctx, officer, () => true);
    expect(await makers()).toEqual([officer]);
    await sayAway(work.ctx, await actor(work, officer), officer, away);
    const company = await makers();
    expect(company).toContain(admin);
    expect(company).not.toContain(officer);
    for (const user of company) await sayAway(work.ctx, await actor(work, user), user, away);
    expect(await makers()).toEqual([officer]);
  });
});
