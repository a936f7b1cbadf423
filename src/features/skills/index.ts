import type { Feature } from '../../bot/feature.ts';
import { questionsOf } from '../../bot/question-sources.ts';
import { relatedOf } from '../../bot/related.ts';
import { commands, overview } from './commands.ts';
import { contestActions, contestModals } from './contest-actions.ts';
import { criteriaActions, criteriaModals } from './criteria/actions.ts';
import { disciplineActions, disciplineModals, disciplineOptions } from './discipline-actions.ts';
import { heatActions, heatModals } from './heat-actions.ts';
import { home, record, today, waiting } from './home.ts';
import { judgingActions, judgingModals } from './judging-actions.ts';
import { dropReasons, follows, notices, noticeTitles, refusable } from './notices.ts';
import { resultActions, resultModals } from './result/actions.ts';
import { calendar } from './service/calendar.ts';
import { skillCertificates } from './service/certificates.ts';
import { prepareSkills } from './service/store.ts';

/** Skill contests 技能比武: heats, blind scoring by three judges or more, places that anybody can follow. */
export const skills = (features: readonly Feature[]): Feature => {
  const [questions, related] = [questionsOf(features), relatedOf(features)];
  return {
    name: 'skills',
    aliases: ['比武', '技能比武'],
    phrases: ['技能竞赛', '焊接', '评委', '练兵', 'skill contest', 'welding', 'judge'],
    title: { zh: '技能比武', en: 'Skill contests' },
    emoji: '🛠️',
    summary: { zh: '报名技能比武，评委在手机上评分', en: 'sign up for skill contests; judges score on their phones' },
    overview,
    commands,
    actions: {
      ...contestActions,
      ...heatActions,
      ...disciplineActions(questions, related),
      ...criteriaActions,
      ...judgingActions(questions, related),
      ...resultActions,
    },
    modals: {
      ...contestModals,
      ...heatModals,
      ...disciplineModals(questions, related),
      ...criteriaModals,
      ...judgingModals(related),
      ...resultModals,
    },
    options: disciplineOptions(questions),
    home,
    record,
    today,
    waiting,
    isFor: () => true,
    notices,
    follows,
    noticeTitles,
    contestNotices: calendar.contestNotices,
    dropReasons,
    refusable,
    certificates: skillCertificates,
    prepare: prepareSkills,
  };
};
