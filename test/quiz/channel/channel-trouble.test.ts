import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { textOf } from '../../../playground/client.ts';
import type { Message } from '../../../playground/protocol.ts';
import { channelTroubles } from '../../../src/delivery/channel-trouble.ts';
import { deliveries } from '../../../src/delivery/model.ts';
import { channelUses } from '../../../src/features/quiz/channel/service/uses.ts';
import { tellTroubles } from '../../../src/features/sends/service.ts';
import { has, lockDay, makeBank, makeSchedule, SOON, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';

const CHANNEL = 'C0SAFETY';

describe('a quiz channel that takes nothing', { timeout: 90_000 }, () => {
  let work: Workplace;

  beforeEach(async () => {
    work = await openWorkplace({ at: '2026-03-02T07:30:00+08:00', bot: 'http' });
    await makeSchedule(work, await makeBank(work), { mode: 'channel', channel: CHANNEL });
  });
  afterEach(() => work.close());

  const troubles = () => channelTroubles(work.ctx).find({}).lean();

  /** Posts of a morning cannot leave: the question, and the digest of the day before. A minute later somebody has looked at it. */
  async function failOn(day: string, error: string, posts: number, failures = posts): Promise<void> {
    await work.slack.faults.add({ method: 'chat.postMessage', fault: 'error', error, times: posts });
    await work.moveTo(`${day}T08:00:30+08:00`);
    await expect.poll(troubles, { timeout: SOON }).toMatchObject([{ code: error, failures }]);
    await work.moveTo(`${day}T08:02:00+08:00`);
    await expect.poll(troubles, { timeout: SOON }).toMatchObject([{ told: failures }]);
  }

  /** The day's question is over, and its digest waits for the next morning. */
  async function endOf(day: string): Promise<void> {
    await lockDay(work, day);
    const digest = () => deliveries(work.ctx).countDocuments({ kind: 'quiz.digest', 'params.day': day });
    await expect.poll(digest, { timeout: SOON }).toBe(1);
  }

  const isNews = (one: Message) => one.channel.startsWith('D') && says('频道发不出')(one);
  const news = async (user: string): Promise<Message[]> => (await work.slack.as(user).dm()).filter(isNews);

  test('tells the officer who made the schedule, once until it works again, and the schedules say it', async () => {
    const maker = work.slack.as(PEOPLE.admin);
    await failOn('2026-03-02', 'is_archived', 1);
    const first = await seen(maker, isNews, 'what is wrong');
    const told = textOf(first);
    expect(told).toMatch(/频道已归档[\s\S]*每日一题[\s\S]*取消归档[\s\S]*换一个频道[\s\S]*不补发/);
    // Another process that finds it does not tell again.
    await channelTroubles(work.ctx).updateMany({}, { $set: { told: 0 } });
    await tellTroubles(work.ctx, (ctx, channel, since) => channelUses({ ctx, channel, since }));
    await endOf('2026-03-02');
    await failOn('2026-03-03', 'is_archived', 2, 3);
    expect(await news(PEOPLE.admin)).toHaveLength(1);
    expect(await news(PEOPLE.officer)).toEqual([]);

    await maker.click('quiz.schedules', { message: await seen(maker, isNews, 'the news') });
    await seen(maker, (one) => has('quiz.changeSchedule')(one) && says('频道已归档')(one), 'it, among the schedules');

    await endOf('2026-03-03');
    await work.moveTo('2026-03-04T08:00:30+08:00');
    await seen(maker, (one) => one.channel === CHANNEL && has('quiz.join')(one), 'the card in the channel');
    await expect.poll(troubles, { timeout: SOON }).toEqual([]);
    await endOf('2026-03-04');
    await failOn('2026-03-05', 'not_in_channel', 2);
    const again = await seen(
      maker,
      (one) => isNews(one) && says('/invite')(one) && says('不在这个频道')(one),
      'it again',
    );
    expect(textOf(again)).not.toContain('归档');
    // The first trouble is over, and its message says so.
    expect((await news(PEOPLE.admin)).map(({ ts }) => ts)).toEqual([again.ts]);
    expect(again.ts).not.toBe(first.ts);
  });
});
