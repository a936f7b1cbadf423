import { isOfficialWorkday } from './official.ts';

export const DAY_KINDS = ['off', 'work'] as const;
/** A day off, or a weekend's day that is worked. */
export type DayKind = (typeof DAY_KINDS)[number];

/** The days of the company or of one branch. */
export interface DayCalendar {
  /** What the company or the branch has said of a day: it holds for shifts by the weekday too, and off for every shift. */
  ownDay(day: string): DayKind | undefined;
  /** Whether those work whose shift names no days: by the company's own days, the notice, the law and the weekday. */
  isWorkday(day: string): boolean;
}

/** The calendar of a company that has said nothing. */
export const OFFICIAL_CALENDAR: DayCalendar = { ownDay: () => undefined, isWorkday: isOfficialWorkday };

/** Some days of a calendar by day 'YYYY-MM-DD'. */
export type Days = ReadonlyMap<string, { kind: DayKind; name: string }>;

/**
 * A calendar in which the branch's own days go before the company's, these before the notice, and the notice before the law.
 * @param layers the days said by the branch, by the company, and by the notice that an administrator entered
 */
export function calendarOf({ branch, company, notice }: { branch?: Days; company?: Days; notice?: Days }): DayCalendar {
  const ownDay = (day: string) => (branch?.get(day) ?? company?.get(day))?.kind;
  return {
    ownDay,
    isWorkday: (day) => {
      const said = ownDay(day) ?? notice?.get(day)?.kind;
      return said === undefined ? isOfficialWorkday(day) : said === 'work';
    },
  };
}
