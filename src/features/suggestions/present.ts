import type { Actor } from '../../bot/actor.ts';
import { plain } from '../../bot/draw/blocks.ts';
import { mayRun } from '../../bot/routing/roles.ts';
import { timeFor } from '../../bot/text/times.ts';
import type { Context } from '../../context.ts';
import { clock } from '../../lib/clock.ts';
import type { Locale } from '../../lib/language.ts';
import { membersOf } from '../../members/audience/audience.ts';
import { maySee } from '../../members/roles.ts';
import type { EventKind, Item } from './item/model.ts';
import { type Clock, OUTCOMES, type Satisfaction, type State } from './item/states.ts';
import { kindsOf } from './kinds/service.ts';
import { messages } from './messages.ts';
import { suggestionCases } from './service/items.ts';

/** So many are named; a company has few officers. */
const NAMED = 5;

/** An item as one reader may see it. */
export interface Shown {
  id: string;
  number: string;
  kind: string;
  branch: string;
  place: string;
  text: string;
  state: State;
  clock: { clock: Clock; by: string; isOverdue: boolean } | undefined;
  owner: string | undefined;
  /** For officers, who answer; undefined otherwise, and of anonymous items always. */
  submitter: string | undefined;
  isAnonymous: boolean;
  support: number;
  photos: number;
  satisfaction: Satisfaction | undefined;
  history: { what: EventKind; when: string; by: string | undefined; words: string | undefined }[];
  /** The item as which it goes on. */
  mergedInto: { id: string; number: string } | undefined;
  isMine: boolean;
  isWatching: boolean;
  mayRate: boolean;
  /** The reader may act on it as an officer. */
  isAffair: boolean;
}

/** Items as the reader may see them, with names and times. */
export async function shownOf(ctx: Context, reader: Actor, found: readonly Item[]): Promise<Shown[]> {
  const people = found.flatMap((item) => [item.owner, item.submitter, ...item.events.map((one) => one.by)]);
  const [known, kinds, others] = await Promise.all([
    membersOf(ctx, [...new Set(people.filter((one) => one !== undefined))]),
    kindsOf(ctx),
    suggestionCases.numbersOfIds(
      ctx,
      found.flatMap(({ mergedInto }) => mergedInto ?? []),
    ),
  ]);
  const now = clock.now();
  const when = (at: Date) => timeFor(at, now, reader.tz, reader.locale);
  const name = (user: string | undefined) => (user === undefined ? undefined : (known.get(user)?.name ?? user));
  return found.map((item): Shown => {
    const running = suggestionCases.runningClock(item);
    const isMine = suggestionCases.isSender(ctx, item, reader.user);
    const isAffair = mayRun(reader, 'officer') && maySee(reader, item.branch);
    return {
      id: item._id,
      number: item.number,
      branch: item.branch,
      place: item.place,
      text: item.text,
      state: item.state,
      kind: kinds.find((one) => one.kind === item.kind)?.title[reader.locale] ?? item.kind,
      clock:
        running === undefined
          ? undefined
          : { clock: running.clock, by: when(running.by), isOverdue: suggestionCases.isOverdue(item, now) },
      owner: name(item.owner),
      submitter: isAffair ? name(item.submitter) : undefined,
      isAnonymous: item.isAnonymous,
      support: item.supporters.length,
      photos: item.photos,
      satisfaction: item.satisfaction,
      history: item.events.map(({ what, at, by, words }) => ({ what, when: when(at), by: name(by), words })),
      mergedInto: others.find(({ id }) => id === item.mergedInto),
      isMine,
      isWatching: item.watchers.includes(reader.user),
      isAffair,
      mayRate: isMine && OUTCOMES.some((one) => one === item.state),
    };
  });
}

/**
 * Who is above an item in words: "公司工会：周岚". @param of `next`: who gets it when it is escalated or comes back;
 * `now`: who has it after that
 */
export async function upText(ctx: Context, locale: Locale, item: Item, of: 'next' | 'now' = 'next'): Promise<string> {
  const users = of === 'next' ? (await suggestionCases.upOf(ctx, item)).users : await suggestionCases.dutyOf(ctx, item);
  const known = await membersOf(ctx, users);
  const names = users.map((user) => plain(known.get(user)?.name ?? user)).slice(0, NAMED);
  return messages[locale].office(names.join(locale === 'zh' ? '、' : ', '));
}
