import { afterEach, describe, expect, it, test } from 'vitest';
import type { PlaygroundPerson } from '../../../playground/client/person.ts';
import { textOf } from '../../../playground/client.ts';
import type { Message } from '../../../playground/protocol.ts';
import type { Actor, Role } from '../../../src/bot/actor.ts';
import { createRegistry } from '../../../src/bot/routing/registry.ts';
import { answerTo, saidIn } from '../../../src/bot/typed/direct-messages.ts';
import type { Context } from '../../../src/context.ts';
import { features } from '../../../src/features/index.ts';
import { buildManifest } from '../../../src/manifest.ts';
import { has, modalOf, SOON, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';

const BOT = 'U0BOT';
const glue = { ctx: { config: { COMMAND: '/jy' } } as Context, registry: createRegistry(features) };
const actor = (locale: Actor['locale'], ...roles: Role[]): Actor => ({
  user: 'U1',
  name: '王芳',
  locale,
  tz: 'Asia/Shanghai',
  roles,
  scope: 'company',
  branch: undefined,
  team: undefined,
  post: undefined,
  shift: undefined,
});

/** What the buttons of an answer would run. */
const offered = async (text: string, role: Role = 'worker', files: string[] = []) => {
  const { blocks } = await answerTo(glue, actor('zh', role), { text, files });
  return [...JSON.stringify(blocks).matchAll(/"value":"([^"]*)"/g)].map(([, value]) => value);
};

describe('a plain message', () => {
  it.each([
    ['你好', ['quiz', 'suggestions', 'training']],
    ['hi', ['quiz', 'suggestions', 'training']],
    ['帮助', ['quiz', 'suggestions', 'training']],
    ['', ['quiz', 'suggestions', 'training']],
    ['今天天气不错', ['quiz', 'suggestions', 'training']],
    ['quiz', ['quiz']],
    ['Quiz!', ['quiz']],
    ['我要报名培训', ['training']],
    ['你好，我要报名', ['training']],
    ['签到123456', ['training checkin']],
    ['食堂的灯坏了', ['suggestions']],
    ['board', ['quiz board', 'suggestions board']],
  ])('"%s" is offered %j', async (text, wanted) => expect(await offered(text)).toEqual(wanted));

  it.each(['请假', '我想请假', 'leave'])('%s is answered with what there is for it', async (text) => {
    expect((await offered(text)).length).toBeGreaterThan(0);
    expect(await offered(text)).not.toEqual(await offered('今天天气不错'));
  });

  it('with a file is offered what takes it and is one’s to do, first what its name says', async () => {
    expect(await offered('', 'administrator', ['名册.XLSX'])).toEqual([
      'people import',
      'quiz import',
      'training import',
    ]);
    expect(await offered('', 'officer', ['plan.csv'])).toEqual([
      'quiz import',
      'training import',
      'competition import',
    ]);
    expect(await offered('', 'officer', ['bank.gift'])).toEqual(['quiz import']);
    expect(await offered('', 'officer', ['photo.jpg'])).toEqual(await offered(''));
    expect(await offered('', 'worker', ['plan.csv'])).toEqual(['competition import']);
    expect(await offered('', 'worker', ['photo.jpg'])).toEqual(await offered(''));
  });

  it('is answered in one short message of at most three buttons, whatever is written', async () => {
    for (const locale of ['zh', 'en'] as const)
      for (const text of ['hi', '培训 题库 排行榜 签到 练习 建议 公告', 'quiz board training suggestion', 'zzz']) {
        const { blocks, text: twin } = await answerTo(glue, actor(locale, 'administrator'), { text, files: [] });
        expect(blocks).toHaveLength(2);
        expect(JSON.stringify(blocks).match(/"type":"button"/g)?.length ?? 0).toBeLessThanOrEqual(3);
        expect(twin.length).toBeLessThan(400);
      }
  });

  const written = { channel_type: 'im', user: 'U1', channel: 'D1', ts: '1.1', text: '你好' };
  it.each([
    ['in a channel', { channel_type: 'channel' }],
    ['of a bot', { bot_id: 'B1' }],
    ['of the bot', { user: BOT }],
    ['of Slack itself', { user: 'USLACKBOT' }],
    ['edited', { subtype: 'message_changed' }],
    ['deleted', { subtype: 'message_deleted', hidden: true }],
    ['of nobody', { user: undefined }],
  ])('%s is not for the bot to answer', (_, change) => {
    expect(saidIn({ ...written, ...change }, BOT)).toBeUndefined();
  });

  it('is known by the name that its writer’s Slack gave it', () => {
    expect(saidIn({ ...written, client_msg_id: 'm1' }, BOT)?.key).toBe('m1');
    expect(saidIn({ ...written, subtype: 'file_share', files: [{ name: 'a.csv' }] }, BOT)).toMatchObject({
      key: '1.1',
      files: ['a.csv'],
    });
  });

  it('reaches the bot: the manifest asks for it', () => {
    expect(buildManifest(features, { command: '/jy' }).settings.event_subscriptions.bot_events).toContain('message.im');
  });
});

describe('through the front door', () => {
  let work: Workplace;
  afterEach(() => work.close());
  const open = async () => {
    work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
  };
  const answers = async (person: PlaygroundPerson, fits: (message: Message) => boolean) =>
    (await person.dm()).filter(fits).length;

  test('rubbish is quoted with the two nearest, which run when they are pressed', async () => {
    await open();
    const li = work.slack.as(PEOPLE.li);
    await li.command('/jy', '排行帮 <x>');
    const answer = await seen(li, says('没有看懂“排行帮'), 'what was not understood');
    const words = textOf(answer);
    expect(words.match(/`\/jy /g)).toHaveLength(2);
    expect(words).not.toContain('/quiz');
    expect(JSON.stringify(answer.blocks)).not.toContain('<x>');
    await li.click('每日一题：排行榜');
    await seen(li, says(/班组[\s\S]*分会/), 'the board');
    await li.command('/jy', 'people language en');
    await seen(li, says('English'), 'the other language');
    await li.command('/jy', 'bord');
    await seen(li, says('I did not understand “bord”'), 'what was not understood, in English');
    await li.command('/jy', 'practise <!here>');
    const safe = await seen(li, says('practise'), 'what was not understood, with its topic');
    expect(JSON.stringify(safe.blocks)).not.toContain('<!here>');
    await li.command('/jy', 'quiz，me');
    await seen(li, says('points'), 'the record');
  });

  test('a message is answered once, however often it is delivered', async () => {
    await open();
    const li = work.slack.as(PEOPLE.li);
    await li.say('你好');
    await seen(li, says('你好！我能帮你的有：每日一题'), 'the answer');
    await work.slack.redeliver();
    await li.say('我要报名培训');
    await seen(li, says('这些可以帮你'), 'the second answer');
    expect(await answers(li, says('我能帮你的有'))).toBe(1);
    await li.click('培训');
    await seen(li, says('学时'), 'the training');
  });

  test('a worker who writes English is answered in English, with what can be done', async () => {
    await open();
    const maria = work.slack.as(PEOPLE.maria);
    await maria.say('hello');
    const greeted = await seen(maria, says('Hello'), 'the answer');
    expect(textOf(greeted)).not.toMatch(/\p{Script=Han}/u);
    await maria.say('I want to sign up for a course');
    const offer = await seen(maria, (one) => says(/training/i)(one) && !says('Hello')(one), 'what fits');
    expect(textOf(offer)).not.toMatch(/\p{Script=Han}/u);
    await maria.say('The pump at pond 3 is leaking');
    await seen(maria, (one) => has('suggestions')(one) && !says('Hello')(one), 'the way to report it');
    await maria.say('qwerty <!channel>');
    await expect
      .poll(async () => (await maria.dm()).filter(({ user }) => user !== PEOPLE.maria).length, { timeout: SOON })
      .toBe(4);
    expect(JSON.stringify((await maria.dm()).filter(({ user }) => user !== PEOPLE.maria))).not.toContain('<!channel>');
  });

  test('a file of an administrator leads to the dialogs that take it', async () => {
    await open();
    const admin = work.slack.as(PEOPLE.admin);
    await admin.say('名册', undefined, [
      { name: '名册.csv', mimetype: 'text/csv', content: Buffer.from('工号,姓名').toString('base64') },
    ]);
    await seen(admin, says('收到文件“名册.csv”'), 'the answer');
    await admin.click('人员：导入');
    await modalOf(admin, says('名册'), 'the dialog');
  });
});
