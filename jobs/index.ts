import type { LivePage } from '../src/bot/feature.ts';
import type { Questions } from '../src/bot/question-sources.ts';
import type { ChannelUses, Related } from '../src/bot/routing/contributions.ts';
import type { Context } from '../src/context.ts';
import type { Renderers } from '../src/delivery/model.ts';
import type { Bilingual } from '../src/lib/language.ts';
import type { AskedDays } from '../src/participation/asked/recount.ts';
import { announcementsSend, announcementsTick } from './announcements.ts';
import { announcementsWorkers } from './announcements.worker.ts';
import { arenaEnd, arenaTick } from './arena.ts';
import { arenaWorkers } from './arena.worker.ts';
import { calendarFollow, calendarTick } from './calendar.ts';
import { calendarWorkers } from './calendar.worker.ts';
import { clubsExpire, clubsInvite, clubsScreen, clubsTick } from './clubs.ts';
import { clubsWorkers } from './clubs.worker.ts';
import { competitionTick } from './competition.ts';
import { competitionWorkers } from './competition.worker.ts';
import type { JobDefinition, JobWorker } from './define.ts';
import { deliveryChange, deliveryLive, deliverySend, deliverySweep } from './delivery.ts';
import { deliveryWorkers } from './delivery.worker.ts';
import { honoursTick } from './honours.ts';
import { honoursWorkers } from './honours.worker.ts';
import { importsRun, importsTick } from './imports.ts';
import { importsWorkers } from './imports.worker.ts';
import { mentoringTick } from './mentoring.ts';
import { mentoringWorkers } from './mentoring.worker.ts';
import {
  participationCatchUp,
  participationRecountStreaks,
  participationRollUp,
  participationVerify,
} from './participation.ts';
import { participationWorkers, type Recount } from './participation.worker.ts';
import { peopleIndex, peopleSync } from './people.ts';
import { peopleWorkers } from './people.worker.ts';
import { quizCount, quizDraw, quizLock, quizNudge, quizRegrade, quizTick } from './quiz.ts';
import { quizWorkers } from './quiz.worker.ts';
import { sendsTick } from './sends.ts';
import { sendsWorkers } from './sends.worker.ts';
import { shiftsFollow, shiftsTick } from './shifts.ts';
import { shiftsWorkers } from './shifts.worker.ts';
import { skillsExpire, skillsTick } from './skills.ts';
import { skillsWorkers } from './skills.worker.ts';
import { suggestionsTick } from './suggestions.ts';
import { suggestionsWorkers } from './suggestions.worker.ts';
import { thanksTick } from './thanks.ts';
import { thanksWorkers } from './thanks.worker.ts';
import { trainingExpire, trainingPublish, trainingScreen, trainingTick } from './training.ts';
import { trainingWorkers } from './training.worker.ts';
import { visitsTick } from './visits.ts';
import { visitsWorkers } from './visits.worker.ts';
import { votesTick } from './votes.ts';
import { votesWorkers } from './votes.worker.ts';

/** Every job there is. */
export const jobDefinitions = [
  announcementsSend,
  announcementsTick,
  arenaEnd,
  arenaTick,
  calendarFollow,
  calendarTick,
  clubsExpire,
  clubsInvite,
  clubsScreen,
  clubsTick,
  competitionTick,
  deliveryChange,
  deliveryLive,
  deliverySend,
  deliverySweep,
  honoursTick,
  importsRun,
  importsTick,
  mentoringTick,
  participationCatchUp,
  participationRecountStreaks,
  participationRollUp,
  participationVerify,
  peopleIndex,
  peopleSync,
  quizCount,
  quizDraw,
  quizLock,
  quizNudge,
  quizRegrade,
  quizTick,
  sendsTick,
  shiftsFollow,
  shiftsTick,
  skillsExpire,
  skillsTick,
  suggestionsTick,
  thanksTick,
  trainingExpire,
  trainingPublish,
  trainingScreen,
  trainingTick,
  visitsTick,
  votesTick,
] as JobDefinition<unknown>[];

/** What each of them does. @param registry whose notices are sent, whose features are recounted, what they post in channels, whom they know to be near to whom, what they are called, and whose banks are asked */
export function jobWorkers(registry: {
  notice: Renderers;
  livePage(page: string): LivePage | undefined;
  recount: Recount;
  channelUses: ChannelUses;
  related: Related;
  titles: ReadonlyMap<string, Bilingual>;
  questions: Questions;
  askedDays: AskedDays;
}): JobWorker<Context>[] {
  return [
    ...announcementsWorkers,
    ...arenaWorkers,
    ...calendarWorkers,
    ...clubsWorkers,
    ...competitionWorkers,
    ...deliveryWorkers(registry),
    ...honoursWorkers(registry.related, registry.titles),
    ...importsWorkers,
    ...mentoringWorkers(registry.questions),
    ...participationWorkers(registry),
    ...peopleWorkers,
    ...quizWorkers,
    ...shiftsWorkers,
    ...sendsWorkers(registry.channelUses),
    ...skillsWorkers(registry.related),
    ...suggestionsWorkers,
    ...thanksWorkers,
    ...trainingWorkers,
    ...visitsWorkers,
    ...votesWorkers,
  ];
}
