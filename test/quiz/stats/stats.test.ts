import { beforeEach, expect, it } from 'vitest';
import type { Message } from '../../../src/bot/draw/block-kit.ts';
import type { ActionRequest, CommandRequest } from '../../../src/bot/request.ts';
import type { Context } from '../../../src/context.ts';
import { deliveries } from '../../../src/delivery/model.ts';
import { digestOf } from '../../../src/features/quiz/digest/service/digest.ts';
import { cards, questions, runs, schedules } from '../../../src/features/quiz/model.ts';
import { mark } from '../../../src/features/quiz/question/rules/mark.ts';
import type { Question } from '../../../src/features/quiz/question/rules/question.ts';
import { statsActions, statsCommands } from '../../../src/features/quiz/stats/actions.ts';
import { statsOf } from '../../../src/features/quiz/stats/service.ts';
import { WORDS } from '../../../src/features/quiz/words.ts';
import { audienceOf } from '../../../src/members/audience/spec.ts';
import { members } from '../../../src/members/model.ts';
import { recordMany } from '../../../src/participation/ledger/service.ts';
import { actor, answered, content, DAY, NOW, useAnswered, WORKSPACE } from '../answered-question.ts';

const held = useAnswered('stats');
let ctx: Context;

/** Thirty people: the half who know the other questions choose 1 in this one, where the key says 0. */
beforeEach(async () => {
  ctx = held.ctx;
  await answered(ctx);
  for (const id of ['wrong', 'good1', 'good2']) {
    const row = { _id: id, workspace: WORKSPACE, bank: 'b2', version: 1, state: 'active' as const, fingerprint: id };
    await questions(ctx).create({ ...row, content: { ...content, stem: id }, createdAt: NOW, updatedAt: NOW });
  }
  const answer = (member: string, question: string, chosen: number, minute: number) => {
    const response = { kind: 'choice' as const, chosen: [chosen] };
    const result = mark(content as Question, response, { multiple: 'partial' });
    const outcome = { question, version: 1, response, ...result, ms: 8_000 };
    const at = new Date(NOW.getTime() - 3_600_000 + minute * 60_000);
    const deed = { member, feature: 'quiz', activity: 'run1', kind: 'answer', day: DAY, at, points: 2, minutes: 0 };
    return { deed: { ...deed, streak: true, outcome, key: `${member}-${question}-${minute}` }, person: {} };
  };
  const deeds = Array.from({ length: 30 }, (_, i) => {
    const [member, knows] = [`P${i}`, i < 15];
    return [
      answer(member, 'wrong', knows ? 1 : 0, 1),
      answer(member, 'good1', knows ? 0 : 2, 2),
      answer(member, 'good2', knows ? 0 : 1, 3),
      // Learned since: says nothing of the question.
      answer(member, 'good2', 0, 4),
    ];
  });
  await recordMany(ctx, deeds.flat());
});

it('flags the key that the best miss, from first answers only', async () => {
  const stats = await statsOf(ctx, 'b2');
  expect(stats).toMatchObject({ items: 3, answers: 90, rights: 45 });
  expect(stats.flagged[0]).toMatchObject({ question: 'wrong', stats: { discrimination: -1, medianMs: 8_000 } });
  expect(stats.flagged[0]?.stats.flags).toContain('negative-discrimination');
  const others = stats.flagged.slice(1).flatMap((one) => one.stats.flags);
  expect(others).not.toContain('negative-discrimination');
  expect((await statsOf(ctx, undefined)).items).toBe(4);
});

it('counts in a channel who was asked, and never more than were', async () => {
  const audience = audienceOf({ kind: 'branch', branch: '一分会' });
  const by = { workspace: WORKSPACE, createdAt: NOW };
  await schedules(ctx).create({
    ...by,
    _id: 's1',
    name: '频道',
    bank: 'b1',
    audience,
    time: '08:00',
    cadence: { kind: 'daily' },
    count: 1,
    lock: 'end-of-day',
    mode: 'channel',
    channel: 'C1',
    state: 'active',
    createdBy: 'UO',
    updatedAt: NOW,
  });
  await runs(ctx).updateOne({ _id: 'run1' }, { $set: { mode: 'channel', invited: 2 } });
  const person = { ...by, locale: 'zh' as const, tz: 'Asia/Shanghai', roles: [], scope: 'company' as const };
  const join = (user: string, branch: string) =>
    members(ctx).create({
      ...person,
      user,
      name: user,
      branch,
      state: 'active',
      isGuest: false,
      syncedAt: NOW,
      updatedAt: NOW,
    });
  const took = async () => (await statsOf(ctx, undefined)).participation;
  await Promise.all([join('U1', '一分会'), join('U2', '二分会')]);
  expect(await took()).toEqual([{ day: DAY, took: 1, invited: 2 }]);
  // Came to the branch since, and had answered.
  await Promise.all([join('U3', '一分会'), join('U4', '一分会')]);
  expect(await took()).toEqual([{ day: DAY, took: 2, invited: 2 }]);
});

it('asked nobody whose card never came, unless they answered it', async () => {
  const invited = async () =>
    (await statsOf(ctx, undefined)).participation.find((one) => one.day === DAY)?.invited ?? 0;
  const before = await invited();
  const run = {
    _id: 'dm1',
    workspace: WORKSPACE,
    schedule: 's9',
    day: DAY,
    tz: 'Asia/Shanghai',
    shift: '',
    mode: 'dm',
  };
  const times = { sendAt: NOW, lockAt: NOW, createdAt: NOW };
  await runs(ctx).collection.insertOne({ ...run, ...times, state: 'locked', invited: 4, questions: [] } as never);
  const people = ['came', 'away', 'home', 'shut'];
  await cards(ctx).collection.insertMany(
    people.map((member) => {
      const own = { _id: `dm1-${member}`, run: 'dm1', member, branch: '一分会', team: member };
      return { ...own, workspace: WORKSPACE, schedule: 's9', day: DAY, ...times, items: [], picks: [] };
    }) as never,
  );
  await deliveries(ctx).collection.insertMany(
    people.map((recipient) => {
      const own = { _id: `d-${recipient}`, workspace: WORKSPACE, notice: 'quiz.card-dm1', recipient };
      return { ...own, kind: 'quiz.card', state: recipient === 'came' ? 'sent' : 'dropped' };
    }) as never,
  );
  const outcome = { question: 'good1', version: 1, response: { kind: 'choice' as const, chosen: [0] }, correct: true };
  const deed = { member: 'home', feature: 'quiz', activity: 'dm1', kind: 'answer', day: DAY, at: NOW, points: 2 };
  await recordMany(ctx, [{ deed: { ...deed, minutes: 0, streak: true, outcome, key: 'home-dm1' }, person: {} }]);
  const digest = await digestOf(ctx, 's9', DAY);
  expect([digest?.took, digest?.invited]).toEqual([1, 2]);
  expect(digest?.byBranch).toEqual([{ branch: '一分会', took: 1, invited: 2 }]);
  expect(await invited()).toBe(before + 2);
  expect((await statsOf(ctx, undefined)).branches).toContainEqual({ branch: '一分会', took: 2, invited: 2 });
});

it('goes in words where the chart is refused', async () => {
  const seen: Message[] = [];
  const reply = async (message: Message): Promise<void> => {
    seen.push(message);
    if (message.blocks.some((block) => block.type === 'data_visualization')) throw new Error('invalid_blocks');
  };
  const request = {
    ctx,
    actor: { ...actor('UO'), roles: ['officer'] },
    value: '',
    args: ['安全'],
    text: '安全',
    reply,
    origin: { kind: 'message', channel: 'D1', ts: '1.1', isEphemeral: false },
  };
  await statsActions.stats?.run(request as unknown as ActionRequest);
  expect(seen).toHaveLength(2);
  expect(seen[1]?.text).toBe(seen[0]?.text);
  await statsCommands[0]?.run(request as unknown as CommandRequest);
  expect(seen.at(-1)?.text).toContain('安全');
  const unknown = { ...request, args: ['没有'] } as unknown as CommandRequest;
  await expect(statsCommands[0]?.run(unknown)).rejects.toMatchObject({ said: WORDS.noBank });
});
