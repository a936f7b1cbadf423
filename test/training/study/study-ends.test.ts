import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { textOf } from '../../../playground/client.ts';
import { deliveries } from '../../../src/delivery/model.ts';
import { saveTerms } from '../../../src/features/training/course/service/terms.ts';
import { courses } from '../../../src/features/training/model.ts';
import { tick } from '../../../src/features/training/service/tick.ts';
import { studies } from '../../../src/features/training/study/model.ts';
import { endAsSeen, knownBy } from '../../../src/features/training/study/rules.ts';
import { tellStudyEnds, withNewEnd } from '../../../src/features/training/study/service/ends.ts';
import { beginStudy, isStudy } from '../../../src/features/training/study/service/study.ts';
import { changeLeave } from '../../../src/members/leave/leaves.ts';
import { actor, has, modalOf, SOON, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { noticeOf, openCourseOf, seconds } from '../classroom.ts';

const { admin, chen, maria, zhao } = PEOPLE;
const TOM = 'U0QH2004';
const at = (text: string) => new Date(`2026-03-${text}:00+08:00`);

describe('the end of a self-study that was changed', () => {
  const ends = [
    { until: at('13T17:00'), rev: 2, at: at('11T10:00') },
    { until: at('12T12:00'), rev: 3, at: at('11T20:00') },
  ];
  test.each([
    ['11T09:59', '13T17:00'],
    ['11T10:00', '12T12:00'],
    ['11T19:59', '12T12:00'],
    ['11T20:00', '16T17:00'],
  ])('is for who saw it at %s that of %s', (seenAt, until) => {
    expect(endAsSeen(ends, at('16T17:00'), at(seenAt))).toEqual(at(until));
  });

  test('has to be known while what is asked for can still be done', () => {
    const study = { minutes: 15, until: at('13T17:00') };
    expect(knownBy(study, false)).toEqual(at('13T17:00'));
    expect(knownBy(study, true)).toEqual(at('14T16:45'));
  });
});

describe('who is not done with a self-study', { timeout: 90_000 }, () => {
  let work: Workplace;
  let id = '';
  beforeAll(async () => {
    work = await openWorkplace({ at: '2026-03-11T09:00:00+08:00', bot: 'http' });
    const study = {
      link: 'https://example.com/a',
      minutes: 15,
      until: at('13T17:00'),
      hint: '',
      question: '先断什么？\n*电源\n水源',
    };
    const people = { include: [chen, maria, zhao].map((one) => `member:${one}`), must: [`member:${TOM}`] };
    const facts = { topic: '断电自救', kind: 'self-study' as const };
    await openCourseOf(work, { ...people, facts }, admin, { needed: 'each', study });
    id = (await courses(work.ctx).findOne({}).lean())?._id ?? '';
    await noticeOf(work.slack.as(TOM), '断电自救', 'training.begin');
    for (const user of [chen, zhao]) {
      await noticeOf(work.slack.as(user), '断电自救', 'training.begin');
      await beginStudy(work.ctx, await actor(work, user), id);
    }
    await studies(work.ctx).updateOne({ member: zhao }, { $set: { doneAt: at('11T09:30'), passedAt: at('11T09:30') } });
  });
  afterAll(() => work.close());

  const told = async () => {
    const all = await deliveries(work.ctx).find({ kind: 'training.study-changed' }).sort({ createdAt: 1 }).lean();
    return all.map(({ recipient, state, reason }) => [recipient, state, ...(reason === undefined ? [] : [reason])]);
  };
  const page = async (what: string) => {
    const chair = work.slack.as(admin);
    await chair.command('/training', 'manage');
    await seen(chair, says('断电自救'), 'the list');
    await chair.click('training.course:study0');
    await modalOf(chair, has('training.terms'), 'the page');
    await chair.click(what, { in: 'modal' });
    return chair;
  };
  const save = async (changes: Record<string, string>) => {
    const chair = await page('training.terms');
    await modalOf(chair, has('"studyLink"'), 'the form');
    await chair.submit(changes);
    await modalOf(chair, says('已保存'), 'the page');
    await chair.closeModal(true);
  };

  it('hears nothing of another question', async () => {
    await save({ studyMinutes: '20' });
    await tick(work.ctx);
    expect(await told()).toEqual([]);
  });

  it('is told of an earlier end, once, with what there is to do and by when', async () => {
    await work.moveTo('2026-03-11T10:00:00+08:00');
    await save({ studyUntil: seconds('2026-03-12T09:30') });
    await work.restart();
    await Promise.all([tick(work.ctx), tick(work.ctx)]);
    const begun = await noticeOf(work.slack.as(chen), '比原来早截止：', 'training.finish');
    expect(textOf(begun)).toMatch(/断电自救[\s\S]*09:20 起可以点“学完了”[\s\S]*\d+月\d+日（周五）09:30 前学完/);
    const must = await noticeOf(work.slack.as(TOM), 'Ends earlier than before: ', 'training.begin');
    expect(textOf(must)).toContain('Begin by Thu 12 Mar, 09:30');
    await tick(work.ctx);
    expect((await told()).sort()).toEqual(
      [
        [chen, 'sent'],
        [TOM, 'sent'],
      ].sort(),
    );
    // Nor is it said once more as the reminder of a day before.
    expect(await deliveries(work.ctx).countDocuments({ kind: 'training.remind' })).toBe(0);
  });

  it('hears nothing of a change that is taken back before their hours', async () => {
    await work.moveTo('2026-03-11T20:00:00+08:00');
    await save({ studyUntil: seconds('2026-03-13T17:00') });
    await tick(work.ctx);
    await save({ studyUntil: seconds('2026-03-12T09:30') });
    await tick(work.ctx);
    expect((await told()).filter(([, state]) => state === 'planned')).toHaveLength(4);
    await work.moveTo('2026-03-12T08:30:00+08:00');
    const dropped = async () => (await told()).filter(([, , reason]) => reason === 'nothing-new').length;
    await expect.poll(dropped, { timeout: SOON }).toBe(4);
  });

  it('is told that it was ended, whoever has begun by when to finish', async () => {
    await work.moveTo('2026-03-12T09:00:00+08:00');
    const chair = await page('training.studyEnd');
    await modalOf(chair, says('已结束'), 'the page');
    await chair.closeModal(true);
    await tick(work.ctx);
    const begun = await seen(work.slack.as(chen), says('周五）09:00 前学完'), 'the notice');
    expect(textOf(begun)).toContain('比原来早截止：');
    await seen(work.slack.as(TOM), says('there is nothing left to do'), 'the notice');
  });

  it('is told of a longer time; who has passed meanwhile is not', async () => {
    const { terms, termsRev = 0 } = await courses(work.ctx).findOne({ _id: id }).orFail().lean();
    if (terms?.study === undefined) throw new Error('no self-study');
    const study = { ...terms.study, until: at('16T17:00') };
    await work.moveTo('2026-03-12T20:00:00+08:00');
    await saveTerms(work.ctx, await actor(work, admin), id, termsRev, { ...terms, study });
    await tick(work.ctx);
    await studies(work.ctx).updateOne({ member: chen }, { $set: { doneAt: at('12T20:30'), passedAt: at('12T20:30') } });
    await work.moveTo('2026-03-13T09:00:00+08:00');
    const more = await noticeOf(work.slack.as(TOM), 'There is more time: ', 'training.begin');
    expect(textOf(more)).toContain('Begin by Mon 16 Mar, 17:00');
    const last = () =>
      deliveries(work.ctx).findOne({ kind: 'training.study-changed', recipient: chen }).sort({ createdAt: -1 });
    await expect.poll(async () => (await last().lean())?.reason, { timeout: SOON }).toBe('answered');
    expect((await told()).filter(([user]) => user === zhao || user === maria)).toEqual([]);
  });
});

it('is told to nobody who is on leave until the end is over', { timeout: 90_000 }, async () => {
  const work = await openWorkplace({ at: '2026-03-11T09:00:00+08:00', bot: 'http' });
  try {
    const study = { link: 'https://example.com/a', minutes: 15, until: at('13T17:00'), hint: '', question: '' };
    const people = { include: [`member:${chen}`, `member:${maria}`], must: [] };
    const facts = { topic: '断电自救', kind: 'self-study' as const };
    await openCourseOf(work, { ...people, facts }, admin, { needed: 'each', study });
    const course = await courses(work.ctx).findOne({}).lean();
    for (const user of [chen, maria]) {
      await noticeOf(work.slack.as(user), '断电自救', 'training.begin');
      await beginStudy(work.ctx, await actor(work, user), course?._id ?? '');
    }
    await changeLeave(work.ctx, chen, () => [{ from: '2026-03-11', to: '2026-03-20', kind: 'holiday' }]);
    await work.moveTo('2026-03-11T10:00:00+08:00');
    const [one] = course === null ? [] : [course];
    if (one === undefined || !isStudy(one)) throw new Error('no self-study');
    const until = at('12T17:00');
    await courses(work.ctx).updateOne(
      { _id: one._id },
      { ...withNewEnd(one, until, 2, at('11T10:00')), $set: { untoldEnd: 2, 'terms.study.until': until } },
    );
    await tellStudyEnds(work.ctx);
    const all = await deliveries(work.ctx).find({ kind: 'training.study-changed' }).lean();
    const states = new Map(all.map(({ recipient, state, reason }) => [recipient, [state, reason]]));
    expect(states.get(chen)).toEqual(['dropped', 'too-late']);
    expect(states.get(maria)?.[0]).toMatch(/planned|sending|sent/);
  } finally {
    await work.close();
  }
});
