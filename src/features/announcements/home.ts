import { cut, plain } from '../../bot/draw/blocks.ts';
import { oncePerHome } from '../../bot/home/once.ts';
import type { HomeRequest } from '../../bot/request.ts';
import type { Waiting } from '../../bot/routing/contributions.ts';
import { mayRun } from '../../bot/routing/roles.ts';
import type { Locale } from '../../lib/language.ts';
import { messages } from './messages.ts';
import type { Announcement } from './model.ts';
import { titleOf } from './page-views.ts';
import { mineOf } from './receipts/service/confirm.ts';
import { latestSeen } from './receipts/service/seen.ts';
import { readerOf } from './show.ts';

const TITLE = 60;

const zh = {
  confirm: (title: string) => `*${title}*\n请确认已读`,
  read: '查看并确认',
  second: (title: string) => `*${title}*\n紧急公告，等你确认后发出`,
  look: '查看',
  latest: (title: string) => `最近一条：${title}`,
  none: '还没有发给你的公告',
};
const en: typeof zh = {
  confirm: (title) => `*${title}*\nPlease confirm that you’ve read it`,
  read: 'Read and confirm',
  second: (title) => `*${title}*\nUrgent: goes out once you approve it`,
  look: 'Open',
  latest: (title) => `Latest: ${title}`,
  none: 'Nothing has been announced to you yet',
};
const words: Record<Locale, typeof zh> = { zh, en };

const mine = oncePerHome(({ ctx, actor }) => mineOf(ctx, actor.user));
const seen = oncePerHome(async ({ ctx, actor }) => (mayRun(actor, 'officer') ? latestSeen(ctx, actor) : []));

const short = ({ title }: Announcement): string => plain(cut(title, TITLE));

/** What the person has yet to confirm; for officers what another one has written and that may not go out by one alone. */
export async function waiting(request: HomeRequest): Promise<Waiting[]> {
  const { actor } = request;
  const say = words[actor.locale];
  const { now } = readerOf(actor);
  const [own, officers] = await Promise.all([mine(request), seen(request)]);
  const open = own.filter(
    ({ one, receipt }) =>
      one.wantsAck &&
      receipt.state !== 'confirmed' &&
      one.state !== 'ended' &&
      (one.endsAt === undefined || one.endsAt > now),
  );
  return [
    ...open.map(
      ({ one }): Waiting => ({
        what: say.confirm(short(one)),
        until: one.endsAt,
        button: { action: 'announcements.read', label: say.read, value: one._id },
      }),
    ),
    ...officers
      .filter(({ state, author }) => state === 'awaiting' && author !== actor.user)
      .map(
        (one): Waiting => ({
          what: say.second(short(one)),
          button: { action: 'announcements.open', label: say.look, value: one._id },
        }),
      ),
  ];
}

/** To officers their drafts and what waits; to everybody the latest that they were told. */
export async function home(request: HomeRequest): Promise<string> {
  const { actor } = request;
  const say = words[actor.locale];
  const reader = readerOf(actor);
  const [own, officers] = await Promise.all([mine(request), seen(request)]);
  const isOfficer = mayRun(actor, 'officer');
  const count = (state: string) => officers.filter((one) => one.state === state).length;
  const news = isOfficer ? messages[actor.locale].home(count('draft'), count('awaiting')) : '';
  const latest = (isOfficer ? officers.find(({ state }) => state !== 'draft') : undefined) ?? own[0]?.one;
  const last = latest === undefined ? [] : [say.latest(titleOf(reader, latest))];
  const lines = [...(news === '' ? [] : [news]), ...last];
  return lines.length > 0 ? lines.join('\n') : isOfficer ? messages[actor.locale].homeNone : say.none;
}
