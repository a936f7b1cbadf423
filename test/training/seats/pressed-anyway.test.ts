import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trainingScreen } from '../../../jobs/training.ts';
import { textOf } from '../../../playground/client.ts';
import { trainerScreens } from '../../../src/features/training/attendance/service/screen.ts';
import { changeRef } from '../../../src/features/training/change/forms.ts';
import { attendances } from '../../../src/features/training/model.ts';
import { signUpForAll } from '../../../src/features/training/seats/service/join-all.ts';
import { gathered, moveAll, moveSeat } from '../../../src/features/training/seats/service/seats.ts';
import { tick } from '../../../src/features/training/service/tick.ts';
import { actor, has, modalOf, says, seen } from '../../helpers/quiz-day.ts';
import { signedRequest } from '../../helpers/signed-request.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { cancelAsSeen, noticeOf, openCourseOf, seatsOf, sessionOf, signUp, withdraw } from '../classroom.ts';

const { correct, mark } = gathered;

const { admin, chen, li, maria, zhao } = PEOPLE;

/** What Slack sends of the form of a change. */
const VIEW = {
  type: 'modal',
  callback_id: 'training.change',
  hash: '1',
  app_id: 'A1',
  bot_id: 'B1',
  title: { type: 'plain_text', text: 'x' },
  blocks: [],
};

let work: Workplace;
let id = '';
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-11T09:00:00+08:00', bot: 'http' });
  const facts = { topic: '用电安全', startsAt: new Date('2026-03-11T14:00:00+08:00'), duration: 60, trainer: li };
  const include = [chen, li, maria].map((user) => `member:${user}`);
  id = (await openCourseOf(work, { include, facts }))[0]?._id ?? '';
});
afterAll(() => work.close());

const rowOf = (member: string) => attendances(work.ctx).findOne({ session: id, member }).lean();

describe('what is pressed although there is no button for it any more', { timeout: 60_000 }, () => {
  it('makes nobody a student of the own class, and nobody’s own mark', async () => {
    const trainer = await actor(work, li);
    const { course } = await sessionOf(work, id);
    await expect(signUp(work.ctx, trainer, id, true)).rejects.toThrow('You teach this session');
    await expect(signUpForAll(work.ctx, trainer, course, true)).rejects.toThrow('You teach this session');
    expect(await seatsOf(work, id)).toEqual([]);
    // Put on the list before the session became theirs.
    await moveSeat(work.ctx, id, { do: 'assign', member: li });
    await work.moveTo('2026-03-11T13:50:00+08:00');
    await expect(mark(work.ctx, trainer, id, li, 'present')).rejects.toThrow('You cannot mark yourself');
    expect(await rowOf(li)).toBeNull();
    await moveSeat(work.ctx, id, { do: 'withdraw', member: li });
  });

  it('takes nothing back of who has no seat, and keeps the first reason', async () => {
    await withdraw(work.ctx, await actor(work, zhao), id, 'duty: 我没报名');
    expect(await rowOf(zhao)).toBeNull();
    await moveAll(
      work.ctx,
      id,
      [chen, maria].map((member) => ({ do: 'sign-up', member })),
    );
    const who = await actor(work, maria);
    await withdraw(work.ctx, who, id, 'unwell: fever');
    await withdraw(work.ctx, who, id, 'duty');
    expect(await rowOf(maria)).toMatchObject({ withdrawReason: 'unwell: fever' });
    const facts = { topic: '叉车', startsAt: new Date('2026-03-12T14:00:00+08:00') };
    const other = (await openCourseOf(work, { include: [`member:${chen}`], facts }))[0]?._id ?? '';
    await moveSeat(work.ctx, other, { do: 'sign-up', member: chen });
    await cancelAsSeen(work, await actor(work, admin), other, '停电', false);
    await expect(withdraw(work.ctx, await actor(work, chen), other, 'duty')).rejects.toThrow('was cancelled');
    expect(await attendances(work.ctx).countDocuments({ session: other })).toBe(0);
  });

  it('queues nothing for who may not see the roll, and a screen ends whose trainer was replaced', async () => {
    expect(await trainerScreens.live(work.ctx, chen, id)).toBeUndefined();
    expect((await trainerScreens.live(work.ctx, li, id))?.screen.told.id).toBe(id);
    const person = work.slack.as(chen);
    const button = {
      type: 'button',
      action_id: 'training.roll',
      value: id,
      text: { type: 'plain_text', text: '点名' },
    };
    const forged = {
      channel: await person.dmChannel(),
      text: '[点名]',
      blocks: [{ type: 'actions', elements: [button] }],
    };
    await work.ctx.slack.chat.postMessage(forged as never);
    await person.click('training.roll', { message: await noticeOf(person, '点名', 'training.roll') });
    await modalOf(person, says('只有这场的讲师'), 'the refusal');
    await person.closeModal(true);
    expect(await work.ctx.redis.keys(`${work.ctx.config.QUEUE_PREFIX}:*${trainingScreen.name}*`)).toEqual([]);
  });

  it('names nobody as a trainer who is no member any more', async () => {
    const chosen = async (value: string): Promise<string[]> => {
      const select = { type: 'external_select', selected_option: { value, text: { type: 'plain_text', text: 'x' } } };
      const view = {
        ...VIEW,
        id: `V${value}`,
        private_metadata: changeRef.pack({ id, version: 1, below: '', asked: [] }),
        state: { values: { trainer: { value: select } } },
      };
      const user = { id: admin, username: 'x', team_id: work.ctx.workspace };
      const payload = { type: 'view_submission', team: { id: work.ctx.workspace }, user, trigger_id: 't', view };
      const answer = await signedRequest(work, { payload: JSON.stringify(payload) });
      return Object.keys(((await answer.json()) as { errors?: object }).errors ?? {});
    };
    expect(await chosen('U_NOBODY')).toContain('trainer');
    expect(await chosen(zhao)).not.toContain('trainer');
  });

  it('notes no reason for an absence that was corrected, and says what stands', async () => {
    await work.moveTo('2026-03-11T16:01:00+08:00');
    await tick(work.ctx);
    await work.moveTo('2026-03-12T07:01:00+08:00');
    const person = work.slack.as(chen);
    const asked = await noticeOf(person, '用电安全', 'training.explain:leave');
    await correct(work.ctx, await actor(work, admin), id, chen, 'present', '他来了');
    await person.click('training.explain:leave', { message: asked });
    const said = await seen(person, (one) => one.ts === asked.ts && !has('training.explain')(one), 'the answer');
    expect(textOf(said)).toContain('没有改动，这次考勤记为：到场');
    expect(await rowOf(chen)).not.toHaveProperty('absence');
  });
});
