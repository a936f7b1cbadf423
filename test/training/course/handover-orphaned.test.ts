import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoRoster } from '../../../playground/company.ts';
import { deliveries } from '../../../src/delivery/model.ts';
import { courses, type Session } from '../../../src/features/training/model.ts';
import { moveSeat } from '../../../src/features/training/seats/service/seats.ts';
import { tick } from '../../../src/features/training/service/tick.ts';
import { importRoster } from '../../../src/members/roster/service.ts';
import { actor, has, modalOf, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { cancelAsSeen, leaves, noticeOf, openCourseOf, openFirst, sessionOf } from '../classroom.ts';

const { admin, chen, li, officer, zhao } = PEOPLE;
/** 黄伟, of the company; 吴淑芬, of her own branch; 孙丽, who represents it. */
const [COMPANY, ELSEWHERE, REPRESENTATIVE] = ['U0QH3001', 'U0QH2001', 'U0QH2003'];

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
  await roster();
});
afterAll(() => work.close());

/** 何建国 and 陈小梅 are officers of 东湖养殖分会 only, 吴淑芬 of 南岗种植分会 only. */
async function roster(): Promise<void> {
  const rows = demoRoster()
    .replace('东湖养殖分会,分会办公室,分会主席,干部', '东湖养殖分会,分会办公室,分会主席,分会干部')
    .replace('东湖养殖分会,一号塘班,养殖工,职工', '东湖养殖分会,一号塘班,养殖工,分会干部')
    .replace('南岗种植分会,分会办公室,分会主席,干部', '南岗种植分会,分会办公室,分会主席,分会干部');
  await importRoster(work.ctx, new TextEncoder().encode(rows));
}

const asked = async (course: string) =>
  (await deliveries(work.ctx).find({ kind: 'training.handover' }).lean())
    .filter((one) => one.params.session?.startsWith(`${course}-`))
    .map((one) => one.recipient)
    .sort();

describe('a session whose trainer has left, and whose author too', { timeout: 60_000 }, () => {
  let made: Session[] = [];
  const course = () => made[0]?.course ?? '';

  it('is the affair of its branch’s officers and of the company’s: all of these are asked, once, and nobody else', async () => {
    made = await openCourseOf(
      work,
      {
        repeat: 'week',
        times: 2,
        include: [`member:${li}`],
        facts: { topic: '塘边急救', startsAt: new Date('2026-03-11T14:00:00+08:00'), trainer: zhao },
      },
      officer,
    );
    expect((await courses(work.ctx).findById(course()).lean())?.branch).toBe('东湖养殖分会');
    await moveSeat(work.ctx, made[0]?._id ?? '', { do: 'sign-up', member: li });
    await leaves(work, officer);
    await tick(work.ctx);
    // The trainer is still there.
    expect(await asked(course())).toEqual([]);
    await leaves(work, zhao);
    await Promise.all([tick(work.ctx), tick(work.ctx)]);
    await tick(work.ctx);
    expect(await asked(course())).toEqual([admin, chen, COMPANY].sort());
    for (const user of [ELSEWHERE, REPRESENTATIVE, li]) expect(await asked(course())).not.toContain(user);
  });

  it('is given to another trainer by one of them; the others find it done', async () => {
    const colleague = work.slack.as(chen);
    const notice = await noticeOf(colleague, '讲师 赵大力 已离开公司，“塘边急救”', 'training.edit');
    await colleague.click('training.edit', { message: notice });
    await modalOf(colleague, has('"trainer"'), 'the form');
    await colleague.submit({ trainer: '李强', scope: 'later' });
    await modalOf(colleague, says('已保存'), 'the page');
    await colleague.closeModal(true);
    for (const { _id } of made) expect((await sessionOf(work, _id)).trainer).toBe(li);
    await seen(work.slack.as(li), says('讲师：赵大力 → 李强'), 'the news');
    const chair = work.slack.as(admin);
    const done = await seen(chair, says('塘边急救\n已经换了讲师。'), 'that it is done');
    expect(has('action_id')(done)).toBe(false);
    expect(JSON.stringify((await chair.state()).messages)).not.toContain('赵大力');
    await openFirst(chair);
    await chair.click('training.edit', { in: 'modal' });
    const form = await modalOf(chair, has('"trainer"'), 'the form');
    expect(JSON.stringify(form)).toContain('李强');
    expect(JSON.stringify(form)).not.toContain('赵大力');
    await chair.closeModal(true);
    await tick(work.ctx);
    expect(await asked(course())).toHaveLength(3);
  });

  it('is asked of its author again as long as there is one who may decide', async () => {
    const [own] = await openCourseOf(
      work,
      {
        include: [`member:${li}`],
        facts: { topic: '增氧机', startsAt: new Date('2026-03-12T14:00:00+08:00'), trainer: 'U0QH3005' },
      },
      chen,
    );
    await leaves(work, 'U0QH3005');
    await tick(work.ctx);
    expect(await asked(own?.course ?? '')).toEqual([chen]);
    // Once it is called off there is nobody to name any more.
    const author = work.slack.as(chen);
    await noticeOf(author, '“增氧机”', 'training.edit');
    await cancelAsSeen(work, await actor(work, chen), own?._id ?? '', '停电', false);
    const over = await seen(author, says('增氧机\n培训已经结束或取消。'), 'that it is over');
    expect(has('action_id')(over)).toBe(false);
  });

  it('nor does an author who is no officer any more decide it', async () => {
    const [own] = await openCourseOf(
      work,
      {
        include: [`member:${li}`],
        facts: { topic: '水质', startsAt: new Date('2026-03-13T14:00:00+08:00'), trainer: 'U0QH3002' },
      },
      chen,
    );
    // The roster comes anew, with 陈小梅 as she was before.
    await importRoster(work.ctx, new TextEncoder().encode(demoRoster()));
    await leaves(work, 'U0QH3002');
    await tick(work.ctx);
    expect(await asked(own?.course ?? '')).toEqual([admin, COMPANY, ELSEWHERE].sort());
  });
});
