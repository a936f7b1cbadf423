import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlaygroundPerson } from '../../playground/client/person.ts';
import { textOf } from '../../playground/client.ts';
import type { Message } from '../../playground/protocol.ts';
import { redrawAbout } from '../../src/delivery/copies.ts';
import { deliveries } from '../../src/delivery/model.ts';
import { answer, foundClub, join, offer, withdrawOffer } from '../../src/features/clubs/service/clubs.ts';
import { submit } from '../../src/features/suggestions/form/service/submit.ts';
import { accept, conclude, rate } from '../../src/features/suggestions/service/change.ts';
import { accept as acceptSeat } from '../../src/features/training/seats/service/join.ts';
import { moveSeat } from '../../src/features/training/seats/service/seats.ts';
import { newId } from '../../src/lib/ids.ts';
import { actor, has, says, seen } from '../helpers/quiz-day.ts';
import { officerOf, openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';
import { openCourseOf } from '../training/classroom.ts';

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
    expect(textOf(done)).toMatch(/🎈 社团 · \*?读书社/);
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
    await redrawAbout(work.ctx, `training.session:${id}`, { recipients: [li] });
    await becomes(worker, card, (one) => says('你已报名')(one) && !has('training.accept')(one), 'the seat');
  });

  it('that is a week old stays until it is touched', async () => {
    const about = `suggestions.item:${item}`;
    expect(await redrawAbout(work.ctx, about)).toBeGreaterThan(0);
    await deliveries(work.ctx).updateMany({ about }, { $set: { finishedAt: new Date('2026-02-20T09:00:00+08:00') } });
    expect(await redrawAbout(work.ctx, about)).toBe(0);
  });
});
