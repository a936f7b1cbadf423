import type { Feature } from '../../bot/feature.ts';
import { relatedOf, titlesOf } from '../../bot/related.ts';
import { commands, overview } from './commands.ts';
import { dossierHandlers, dossierOptions } from './dossier-actions.ts';
import { home, record, waiting } from './home.ts';
import { judgingHandlers } from './judging-actions.ts';
import { dropReasons, follows, notices, noticeTitles, refusable } from './notices.ts';
import { objectionActions, objectionScreens, voteParts } from './objections/actions.ts';
import { programmeActions, programmeModals } from './programme-actions.ts';
import { registerActions, registerModals } from './register/actions.ts';
import { calendar } from './service/calendar.ts';
import { honourCertificates } from './service/certificates.ts';
import { prepareHonours } from './service/tick.ts';
import { PHRASES } from './told.ts';

/** Honours 荣誉: titles with a term, dossiers that fill themselves, blind scoring, publicity with objections, a register. */
export const honours = (features: readonly Feature[]): Feature => {
  const judging = judgingHandlers(relatedOf(features));
  const dossiers = dossierHandlers(() => titlesOf(features));
  return {
    name: 'honours',
    aliases: ['荣誉', '评选'],
    phrases: PHRASES,
    title: { zh: '荣誉', en: 'Honours' },
    emoji: '🏅',
    summary: { zh: '推荐、评选、公示，谁获得过什么称号', en: 'nominations, publicity, and who holds which title' },
    overview,
    commands,
    actions: {
      ...programmeActions,
      ...dossiers.actions,
      ...judging.actions,
      ...registerActions,
      ...objectionActions,
    },
    modals: {
      ...programmeModals,
      ...dossiers.modals,
      ...judging.modals,
      ...registerModals,
      ...objectionScreens.modals,
      ...voteParts.modals,
    },
    options: dossierOptions,
    home,
    record,
    waiting,
    isFor: () => true,
    notices,
    follows,
    noticeTitles,
    contestNotices: calendar.contestNotices,
    dropReasons,
    refusable,
    certificates: honourCertificates,
    prepare: prepareHonours,
  };
};
