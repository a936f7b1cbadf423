import { UserError } from '../../../bot/routing/errors.ts';
import type { Context } from '../../../context.ts';
import { giving } from '../../../gatherings/opinions/giving.ts';
import { storedGatherings } from '../../../gatherings/stored.ts';
import { living } from '../../../lib/living.ts';
import { makeIndexes } from '../../../lib/stores/collection.ts';
import { attendances, type Club, type ClubEvent, clubs, events, opinions, payments, voices } from '../model.ts';
import { WORDS } from '../words.ts';
import { followClub } from './club-news.ts';

/** Makes the indexes. */
export const prepareClubs = (ctx: Pick<Context, 'db'>): Promise<void> =>
  makeIndexes(ctx, [clubs, events, attendances, voices, opinions, payments]);

/** The events and their attendance, for whatever need not know what follows from a write. */
export const stored = storedGatherings<ClubEvent>({
  feature: 'clubs',
  name: 'event',
  model: events,
  attendances,
});

/** How an event was, said by people who came. */
export const given = giving<ClubEvent>(stored, { notice: 'howWasIt', aspects: ['event'], voices, opinions });

/** The clubs: each write is decided purely, and what follows from it is told again by the tick if a process dies. */
export const clubLife = living<Club, Context>({
  name: 'club',
  model: clubs,
  gone: () => new UserError(WORDS.gone),
  busy: () => new UserError(WORDS.busy),
  same: ({ rev }) => ({ rev }),
  also: ({ rev }) => ({ rev: rev + 1 }),
  wakesAt: (_ctx, { news, updatedAt }) => (news.length > 0 ? updatedAt : undefined),
  hasNews: ({ news }) => news.length > 0,
  follow: followClub,
  followed: (now, { news }) => {
    const told = new Set(news.map((one) => one.seq));
    return { news: now.news.filter((one) => !told.has(one.seq)) };
  },
  due: async () => {},
});
