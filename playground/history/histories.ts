import { announcementsHistory } from './announcements.ts';
import { arenaHistory } from './arena.ts';
import { clubsHistory } from './clubs.ts';
import { competitionHistory } from './competition.ts';
import { honoursHistory } from './honours.ts';
import { mentoringHistory } from './mentoring.ts';
import { quizHistory } from './quiz.ts';
import { skillsHistory } from './skills.ts';
import type { History } from './stage.ts';
import { suggestionsHistory } from './suggestions.ts';
import { thanksHistory } from './thanks.ts';
import { trainingHistory } from './training.ts';
import { visitsHistory } from './visits.ts';
import { votesHistory } from './votes.ts';

/** What each feature adds to the three months before today: a file of its own here, and a line. Of two scenes at one hour the first feature's comes first. */
export const histories: readonly History[] = [
  quizHistory,
  announcementsHistory,
  suggestionsHistory,
  trainingHistory,
  clubsHistory,
  visitsHistory,
  competitionHistory,
  arenaHistory,
  thanksHistory,
  mentoringHistory,
  skillsHistory,
  honoursHistory,
  votesHistory,
];
