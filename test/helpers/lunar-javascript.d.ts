/** The little of it that a table is compared with; it ships no types. */
declare module 'lunar-javascript' {
  interface SolarDate {
    next(days: number): SolarDate;
    /** 'YYYY-MM-DD' */
    toYmd(): string;
  }
  export const Solar: { fromYmd(year: number, month: number, day: number): SolarDate };
  export const Lunar: {
    fromYmd(
      year: number,
      month: number,
      day: number,
    ): {
      getSolar(): SolarDate;
      getJieQiTable(): { 清明: SolarDate };
    };
  };
}
