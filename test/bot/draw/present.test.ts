import { expect, test } from 'vitest';
import type { Actor } from '../../../src/bot/actor.ts';
import type { AnyBlock } from '../../../src/bot/draw/block-kit.ts';
import { header, modal, section } from '../../../src/bot/draw/blocks.ts';
import { twins } from '../../../src/bot/draw/figures.ts';
import { message } from '../../../src/bot/draw/message.ts';
import {
  asModal,
  isInChannel,
  messageClicked,
  metadataBelow,
  type Presented,
  present,
  viewBelow,
} from '../../../src/bot/draw/present.ts';
import { sentence } from '../../../src/bot/draw/sentence.ts';
import type { ActionRequest } from '../../../src/bot/request.ts';

const ORIGINS = {
  modal: { kind: 'modal', viewId: 'V1', metadata: 'a' },
  home: { kind: 'home', viewId: 'V2', metadata: '' },
  card: { kind: 'message', channel: 'D1', ts: '1.1', isEphemeral: false },
  answer: { kind: 'message', channel: 'C1', ts: '1.1', isEphemeral: true },
  channel: { kind: 'message', channel: 'C1', ts: '1.1', isEphemeral: false },
} satisfies Record<string, ActionRequest['origin']>;

/** Where it was shown, and its words. */
async function shownAt(origin: ActionRequest['origin'], shown: Presented): Promise<[how: string, words: string][]> {
  const told: [string, string][] = [];
  const tell = (how: string) => async (what: { blocks: AnyBlock[] }) => {
    told.push([how, JSON.stringify(what.blocks).match(/列表|页面|图/)?.[0] ?? '']);
  };
  await present(
    {
      ctx: { log: { info: () => undefined } },
      actor: { locale: 'zh' } as Actor,
      origin,
      replace: tell('replace'),
      reply: tell('reply'),
      updateModal: tell('update'),
      openModal: async (render: () => Promise<{ blocks: AnyBlock[] }>) => tell('open')(await render()),
    } as unknown as ActionRequest,
    shown,
  );
  return told;
}

const list = () => sentence('列表');
const page = () => modal({ callback: 'tiny.page', title: '小', close: '关', blocks: [section('页面')] });

test.each<[where: keyof typeof ORIGINS, name: string, shown: Presented, wanted: [string, string]]>([
  ['modal', 'a list', { message: list, modal: page }, ['update', '页面']],
  ['home', 'a list', { message: list, modal: page }, ['open', '页面']],
  ['card', 'a list', { message: list, modal: page }, ['replace', '列表']],
  ['answer', 'a list', { message: list, modal: page }, ['replace', '列表']],
  ['channel', 'a list', { message: list, modal: page }, ['open', '页面']],
  ['modal', 'a page', { modal: page }, ['update', '页面']],
  ['home', 'a page', { modal: page }, ['open', '页面']],
  ['card', 'a page', { modal: page }, ['open', '页面']],
  ['modal', 'a message', { message: list, title: '表' }, ['update', '列表']],
  ['home', 'a message', { message: list, title: '表' }, ['open', '列表']],
  ['channel', 'a message', { message: list, title: '表' }, ['open', '列表']],
  ['channel', 'an answer', { message: list }, ['reply', '列表']],
  ['card', 'what stands beside', { message: list, onMessage: 'beside' }, ['reply', '列表']],
  ['answer', 'what stands beside', { message: list, onMessage: 'beside' }, ['reply', '列表']],
  ['card', 'what leaves the card', { message: list, onMessage: 'over' }, ['open', '列表']],
  ['answer', 'what leaves the card', { message: list, onMessage: 'over' }, ['replace', '列表']],
  ['modal', 'a page about the same', { modal: page, about: 'a' }, ['update', '页面']],
  ['modal', 'what comes on top', { message: list, title: '表', inModal: 'over' }, ['open', '列表']],
  ['modal', 'a page about another', { modal: page, about: 'b' }, ['open', '页面']],
])('from %s, %s', async (where, _, shown, wanted) => {
  expect(await shownAt(ORIGINS[where], shown)).toEqual([wanted]);
});

test('figures go into messages only', async () => {
  const both = () => twins([section('图')], [section('列表')], (numbers) => [...numbers]);
  expect(await shownAt(ORIGINS.card, { message: both })).toEqual([['replace', '图']]);
  expect(await shownAt(ORIGINS.home, { message: both })).toEqual([['open', '列表']]);
});

test('a message as a modal does not say its title twice', () => {
  const blocks = [header('名册'), section('一')];
  expect(asModal('zh', message(blocks), '名册').blocks).toEqual([section('一')]);
  expect(asModal('zh', message(blocks), '另外').blocks).toEqual(blocks);
  expect(asModal('en', message(blocks)).title.text).toBe('Jingying');
});

test('where it was clicked', () => {
  const of = (where: keyof typeof ORIGINS) => ({ origin: ORIGINS[where] });
  expect(Object.keys(ORIGINS).filter((one) => isInChannel(of(one as 'card')))).toEqual(['answer', 'channel']);
  expect(messageClicked(of('card'))).toEqual({ channel: 'D1', ts: '1.1' });
  expect(messageClicked(of('answer'))).toBeUndefined();
  expect(messageClicked(of('modal'))).toBeUndefined();
  expect([metadataBelow(of('modal')), metadataBelow(of('home')), metadataBelow(of('card'))]).toEqual(['a', '', '']);
  expect([viewBelow(of('modal')), viewBelow(of('home')), viewBelow(of('card'))]).toEqual(['V1', '', '']);
});
