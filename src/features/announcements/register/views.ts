import { choice } from '../../../bot/draw/form/chosen.ts';
import { form } from '../../../bot/draw/form/form.ts';
import type { Locale } from '../../../lib/language.ts';
import { messages } from '../messages.ts';
import { CATEGORIES } from '../rules.ts';

export const ALL = 'all';

const said =
  (key: 'register' | 'close' | 'registerSend' | 'registerYear' | 'registerCategory') =>
  (locale: Locale): string =>
    messages[locale][key];

/** Asks of which year and category the register should be. */
export const registerForm = form(
  'announcements.register',
  {
    year: choice({ label: said('registerYear'), needed: true }),
    category: choice({
      label: said('registerCategory'),
      of: [...CATEGORIES, ALL] as const,
      words: (locale, one) => (one === ALL ? messages[locale].registerAll : messages[locale].categories[one]),
      initial: 'disclosure',
    }),
  },
  { title: said('register'), submit: said('registerSend'), close: said('close') },
);
