import { DAY_MS } from '../../../lib/zone.ts';

/** What those who attended are asked: the content, the trainer, the use for their own work. */
export const ASPECTS = ['content', 'trainer', 'use'] as const;
export type Aspect = (typeof ASPECTS)[number];

/** From the best to the worst; each aspect has its own words for them. */
export const GRADES = ['good', 'fair', 'poor'] as const;
export type Grade = (typeof GRADES)[number];

export type Grades = Partial<Record<Aspect, Grade>>;

/** What one person said. */
export interface Opinion {
  grades: Grades;
  words?: string | undefined;
}

export const MOST_WORDS = 500;
/** Of fewer people nothing is shown: it would be known who they were. */
export const LEAST_PEOPLE = 3;
const OPEN_MS = 7 * DAY_MS;

/** Until then feedback may be given and changed; from then on it is shown, all of it at once: between two looks nothing is added that could be somebody's. */
export function feedbackUntil(closedAt: Date): Date {
  return new Date(closedAt.getTime() + OPEN_MS);
}

/** How long a closed session stays with its trainer: until the last feedback is in, and a day to read it. */
export const READ_MS = OPEN_MS + DAY_MS;

export interface FeedbackTally {
  people: number;
  /** The time for feedback is over, and enough have answered. */
  isShown: boolean;
  /** How many chose which grade; undefined where nothing is shown, or fewer answered than may be shown. */
  aspects: Record<Aspect, Record<Grade, number> | undefined>;
  /** In the order of the opinions; none where nothing is shown. */
  words: string[];
}

/** What officers and the trainer may see of these opinions. @param isOver whether the time for feedback is */
export function tallyOf(opinions: readonly Opinion[], isOver: boolean): FeedbackTally {
  const words = opinions.flatMap((one) => (one.words === undefined || one.words === '' ? [] : [one.words]));
  const said = opinions.filter(({ grades, words = '' }) => words !== '' || Object.keys(grades).length > 0);
  const isShown = isOver && said.length >= LEAST_PEOPLE;
  const countsOf = (aspect: Aspect): Record<Grade, number> | undefined => {
    const chosen = opinions.flatMap(({ grades }) => grades[aspect] ?? []);
    if (!isShown || chosen.length < LEAST_PEOPLE) return undefined;
    const count = (grade: Grade) => chosen.filter((one) => one === grade).length;
    return { good: count('good'), fair: count('fair'), poor: count('poor') };
  };
  return {
    people: said.length,
    isShown,
    aspects: { content: countsOf('content'), trainer: countsOf('trainer'), use: countsOf('use') },
    words: isShown ? words : [],
  };
}
