import { DAY_MS } from '../../lib/zone.ts';

/** From the best to the worst; each aspect has its own words for them. */
export const GRADES = ['good', 'fair', 'poor'] as const;
export type Grade = (typeof GRADES)[number];

/** By aspect: what people are asked about. */
export type Grades = Partial<Record<string, Grade>>;

/** What one person said. */
export interface Opinion {
  grades: Grades;
  words?: string | undefined;
}

export const MOST_WORDS = 500;
/** Of fewer people nothing is shown: it would be known who they were. */
export const LEAST_PEOPLE = 3;
const OPEN_MS = 7 * DAY_MS;

/**
 * Until then opinions can be given and changed; from then on they are shown, all of them at once: between two looks nothing is added
 * that could be somebody's.
 */
export function opinionsUntil(closedAt: Date): Date {
  return new Date(closedAt.getTime() + OPEN_MS);
}

/** How long a closed gathering stays with the people who lead it: until the last opinion is in, and a day to read them. */
export const READ_MS = OPEN_MS + DAY_MS;

export interface Tally {
  people: number;
  /** The time is over, and enough have answered. */
  isShown: boolean;
  /** How many chose which grade; undefined where nothing is shown, or fewer answered than may be shown. */
  aspects: Record<string, Record<Grade, number> | undefined>;
  /** In the order of the opinions; none where nothing is shown. */
  words: string[];
}

/** What organizers may see of these opinions. @param isOver whether the time for them is */
export function tallyOf(aspects: readonly string[], opinions: readonly Opinion[], isOver: boolean): Tally {
  const words = opinions.flatMap((one) => (one.words === undefined || one.words === '' ? [] : [one.words]));
  const said = opinions.filter(({ grades, words = '' }) => words !== '' || Object.keys(grades).length > 0);
  const isShown = isOver && said.length >= LEAST_PEOPLE;
  const countsOf = (aspect: string): Record<Grade, number> | undefined => {
    const chosen = opinions.flatMap(({ grades }) => grades[aspect] ?? []);
    if (!isShown || chosen.length < LEAST_PEOPLE) return undefined;
    const count = (grade: Grade) => chosen.filter((one) => one === grade).length;
    return { good: count('good'), fair: count('fair'), poor: count('poor') };
  };
  return {
    people: said.length,
    isShown,
    aspects: Object.fromEntries(aspects.map((aspect) => [aspect, countsOf(aspect)])),
    words: isShown ? words : [],
  };
}
