import type { Context } from '../../../../context.ts';
import { membersOf } from '../../../../members/audience/audience.ts';
import { annul, recordMany, reverse } from '../../../../participation/ledger/service.ts';
import { certify } from '../../certificate/service/certify.ts';
import { askAttended, tellCorrected } from '../../feedback/service/after-class.ts';
import { type Enrolment, enrolments, type Session, sessions } from '../../model.ts';
import { type Booking, bookingsOf, type Mark } from '../rules/attendance.ts';
import { coursesOf } from './attended.ts';

const AT_ONCE = 500;

const entryKey = (session: string, member: string, nth: number): string =>
  nth === 0 ? `training.attend-${session}-${member}` : `training.correct-${session}-${member}-${nth}`;

/**
 * The marks that a person had: when the attendance was closed, then after each correction. Who misses a make-up was absent once
 * already, on the date that it makes up for.
 */
function marksOf({ first, corrections }: Enrolment, { makesUp }: Session): (Mark | undefined)[] {
  const marks = [first, ...corrections.map((one) => one.to)];
  return makesUp === undefined ? marks : marks.map((mark) => (mark === 'absent' ? undefined : mark));
}

/** Brings the ledger, and the certificates, to what these people's marks say, once, however often it is done. */
export async function book(ctx: Context, session: Session, rows: readonly Enrolment[]): Promise<void> {
  const people = await membersOf(
    ctx,
    rows.map((one) => one.member),
  );
  const bookings = rows.flatMap((row) =>
    bookingsOf(marksOf(row, session), session.minutes).map((booking) => ({ row, booking })),
  );
  await recordMany(
    ctx,
    bookings.flatMap(({ row: { member, markedBy }, booking }) => {
      if (booking.does !== 'record') return [];
      const { nth, kind, minutes, points } = booking;
      const { branch, team, shift, tz } = people.get(member) ?? {};
      return {
        deed: {
          ...{ member, feature: 'training', activity: session._id, category: session.kind, kind, at: session.startsAt },
          ...{ points, minutes, streak: kind === 'attend', key: entryKey(session._id, member, nth) },
          outcome: { course: session.course, by: markedBy === undefined ? 'code' : 'roll' },
        },
        person: { branch, team, shift, tz },
      };
    }),
  );
  // In their order: what is annulled is so with all that was corrected of it before.
  for (const { row, booking } of bookings) await bookCorrection(ctx, session, row.member, booking);
  await askAttended(ctx, session, rows);
  await tellCorrected(ctx, session, rows);
  const members = rows.map((one) => one.member);
  for (const course of await coursesOf(ctx, session)) await certify(ctx, course, members);
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

async function bookCorrection(ctx: Context, session: Session, member: string, booking: Booking): Promise<void> {
  if (booking.does === 'record') return;
  const original = entryKey(session._id, member, booking.of);
  const outcome = { course: session.course };
  if (booking.does === 'annul') await annul(ctx, original, outcome);
  else {
    const { nth, minutes, points } = booking;
    await reverse(ctx, original, { key: entryKey(session._id, member, nth), points, minutes, outcome });
  }
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
