import type { Actor } from '../../../../bot/actor.ts';
import { richTextMrkdwn, richTextOf } from '../../../../bot/draw/rich-text.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import { clock } from '../../../../lib/clock.ts';
import { newId } from '../../../../lib/ids.ts';
import type { Locale } from '../../../../lib/language.ts';
import { isDuplicateKey } from '../../../../lib/stores/mongo.ts';
import { readersIn } from '../../../../members/audience/resolve.ts';
import {
  type AudiencePart,
  type AudienceSpec,
  checkReadable,
  fitsScope,
  specOfKeys,
  usualInclude,
} from '../../../../members/audience/spec.ts';
import { maySee, ownedBy } from '../../../../members/roles.ts';
import { type Announcement, announcements, type Draft } from '../../model.ts';
import { WORDS } from '../../words.ts';

export function emptyDraft(): Draft {
  return {
    title: '',
    body: '',
    category: 'announcement',
    include: [],
    except: [],
    repeat: 'once',
    via: 'dm',
    channels: [],
    urgent: false,
    wantsAck: true,
    questionText: '',
    reminders: 0,
    everyHours: 24,
  };
}

/** What stands in a draft's form: the draft, or what a new one begins with. A branch's officer writes to the branch. */
export async function draftFor(
  ctx: Context,
  actor: Actor,
  id: string,
): Promise<Draft & Pick<Announcement, 'attachment'>> {
  const found = await findAnnouncement(ctx, id);
  if (found !== undefined) {
    if (found.state !== 'draft' || found.author !== actor.user) throw new UserError(WORDS.notDraft);
    return found;
  }
  return { ...emptyDraft(), include: usualInclude(actor) };
}

export function newDraftId(): string {
  return newId();
}

/**
 * Keeps what an officer has typed, whatever is missing yet; the same draft is written over.
 * @throws UserError when it has gone out meanwhile, or is somebody else's
 */
export async function saveDraft(ctx: Context, actor: Actor, id: string, draft: Draft): Promise<Announcement> {
  const now = clock.now();
  const within = ownedBy(actor);
  const { at, endsAt, second, ...fields } = draft;
  const unset = {
    ...(at ? {} : { at: 1 }),
    ...(endsAt ? {} : { endsAt: 1 }),
    ...(second ? {} : { second: 1 }),
  } as const;
  try {
    const saved = await announcements(ctx)
      .findOneAndUpdate(
        { workspace: ctx.workspace, _id: id, state: 'draft', author: actor.user },
        {
          $set: {
            ...fields,
            ...(at ? { at } : {}),
            ...(endsAt ? { endsAt } : {}),
            ...(second ? { second } : {}),
            updatedAt: now,
          },
          ...(Object.keys(unset).length > 0 ? { $unset: unset } : {}),
          $setOnInsert: { occurrence: 0, remindersSent: 0, createdAt: now, ...within },
        },
        { upsert: true, returnDocument: 'after' },
      )
      .lean<Announcement>();
    if (saved !== null) return saved;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  throw new UserError(WORDS.notDraft);
}

type Addressed = Pick<Announcement, 'include' | 'except' | 'via' | 'channels'>;

/** For whom it is; what is posted in channels without a word on it is for their members. */
export function specOf({ include, except, via, channels }: Addressed): AudienceSpec {
  const spec = specOfKeys(include, except);
  return isForChannels({ include, via }) ? { ...spec, include: membersOfChannels(channels) } : spec;
}

/** Whether it is for whoever is in the channels where it is posted. */
export function isForChannels({ include, via }: Pick<Announcement, 'include' | 'via'>): boolean {
  return via === 'channel' && include.length === 0;
}

/** Whoever is in these channels. */
export function membersOfChannels(channels: readonly string[]): AudiencePart[] {
  return channels.map((channel) => ({ kind: 'channel', channel }));
}

/** How many of the people whom it reaches read a language; of a channel nobody is counted. */
export function countReaders(
  ctx: Context,
  one: Pick<Announcement, 'include' | 'except' | 'branch'>,
  locale: Locale,
): Promise<number> {
  return readersIn(ctx, specOfKeys(one.include, one.except), locale, withinOf(one));
}

/** Whom it may reach at all: the branch whose it is. */
export function withinOf({ branch }: Pick<Announcement, 'branch'>): { branch: string } | undefined {
  return branch === undefined ? undefined : { branch };
}

/** @throws UserError when an officer chose what is beyond the branch, or what cannot be read any more */
export function checkScope(actor: Actor, one: Addressed): void {
  checkReadable(specOf(one));
  // Who reads a channel is no branch's affair.
  if (!fitsScope(specOf(one), actor) || (one.via === 'channel' && !maySee(actor, undefined)))
    throw new UserError(WORDS.beyondBranch);
}

/** An announcement that an officer may see. @throws UserError for any other */
export async function announcementFor(ctx: Context, actor: Actor, id: string): Promise<Announcement> {
  const found = await findAnnouncement(ctx, id);
  const isSeen = found !== undefined && maySee(actor, found.branch);
  // A draft is its author's alone until it is handed in.
  if (!isSeen || (found.state === 'draft' && found.author !== actor.user)) throw new UserError(WORDS.gone);
  return found;
}

export async function findAnnouncement(ctx: Context, id: string): Promise<Announcement | undefined> {
  return (await announcements(ctx).findOne({ workspace: ctx.workspace, _id: id }).lean<Announcement>()) ?? undefined;
}

/** Whether there is a word in it. */
export function hasBody(body: string): boolean {
  const read = richTextOf(body);
  return read !== undefined && richTextMrkdwn(read).trim() !== '';
}
