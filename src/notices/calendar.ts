import type { Message } from '../bot/draw/block-kit.ts';
import type { NoticeRenderer } from '../bot/feature.ts';
import type { NoticeRequest } from '../bot/request.ts';
import type { ContestNotices } from '../bot/routing/contributions.ts';
import type { Context } from '../context.ts';
import { plan } from '../delivery/plan.ts';
import { clock } from '../lib/clock.ts';
import { idFrom } from '../lib/ids.ts';
import type { Bilingual } from '../lib/language.ts';
import type { Living, LivingDocuments, Write } from '../lib/living.ts';
import { makeIndexes } from '../lib/stores/collection.ts';
import { insertNew } from '../lib/stores/mongo.ts';
import { affairsOf, inAffairs } from '../members/roles.ts';
import { type ToldNotice, toldNotices } from './model.ts';
import { type Dated, dueOf, isOff, isWanted, type Noticed, nextOf, stateOf, switched, ticked } from './rules/due.ts';

/** A thing whose dates have notices. */
export interface Noted extends Living {
  noticed?: Noticed;
  /** Whose it is; absent: the company's. */
  branch?: string;
  createdBy: string;
}

/** What a feature says of its notices. */
export interface NoticeKinds<T extends Noted> {
  feature: string;
  /** Asked when something is told, never before: it may be made of this calendar. */
  lives(): Pick<LivingDocuments<T, Context>, 'find' | 'present' | 'decide'>;
  titleOf(one: T): string;
  /** The calendar, as it follows from the dates as they are now; of a thing that is cancelled, nothing. */
  entries(one: T): readonly Dated[];
  /** The same as it would be if it were published now: for the officer’s list, where nothing is told yet. `entries` if absent. */
  foreseen?(one: T, now: Date): readonly Dated[];
  /** The members to whom one goes as things stand, in pages. */
  readers(ctx: Context, one: T, entry: Dated): AsyncIterable<readonly string[]>;
  /** Asked again before it is drawn: whether this member still needs it. */
  isFor(ctx: Context, one: T, entry: Dated, user: string): boolean | Promise<boolean>;
  /** What each is called, by verb. */
  kinds: Record<string, Bilingual>;
}

/** How one looks to its reader. */
export type DrawNotice<T> = (request: NoticeRequest, one: T, entry: Dated) => Promise<Message | { drop: string }>;

/** One line of the list that an officer sees beforehand. */
export interface ListedNotice extends Dated {
  label: Bilingual;
  state: ReturnType<typeof stateOf>;
  /** As things stand; undefined for a channel. */
  members: number | undefined;
}

/** See `noticeCalendar`. */
export interface NoticeCalendar<T extends Noted> {
  feature: string;
  /** When something of it is due next: part of the `wakesAt` of the thing. */
  wakesAt(one: T): Date | undefined;
  /** Sends what is due: part of the `due` of the thing. Again it adds nothing. */
  tell(ctx: Context, one: T): Promise<void>;
  /** Sends one whose hour has come to people who belong to its readers only since. Whoever has had it, has it no second time. */
  tellSince(ctx: Context, one: T, key: string, users: readonly string[]): Promise<void>;
  /** What goes out when, to how many. */
  list(ctx: Context, one: T): Promise<ListedNotice[]>;
  /** Switches one on or off. Twice is once. */
  change(ctx: Context, id: string, key: string, isOn: boolean): Promise<T>;
  /** Its notices for the manifest, from how each is drawn. */
  renderers(draws: Record<string, DrawNotice<T>>): Record<string, NoticeRenderer>;
  titles: Record<string, Bilingual>;
  /** What has gone out, for the register that another feature keeps. */
  contestNotices: ContestNotices;
}

/** Why a notice of a calendar is dropped, in words. */
export const calendarDropReasons: Record<string, Bilingual> = {
  moved: { zh: '日期改了或者取消了', en: 'it was moved or cancelled' },
  'switched-off': { zh: '干部选了不发', en: 'an officer switched it off' },
  'not-needed': { zh: '已经不需要', en: 'it was not needed any more' },
};

/** What counts at this minute goes before all that does not. */
const AT_THE_HOUR = 1;

/** The thing from whose dates a notice follows; see `redrawAbout`. */
export const aboutDates = (feature: string, id: string): string => `${feature}.of:${id}`;

export const prepareNotices = (ctx: Pick<Context, 'db'>): Promise<void> => makeIndexes(ctx, [toldNotices]);

/**
 * A calendar of notices that follows from a thing's dates. A tick finds what is due in the thing's own `wakeAt`, so a process can
 * die anywhere; each reader has each notice once, in their hours and their language.
 *
 * ```ts
 * const calendar = noticeCalendar<Contest>({ feature: 'arena', lives: () => contests, entries: ({ signUpUntil }) => [
 *   { key: 'closing', verb: 'closing', at: daysBefore(signUpUntil, 1), until: signUpUntil } ], … });
 * wakesAt: (_ctx, one) => calendar.wakesAt(one)
 * due: (ctx, one) => calendar.tell(ctx, one)
 * ```
 */
export function noticeCalendar<T extends Noted>(of: NoticeKinds<T>): NoticeCalendar<T> {
  const { feature } = of;
  const noticedOf = ({ noticed = {} }: T): Noticed => noticed;
  const setNoticed = async (ctx: Context, id: string, change: (before: Noticed) => Noticed | undefined): Promise<T> => {
    const { one } = await of.lives().decide(ctx, id, (found) => {
      const noticed = change(noticedOf(found));
      return noticed === undefined ? undefined : ({ noticed } as Write<T>);
    });
    return one;
  };

  const baseOf = (one: T, { key, verb, at, until, isPunctual = false }: Dated) => {
    const stamp = at.getTime().toString(36);
    return {
      notice: `${feature}.${verb}-${one._id}-${key}-${stamp}`,
      kind: `${feature}.${verb}`,
      about: aboutDates(feature, one._id),
      params: { of: one._id, key, at: stamp },
      ...(until === undefined ? {} : { expiresAt: until }),
      ...(isPunctual ? { dueAt: at, exactly: true, priority: AT_THE_HOUR } : {}),
    };
  };

  const planFor = (ctx: Context, one: T, entry: Dated, users: readonly string[]): Promise<number> =>
    plan(
      ctx,
      users.map((recipient) => ({ ...baseOf(one, entry), recipient, to: 'member' as const })),
    );

  /** @returns to how many it was planned */
  const send = async (ctx: Context, one: T, entry: Dated): Promise<number> => {
    if (entry.channel !== undefined) {
      await plan(ctx, [{ ...baseOf(one, entry), recipient: entry.channel, to: 'channel' }]);
      return 0;
    }
    let count = 0;
    for await (const page of of.readers(ctx, one, entry)) {
      count += page.length;
      await planFor(ctx, one, entry, page);
    }
    return count;
  };

  const note = (ctx: Context, one: T, { key, verb, at, channel }: Dated, members: number): Promise<unknown> => {
    if (members === 0 && channel === undefined) return Promise.resolve();
    const told: ToldNotice = {
      _id: idFrom(ctx.workspace, feature, one._id, key, at.toISOString()),
      workspace: ctx.workspace,
      feature,
      of: one._id,
      title: of.titleOf(one),
      verb,
      ...(one.branch === undefined ? {} : { branch: one.branch }),
      at: clock.now(),
      members,
      by: one.createdBy,
    };
    return insertNew(toldNotices(ctx), [told]);
  };

  const renderer =
    (verb: string, draw: DrawNotice<T>): NoticeRenderer =>
    async (request) => {
      const { ctx, params, recipient, isSent } = request;
      const one = await of.lives().find(ctx, params.of ?? '');
      const entry = one && of.entries(one).find(({ key, verb: own }) => key === params.key && own === verb);
      if (one === undefined || entry === undefined) return { drop: 'moved' };
      if (!isSent) {
        if (entry.at.getTime().toString(36) !== params.at) return { drop: 'moved' };
        if (isOff(entry, noticedOf(one))) return { drop: 'switched-off' };
        if (recipient !== undefined && !(await of.isFor(ctx, one, entry, recipient.user)))
          return { drop: 'not-needed' };
      }
      return draw(request, one, entry);
    };

  const sizeOf = async (ctx: Context, one: T, entry: Dated): Promise<number> => {
    let count = 0;
    for await (const page of of.readers(ctx, one, entry)) count += page.length;
    return count;
  };

  const labelOf = (verb: string): Bilingual => of.kinds[verb] ?? { zh: verb, en: verb };
  return {
    feature,
    wakesAt: (one) => nextOf(of.entries(one), noticedOf(one)),
    tell: async (ctx, one) => {
      const now = clock.now();
      for (const entry of dueOf(of.entries(one), noticedOf(one), now)) {
        if (isWanted(entry, noticedOf(one), now)) await note(ctx, one, entry, await send(ctx, one, entry));
        await setNoticed(ctx, one._id, (before) => ticked(before, entry));
      }
    },
    tellSince: async (ctx, one, key, users) => {
      const now = clock.now();
      const entry = of.entries(one).find((each) => each.key === key);
      if (entry === undefined || entry.at > now || !isWanted(entry, noticedOf(one), now)) return;
      await planFor(ctx, one, entry, users);
    },
    list: async (ctx, one) => {
      const now = clock.now();
      const entries = of.foreseen?.(one, now) ?? of.entries(one);
      const sorted = entries.toSorted((a, b) => a.at.getTime() - b.at.getTime());
      return Promise.all(
        sorted.map(async (entry) => ({
          ...entry,
          label: labelOf(entry.verb),
          state: stateOf(entry, noticedOf(one), now),
          members: entry.channel === undefined ? await sizeOf(ctx, one, entry) : undefined,
        })),
      );
    },
    change: (ctx, id, key, isOn) => setNoticed(ctx, id, (before) => switched(before, key, isOn)),
    renderers: (draws) => Object.fromEntries(Object.entries(draws).map(([verb, draw]) => [verb, renderer(verb, draw)])),
    titles: of.kinds,
    contestNotices: async ({ ctx, actor, from, until }) => {
      const found = await toldNotices(ctx)
        .find({ workspace: ctx.workspace, feature, at: { $gte: from, $lt: until }, ...inAffairs(affairsOf(actor)) })
        .sort({ at: 1 })
        .lean<ToldNotice[]>();
      return found.map(({ at, title, verb, members, by }) => ({
        at,
        title,
        what: labelOf(verb),
        members,
        by,
      }));
    },
  };
}
