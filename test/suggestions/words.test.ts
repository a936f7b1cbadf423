import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../playground/client.ts';
import { wordsOf } from '../../src/cases/similar/likeness.ts';
import { type Item, items } from '../../src/features/suggestions/item/model.ts';
import { suggestionCases } from '../../src/features/suggestions/service/items.ts';
import { newId } from '../../src/lib/ids.ts';
import { COMMANDS, hostileWords, mrkdwnIn } from '../helpers/hostile-words.ts';
import { modalOf, says, seen } from '../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
});
afterAll(() => work.close());

const newest = () => items(work.ctx).findOne({}).sort({ createdAt: -1, number: -1 }).lean<Item>();

describe('words as people write them', { timeout: 90_000 }, () => {
  it('come whole, at 4,000 characters, from a message’s menu, and harm nobody', async () => {
    const li = work.slack.as(PEOPLE.li);
    const [hostile = ''] = fc.sample(hostileWords(200), { numRuns: 1, seed: 7 });
    const text = `=HYPERLINK("x") <!channel> @here \u202e右到左 👩‍🌾 ${hostile}${'稻'.repeat(4_000)}`
      .slice(0, 4_000)
      .trim();
    await li.say(text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;'), 'C0GENERAL');
    const said = await li.lastMessage('C0GENERAL');
    if (said === undefined) throw new Error('nothing was said');
    await li.act({ kind: 'shortcut', callback_id: 'suggestions.message', channel: 'C0GENERAL', ts: said.ts });
    await modalOf(li, says('续写'), 'the form with both halves');
    await li.submit();
    const done = await modalOf(li, says('收到了，编号'), 'the number');
    expect(mrkdwnIn(done.blocks)).not.toMatch(COMMANDS);
    expect((await newest())?.text).toBe(text);
    await li.click('suggestions.mine', { in: 'modal' });
    await modalOf(li, says('我的建议'), 'my own');
    await li.click('suggestions.open:0', { in: 'modal' });
    const shown = await modalOf(li, says('经过'), 'the item');
    expect(textOf(shown.blocks)).toContain('稻'.repeat(500));
    expect(mrkdwnIn(shown.blocks)).not.toMatch(COMMANDS);
    await li.closeModal(true);
  });

  it('come whole behind the command, too', async () => {
    const maria = work.slack.as(PEOPLE.maria);
    const text =
      `=HYPERLINK("https://evil.example") <!channel> @here “quoted” \u202eright to left\u202c 👩‍🌾🦐 ${'long '.repeat(800)}`
        .slice(0, 4_000)
        .trim();
    await maria.command('/suggest', text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;'));
    const said = await seen(maria, says('Received as'), 'the number');
    expect(JSON.stringify(said)).not.toContain('<!channel>');
    expect((await newest())?.text).toBe(text);
    const call = await seen(work.slack.as(PEOPLE.admin), says('HYPERLINK'), 'the call');
    expect(mrkdwnIn(call.blocks)).not.toMatch(COMMANDS);
    expect(call.text).not.toMatch(COMMANDS);
  });

  it('stay in the form when the database fails, and in the draft when it is closed then', async () => {
    const chen = work.slack.as(PEOPLE.chen);
    await chen.command('/suggest');
    await modalOf(chen, says('是什么事'), 'the form');
    const { collection } = items(work.ctx);
    const insertOne = collection.insertOne.bind(collection);
    collection.insertOne = (async () => {
      throw new Error('the disk is full');
    }) as never;
    const { errors } = await chen.submit({ text: '北门路灯不亮' });
    collection.insertOne = insertOne;
    expect(JSON.stringify(errors)).toContain('没有存上');
    await chen.closeModal(true);
    await chen.command('/suggest');
    const again = await modalOf(chen, says('上次填了没有提交的内容还在'), 'the draft');
    expect(JSON.stringify(again)).toContain('北门路灯不亮');
    await chen.submit();
    await modalOf(chen, says('收到了，编号'), 'the number');
    await chen.closeModal(true);
    expect(await items(work.ctx).countDocuments({ text: '北门路灯不亮' })).toBe(1);
  });
});

describe('similar items', { timeout: 60_000 }, () => {
  it('are told by Chinese words, not by characters', () => {
    expect(wordsOf('增氧机的轴承坏了，希望检修')).toEqual(expect.arrayContaining(['轴承', '检修']));
  });

  it('are found among 10,000, those that are most alike first', async () => {
    const found = await newest();
    if (found === null) throw new Error('no item to copy');
    const things = ['水泵', '路灯', '食堂', '宿舍', '冷库', '农机', '温室', '车棚', '浴室', '塘埂'];
    const deeds = ['漏水', '不亮', '太挤', '太旧', '报警', '异响', '开裂', '积水', '停电', '堵塞'];
    const text = (i: number) => `${things[i % 10]}${deeds[Math.floor(i / 10) % 10]}，地点在第 ${i} 号区，影响生产`;
    const many = Array.from({ length: 10_000 }, (_, i) => ({
      ...found,
      _id: newId(),
      once: newId(),
      number: `S-2025-${i}`,
      text: text(i),
      state: 'received' as const,
      // As they come in the course of a year from now.
      updatedAt: new Date(found.updatedAt.getTime() + i * 3_000_000),
    }));
    await items(work.ctx).collection.insertMany(many as never);
    const first = await suggestionCases.similarTo(work.ctx, '冷库报警');
    expect(first).toHaveLength(3);
    expect(first[0]?.text).toContain('冷库报警');
    for (const words of ['水泵漏水没有人修', '路灯不亮晚上看不见', '农机异响', '浴室堵塞', '车棚开裂']) {
      const alike = await suggestionCases.similarTo(work.ctx, words);
      expect(alike).toHaveLength(3);
      expect(alike[0]?.text).toContain(words.slice(0, 4));
    }
  });
});
