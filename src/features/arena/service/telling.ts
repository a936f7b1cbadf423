import type { Context } from '../../../context.ts';
import { recallCopies, redrawAbout, redrawCopies } from '../../../delivery/copies.ts';
import { type PlannedNotice, plan } from '../../../delivery/plan.ts';
import { aboutDates } from '../../../notices/calendar.ts';
import { sheets } from '../model.ts';
import { after } from '../rules/bracket.ts';
import { bracketOf, entrantAt, laidOf, participants, peopleIn, playersOf, QUALIFYING } from '../rules/contest.ts';
import type { Contest } from '../rules/records.ts';
import { checkInFrom, endOf, startOf } from '../rules/rounds.ts';
import { settle } from './settling.ts';

/*
 * What follows from a write, beside the calendar: the ledger, the board in a channel, and those whom it concerns. Told again it
 * adds nothing.
 */

/** The name of the message in a channel that shows the bracket. */
const boardNotice = (id: string): string => `arena.board-${id}`;

const tell = (ctx: Context, recipients: Iterable<string>, notice: Omit<PlannedNotice, 'recipient' | 'to'>) =>
  plan(
    ctx,
    [...recipients].map((recipient) => ({ ...notice, recipient, to: 'member' })),
  );

/** Those whose match was decided otherwise, and those who may meet one of them now. */
async function tellOverturned(ctx: Context, contest: Contest, match: string, seq: number): Promise<void> {
  const { _id: id } = contest;
  const further = new Set([match, ...after(laidOf(contest), match).map((one) => one.id)]);
  const concerned = peopleIn(
    contest,
    bracketOf(contest).filter((one) => further.has(one.id)),
  );
  await tell(ctx, concerned, {
    notice: `arena.changed-${id}-${seq}`,
    kind: 'arena.changed',
    params: { of: id, match },
  });
}

/** Those whose match is known late, or was put off: now, and of a live one when they can check in and at its hour. */
async function tellLate(ctx: Context, contest: Contest, match: string, seq: number): Promise<void> {
  const { _id: id } = contest;
  const own = bracketOf(contest).find((one) => one.id === match);
  if (own === undefined) return;
  const users = [own.a2, own.b2].flatMap((seed) => playersOf(contest, entrantAt(contest, seed)));
  const notice = {
    notice: `arena.late-${id}-${seq}`,
    kind: 'arena.late',
    about: aboutDates('arena', id),
    params: { of: id, match, until: endOf(contest, own).toISOString() },
  };
  await tell(ctx, users, notice);
  if (!contest.isLive) return;
  const at = startOf(contest, own);
  const punctual = { ...notice, exactly: true, priority: 1 };
  await tell(ctx, users, { ...punctual, notice: `${notice.notice}-ready`, dueAt: checkInFrom(contest, own) });
  await tell(ctx, users, { ...punctual, notice: `${notice.notice}-hour`, dueAt: at });
}

async function tellCancelled(ctx: Context, contest: Contest): Promise<void> {
  const { _id: id, createdBy } = contest;
  await recallCopies(ctx, boardNotice(id));
  await tell(ctx, new Set([createdBy, ...participants(contest)]), {
    notice: `arena.off-${id}`,
    kind: 'arena.off',
    params: { of: id },
  });
}

async function showBoard(ctx: Context, { _id: id, channel, drawn, state }: Contest): Promise<void> {
  if (channel === undefined || drawn === undefined || state === 'cancelled') return;
  await plan(ctx, [
    { notice: boardNotice(id), kind: 'arena.board', recipient: channel, to: 'channel', params: { of: id } },
  ]);
  await redrawCopies(ctx, boardNotice(id));
}

/**
 * What stands in Slack of it shows it as it is: of a match that was decided or marked again to its people, of a cancellation to
 * everybody, of anything else to those who take part. Who was only invited hears by pressing that it is over: Slack takes fifty changes a minute.
 */
async function redrawNotices(ctx: Context, contest: Contest): Promise<void> {
  const { _id: id, news } = contest;
  const about = aboutDates('arena', id);
  if (news.some(({ what }) => what === 'cancelled')) await redrawAbout(ctx, about);
  const decided = news.flatMap((one) => (one.what === 'decided' ? one.match : []));
  const questions = news.flatMap((one) => (one.what === 'corrected' ? one.question : []));
  const marked: string[] =
    questions.length === 0
      ? []
      : await sheets(ctx).distinct('match', {
          workspace: ctx.workspace,
          contest: id,
          questions: { $in: questions },
        });
  const concerned = new Set([...decided, ...marked]);
  const isForAll = marked.includes(QUALIFYING.id) || news.some(({ what }) => what === 'shown' || what === 'overturned');
  const recipients = isForAll
    ? participants(contest)
    : peopleIn(
        contest,
        bracketOf(contest).filter((one) => concerned.has(one.id)),
      );
  if (recipients.length > 0) await redrawAbout(ctx, about, { recipients });
}

/** What follows from the news of a contest. */
export async function follow(ctx: Context, contest: Contest): Promise<void> {
  await settle(ctx, contest);
  await showBoard(ctx, contest);
  await redrawNotices(ctx, contest);
  for (const one of contest.news) {
    if (one.what === 'overturned') await tellOverturned(ctx, contest, one.match, one.seq);
    if (one.what === 'late') await tellLate(ctx, contest, one.match, one.seq);
    if (one.what === 'cancelled') await tellCancelled(ctx, contest);
  }
}
