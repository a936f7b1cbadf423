import { type Card, fsrs, type Grade, Rating, State } from 'ts-fsrs';
import { DAY_MS, dayFromNumber, dayNumber, dayOf } from '../../../lib/zone.ts';

/** What a member remembers of a question (FSRS); plain data, to be stored as it is. */
export interface ReviewState {
  /**
   * When it should come back: whole days after the answer. Ask for `due` up to the end of the member's day (or the
   * lock), so that what was answered at 17:00 is due the next morning.
   */
  due: Date;
  /** Days after which nine of ten still remember. */
  stability: number;
  /** 1 (easy for this member) to 10. */
  difficulty: number;
  reps: number;
  lapses: number;
  /** FSRS's state: 0 never answered, 2 in review; the short steps 1 and 3 are not used. */
  state: number;
  /** The last answer. */
  last: Date;
  /** Its programme day 'YYYY-MM-DD', the member's; absent in what was kept before days were counted so. */
  lastDay?: string;
}

/** One answer; `credit` is 0 to 1. */
export interface ReviewAnswer {
  correct: boolean;
  credit: number;
  at: Date;
  /** The programme day 'YYYY-MM-DD' to which it belongs, the member's. */
  day: string;
}

/** A wrong answer comes back within these days, however well the question was known before. */
const SOONEST_DAYS = 1;
const LATEST_AFTER_WRONG_DAYS = 3;
/** What was right for a year is asked again within the year: rules change. */
const LATEST_DAYS = 365;

const scheduler = fsrs({
  request_retention: 0.9,
  enable_fuzz: false,
  // Steps of minutes suit cards that one sits down to learn; a daily question knows days only.
  enable_short_term: false,
  maximum_interval: LATEST_DAYS,
});

/** The state of a question never answered, due at once. */
export function firstReview(at: Date): ReviewState {
  return { due: at, stability: 0, difficulty: 0, reps: 0, lapses: 0, state: State.New, last: at };
}

function gradeOf(answer: ReviewAnswer): Grade {
  if (answer.correct) return Rating.Good;
  return answer.credit > 0 ? Rating.Hard : Rating.Again;
}

/**
 * What is remembered after one more answer, by FSRS-6 with its published default weights (ts-fsrs) at a retention of
 * 0.9: wrong is Again, partly right is Hard, right is Good. Between two answers lie as many days as between their programme days:
 * ts-fsrs counts the midnights of UTC, and in China a new day would begin at 08:00.
 * @param state undefined for the first answer; the given object stays as it is
 * @returns due one day after the answer at the earliest; after a wrong answer within three
 */
export function review(state: ReviewState | undefined, answer: ReviewAnswer): ReviewState {
  const before = state ?? firstReview(answer.at);
  // An answer told late must not turn time back.
  const at = new Date(Math.max(answer.at.getTime(), before.last.getTime()));
  const lastDay = state === undefined ? undefined : dayOfLast(state, answer);
  const day = lastDay === undefined || answer.day > lastDay ? answer.day : lastDay;
  const grade = gradeOf(answer);
  const { card } = scheduler.next(toCard(before, lastDay), noonOf(day), grade);
  const latest = grade === Rating.Again ? LATEST_AFTER_WRONG_DAYS : LATEST_DAYS;
  const days = Math.min(latest, Math.max(SOONEST_DAYS, card.scheduled_days));
  return {
    due: new Date(at.getTime() + days * DAY_MS),
    stability: card.stability,
    difficulty: card.difficulty,
    reps: card.reps,
    lapses: card.lapses,
    state: card.state,
    last: at,
    lastDay: day,
  };
}

/** Where it was not kept: as many days before the answer as lie between the two, to the nearest. */
function dayOfLast({ last, lastDay }: ReviewState, { at, day }: ReviewAnswer): string {
  const between = Math.max(0, Math.round((at.getTime() - last.getTime()) / DAY_MS));
  return lastDay ?? dayFromNumber(dayNumber(day) - between);
}

/** A programme day as ts-fsrs takes it: at an hour that is far from the midnights which it counts. */
function noonOf(day: string): Date {
  return new Date((dayNumber(day) + 0.5) * DAY_MS);
}

function toCard(state: ReviewState, lastDay: string | undefined): Card {
  const card: Card = {
    due: state.due,
    stability: state.stability,
    difficulty: state.difficulty,
    elapsed_days: 0,
    scheduled_days: Math.round((state.due.getTime() - state.last.getTime()) / DAY_MS),
    learning_steps: 0,
    reps: state.reps,
    lapses: state.lapses,
    state: state.state,
  };
  return state.state === State.New || lastDay === undefined ? card : { ...card, last_review: noonOf(lastDay) };
}

/** How surely it is still known on a programme day, 0 to 1, by FSRS: 0.9 on the day on which it comes back. */
export function retrievability(state: ReviewState, day: string): number {
  if (state.state === State.New) return 0;
  const { last, lastDay = dayOf(last, undefined) } = state;
  return scheduler.get_retrievability(toCard(state, lastDay), noonOf(day > lastDay ? day : lastDay), false);
}

/** When a question is asked again, as its reader counts days. */
export interface ComesBack {
  /** 1 is tomorrow. */
  days: number;
  /** 'YYYY-MM-DD' */
  day: string;
}

/** The day on which a question is due, from now; undefined when that is today or was before. */
export function comesBack(due: Date, now: Date, tz: string): ComesBack | undefined {
  const day = dayOf(due, tz);
  const days = dayNumber(day) - dayNumber(dayOf(now, tz));
  return days > 0 ? { days, day } : undefined;
}
