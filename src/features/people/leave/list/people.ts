import type { Context } from '../../../../context.ts';
import { membersOf } from '../../../../members/audience/audience.ts';
import type { Affairs } from '../../../../members/roles.ts';
import { nameKey } from '../../../../members/roster/match.ts';
import { membersNamed } from '../../../../members/roster/named.ts';
import type { BadRow, LeaveRow, LeaveRowFault } from './rows.ts';

export interface Person {
  user: string;
  name: string;
}

/**
 * Who the rows of a list are about: by the employee number, which must fit the name where both are given; by the name alone where no
 * other active member of the officer's people has it.
 * @param affairs whose people they may be
 */
export async function named(
  ctx: Context,
  rows: readonly LeaveRow[],
  affairs: Affairs,
): Promise<{ found: (LeaveRow & { person: Person })[]; faults: BadRow[] }> {
  const words = rows.map(wordOf);
  const users = await membersNamed(ctx, words, affairs);
  const people = await membersOf(ctx, [...new Set([...users.values()].flat())]);
  const found: (LeaveRow & { person: Person })[] = [];
  const faults: BadRow[] = [];
  for (const row of rows) {
    const all = users.get(wordOf(row)) ?? [];
    const [first] = all;
    const member = first === undefined ? undefined : people.get(first);
    const reason: LeaveRowFault | undefined =
      first === undefined || member === undefined
        ? 'no-person'
        : all.length > 1
          ? 'several'
          : row.name !== '' && nameKey(row.name) !== nameKey(member.name)
            ? 'other-name'
            : undefined;
    if (reason === undefined && first !== undefined && member !== undefined)
      found.push({ ...row, person: { user: first, name: member.name } });
    else
      faults.push({
        line: row.line,
        reason: reason ?? 'no-person',
        row: [row.number, row.name].filter((word) => word !== '').join(' '),
      });
  }
  return { found, faults };
}

const wordOf = ({ number, name }: LeaveRow): string => (number === '' ? name : number);
