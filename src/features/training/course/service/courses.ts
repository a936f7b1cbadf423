import type { Actor } from '../../../../bot/actor.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import { clock } from '../../../../lib/clock.ts';
import { newId } from '../../../../lib/ids.ts';
import { isDuplicateKey } from '../../../../lib/stores/mongo.ts';
import { shiftsOf } from '../../../../members/audience/audience.ts';
import { type AudienceSize, resolveAudience, sizeOfAudience, whoIsIn } from '../../../../members/audience/resolve.ts';
import { fitsScope, usualInclude } from '../../../../members/audience/spec.ts';
import { ownedBy } from '../../../../members/roles.ts';
import { WORDS } from '../../messages/words.ts';
import { type Course, courses, type Draft } from '../../model.ts';
import { MOST_SESSIONS, readDates } from '../../rules/dates.ts';
import { type Fault, faultsOf } from '../../rules/facts.ts';
import { readShiftLines } from '../../rules/shift-dates.ts';
import { mayCome, mustCome, withinOf } from '../../session/service/sessions.ts';

type Branches = AudienceSize['branches'];

export function newCourseId(): string {
  return newId();
}

export function emptyDraft(actor: Actor): Draft {
  return {
    facts: { topic: '', kind: 'class', duration: 60, where: '', link: '', trainer: actor.user, minutes: 60 },
    about: '',
    repeat: 'once',
    times: 1,
    more: '',
    include: usualInclude(actor),
    except: [],
    must: [],
  };
}

/** In which form a draft is saved. */
export interface DraftForm {
  /** Names this form. */
  own: string;
  /** The form whose draft it was opened with; empty when there was none. */
  seen: string;
}

/**
 * Keeps what an officer has typed, whatever is missing yet; the same draft is written over.
 * @param form if given, only a draft as this form has seen or saved it is written over
 * @returns undefined when another form has saved it meanwhile: nothing is written
 * @throws UserError when it was published meanwhile, or is somebody else's
 */
export async function saveDraft(ctx: Context, actor: Actor, id: string, draft: Draft): Promise<Course>;
export async function saveDraft(
  ctx: Context,
  actor: Actor,
  id: string,
  draft: Draft,
  form: DraftForm,
): Promise<Course | undefined>;
export async function saveDraft(
  ctx: Context,
  actor: Actor,
  id: string,
  draft: Draft,
  form?: DraftForm,
): Promise<Course | undefined> {
  if (id === '') throw new UserError(WORDS.gone);
  const now = clock.now();
  const own = { workspace: ctx.workspace, _id: id, state: 'draft' as const, author: actor.user };
  const isSeen = form === undefined ? {} : { form: { $in: [form.own, form.seen === '' ? null : form.seen] } };
  try {
    const saved = await courses(ctx)
      .findOneAndUpdate(
        { ...own, ...isSeen },
        {
          $set: { ...draft, tz: actor.tz, updatedAt: now, form: form?.own ?? newId() },
          $setOnInsert: { createdAt: now, ...ownedBy(actor) },
        },
        { upsert: true, returnDocument: 'after' },
      )
      .lean<Course>();
    if (saved !== null) return saved;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  if (form !== undefined && (await courses(ctx).exists(own)) !== null) return undefined;
  throw new UserError(WORDS.published);
}

/** What is missing in a draft or cannot be, in the order of the form. */
export async function faultsIn(ctx: Context, actor: Actor, draft: Draft): Promise<Fault[]> {
  const { facts, include, must, repeat, times, more } = draft;
  const isByShift = repeat === 'shifts';
  const known = isByShift ? await shiftsOf(ctx) : [];
  const read = isByShift ? readShiftLines(more, actor.tz, undefined, known) : readDates(more, actor.tz);
  const count = isByShift ? 0 : repeat === 'once' ? 1 : times;
  const isNone = isByShift && 'dates' in read && read.dates.length === 0 && facts.startsAt !== undefined;
  const isCount = isByShift || (Number.isInteger(count) && count >= 1 && count <= MOST_SESSIONS);
  const parts = [...mayCome(draft).include, ...mustCome(draft).include];
  const now = clock.now();
  const isPast = 'dates' in read && read.dates.some((one) => (one instanceof Date ? one : one.startsAt) <= now);
  return [
    ...faultsOf(facts, now),
    ...(isCount ? [] : (['times'] as const)),
    ...('wrong' in read || isNone || read.dates.length + count > MOST_SESSIONS ? (['dates'] as const) : []),
    ...(isPast ? (['datesPast'] as const) : []),
    ...(include.length + must.length === 0 ? (['include'] as const) : []),
    ...(fitsScope({ include: parts, except: [] }, actor) ? [] : (['beyond'] as const)),
  ];
}

/** How many must come, and how many others may; each person is counted once. */
export async function sizesOf(
  ctx: Context,
  course: Course,
): Promise<{ may: number; must: number; branches: Branches }> {
  const within = withinOf(course);
  const [all, must] = await Promise.all([
    sizeOfAudience(ctx, mayCome(course), within),
    sizeOfAudience(ctx, mustCome(course), within),
  ]);
  let both = 0;
  for await (const page of resolveAudience(ctx, mustCome(course), within)) {
    const users = page.map((one) => one.user);
    both += (await whoIsIn(ctx, mayCome(course), users, within)).size;
  }
  return { may: all.members - both, must: must.members, branches: all.branches };
}
