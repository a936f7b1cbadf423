import { input, modal, option } from '../../../bot/draw/blocks.ts';
import type { Locale, ModalView } from '../../../bot/feature.ts';
import { messages } from '../messages.ts';
import { CATEGORIES } from '../rules.ts';

export const ALL = 'all';

/** Asks of which year and category the register shall be. */
export function registerModal(locale: Locale, years: readonly [number, ...number[]]): ModalView {
  const say = messages[locale];
  return modal({
    ...{ callback: 'announcements.register', title: say.register, close: say.close, submit: say.registerSend },
    blocks: [
      input({
        ...{ kind: 'select', id: 'year', label: say.registerYear, initial: String(years[0]) },
        options: years.map((one) => option(String(one), String(one))),
      }),
      input({
        ...{ kind: 'select', id: 'category', label: say.registerCategory, initial: 'disclosure' },
        options: [...CATEGORIES.map((one) => option(one, say.categories[one])), option(ALL, say.registerAll)],
      }),
    ],
  });
}
