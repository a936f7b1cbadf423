import type { Actor } from '../../bot/actor.ts';
import { mayRun } from '../../bot/routing/roles.ts';
import { timeFor } from '../../bot/text/times.ts';
import type { Context } from '../../context.ts';
import { clock } from '../../lib/clock.ts';
import { membersOf } from '../../members/audience/audience.ts';
import { maySee } from '../../members/roles.ts';
import { kindsOf } from './kinds/service.ts';
import type { EventKind, Item } from './model.ts';
import { type Clock, OUTCOMES, type Satisfaction, type State } from './rules/states.ts';
import { suggestionCases } from './service/items.ts';

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
  isMine: boolean;
  isWatching: boolean;
  mayRate: boolean;
  /** The reader may act on it as an officer. */
  isAffair: boolean;
}

/** Items as the reader may see them, with names and times. */
export async function shownOf(ctx: Context, reader: Actor, found: readonly Item[]): Promise<Shown[]> {
  const people = found.flatMap((item) => [item.owner, item.submitter, ...item.events.map((one) => one.by)]);
  const [known, kinds] = await Promise.all([
    membersOf(ctx, [...new Set(people.filter((one) => one !== undefined))]),
    kindsOf(ctx),
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
      isMine,
      isWatching: item.watchers.includes(reader.user),
      isAffair,
      mayRate: isMine && OUTCOMES.some((one) => one === item.state),
    };
  });
}
