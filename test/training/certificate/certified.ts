import { type Certificate, certificates } from '../../../src/features/training/certificate/model.ts';
import type { Session } from '../../../src/features/training/model.ts';
import { gathered, moveSeat } from '../../../src/features/training/seats/service/seats.ts';
import { actor } from '../../helpers/quiz-day.ts';
import { openWorkplace, type Workplace } from '../../helpers/workplace.ts';
import { openCourseOf, sessionOf } from '../classroom.ts';

const { checkIn, codeFor } = gathered;

/** Where certificates can be verified by who is not in Slack. */
export const PUBLIC_URL = 'https://jingying.example/bot';

/** Monday, 9 March 2026, 09:00 unless told, with a page for who verifies. */
export const openWithCertificates = (at = '2026-03-09T09:00:00+08:00'): Promise<Workplace> =>
  openWorkplace({ at, bot: 'http', env: { PUBLIC_URL: `${PUBLIC_URL}/` } });

export const certificatesOf = (work: Workplace): Promise<Certificate[]> =>
  certificates(work.ctx).find({}).sort({ number: 1 }).lean<Certificate[]>();

/** What the page says of a number. */
export const pageOf = (work: Workplace, number: string): Promise<Response> =>
  fetch(new URL(`/verify/${encodeURIComponent(number)}`, work.botUrl));

/** Checks in with the code of the moment. */
export async function attends(work: Workplace, user: string, session: string): Promise<void> {
  const code = codeFor(work.ctx, await sessionOf(work, session))?.code ?? '';
  await checkIn(work.ctx, await actor(work, user), session, code);
}

/** A course with these people on the list, at 14:00 of these days. */
export async function courseWith(
  work: Workplace,
  topic: string,
  days: readonly string[],
  people: readonly string[],
): Promise<Session[]> {
  const [startsAt, ...more] = days;
  const facts = { topic, startsAt: new Date(`${startsAt}T14:00:00+08:00`), duration: 120, minutes: 120 };
  const dates = { more: more.map((day) => `${day} 14:00`).join('\n') };
  const made = await openCourseOf(work, { include: people.map((user) => `member:${user}`), facts, ...dates });
  for (const one of made) for (const member of people) await moveSeat(work.ctx, one._id, { do: 'sign-up', member });
  return made;
}
