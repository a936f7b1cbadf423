import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import type { ActResult, Message } from '../../../playground/protocol.ts';
import type { Role } from '../../../src/bot/actor.ts';
import { modalOf, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { type Heard, tinyFeature } from '../tiny-feature.ts';

let work: Workplace;
let heard: Heard[];
afterEach(() => work.close());

const GENERAL = 'C0GENERAL';
const FRUIT = ['苹果', '香蕉'];
const found = async (query: string) => FRUIT.filter((one) => one.includes(query));

async function open(options: { search?: (query: string) => Promise<string[]>; role?: Role; env?: object } = {}) {
  heard = [];
  const tiny = tinyFeature(heard, options.search ?? found, options.role ?? 'worker');
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http', moreFeatures: [tiny], ...options });
  return work.slack.as(PEOPLE.chen);
}

const heardOf = (what: Heard['what']) => heard.filter((one) => one.what === what);

/** Posts a message in the channel and picks the tiny entry of its menu. */
async function pick(user: string, text: string): Promise<{ message: Message; result: ActResult }> {
  await work.slack.as(PEOPLE.li).say(text, GENERAL);
  const person = work.slack.as(user);
  const message = await seen(person, says('水泵'), 'the message');
  const result = await person.act({ kind: 'shortcut', callback_id: 'tiny.ask', channel: GENERAL, ts: message.ts });
  return { message, result };
}

const suggest = async (user: string, value: string, block = 'fruit') => {
  const person = work.slack.as(user);
  const { id } = await person.modal();
  return person.act({
    kind: 'suggest',
    view: id,
    block_id: block,
    action_id: block === 'fruit' ? 'tiny.fruit:fruit' : 'tiny.loose',
    value,
  });
};

const values = (result: ActResult) => result.options?.map((one) => one.value);

test('a message shortcut hands over the message as it is read, once, and answers to the person alone', async () => {
  const chen = await open();
  const { message } = await pick(PEOPLE.chen, '3 号 &lt;水泵&gt; &amp; 阀门 <https://example.com|图>');
  await seen(chen, says('看到了'), 'the reply');
  await work.slack.redeliver();
  expect(heardOf('shortcut')).toEqual([
    {
      what: 'shortcut',
      user: PEOPLE.chen,
      message: {
        text: '3 号 <水泵> & 阀门 图 (https://example.com)',
        channel: GENERAL,
        ts: message.ts,
        user: PEOPLE.li,
      },
    },
  ]);
  const others = await work.slack.as(PEOPLE.li).state();
  expect(others.messages[GENERAL]?.filter(says('看到了'))).toEqual([]);
});

test('a global shortcut has no message, and answers in the direct messages', async () => {
  const chen = await open();
  await chen.act({ kind: 'shortcut', callback_id: 'tiny.open' });
  await seen(chen, says('全局看到了'), 'the reply');
  expect(heardOf('shortcut')).toEqual([{ what: 'shortcut', message: undefined }]);
});

test('who has not the role is told so, and is offered nothing', async () => {
  const chen = await open({ role: 'officer' });
  await pick(PEOPLE.chen, '水泵');
  await seen(chen, says('只有工会干部'), 'why not');
  expect(heard).toEqual([]);
  const officer = work.slack.as(PEOPLE.officer);
  await officer.act({
    kind: 'shortcut',
    callback_id: 'tiny.ask',
    channel: GENERAL,
    ts: (await officer.lastMessage(GENERAL))?.ts ?? '',
  });
  await modalOf(officer, says('水果'), 'the form');
  expect(values(await suggest(PEOPLE.officer, '苹'))).toEqual(['苹果']);
});

test('a select offers what is found; its choice comes with the form, with all the other kinds of inputs', async () => {
  const chen = await open();
  await pick(PEOPLE.chen, '水泵');
  await modalOf(chen, says('水果'), 'the form');
  expect(values(await suggest(PEOPLE.chen, ' '))).toEqual(FRUIT);
  expect(heardOf('search').at(-1)).toEqual({ what: 'search', query: '', metadata: '水泵', user: PEOPLE.chen });
  // A choice that acts by nothing but its options is no button that does not work.
  await chen.choose('tiny.loose', '苹', { in: 'modal' });
  await chen.submit({
    fruit: ['香蕉', '苹'],
    people: [PEOPLE.li, PEOPLE.zhao],
    when: '1772413200',
    words: '请检查',
    channels: [GENERAL],
    day: '2026-03-09',
  });
  const [submitted] = heardOf('submitted') as unknown as { inputs: Record<string, string> }[];
  expect(submitted?.inputs).toMatchObject({
    fruit: ['香蕉', '苹果'],
    loose: '苹果',
    people: [PEOPLE.li, PEOPLE.zhao],
    when: '1772413200',
    channels: [GENERAL],
    day: '2026-03-09',
  });
  expect(JSON.parse(submitted?.inputs.words ?? '')).toMatchObject({ type: 'rich_text' });
});

test('options that fail, come late or that Slack would refuse cost no error', async () => {
  const chen = await open({
    search: async (query) => {
      if (query === '坏') throw new Error('broken on purpose');
      if (query === '慢') await sleep(4_000, undefined, { ref: false });
      return query === '长'
        ? ['', '好', '好', 'x'.repeat(151), ...Array.from({ length: 200 }, (_, at) => `${at}`)]
        : FRUIT;
    },
  });
  await pick(PEOPLE.chen, '水泵');
  await modalOf(chen, says('水果'), 'the form');
  expect(await suggest(PEOPLE.chen, '坏')).toMatchObject({ ok: true, options: [] });
  expect(await suggest(PEOPLE.chen, '慢')).toMatchObject({ ok: true, options: [] });
  const many = await suggest(PEOPLE.chen, '长');
  expect(many.options).toHaveLength(100);
  expect(values(many)?.slice(0, 2)).toEqual(['好', '0']);
});

test('what was typed is handed over when the form is closed, once', async () => {
  const chen = await open();
  await pick(PEOPLE.chen, '水泵');
  await modalOf(chen, says('水果'), 'the form');
  await chen.fill({ people: [PEOPLE.li] });
  await chen.closeModal();
  await chen.until(() => heardOf('closed').length > 0, 'that it was heard');
  expect(heardOf('closed')).toMatchObject([{ metadata: '水泵', inputs: { people: [PEOPLE.li] }, user: PEOPLE.chen }]);
  await work.slack.redeliver();
  expect(heardOf('closed')).toHaveLength(1);
});

test('a page that Slack does not take says so, and no "opening" stands for ever', async () => {
  const chen = await open();
  await work.slack.faults.add({ method: 'views.update', fault: 'error', error: 'fatal_error' });
  await pick(PEOPLE.chen, '水泵');
  await modalOf(chen, says('编号'), 'that it failed');
});

test('a failure while a closed form is kept is said in the direct messages', async () => {
  const chen = await open();
  await pick(PEOPLE.chen, '水泵 坏');
  await modalOf(chen, says('水果'), 'the form');
  await chen.closeModal();
  await seen(chen, says(/没有存上[\s\S]*编号/), 'that it was not kept');
});
