import type { Role } from '../../src/bot/actor.ts';
import { actions, button, modal, option } from '../../src/bot/draw/blocks.ts';
import { channels, people } from '../../src/bot/draw/form/chosen.ts';
import { date, dateTime, richText } from '../../src/bot/draw/form/kinds.ts';
import { sentence } from '../../src/bot/draw/sentence.ts';
import type { Feature, OptionSource } from '../../src/bot/feature.ts';

/** What the tiny feature was handed, in order. */
export interface Heard {
  what: 'shortcut' | 'search' | 'closed' | 'submitted';
  [key: string]: unknown;
}

const both = (text: string) => ({ zh: text, en: text });

/**
 * A feature of nothing but what a person may touch in Slack, for stories about the glue.
 * @param search what its select offers for what was typed.
 */
export function tinyFeature(heard: Heard[], search: (query: string) => Promise<string[]>, role: Role): Feature {
  const reader = { locale: 'zh' as const, tz: 'Asia/Shanghai', now: new Date(0) };
  const fields = {
    fruit: people({ label: both('水果'), source: 'tiny.fruit', placeholder: both('输入名称'), max: 5 }),
    words: richText({ label: both('说明') }),
    channels: channels({ label: both('频道'), max: 10 }),
    day: date({ label: both('日期') }),
    when: dateTime({ label: both('时间') }),
  };
  const form = (metadata: string) =>
    modal({
      callback: 'tiny.form',
      title: '小表',
      close: '关闭',
      submit: '提交',
      metadata,
      tellClosed: true,
      blocks: [
        ...Object.entries(fields).flatMap(([id, field]) => field.draw({ id, raw: undefined, reader })),
        {
          type: 'input',
          block_id: 'people',
          label: { type: 'plain_text', text: '人' },
          optional: true,
          element: { type: 'multi_users_select', action_id: 'value:people' },
        },
        {
          type: 'actions',
          block_id: 'loose',
          elements: [{ type: 'external_select', action_id: 'tiny.loose', min_query_length: 0 }],
        },
      ],
    });
  const fruit: OptionSource = {
    role,
    search: async ({ query, metadata, actor }) => {
      heard.push({ what: 'search', query, metadata, user: actor.user });
      return (await search(query)).map((one) => option(one, one));
    },
  };
  return {
    name: 'tiny',
    aliases: ['小小'],
    title: both('小小'),
    emoji: '🔹',
    summary: both('只为试验。'),
    overview: async ({ reply }) =>
      reply({ ...sentence('在'), blocks: [actions(button({ action: 'tiny.no', label: '在' }))] }),
    commands: [],
    directCommands: [],
    actions: {},
    modals: {
      form: {
        role: 'worker',
        submit: async ({ inputs, metadata }) => {
          heard.push({ what: 'submitted', inputs, metadata });
          return { close: true };
        },
        closed: async ({ inputs, metadata, actor }) => {
          heard.push({ what: 'closed', inputs, metadata, user: actor.user });
          if (metadata.includes('坏')) throw new Error('broken on purpose');
        },
      },
    },
    shortcuts: {
      ask: {
        type: 'message',
        role,
        title: { zh: '试一试', en: 'Try' },
        run: async ({ message, reply, openModal, actor }) => {
          heard.push({ what: 'shortcut', message, user: actor.user });
          await reply(sentence('看到了。'));
          await openModal(async () => form(message?.text ?? ''));
        },
      },
      open: {
        type: 'global',
        role: 'worker',
        title: { zh: '打开小表', en: 'Open the very small form' },
        run: async ({ message, reply }) => {
          heard.push({ what: 'shortcut', message });
          await reply(sentence('全局看到了。'));
        },
      },
    },
    options: { fruit, loose: fruit },
    notices: {},
    refusable: {},
    scopes: [],
    events: [],
    prepare: async () => undefined,
  };
}
