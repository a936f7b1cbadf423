import type { Context } from '../../../context.ts';
import { idFrom } from '../../../lib/ids.ts';
import type { Value } from '../model.ts';

/** The name of a value: it is one, whoever reports it and however often. */
export const valueId = (
  { workspace }: Pick<Context, 'workspace'>,
  of: Pick<Value, 'competition' | 'indicator' | 'unit' | 'slot'>,
): string => idFrom(workspace, of.competition, of.indicator, of.unit, of.slot);
