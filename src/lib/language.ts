export const LOCALES = ['zh', 'en'] as const;
export type Locale = (typeof LOCALES)[number];
/** A text in both languages. */
export type Bilingual = Record<Locale, string>;

/** The names of the languages in both. */
export const LANGUAGES: Record<Locale, Bilingual> = {
  zh: { zh: '中文', en: '英文' },
  en: { zh: 'Chinese', en: 'English' },
};

/** What somebody wrote, once more in the other language; what is not said in it is absent. */
export interface Second<W> {
  locale: Locale;
  words: Partial<W>;
}

/**
 * What is written in the other language once somebody has put this in; undefined where no word is left.
 * @param before as it stands: its language stays
 * @param locale of the person who writes
 */
export function secondFrom<W extends Record<keyof W, string>>(
  before: Second<W> | undefined,
  words: Partial<W>,
  locale: Locale,
): Second<W> | undefined {
  const said = Object.entries({ ...before?.words, ...words }).filter(([, one]) => one !== undefined && one !== '');
  if (said.length === 0) return undefined;
  return { locale: before?.locale ?? otherLocale(locale), words: Object.fromEntries(said) as Partial<W> };
}

export const otherLocale = (locale: Locale): Locale => (locale === 'zh' ? 'en' : 'zh');

/** What somebody wrote, as a person reads it: in their language where it was written in that, too. */
export function inLanguage<T extends { second?: Second<object> | undefined }>(locale: Locale, one: T): T {
  return one.second?.locale === locale ? { ...one, ...one.second.words } : one;
}
