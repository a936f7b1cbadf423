import type { Feature } from '../../bot/feature.ts';
import { actions } from './actions.ts';
import { commands, overview } from './commands.ts';
import { home } from './home.ts';
import { leaveActions, leaveCommands, leaveModals } from './leave/actions.ts';
import { leaveListActions, leaveListModals } from './leave/list/actions.ts';
import { rosterActions, rosterCommands, rosterModals } from './roster/actions.ts';
import { importedNotice } from './roster/notices.ts';
import { settingsActions, settingsCommands, settingsModals } from './settings/actions.ts';

/** People: everyone's own settings, the roster for administrators. */
export const people = (features: readonly Feature[]): Feature => ({
  name: 'people',
  aliases: ['人员', '名册'],
  phrases: [
    '我的资料',
    '免打扰',
    '提醒',
    '请假',
    '休假',
    '不在',
    'profile',
    'quiet hours',
    'reminders',
    'leave',
    'day off',
  ],
  title: { zh: '人员', en: 'People' },
  emoji: '👤',
  summary: { zh: '我的资料和设置', en: 'who I am, and my settings' },
  overview: overview(features),
  commands: [...settingsCommands(features), ...leaveCommands, ...commands, ...rosterCommands],
  actions: { ...actions, ...leaveActions, ...leaveListActions, ...rosterActions, ...settingsActions(features) },
  modals: { ...leaveModals, ...leaveListModals, ...rosterModals(features), ...settingsModals(features) },
  home: home(features),
  notices: { imported: importedNotice },
  follows: { imported: { stays: 'the end of an import' } },
});
