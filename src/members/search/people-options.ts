import { option } from '../../bot/draw/blocks.ts';
import type { OptionSource } from '../../bot/feature.ts';
import { searchPeople, type Within } from './people-search.ts';

const SHOWN = 50;

/**
 * What an input for people asks while one types: names with branch and team, found by name, pinyin or employee number.
 * ```ts
 * options: { colleague: peopleOptions('company') }                         // the feature, for workers too
 * buddy: person({ label: say('buddy'), source: 'trips.colleague' })        // its form
 * ```
 * A `person()` without a source is Slack's own list of everybody.
 * @param within whom it offers: people of an officer's affairs, or anybody in the company
 */
export const peopleOptions = (within: Within): OptionSource => ({
  role: within === 'affairs' ? 'officer' : 'worker',
  search: async ({ ctx, actor, query }) =>
    (await searchPeople(ctx, actor, query, SHOWN, within)).map(({ user, name, branch, team }) => ({
      ...option(user, name),
      ...(branch === undefined && team === undefined
        ? {}
        : { description: option('', [branch, team].filter(Boolean).join(' ')).text }),
    })),
});
