import { button } from '../../../bot/draw/blocks.ts';
import type { Locale } from '../../../lib/language.ts';
import { reviseMessages } from './revise-messages.ts';

/** The way to whom a published course is for, and to more dates. */
export const reviseOpener = (locale: Locale, course: string) =>
  button({ action: 'training.revise', label: reviseMessages[locale].title, value: course });
