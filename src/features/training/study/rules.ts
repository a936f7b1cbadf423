import { DAY_MS, MINUTE_MS } from '../../../lib/zone.ts';
import type { PastEnd, StudyTerms } from '../rules/terms.ts';

/** The end as somebody knows it who saw it last at `seenAt`. @param ends that were replaced, the oldest first */
export function endAsSeen(ends: readonly PastEnd[], until: Date, seenAt: Date): Date {
  return ends.find((one) => one.at > seenAt)?.until ?? until;
}

/** By when who is not done has to know of another end: so that what is asked for can still be done. */
export function knownBy(study: Pick<StudyTerms, 'minutes' | 'until'>, hasBegun: boolean): Date {
  return hasBegun ? new Date(finishBy(study.until).getTime() - study.minutes * MINUTE_MS) : study.until;
}

/** How far a person has come. */
export interface Progress {
  beganAt: Date;
  doneAt?: Date | undefined;
  /** After a wrong answer: from when on the next one counts. */
  againAt?: Date | undefined;
  passedAt?: Date | undefined;
}

export const STAGES = ['new', 'reading', 'asked', 'again', 'passed', 'closed'] as const;
export type Stage = (typeof STAGES)[number];

export const MOST_MINUTES = 240;
const MOST_AGAIN_MINUTES = 15;

/** Whoever has begun in time has a day more to finish. */
export function finishBy(until: Date): Date {
  return new Date(until.getTime() + DAY_MS);
}

export const REMIND_MS = DAY_MS;

/**
 * When who is not done is reminded: a day before the end; undefined where it was told of later than that.
 * @param toldAt when it was published, or the last change of its end
 */
export function remindsAt(until: Date, toldAt: Date): Date | undefined {
  const at = new Date(until.getTime() - REMIND_MS);
  return toldAt < at ? at : undefined;
}

/** From when on "done" is taken. */
export function readyAt({ minutes }: Pick<StudyTerms, 'minutes'>, { beganAt }: Pick<Progress, 'beganAt'>): Date {
  return new Date(beganAt.getTime() + minutes * MINUTE_MS);
}

/** When a wrong answer may be followed by another one: after half of the minimum, a quarter of an hour at most. */
export function againAt({ minutes }: Pick<StudyTerms, 'minutes'>, now: Date): Date {
  const wait = Math.min(MOST_AGAIN_MINUTES, Math.max(1, Math.ceil(minutes / 2)));
  return new Date(now.getTime() + wait * MINUTE_MS);
}

/** Whole minutes from now on, begun ones counted; 0 when it is over. */
export function minutesLeft(until: Date, now: Date): number {
  return Math.max(0, Math.ceil((until.getTime() - now.getTime()) / MINUTE_MS));
}

/** Where a person stands. What has been passed stays so; what was begun in time may be finished a day later. */
export function stageOf({ until }: Pick<StudyTerms, 'until'>, progress: Progress | undefined, now: Date): Stage {
  if (progress === undefined) return now < until ? 'new' : 'closed';
  if (progress.passedAt !== undefined) return 'passed';
  if (now >= finishBy(until)) return 'closed';
  if (progress.doneAt === undefined) return 'reading';
  return progress.againAt !== undefined && now < progress.againAt ? 'again' : 'asked';
}

export type StudyFault = 'studyLink' | 'studyMinutes' | 'studyUntil' | 'studyQuestion';

/** What cannot be in the form. @param isQuestion whether the question reads as one */
export function studyFaults(
  { link, minutes, until }: Partial<StudyTerms>,
  isQuestion: boolean,
  now: Date,
): StudyFault[] {
  const isMinutes = Number.isInteger(minutes) && (minutes ?? 0) >= 1 && (minutes ?? 0) <= MOST_MINUTES;
  return [
    ...(/^https?:\/\/[^\s<>|]+$/.test(link ?? '') ? [] : (['studyLink'] as const)),
    ...(isMinutes ? [] : (['studyMinutes'] as const)),
    ...(until !== undefined && until > now ? [] : (['studyUntil'] as const)),
    ...(isQuestion ? [] : (['studyQuestion'] as const)),
  ];
}
