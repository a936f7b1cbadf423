import type { PlainTextOption } from '@slack/types';
import { z } from 'zod';
import type { Actor } from '../../bot/actor.ts';
import { LIMITS, option } from '../../bot/draw/blocks.ts';
import type { OptionSource } from '../../bot/feature.ts';
import type { Context } from '../../context.ts';
import { unitKeys } from '../../members/search/unit-keys.ts';
import { searchWord } from '../../members/search/word.ts';
import type { Competition } from './model.ts';
import type { Unit } from './rules/facts.ts';
import { visible } from './service/lives.ts';
import { speaksFor } from './service/units.ts';

/** All forms in which a unit is chosen say so. */
const aboutSchema = z.object({ id: z.string() });

/** Units by name or pinyin, for what was typed; of hundreds, the first when nothing is typed. */
async function found(ctx: Context, units: readonly Unit[], query: string): Promise<PlainTextOption[]> {
  const word = searchWord(query);
  if (word === '' && query !== '') return [];
  const names = units.map(({ name }) => name);
  const keys = word === '' ? undefined : await unitKeys(ctx, names);
  const isMeant = ({ name }: Unit): boolean =>
    keys === undefined || searchWord(name).includes(word) || (keys.get(name) ?? []).some((key) => key.startsWith(word));
  return units
    .filter(isMeant)
    .slice(0, LIMITS.selectOptions)
    .map(({ key, name }) => option(key, name));
}

const among = (isOffered: (actor: Actor, unit: Unit) => boolean): OptionSource => ({
  role: 'worker',
  search: async ({ ctx, actor, query, metadata }) => {
    const { units } = await visible(ctx, actor, aboutSchema.parse(JSON.parse(metadata)).id);
    return found(
      ctx,
      units.filter((unit) => isOffered(actor, unit)),
      query,
    );
  },
});

/** The units of the competition that a form is about, and those of them for which the person speaks. */
export const competitors: Record<string, OptionSource> = {
  competitors: among(() => true),
  ownUnits: among((actor, { key }) => speaksFor(actor, key)),
};

/** The option of a unit that was chosen, as the search would give it. */
export const unitOption = ({ units }: Pick<Competition, 'units'>, chosen = ''): PlainTextOption[] =>
  units.filter(({ key }) => key === chosen).map(({ key, name }) => option(key, name));
