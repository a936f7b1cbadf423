import type { Feature } from '../../bot/feature.ts';
import { actions, modals, options } from './actions.ts';
import { commands, overview } from './commands.ts';
import { home } from './home.ts';
import { channelUses, dropReasons, follows, notices } from './notices.ts';
import { prepareThanks } from './service.ts';

/** Thanks 点赞: five a day, with a reason and a line of words; nobody is ranked by them. */
export const thanks = (): Feature => ({
  name: 'thanks',
  aliases: ['点赞', '感谢'],
  phrases: ['谢谢', '表扬', 'thank', 'kudos', 'praise'],
  title: { zh: '点赞', en: 'Thanks' },
  emoji: '👏',
  summary: { zh: '每天五个赞，感谢身边的同事', en: 'five thanks a day for colleagues' },
  overview,
  commands,
  actions,
  modals,
  options,
  home,
  notices,
  follows,
  noticeTitles: { got: { zh: '收到的赞', en: 'Thanks' }, post: { zh: '公开的赞', en: 'Thanks in a channel' } },
  channelUses,
  dropReasons,
  refusable: { got: { zh: '有人感谢我', en: 'Thanks from colleagues' } },
  prepare: prepareThanks,
});
