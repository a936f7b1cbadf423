import type { Feature } from '../../bot/feature.ts';
import { actions, modals } from './actions.ts';
import { commands, overview } from './commands.ts';
import { homeBlocks } from './views.ts';

/** People: the roster for administrators, the language for everyone. */
export const people: Feature = {
  name: 'people',
  aliases: ['人员', '名册', '语言', 'language'],
  title: { zh: '人员', en: 'People' },
  summary: { zh: '我的资料、语言；管理员导入名册。', en: 'Who I am, my language; the roster for administrators.' },
  overview,
  commands,
  directCommands: [],
  actions,
  modals,
  home: async ({ actor }) => homeBlocks(actor),
  notices: {},
  scopes: [],
  events: [],
  // The members are the kernel's, which makes their indexes.
  prepare: async () => {},
};
