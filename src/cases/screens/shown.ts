import type { Actor } from '../../bot/actor.ts';
import { plain } from '../../bot/draw/blocks.ts';
import { UserError } from '../../bot/routing/errors.ts';
import { mayRun } from '../../bot/routing/roles.ts';
import { timeFor } from '../../bot/text/times.ts';
import type { Context } from '../../context.ts';
import { clock } from '../../lib/clock.ts';
import { membersOf } from '../../members/audience/audience.ts';
import { maySee } from '../../members/roles.ts';
import type { Case, CaseEvent } from '../case.ts';
import type { Cases } from '../cases.ts';
import { isPossible } from '../steps.ts';
import { type CaseTextsBoth, wordsFor } from './words.ts';

/** How a feature's cases look: what the screens need beside the table. */
export interface CaseLook<T extends Case, Step extends string, Clock extends string> {
  cases: Cases<T, Step, Clock>;
  texts: CaseTextsBoth;
  /** What kinds are called. @returns how one of them is */
  kindNames(ctx: Context, locale: Actor['locale']): ((kind: string) => string) | Promise<(kind: string) => string>;
  /** Steps that stand in one form, behind one button: the outcomes. Each needs words, or none does. */
  together?: readonly Step[];
  /** Small print of the feature's own under the words of a case, as mrkdwn. @param name what a person is called, escaped */
  lines?(one: T, reader: Actor, name: (user: string) => string): string[];
  /** The people whom `lines` names. */
  named?(one: T): readonly string[];
  /** Officers read who sent a case that is not anonymous. */
  namesSender?: true;
  /** People who have nothing to do with a case can support it and follow it: its card is open to everybody. */
  isPublic?: true;
  /** The lists from which cases are opened, by name: the action that shows each. Their card leads back there. */
  lists?: Readonly<Record<string, string>>;
}

/** A case as one reader may see it. */
export interface ShownCase {
  id: string;
  number: string;
  kind: string;
  branch: string;
  place: string;
  text: string;
  state: string;
  isOpen: boolean;
  clock: { clock: string; by: string; isOverdue: boolean } | undefined;
  owner: string | undefined;
  lines: string[];
  photos: number;
  history: { what: string; when: string; by: string | undefined; words: string | undefined }[];
  isMine: boolean;
  /** The steps that this reader may take now, in the order of the table; those in one form are `TOGETHER`, after the others. */
  steps: string[];
  mayHandOver: boolean;
  mayMerge: boolean;
  maySupport: boolean;
  isWatching: boolean;
  /** The reader looks after it as an officer. */
  isAffair: boolean;
  /** The reader may have its photos. */
  mayHavePhotos: boolean;
  sender: string | undefined;
  isAnonymous: boolean;
  support: number;
  satisfied: string | undefined;
  /** The case as which it goes on. */
  mergedInto: { id: string; number: string } | undefined;
}

/** So many are named; a company has few officers. */
const NAMED = 5;

/**
 * Who is above a case in words: "公司工会：周岚". @param of `next`: who gets it when it is escalated or comes back;
 * `now`: who has it after that
 */
export async function upText<T extends Case, Step extends string, Clock extends string>(
  { cases, texts }: Pick<CaseLook<T, Step, Clock>, 'cases' | 'texts'>,
  ctx: Context,
  locale: Actor['locale'],
  one: T,
  of: 'next' | 'now' = 'next',
): Promise<string> {
  const say = wordsFor(texts, locale);
  const users = of === 'next' ? (await cases.upOf(ctx, one)).users : await cases.dutyOf(ctx, one);
  const known = await membersOf(ctx, users);
  const names = users.slice(0, NAMED).map((user) => plain(known.get(user)?.name ?? user));
  return say.office(names.join(say.comma));
}

/** Stands for the steps behind one button. */
export const TOGETHER = 'together';

/** Whether an officer looks after its branch. */
function isAffair(reader: Actor, { branch }: Case): boolean {
  return mayRun(reader, 'officer') && maySee(reader, branch);
}

/** @throws UserError for people whom it does not concern */
export function checkReader<T extends Case, Step extends string, Clock extends string>(
  { cases, isPublic }: Pick<CaseLook<T, Step, Clock>, 'cases' | 'isPublic'>,
  ctx: Context,
  reader: Actor,
  one: T,
): void {
  if (isPublic === true) return;
  const own = [one.owner, one.submitter, ...one.watchers];
  if (cases.isSender(ctx, one, reader.user) || own.includes(reader.user) || isAffair(reader, one)) return;
  throw new UserError(cases.kind.words.otherBranch);
}

/** Cases as the reader may see them, with names, times, and what the reader may do. */
export async function shownCases<T extends Case, Step extends string, Clock extends string>(
  look: CaseLook<T, Step, Clock>,
  ctx: Context,
  reader: Actor,
  found: readonly T[],
): Promise<ShownCase[]> {
  const { cases, texts } = look;
  const { kind } = cases;
  const people = found.flatMap((one) => [
    one.owner,
    ...(look.namesSender === true ? [one.submitter] : []),
    ...(look.named?.(one) ?? []),
    ...one.events.map((event: CaseEvent) => event.by),
  ]);
  const [known, others, kindName] = await Promise.all([
    membersOf(ctx, [...new Set(people.filter((user) => user !== undefined))]),
    cases.numbersOfIds(
      ctx,
      found.flatMap(({ mergedInto }) => mergedInto ?? []),
    ),
    look.kindNames(ctx, reader.locale),
  ]);
  const now = clock.now();
  const when = (at: Date) => timeFor(at, now, reader.tz, reader.locale);
  const name = (user: string) => known.get(user)?.name ?? user;
  const steps = Object.keys(kind.steps) as Step[];
  const owning = steps.filter((step) => kind.steps[step].owns === true);
  const mayOwn = await Promise.all(
    found.map((one) => owning.every((step) => !isPossible(kind, one, step)) || cases.mayOwn(ctx, reader, one)),
  );
  return found.map((one, nth): ShownCase => {
    const running = cases.runningClock(one);
    const isMine = cases.isSender(ctx, one, reader.user);
    const isDuty = isAffair(reader, one);
    const may = { sender: isMine, officer: isDuty, clock: false };
    const isEnded = !kind.open.includes(one.state) && (one.closedAt !== undefined || one.mergedInto !== undefined);
    const isTaker = (step: Step) => {
      const { by, owns } = kind.steps[step];
      if (owns === true && mayOwn[nth] !== true) return false;
      return by === 'owner' ? may.officer || one.owner === reader.user : may[by];
    };
    const isOpen = kind.open.includes(one.state);
    return {
      id: one._id,
      number: one.number,
      kind: kindName(one.kind),
      branch: one.branch,
      place: one.place,
      text: one.text,
      state: one.state,
      isOpen,
      clock:
        running === undefined
          ? undefined
          : { clock: running.clock, by: when(running.by), isOverdue: cases.isOverdue(one, now) },
      owner: one.owner === undefined ? undefined : name(one.owner),
      lines: look.lines?.(one, reader, (user) => plain(name(user))) ?? [],
      photos: one.photos,
      history: one.events.map(({ what, at, by, words }) => ({
        what,
        when: when(at),
        by: by === undefined ? undefined : name(by),
        words,
      })),
      isMine,
      steps: groupedSteps(
        steps.filter((step) => step !== kind.merges && isTaker(step) && isPossible(kind, one, step)),
        look.together,
      ),
      mayHandOver: isDuty && isOpen && one.state !== kind.opens.state,
      mayMerge: kind.merges !== undefined && isDuty && isPossible(kind, one, kind.merges),
      maySupport: look.isPublic === true && !isMine && !isEnded,
      isWatching: one.watchers.includes(reader.user),
      isAffair: isDuty,
      mayHavePhotos: look.isPublic !== true || isDuty,
      sender: look.namesSender === true && isDuty && one.submitter !== undefined ? name(one.submitter) : undefined,
      isAnonymous: one.isAnonymous,
      support: one.supporters.length,
      satisfied: one.satisfaction === undefined ? undefined : texts[reader.locale].satisfied?.[one.satisfaction],
      mergedInto: others.find(({ id }) => id === one.mergedInto),
    };
  });
}

function groupedSteps(steps: readonly string[], together: readonly string[] = []): string[] {
  const alone = steps.filter((step) => !together.includes(step));
  return alone.length === steps.length ? alone : [...alone, TOGETHER];
}
