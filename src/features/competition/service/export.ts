import type { Context } from '../../../context.ts';
import type { Sheet } from '../../../lib/tables/xlsx-write.ts';
import type { Competition, Value } from '../model.ts';
import type { Counted } from '../rules/facts.ts';
import { standingOf } from '../rules/reckon.ts';
import { type ListedValue, type OpenValue, type WorkbookWords, workbookOf } from '../rules/workbook.ts';
import { factsOf } from './facts.ts';
import { namesOf } from './units.ts';
import { valuesOf } from './values.ts';

/** How the words of the file depend on what it says. */
export interface ExportWords extends WorkbookWords {
  byLedger: string;
  /** A value that waits, or was sent back with a reason. */
  openState(one: Value): string;
  correction(by: string, value: number, reason: string): string;
}

/** The reckoning of a competition as sheets with live formulas; see `workbookOf`. */
export async function reckoningSheets(ctx: Context, one: Competition, say: ExportWords): Promise<Sheet[]> {
  const [facts, values] = await Promise.all([factsOf(ctx, one), valuesOf(ctx, one._id)]);
  const users = [
    ...values.flatMap(({ history, countedBy }) => [...history.map(({ by }) => by), countedBy ?? '']),
    ...one.changes.map(({ by }) => by),
  ];
  const names = await namesOf(ctx, [...new Set(users)].filter(Boolean));
  const nameOf = (user = ''): string => (user === '' || user === 'ledger' ? say.byLedger : (names.get(user) ?? user));
  const known = new Map(values.map((value) => [keyOf(value), value]));
  const listed = facts.counted.map((counted): ListedValue => {
    const value = known.get(keyOf(counted));
    const corrections = value?.history.filter(({ what, reason }) => what === 'reported' && reason !== undefined) ?? [];
    return {
      ...counted,
      reporter: nameOf(
        value?.history.findLast(({ what, value: said }) => what === 'reported' && said === counted.value)?.by,
      ),
      verifier: nameOf(value?.countedBy),
      corrected: corrections
        .map(({ by, value: said, reason = '' }) => say.correction(nameOf(by), said, reason))
        .join('\n'),
    };
  });
  const open = values.flatMap((value): OpenValue[] => {
    const said = value.pending ?? value.refused;
    if (said === undefined) return [];
    const { indicator, unit, slot } = value;
    const from = value.pending?.by ?? value.refused?.from;
    return [{ indicator, unit, slot, value: said.value, reporter: nameOf(from), state: say.openState(value) }];
  });
  const changes = one.changes.map((change) => ({ ...change, name: nameOf(change.by) }));
  return workbookOf(say, { facts, standing: standingOf(facts), values: listed, open, changes });
}

const keyOf = ({ indicator, unit, slot }: Omit<Counted, 'value'>): string => JSON.stringify([indicator, unit, slot]);
