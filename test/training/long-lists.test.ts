import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlaygroundPerson } from '../../playground/client/person.ts';
import { textOf } from '../../playground/client.ts';
import type { Message, ModalView } from '../../playground/protocol.ts';
import { certificates } from '../../src/features/training/certificate/model.ts';
import { has, modalOf, says, seen } from '../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';
import { openCourseOf } from './classroom.ts';

const { admin, chen } = PEOPLE;
const DAY = 86_400_000;

/** The numbers that stand in a list, in its order. */
const numbersIn = (shown: Message | ModalView, what: RegExp): number[] =>
  [...textOf('ts' in shown ? shown : shown.blocks).matchAll(what)].map((one) => Number(one[1]));
const upTo = (from: number, to: number) =>
  Array.from({ length: Math.abs(to - from) + 1 }, (_, nth) => (from < to ? from + nth : from - nth));

describe('a list that is longer than its page', { timeout: 90_000 }, () => {
  let work: Workplace;
  beforeAll(async () => {
    work = await openWorkplace({ at: '2026-03-11T09:00:00+08:00', bot: 'http' });
    const first = Date.parse('2026-03-11T17:00:00+08:00');
    for (const nth of upTo(1, 26)) {
      const facts = { topic: `第${nth}课`, kind: 'self-study' as const };
      const study = {
        link: 'https://example.com/a',
        minutes: 15,
        until: new Date(first + nth * DAY),
        hint: '',
        question: '先断什么？\n*电源\n水源',
      };
      await openCourseOf(work, { include: [`member:${chen}`], facts }, admin, { needed: 'each', study });
    }
    await certificates(work.ctx).insertMany(
      upTo(1, 45).map((nth) => ({
        workspace: work.ctx.workspace,
        member: chen,
        number: `2026-${String(nth).padStart(6, '0')}-0`,
        topic: `证书${nth}号`,
        name: '陈小梅',
        course: `c${nth}`,
        scope: `c${nth}`,
        from: '2026-03-01',
        to: '2026-03-01',
        minutes: 60,
        issuedOn: '2026-03-01',
        needed: 'each',
        subject: `证书${nth}号`,
        change: 0,
      })),
    );
    // Five of them end: what is open comes first.
    await work.moveTo('2026-03-16T18:00:00+08:00');
  });
  afterAll(() => work.close());

  const topics = /第(\d+)课/g;
  const turned = async (person: PlaygroundPerson, button: string, then: string) => {
    await person.click(button, { in: 'modal' });
    return modalOf(person, says(then), 'the next page');
  };

  it('has the open self-studies first, and all of an officer’s on its pages', async () => {
    const chair = work.slack.as(admin);
    await chair.command('/training', 'manage');
    const list = await seen(chair, has('training.studies'), 'the list');
    expect(numbersIn(list, topics)).toEqual(upTo(6, 15));
    await chair.click('training.studies', { message: list });
    const page = await modalOf(chair, has('training.studies:next'), 'all of them');
    expect(numbersIn(page, topics)).toEqual(upTo(6, 25));
    const rest = await turned(chair, 'training.studies:next', '第26课');
    expect(numbersIn(rest, topics)).toEqual([26, ...upTo(5, 1)]);
    expect(numbersIn(await turned(chair, 'training.studies:previous', '第6课'), topics)).toEqual(upTo(6, 25));
    await turned(chair, 'training.studies:next', '第1课');
    await chair.click('training.course:study5', { in: 'modal' });
    await modalOf(chair, (one) => has('training.terms')(one) && says('第1课')(one), 'the page of the oldest');
    await chair.closeModal(true);
  });

  it('leads a worker to every self-study that waits for them', async () => {
    const worker = work.slack.as(chen);
    await worker.command('/training');
    const list = await seen(worker, has('training.waiting'), 'the list');
    expect(numbersIn(list, topics)).toEqual(upTo(6, 10));
    await worker.click('training.waiting', { message: list });
    const page = await modalOf(worker, has('training.waiting:next'), 'all of them');
    expect(numbersIn(page, topics)).toEqual(upTo(6, 25));
    expect(numbersIn(await turned(worker, 'training.waiting:next', '第26课'), topics)).toEqual([26]);
    await worker.click('training.study:0', { in: 'modal' });
    await modalOf(worker, has('training.begin'), 'the self-study');
    await worker.closeModal(true);
  });

  it('has all certificates of a person, the newest first, for them and for who looks them up', async () => {
    const numbers = /证书(\d+)号/g;
    const worker = work.slack.as(chen);
    await worker.command('/training', 'certificates');
    const list = await seen(worker, has('training.certificates:next'), 'the list');
    expect(numbersIn(list, numbers)).toEqual(upTo(45, 26));
    await worker.click('training.certificates:next', { message: list });
    const second = await modalOf(worker, says('证书25号'), 'the second page');
    expect(numbersIn(second, numbers)).toEqual(upTo(25, 6));
    expect(numbersIn(await turned(worker, 'training.certificates:next', '证书5号'), numbers)).toEqual(upTo(5, 1));
    expect(numbersIn(await turned(worker, 'training.certificates:previous', '证书25号'), numbers)).toEqual(upTo(25, 6));
    await worker.closeModal(true);

    const chair = work.slack.as(admin);
    await chair.command('/training', 'certificates');
    await seen(chair, has('training.holder'), 'the own ones');
    await chair.click('training.holder');
    await modalOf(chair, has('"holder"'), 'the form');
    await chair.submit({ holder: '陈小梅' });
    expect(numbersIn(await modalOf(chair, says('证书45号'), 'theirs'), numbers)).toEqual(upTo(45, 26));
    await turned(chair, 'training.holderPage:next', '证书25号');
    expect(numbersIn(await turned(chair, 'training.holderPage:next', '证书5号'), numbers)).toEqual(upTo(5, 1));
  });
});
