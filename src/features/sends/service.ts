import type { Actor } from '../../bot/actor.ts';
import type { Feature } from '../../bot/feature.ts';
import type { ChannelUses } from '../../bot/routing/contributions.ts';
import { UserError } from '../../bot/routing/errors.ts';
import { mayRun } from '../../bot/routing/roles.ts';
import { needs } from '../../bot/text/words.ts';
import type { Context } from '../../context.ts';
import { paceOf, workspaceBucket } from '../../delivery/buckets.ts';
import { changeSend } from '../../delivery/change-send.ts';
import { aboutChannel, markTold, untoldTroubles } from '../../delivery/channel-trouble.ts';
import { latestSends, sendOf } from '../../delivery/control.ts';
import type { Send, SendState } from '../../delivery/model.ts';
import { plan } from '../../delivery/plan.ts';
import { type Progress, progressOf, unsettledOf } from '../../delivery/progress/progress.ts';
import { clock } from '../../lib/clock.ts';
import type { Bilingual, Locale } from '../../lib/language.ts';
import { DAY_MS } from '../../lib/zone.ts';
import { membersOf } from '../../members/audience/audience.ts';
import { responsibleFor } from '../../members/responsible.ts';
import { maySee } from '../../members/roles.ts';
import { messages } from './messages.ts';
import { endOf, type News, newsOf, type Phase, phaseOf } from './rules.ts';

/** Sends in a list; a day of a company with several shifts has about as many. */
const LATEST = 10;

/** A send as an officer sees it. */
export interface ShownSend {
  notice: string;
  title: Bilingual;
  /** What tells it from others of its title. */
  subject: string[];
  phase: Phase;
  progress: Progress;
  /** When the first of it is or was due. */
  startsAt: Date;
  /** When its last is expected to leave; only while it runs or is going to. */
  end: Date | undefined;
  /** The name of the officer who held or stopped it, and when. */
  changed: { by: string | undefined; at: Date };
  /** The feature's own words for why its notices were dropped. */
  dropReasons: Record<string, Bilingual>;
}

/** What became of an officer's word: done; so already; too late, because the send is stopped; no such send. */
export type Change = 'done' | 'same' | 'stopped' | 'gone';

/** Lets the company's officers pass. @throws UserError with the one sentence for anybody else */
export function admitOfficer(actor: Actor): void {
  if (maySee(actor, undefined)) return;
  const { zh, en } = messages;
  throw new UserError(mayRun(actor, 'officer') ? { zh: zh.companyOnly, en: en.companyOnly } : needs('officer'));
}

/** @param features the features whose notices are sent */
export async function listSends(ctx: Context, features: readonly Feature[], actor: Actor): Promise<ShownSend[]> {
  admitOfficer(actor);
  return shown(ctx, features, await latestSends(ctx, LATEST), actor.locale);
}

/** One send; undefined when there is none of this name. */
export async function findSend(
  ctx: Context,
  features: readonly Feature[],
  actor: Actor,
  notice: string,
): Promise<ShownSend | undefined> {
  admitOfficer(actor);
  const found = await sendOf(ctx, notice);
  return found === undefined ? undefined : (await shown(ctx, features, [found], actor.locale))[0];
}

/** Pauses, resumes or stops a send. Who says what is so already changes nothing, nor who has said it first. */
export async function sayOfSend(ctx: Context, actor: Actor, notice: string, state: SendState): Promise<Change> {
  admitOfficer(actor);
  const before = await sendOf(ctx, notice);
  if (before === undefined) return 'gone';
  if (before.state !== 'stopped' && before.state === state) return 'same';
  if (!(await changeSend(ctx, notice, state, actor.user))) return 'stopped';
  ctx.log.info({ notice, state, by: actor.user }, 'an officer has changed a send');
  return 'done';
}

/** What of the last day's sends an officer may want to look at; `only` where it is a single one. */
export async function newsFor(ctx: Context, actor: Actor): Promise<(News & { only: string | undefined }) | undefined> {
  if (!maySee(actor, undefined)) return undefined;
  const now = clock.now();
  const since = new Date(now.getTime() - DAY_MS);
  const latest = (await latestSends(ctx, LATEST)).filter(({ createdAt }) => createdAt >= since);
  const unsettled = await unsettledOf(
    ctx,
    latest.map(({ notice }) => notice),
    since,
    now,
  );
  if (unsettled.size === 0) return undefined;
  return { ...newsOf(unsettled.values()), only: unsettled.size === 1 ? [...unsettled.keys()][0] : undefined };
}

async function shown(
  ctx: Context,
  features: readonly Feature[],
  found: readonly Send[],
  locale: Locale,
): Promise<ShownSend[]> {
  const now = clock.now();
  const notices = found.map(({ notice }) => notice);
  const [progresses, subjects, people, pace] = await Promise.all([
    progressOf(ctx, notices),
    subjectsOf(ctx, features, notices, locale),
    membersOf(
      ctx,
      found.flatMap(({ changedBy }) => (changedBy === undefined ? [] : [changedBy])),
    ),
    paceNow(ctx),
  ]);
  return found.flatMap(({ notice, kind, state, createdAt, changedAt, changedBy }) => {
    const progress = progresses.get(notice);
    if (progress === undefined) return [];
    const phase = phaseOf(state, progress, now);
    const isGoing = phase === 'running' || phase === 'waiting';
    return {
      notice,
      phase,
      progress,
      ...namesOf(features, kind),
      subject: subjects.get(notice) ?? [],
      startsAt: progress.startsAt ?? createdAt,
      end: isGoing ? endOf(progress.waves, now, pace) : undefined,
      changed: { by: people.get(changedBy ?? '')?.name, at: changedAt },
    };
  });
}

async function subjectsOf(
  ctx: Context,
  features: readonly Feature[],
  notices: readonly string[],
  locale: Locale,
): Promise<Map<string, string[]>> {
  const found = await Promise.all(
    features.map(async ({ name, subjects }) => {
      const own = notices.filter((notice) => notice.startsWith(`${name}.`));
      return own.length === 0 || subjects === undefined ? [] : [...(await subjects(ctx, own, locale))];
    }),
  );
  return new Map(found.flat());
}

/** What Slack takes in a minute now; as configured while Redis, which has learnt it, is away. */
async function paceNow(ctx: Context): Promise<number> {
  const bucket = workspaceBucket(ctx);
  return paceOf(ctx, bucket).catch((error: unknown) => {
    ctx.log.warn({ err: error }, 'the pace is not known; the configured one is taken');
    return bucket.perMinute;
  });
}

/** What a kind of notice is called: its own title, else its feature's, else the kind itself. */
function namesOf(features: readonly Feature[], kind: string): Pick<ShownSend, 'title' | 'dropReasons'> {
  const [name, verb = ''] = kind.split('.');
  const feature = features.find((one) => one.name === name);
  const title = feature?.noticeTitles?.[verb] ?? feature?.title ?? { zh: kind, en: kind };
  return { title, dropReasons: feature?.dropReasons ?? {} };
}

/**
 * Tells the people who answer for what is posted in a channel that it takes nothing any more: each person once for a
 * trouble, however many of their things and however many processes find it. A run that dies in between is done again by
 * the next one.
 * @returns how many troubles were looked at
 */
export async function tellTroubles(ctx: Context, uses: ChannelUses): Promise<number> {
  const found = await untoldTroubles(ctx);
  for (const trouble of found) {
    const { channel, since } = trouble;
    const people = await Promise.all(
      (await uses(ctx, channel, since)).map((use) => responsibleFor(ctx, use.maker, use.mayManage)),
    );
    await plan(
      ctx,
      [...new Set(people.flat())].map((recipient) => ({
        notice: `sends.channel-${channel}-${since.getTime()}`,
        kind: 'sends.channel',
        about: aboutChannel(channel),
        recipient,
        to: 'member' as const,
        params: { channel, since: String(since.getTime()) },
        priority: 3,
      })),
    );
    await markTold(ctx, trouble);
  }
  return found.length;
}
