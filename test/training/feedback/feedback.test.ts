import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, test, vi } from 'vitest';
import { textOf } from '../../../playground/client.ts';
import { deliveries } from '../../../src/delivery/model.ts';
import { feedback, voices } from '../../../src/features/training/feedback/model.ts';
import { ASPECTS } from '../../../src/features/training/feedback/rules.ts';
import { given } from '../../../src/features/training/feedback/service/feedback.ts';
import { gathered, moveAll } from '../../../src/features/training/seats/service/seats.ts';
import { tick } from '../../../src/features/training/service/tick.ts';
import { GRADES, LEAST_PEOPLE, type Opinion, opinionsUntil, tallyOf } from '../../../src/gatherings/opinions/rules.ts';
import { actor, has, modalOf, SOON, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { noticeOf, openCourseOf, sessionOf } from '../classroom.ts';

const { correct, mark } = gathered;

const { admin, officer, chen, li, maria, zhao } = PEOPLE;
const TOM = 'U0QH2004';

describe('what may be seen of opinions', () => {
  const anyOpinion: fc.Arbitrary<Opinion> = fc.record({
    grades: fc.dictionary(fc.constantFrom(...ASPECTS), fc.constantFrom(...GRADES)),
    words: fc.option(fc.string(), { nil: undefined }),
  });

  test('is nothing of fewer than three people, and every answer of more', () => {
    fc.assert(
      fc.property(fc.array(anyOpinion, { maxLength: 12 }), (all) => {
        const { people, isShown, aspects, words } = tallyOf(ASPECTS, all, true);
        expect(isShown).toBe(people >= LEAST_PEOPLE);
        if (!isShown) expect(words).toEqual([]);
        else expect(words).toEqual(all.flatMap((one) => one.words || []));
        for (const aspect of ASPECTS) {
          const given = all.filter((one) => one.grades[aspect] !== undefined).length;
          const counts = aspects[aspect];
          if (given < LEAST_PEOPLE) expect(counts).toBeUndefined();
          else expect((counts?.good ?? 0) + (counts?.fair ?? 0) + (counts?.poor ?? 0)).toBe(given);
        }
      }),
    );
  });

  test('is how many have answered, and nothing else, while one can still answer', () => {
    fc.assert(
      fc.property(fc.array(anyOpinion, { maxLength: 12 }), (all) => {
        const { people, ...rest } = tallyOf(ASPECTS, all, false);
        expect(people).toBe(tallyOf(ASPECTS, all, true).people);
        const { people: _none, ...nothing } = tallyOf(ASPECTS, [], true);
        expect(rest).toEqual(nothing);
      }),
    );
  });

  test('does not count who opened the card and said nothing', () => {
    expect(
      tallyOf(ASPECTS, [{ grades: {} }, { grades: {}, words: '' }, { grades: { use: 'good' } }], true).people,
    ).toBe(1);
  });

  test('is taken for a week', () => {
    expect(opinionsUntil(new Date('2026-03-11T09:00:00Z'))).toEqual(new Date('2026-03-18T09:00:00Z'));
  });
});

describe('feedback on a session', { timeout: 90_000 }, () => {
  let work: Workplace;
  let id = '';
  beforeAll(async () => {
    work = await openWorkplace({ at: '2026-03-11T12:30:00+08:00', bot: 'http' });
    const people = [chen, maria, zhao, TOM, officer];
    const startsAt = new Date('2026-03-11T14:00:00+08:00');
    const facts = { topic: '用电安全', startsAt, duration: 120, minutes: 120, trainer: li };
    const [made] = await openCourseOf(work, { include: people.map((one) => `member:${one}`), facts });
    id = made?._id ?? '';
    await moveAll(
      work.ctx,
      id,
      people.map((member) => ({ do: 'sign-up', member }) as const),
    );
    await work.moveTo('2026-03-11T14:05:00+08:00');
    const trainer = await actor(work, li);
    for (const member of [chen, maria, zhao]) await mark(work.ctx, trainer, id, member, 'present');
    await mark(work.ctx, trainer, id, TOM, 'left-early');
    await work.moveTo('2026-03-11T17:00:30+08:00');
    await Promise.all([tick(work.ctx), tick(work.ctx)]);
    await vi.waitFor(async () => expect((await sessionOf(work, id)).news).toEqual([]), { timeout: SOON });
  });
  afterAll(() => work.close());

  const page = async (who: string) => {
    const person = work.slack.as(who);
    await person.command('/training', 'manage');
    await seen(person, says('用电安全'), 'the list');
    await person.click('training.open:0');
    await modalOf(person, has('training.feedback'), 'the page of the session');
    await person.click('training.feedback', { in: 'modal' });
    const shown = await modalOf(person, says(/人评价了/), 'the page of the feedback');
    await person.closeModal(true);
    return textOf(shown.blocks);
  };

  it('is asked of those who attended, once, and of nobody else', async () => {
    await tick(work.ctx);
    const asked = await deliveries(work.ctx).find({ kind: 'training.feedback' }).lean();
    expect(asked.map((one) => one.recipient).sort()).toEqual([chen, maria, zhao, TOM].sort());
    await work.moveTo('2026-03-12T08:30:00+08:00');
  });

  it('takes three taps, each at once; twice is once, and a tap can be changed', async () => {
    const worker = work.slack.as(chen);
    const card = await noticeOf(worker, '“用电安全”上得怎么样', 'training.grade:content-good');
    expect(textOf(card)).toContain('周三）17:00 前可以改；之后满 3 人评价，干部和讲师才看得到');
    const tap = (what: string) => worker.click(`training.grade:${what}`, { message: card });
    await tap('content-fair');
    await seen(worker, (one) => one.ts === card.ts && says('内容：一般')(one), 'the first tap');
    await Promise.all([tap('content-good'), tap('content-good'), tap('trainer-good')]);
    await tap('use-poor');
    const done = await seen(worker, (one) => one.ts === card.ts && says('三项都记下了')(one), 'the thanks');
    expect(textOf(done)).toMatch(/内容：好[\s\S]*讲师：讲得清楚[\s\S]*对我的工作：用不上/);
    expect(await feedback(work.ctx).find({ session: id }).lean()).toMatchObject([
      { grades: { content: 'good', trainer: 'good', use: 'poor' } },
    ]);
  });

  it('has room for a few words, which pings nobody and stands beside no name', async () => {
    const worker = work.slack.as(chen);
    await worker.click('training.wordsForm');
    await modalOf(worker, has('"words"'), 'the form');
    await worker.submit({ words: '讲慢一点 <!channel> *好*' });
    const card = await seen(worker, says('你写了：“讲慢一点'), 'the card with the words');
    expect(JSON.stringify(card.blocks)).not.toContain('<!channel>');
    const said = await feedback(work.ctx)
      .findOne({ words: /讲慢一点/ })
      .lean();
    expect(Object.keys(said ?? {}).sort()).toEqual(['_id', 'grades', 'session', 'words', 'workspace']);
    expect(JSON.stringify(said)).not.toContain(chen);
    expect(JSON.stringify(await deliveries(work.ctx).find({}).lean())).not.toContain('讲慢一点');
  });

  it('is shown to nobody while it may be given: between two looks there would be somebody’s answer', async () => {
    const answer = async (user: string) => {
      const worker = work.slack.as(user);
      const card = await noticeOf(worker, 'Three taps will do', 'training.grade:content-good');
      await worker.click('training.grade:content-good', { message: card });
      await seen(worker, (one) => one.ts === card.ts && says('Content: Good')(one), 'the tap');
    };
    await answer(maria);
    expect(await page(admin)).toMatch(
      /2\/4 人评价了（50%）\n为了不记名，\d+月\d+日（周三）17:00 评价截止后，这里才一次显示/,
    );
    await work.restart();
    await answer(TOM);
    const shown = await page(admin);
    expect(shown).toMatch(/3\/4 人评价了（75%）\n为了不记名/);
    expect(shown).not.toMatch(/讲慢一点|好 \d 人|training.feedbackChart/);
  });

  it('takes none of whoever was not there, and asks whoever was; what was said before stays said', async () => {
    const chair = await actor(work, admin);
    await correct(work.ctx, chair, id, chen, 'absent', '点错了');
    await correct(work.ctx, chair, id, officer, 'present', '没签上');
    expect(await page(admin)).toMatch(/3\/5 人评价了/);
    const worker = work.slack.as(chen);
    await worker.click('training.grade:use-good');
    await seen(worker, says('考勤上没有你参加这场培训'), 'the refusal');
    await noticeOf(work.slack.as(officer), '“用电安全”上得怎么样', 'training.grade:content-good');
  });

  it('is over after a week', async () => {
    await work.moveTo('2026-03-18T17:01:00+08:00');
    const worker = work.slack.as(zhao);
    const card = await noticeOf(worker, '“用电安全”上得怎么样', 'training.grade:content-good');
    await worker.click('training.grade:content-good', { message: card });
    await seen(worker, says('评价已经截止，没有改动'), 'the refusal');
    expect(await voices(work.ctx).countDocuments({ session: id })).toBe(3);
  });

  it('is then shown to officers and the trainer, and no correction says whose an answer is', async () => {
    const shown = await page(admin);
    expect(shown).toMatch(
      /3\/5 人评价了（60%）\n\*内容\*\n好 3 人 · 一般 0 人 · 不好 0 人\n\*讲师\*\n不到 3 人，不显示/,
    );
    expect(shown).toContain('讲慢一点');
    expect(shown).not.toMatch(/小梅|Maria|Tom/);
    const chair = await actor(work, admin);
    for (const [member, as] of [
      [chen, 'present'],
      [maria, 'absent'],
      [TOM, 'absent'],
    ] as const) {
      await correct(work.ctx, chair, id, member, as, '点错了');
      expect(await page(admin)).toBe(shown);
    }
  });

  it('comes as a chart into the messages, and is nobody else’s to see', async () => {
    const chair = work.slack.as(admin);
    await chair.command('/training', 'manage');
    await seen(chair, says('用电安全'), 'the list');
    await chair.click('training.open:0');
    await modalOf(chair, has('training.feedback'), 'the page of the session');
    await chair.click('training.feedback', { in: 'modal' });
    await modalOf(chair, has('training.feedbackChart'), 'the page of the feedback');
    await chair.click('training.feedbackChart', { in: 'modal' });
    await seen(chair, has('data_visualization'), 'the chart');
    await chair.closeModal(true);
    await expect(gathered.called(work.ctx, await actor(work, zhao), id)).rejects.toThrow('Only the session');
    const theirs = await gathered.called(work.ctx, await actor(work, li), id);
    expect((await given.pageOf(work.ctx, theirs)).people).toBe(3);
  });
});
