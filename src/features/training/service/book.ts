import type { Context } from '../../../context.ts';
import { membersOf } from '../../../members/audience.ts';
import { recordMany, reverse } from '../../../participation/service.ts';
import { type Enrolment, enrolments, type Session, sessions } from '../model.ts';
import { bookingsOf, hasAttended, type Mark } from '../rules/attendance.ts';

const AT_ONCE = 500;

const entryKey = (session: string, member: string, nth: number): string =>
  nth === 0 ? `training.attend-${session}-${member}` : `training.correct-${session}-${member}-${nth}`;

/** The marks that a person had: when the attendance was closed, then after each correction. */
function marksOf({ mark, corrections }: Enrolment): (Mark | undefined)[] {
  const [first] = corrections;
  return first === undefined ? [mark] : [first.from, ...corrections.map((one) => one.to)];
}

/** Brings the ledger to what these people's marks say, once, however often it is done. */
export async function book(ctx: Context, session: Session, rows: readonly Enrolment[]): Promise<void> {
  const people = await membersOf(
    ctx,
    rows.map((one) => one.member),
  );
  const bookings = rows.flatMap((row) =>
    bookingsOf(marksOf(row), session.minutes).map((booking) => ({ row, booking })),
  );
  await recordMany(
    ctx,
    bookings
      .filter(({ booking }) => booking.corrects === undefined)
      .map(({ row: { member, mark, markedBy }, booking: { nth, minutes, points } }) => {
        const { branch, team, shift, tz } = people.get(member) ?? {};
        return {
          deed: {
            ...{ member, feature: 'training', activity: session._id, kind: 'attend', at: session.startsAt },
            ...{ points, minutes, streak: hasAttended(mark), key: entryKey(session._id, member, nth) },
            outcome: { kind: session.kind, course: session.course, by: markedBy === undefined ? 'code' : 'roll' },
          },
          person: { branch, team, shift, tz },
        };
      }),
  );
  for (const { row, booking } of bookings) {
    const { nth, minutes, points, corrects } = booking;
    if (corrects === undefined) continue;
    const original = entryKey(session._id, row.member, corrects);
    const key = entryKey(session._id, row.member, nth);
    await reverse(ctx, original, { key, points, minutes, outcome: { kind: session.kind, course: session.course } });
  }
  await Promise.all(
    rows.map(({ member, corrections }) =>
      enrolments(ctx).updateOne(
        // Corrected meanwhile: that one is booked by who corrected it.
        { workspace: ctx.workspace, session: session._id, member, corrections: { $size: corrections.length } },
        { $unset: { unbooked: 1 } },
      ),
    ),
  );
}

/** What a process that died has not booked. */
export async function bookUnbooked(ctx: Context): Promise<void> {
  const rows = await enrolments(ctx)
    .find({ workspace: ctx.workspace, unbooked: true })
    .limit(AT_ONCE)
    .lean<Enrolment[]>();
  for (const id of new Set(rows.map((one) => one.session))) {
    const session = await sessions(ctx).findOne({ workspace: ctx.workspace, _id: id, state: 'closed' }).lean<Session>();
    if (session !== null)
      await book(
        ctx,
        session,
        rows.filter((one) => one.session === id),
      );
  }
}
