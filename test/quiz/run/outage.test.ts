import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PlaygroundPerson } from '../../../playground/client/person.ts';
import { textOf } from '../../../playground/client.ts';
import type { Message } from '../../../playground/protocol.ts';
import { type Services, startServices } from '../../../playground/services/services.ts';
import { importBank } from '../../../src/features/quiz/bank/service/banks.ts';
import { createSchedule } from '../../../src/features/quiz/schedule/service/schedules.ts';
import { EVERYBODY } from '../../../src/members/audience/spec.ts';
import { actorOf } from '../../../src/members/service.ts';
import { ledger } from '../../../src/participation/ledger/model.ts';
import { standingOf } from '../../../src/participation/ledger/store.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';

const BANK = new URL('./one-question.csv', import.meta.url);
const SOON = 40_000;

const says = (text: string) => (message: Message) => textOf(message).includes(text);
const has = (action: string) => (message: Message) => JSON.stringify(message.blocks ?? []).includes(action);

function seen(person: PlaygroundPerson, fits: (message: Message) => boolean, what: string): Promise<Message> {
  return person.until((state) => Object.values(state.messages).flat().filter(fits).at(-1), what, SOON);
}

describe('a service that goes away while answers come', () => {
  let services: Services;
  let dataDir: string;
  let work: Workplace;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'jingying-outage-'));
    services = await startServices({ dataDir });
    work = await openWorkplace({ at: '2026-03-02T07:30:00+08:00', services });
    const { bank } = await importBank(
      work.ctx,
      { user: PEOPLE.admin },
      await readFile(BANK),
      'one-question.csv',
      '安全',
    );
    const admin = await actorOf(work.ctx, PEOPLE.admin);
    if (admin === undefined) throw new Error('no administrator');
    const daily = { topics: [], audience: EVERYBODY, cadence: { kind: 'daily' as const }, count: 1 };
    await createSchedule(work.ctx, admin, {
      ...daily,
      name: '每日一题',
      bank: bank._id,
      time: '08:00',
      lock: '17:30',
      mode: 'dm',
    });
    await work.moveTo('2026-03-02T08:00:30+08:00');
  });
  afterAll(async () => {
    await work.close();
    await services.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  test.each([
    { who: PEOPLE.chen, language: 'Chinese', sentence: '刚才没有存上', reference: /编号 [A-Z0-9]{4} / },
    { who: PEOPLE.maria, language: 'English', sentence: 'not saved', reference: /reference [A-Z0-9]{4} / },
  ])(
    'MongoDB killed: a worker is told in $language that nothing was saved, and the same click works when it is back',
    {
      timeout: 90_000,
    },
    async ({ who, sentence, reference }) => {
      const worker = work.slack.as(who);
      await seen(worker, says('停止作业'), 'the card');
      await worker.click('A');
      await seen(worker, has('quiz.confirm'), 'the confirmation');
      services.mongo?.kill();
      try {
        await worker.click('quiz.confirm');
        expect(textOf(await seen(worker, says(sentence), 'the sentence'))).toMatch(reference);
      } finally {
        await services.mongo?.start();
      }
      await worker.click('quiz.confirm');
      await seen(worker, has('quiz.report'), 'the result');
      expect(await ledger(work.ctx).countDocuments({ member: who, kind: 'answer' })).toBe(1);
      expect((await standingOf(work.ctx, who))?.entries).toBe(1);
    },
  );

  test('Redis killed: an answer needs none', { timeout: 90_000 }, async () => {
    const li = work.slack.as(PEOPLE.li);
    await seen(li, says('停止作业'), 'the card');
    services.redis?.kill();
    try {
      await li.click('A');
      await seen(li, has('quiz.confirm'), 'the confirmation');
      await li.click('quiz.confirm');
      await seen(li, has('quiz.report'), 'the result');
      expect(await ledger(work.ctx).countDocuments({ member: PEOPLE.li, kind: 'answer' })).toBe(1);
    } finally {
      await services.redis?.start();
    }
    await expect.poll(() => work.ctx.redis.ping().catch(() => ''), { timeout: SOON }).toBe('PONG');
  });
});
