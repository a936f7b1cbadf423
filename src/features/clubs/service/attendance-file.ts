import type { Actor } from '../../../bot/actor.ts';
import { timeFor } from '../../../bot/text/times.ts';
import type { Context } from '../../../context.ts';
import { guardRow } from '../../../lib/tables/formula-guard.ts';
import { membersOf } from '../../../members/audience/audience.ts';
import { audit } from '../../../members/audit.ts';
import { messages } from '../messages.ts';
import type { ClubEvent } from '../model.ts';
import { gathered } from './gathered.ts';
import { stored } from './store.ts';

const WIDTHS = [14, 14, 20, 16, 8, 10, 10, 16];

/** The attendance of an event as a spreadsheet: each person on the list, with what is known of them. */
export async function attendanceFile(ctx: Context, actor: Actor, event: ClubEvent): Promise<Uint8Array> {
  const say = messages[actor.locale];
  const { _id: session, startsAt, topic } = event;
  const [roll, parts] = await Promise.all([gathered.rollOf(ctx, event), stored.attendancesOf(ctx, { session })]);
  const people = await membersOf(
    ctx,
    roll.map(({ member }) => member),
  );
  const partOf = new Map(parts.map((one) => [one.member, one]));
  const rows = roll.map(({ member, name, mark, guests }) => {
    const { employeeNumber = '', branch = '', team = '' } = people.get(member) ?? {};
    const { markedAt, markedBy } = partOf.get(member) ?? {};
    const how = mark === undefined ? '' : markedBy === undefined ? say.byCode : say.byRoll;
    const when = markedAt === undefined ? '' : timeFor(markedAt, startsAt, actor.tz, actor.locale);
    return [
      name,
      employeeNumber,
      branch,
      team,
      guests,
      mark === undefined ? say.notMarked : say.marks[mark],
      how,
      when,
    ];
  });
  await audit(ctx, {
    by: actor.user,
    kind: 'export',
    what: { zh: `导出“${topic}”的考勤表`, en: `exported the attendance of “${topic}”` },
  });
  // Loaded with the first file: a process at rest does without.
  const { writeXlsx } = await import('../../../lib/tables/xlsx-write.ts');
  return writeXlsx([say.columns, ...rows].map(guardRow), WIDTHS);
}
