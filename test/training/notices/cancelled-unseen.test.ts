import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlaygroundPerson } from '../../../playground/client/person.ts';
import { textOf } from '../../../playground/client.ts';
import { actor, has, modalOf, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { cancelAsSeen, noticeOf, openCourseOf, openFirst, sessionOf } from '../classroom.ts';

const { admin, chen, officer } = PEOPLE;

let work: Workplace;
let id = '';
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
  const facts = { topic: '应急演练', startsAt: new Date('2026-03-09T14:00:00+08:00') };
  const [made] = await openCourseOf(work, { must: [`member:${chen}`], facts });
  id = made?._id ?? '';
  await noticeOf(work.slack.as(chen), '应急演练', 'training.understand');
});
afterAll(() => work.close());

/** From the page of the session. */
async function openCancel(person: PlaygroundPerson): Promise<void> {
  await openFirst(person);
  await person.click('training.cancelForm', { in: 'modal' });
  await modalOf(person, has('"reason"'), 'the form');
}

describe('a cancellation', { timeout: 60_000 }, () => {
  it('of what somebody else has moved is asked about once more, and keeps its reason', async () => {
    const [chair, other] = [work.slack.as(admin), work.slack.as(officer)];
    await openCancel(chair);
    await openFirst(other);
    await other.click('training.edit', { in: 'modal' });
    await modalOf(other, has('"where"'), 'the form');
    await other.submit({ where: '码头' });
    await modalOf(other, says('已保存'), 'the page');
    await other.closeModal(true);
    await chair.submit({ reason: '停电检修' });
    const conflict = await modalOf(chair, says('别人先保存了'), 'the conflict');
    expect(textOf(conflict.blocks)).toMatch(
      /何建国 改了地点[\s\S]*现在是：应急演练[\s\S]*码头[\s\S]*再点一次“取消培训”/,
    );
    expect(JSON.stringify(conflict)).toContain('停电检修');
    expect((await sessionOf(work, id)).state).toBe('open');
  });

  it('is told once, with the reason of who was first; the other one reads that it is cancelled', async () => {
    const [chair, other] = [work.slack.as(admin), work.slack.as(officer)];
    await openCancel(other);
    await chair.submit();
    await modalOf(chair, says('已取消'), 'the page');
    expect(await sessionOf(work, id)).toMatchObject({ state: 'cancelled', reason: '停电检修' });
    const refused = await other.submit({ reason: '台风' });
    expect(JSON.stringify(refused.errors ?? {})).toContain('已经结束或取消，没有保存');
    expect((await sessionOf(work, id)).reason).toBe('停电检修');
    await seen(work.slack.as(chen), says('停电检修'), 'the word');
    // The same officer's second press finds it done.
    await cancelAsSeen(work, await actor(work, admin), id, '停电检修', false);
    expect((await work.slack.as(chen).dm()).filter(says('停电检修'))).toHaveLength(1);
    await expect(cancelAsSeen(work, await actor(work, admin), id, '台风', false)).rejects.toThrow(
      'over or was cancelled',
    );
  });
});
