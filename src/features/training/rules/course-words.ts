import { inLanguage, type Locale, type Second } from '../../../lib/language.ts';
import type { Said } from './facts.ts';

/** What a course is about, in a person's language. */
export function courseWords(
  locale: Locale,
  { facts: { topic, second }, about }: { facts: { topic: string; second?: Second<Said> | undefined }; about: string },
): Said {
  const { topic: ownTopic, about: ownAbout } = inLanguage(locale, { topic, about, second });
  return { topic: ownTopic, about: ownAbout };
}
