import type { Feature } from '../../bot/feature.ts';
import { questionsOf } from '../../bot/question-sources.ts';
import { relatedOf } from '../../bot/related.ts';
import { commandsOf, overview, peopleActions } from './actions.ts';
import { home, record, waiting } from './home.ts';
import { dropReasons, follows, notices } from './notices.ts';
import { pairActions } from './pair-actions.ts';
import { graduateCertificates } from './service/certificates.ts';
import { pairedWith } from './service/pairs.ts';
import { prepareMentoring } from './service/store.ts';

/** Mentoring 青蓝工程·师徒结对: a contract, hours, months, an examination, and credit by what the apprentice still knows later. */
export const mentoring = (features: readonly Feature[]): Feature => {
  const [questions, related] = [questionsOf(features), relatedOf(features)];
  const [people, pairs] = [peopleActions(questions), pairActions(questions, related)];
  return {
    name: 'mentoring',
    aliases: ['师徒', '师徒结对', '青蓝'],
    phrases: ['师傅', '徒弟', '出师', '带徒', 'mentor', 'apprentice'],
    title: { zh: '师徒结对', en: 'Mentoring' },
    emoji: '🌱',
    summary: {
      zh: '找师傅、带徒弟，签协议，考核出师',
      en: 'find a mentor or teach, with a contract and an examination',
    },
    overview,
    commands: commandsOf(questions),
    actions: { ...people.actions, ...pairs.actions },
    modals: { ...people.modals, ...pairs.modals },
    options: people.options,
    home,
    record,
    waiting,
    isFor: () => true,
    notices,
    follows,
    noticeTitles: {
      told: { zh: '师徒结对', en: 'Mentoring' },
      certificate: { zh: '出师证书', en: 'Graduation certificates' },
    },
    dropReasons,
    certificates: graduateCertificates,
    related: pairedWith,
    prepare: prepareMentoring,
  };
};
