import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlaygroundPerson } from '../../playground/client/person.ts';
import { textOf } from '../../playground/client.ts';
import type { Message } from '../../playground/protocol.ts';
import { redrawAbout } from '../../src/delivery/copies.ts';
import { deliveries } from '../../src/delivery/model.ts';
import { answer, foundClub, join, leave, offer, withdrawOffer } from '../../src/features/clubs/service/clubs.ts';
import { holdEvent, invite } from '../../src/features/clubs/service/events.ts';
import { submit } from '../../src/features/suggestions/form/service/submit.ts';
import { accept, conclude, rate } from '../../src/features/suggestions/service/change.ts';
import { aboutCourse } from '../../src/features/training/rules/about.ts';
import { accept as acceptSeat } from '../../src/features/training/seats/service/join.ts';
import { moveSeat } from '../../src/features/training/seats/service/seats.ts';
import { newId } from '../../src/lib/ids.ts';
import { actor, has, modalOf, says, seen } from '../helpers/quiz-day.ts';
import { officerOf, openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';
import { openCourseOf, seconds } from '../training/classroom.ts';

/* What stands in Slack is true: somebody does something elsewhere, and the cards of everybody it concerns show it. */

const { admin, chen, li, maria } = PEOPLE;

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http', moreOfficers: 2 });
}, 120_000);
afterAll(() => work.close());

const who = (user: string) => actor(work, user);
/** The same message, once it says something else. */
const becomes = (person: PlaygroundPerson, card: Message, fits: (one: Message) => boolean, what: string) =>
  seen(person, (one) => one.ts === card.ts && fits(one), what);
const green = (one: Message) => JSON.stringify(one.blocks).includes('"style":"primary"');

describe('a card in Slack', { timeout: 120_000 }, () => {
  let item = '';
  it('of an item that waits says that a colleague has accepted it, and has nothing green any more', async () => {
    const content = { kind: 'fault', text: '总部电梯停了', place: '', branch: '', isAnonymous: false, files: [] };
    const sent = await submit(work.ctx, await who(chen), { ...content, once: newId() }, []);
    item = sent._id;
    const [first, second] = [work.slack.as(officerOf(0)), work.slack.as(officerOf(1))];
    const cards = await Promise.all([first, second].map((one) => seen(one, says(sent.number), 'the item')));
    for (const card of cards) {
      expect(textOf(card).split('\n')[0]).toBe(`*💡 建议与诉求 · ${sent.number}：新来一条，请受理*`);
      expect(green(card)).toBe(true);
    }
    await accept(work.ctx, await who(officerOf(0)), item);
    for (const [nth, person] of [first, second].entries()) {
      const card = await becomes(person, cards[nth] as Message, says(`${sent.number}：已受理`), 'that it is accepted');
      expect(textOf(card)).toContain('负责人 干部0');
      expect(green(card)).toBe(false);
    }
  });

  it('of a result loses its buttons when it was rated elsewhere', async () => {
    await conclude(work.ctx, await who(officerOf(0)), item, 'solved', '修好了');
    const worker = work.slack.as(chen);
    const card = await seen(worker, has('suggestions.step:'), 'the result');
    await rate(work.ctx, await who(chen), item, 'satisfied');
    await becomes(worker, card, (one) => !has('suggestions.step:')(one), 'the result, rated');
  });

  const club = newId();
  it('of an application says to the deputy that the chair has answered', async () => {
    const facts = { name: '读书社', about: '', asks: true, dues: '', deputy: li };
    await foundClub(work.ctx, await who(admin), club, facts, chen);
    await join(work.ctx, await who(maria), club, '');
    const deputy = work.slack.as(li);
    const card = await seen(deputy, says(/🎈 社团 · \*?读书社\*?\n.*申请加入/), 'the application');
    await answer(work.ctx, await who(chen), club, maria, true);
    const done = await becomes(deputy, card, says('已同意'), 'the answer');
    expect(has('clubs.person')(done)).toBe(false);
  });

  it('that offers the chair says when it was taken back', async () => {
    await offer(work.ctx, await who(chen), club, li);
    const heir = work.slack.as(li);
    const card = await seen(heir, has('clubs.answerChair'), 'the offer');
    await withdrawOffer(work.ctx, await who(chen), club);
    const done = await becomes(heir, card, (one) => !has('clubs.answerChair')(one), 'that it is over');
    expect(textOf(done)).toMatch(/🎈 社团 · \*?读书社[\s\S]*邀请已经收回/);
  });

  it('that offers the chair goes with the person who leaves the club', async () => {
    await offer(work.ctx, await who(chen), club, maria);
    const heir = work.slack.as(maria);
    const card = await seen(heir, has('clubs.answerChair'), 'the offer');
    await leave(work.ctx, await who(maria), club);
    const done = await becomes(heir, card, (one) => !has('clubs.answerChair')(one), 'that it is over');
    expect(textOf(done)).toContain('The offer was taken back');
  });

  it('of an application that was taken back says so, and not that somebody has answered', async () => {
    await join(work.ctx, await who(maria), club, '');
    const leader = work.slack.as(chen);
    const card = await seen(leader, has('clubs.person'), 'the application');
    await leave(work.ctx, await who(maria), club);
    const done = await becomes(leader, card, (one) => !has('clubs.person')(one), 'that it is over');
    expect(textOf(done)).toContain('申请已经撤回');
  });

  it('of an evening shows the guests that were put into the form', async () => {
    const id = newId();
    const times = { startsAt: new Date('2026-03-05T18:00:00+08:00'), endsAt: new Date('2026-03-05T20:00:00+08:00') };
    const facts = { topic: '读书夜', about: '', where: '书屋', capacity: 9, guests: 4, points: 0, isForAll: true };
    await holdEvent(work.ctx, await who(chen), id, { club }, { ...facts, ...times });
    await invite(work.ctx, await who(chen), id);
    const deputy = work.slack.as(li);
    const card = await seen(deputy, (one) => says('读书夜')(one) && has('clubs.guestsForm')(one), 'the invitation');
    await deputy.click('clubs.guestsForm', { message: card });
    await modalOf(deputy, has('"guests"'), 'the form');
    await deputy.submit({ guests: '3' });
    await becomes(deputy, card, says('已报名，带 3 位'), 'the seat');
    await deputy.closeModal(true);
  });

  it('is no longer behind: a page that Home has opened shows what a form on top of it has made', async () => {
    const chair = work.slack.as(chen);
    expect(textOf((await chair.part('clubs')).blocks)).not.toContain('春日散步');
    await chair.click('clubs.eventForm:new', { in: 'modal' });
    await modalOf(chair, has('"topic"'), 'the form');
    await chair.submit({ topic: '春日散步', where: '湖边', startsAt: seconds('2026-03-07T15:00') });
    await modalOf(chair, says('春日散步'), 'the walk');
    await chair.closeModal();
    await modalOf(chair, (view) => view.callback_id === 'bot.part' && says('春日散步')(view), 'the page below');
    await chair.closeModal(true);
  });

  it('that offers a seat shows the seat, taken from somewhere else; and that the date is off', async () => {
    const [session] = await openCourseOf(work, {
      include: [`member:${chen}`, `member:${li}`],
      facts: { topic: '吊装安全', startsAt: new Date('2026-03-05T10:00:00+08:00'), duration: 60, capacity: 1 },
    });
    const id = session?._id ?? '';
    await moveSeat(work.ctx, id, { do: 'sign-up', member: chen });
    await moveSeat(work.ctx, id, { do: 'sign-up', member: li });
    await moveSeat(work.ctx, id, { do: 'withdraw', member: chen });
    const worker = work.slack.as(li);
    const card = await seen(worker, has('training.accept'), 'the offer');
    expect(textOf(card).split('\n')[0]).toBe('🎓 培训 · 吊装安全');
    await acceptSeat(work.ctx, await who(li), id);
    // The invitation, drawn again with the offer, may have been seen first: whoever accepts has both drawn again.
    await redrawAbout(work.ctx, [`training.session:${id}`, aboutCourse(session?.course ?? '')], { recipients: [li] });
    await becomes(worker, card, (one) => says('你已报名')(one) && !has('training.accept')(one), 'the seat');
  });

  it('that is a week old stays until it is touched', async () => {
    const about = `suggestions.item:${item}`;
    expect(await redrawAbout(work.ctx, about)).toBeGreaterThan(0);
    await deliveries(work.ctx).updateMany({ about }, { $set: { finishedAt: new Date('2026-02-20T09:00:00+08:00') } });
    expect(await redrawAbout(work.ctx, about)).toBe(0);
  });
});
