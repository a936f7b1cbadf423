import type { PlainTextOption } from '@slack/types';
import type { Role } from '../../bot/actor.ts';
import { cut, LIMITS, option } from '../../bot/draw/blocks.ts';
import type { Context } from '../../context.ts';
import { clock } from '../../lib/clock.ts';
import type { Bilingual, Locale } from '../../lib/language.ts';
import { namesOfClubs } from '../clubs/clubs.ts';
import { membersOf } from './audience.ts';
import { type AudiencePart, type AudienceSpec, partKey } from './spec.ts';

/** What a reader calls the people, channels and clubs of an audience: id → name. */
export type AudienceNames = ReadonlyMap<string, string>;

export const EVERYONE: Bilingual = { zh: '全体职工', en: 'Everyone' };
export const HOLDERS: Record<Role, Bilingual> = {
  worker: EVERYONE,
  representative: { zh: '职工代表', en: 'Representatives' },
  officer: { zh: '工会干部', en: 'Union officers' },
  administrator: { zh: '管理员', en: 'Administrators' },
};
const NOBODY: Bilingual = { zh: '还没有选人', en: 'Nobody yet' };
const STRANGER: Bilingual = { zh: '一位职工', en: 'A member' };
const CLUB: Bilingual = { zh: '一个社团', en: 'A club' };
const CHANNEL: Bilingual = { zh: '一个频道', en: 'A channel' };

const LOST: Bilingual = { zh: '一项已经不能用的对象', en: 'Something that can no longer be used' };

/** More parts than this are counted, not named. */
const NAMED = 8;

/**
 * A part as a reader calls it, in plain text: code that shows it escapes it.
 * @param names of people, channels and clubs; see `audienceNames`.
 */
export function audiencePartText(locale: Locale, part: AudiencePart, names: AudienceNames): string {
  switch (part.kind) {
    case 'everyone':
      return EVERYONE[locale];
    case 'branch':
      return part.branch;
    case 'team':
      return locale === 'zh' ? `${part.branch}${part.team}` : `${part.team} (${part.branch})`;
    case 'post':
      return part.post;
    case 'role':
      return HOLDERS[part.role][locale];
    case 'member':
      return names.get(part.user) ?? STRANGER[locale];
    case 'channel':
      return names.has(part.channel) ? `#${names.get(part.channel)}` : CHANNEL[locale];
    case 'club':
      return names.get(part.club) ?? CLUB[locale];
    case 'lost':
      return LOST[locale];
  }
}

/** The whole audience in one line of plain text: `二分会、电工，除 王五 外`, `Branch 2, Electricians, except Wang Wu`. */
export function audienceText(locale: Locale, { include, except }: AudienceSpec, names: AudienceNames): string {
  if (include.length === 0) return NOBODY[locale];
  const whom = listed(locale, include, names);
  if (except.length === 0) return whom;
  const not = listed(locale, except, names);
  return locale === 'zh' ? `${whom}，除 ${not} 外` : `${whom}, except ${not}`;
}

function listed(locale: Locale, parts: readonly AudiencePart[], names: AudienceNames): string {
  const shown = parts.slice(0, NAMED).map((part) => audiencePartText(locale, part, names));
  const more = parts.length - shown.length;
  const text = shown.join(locale === 'zh' ? '、' : ', ');
  if (more === 0) return text;
  return locale === 'zh' ? `${text}等 ${parts.length} 项` : `${text} and ${more} more`;
}

/** What a select offers for a part, or begins with: `initial_options` of a form that is edited. */
export function audienceOption(
  locale: Locale,
  part: AudiencePart,
  names: AudienceNames,
  description?: string,
): PlainTextOption {
  const shown = option(partKey(part), audiencePartText(locale, part, names));
  if (description === undefined || description === '') return shown;
  return { ...shown, description: { type: 'plain_text', text: cut(description, LIMITS.option) } };
}

const CHANNEL_KEPT_MS = 600_000;
const MOST_CHANNELS = 1_000;
const channelNames = new Map<string, { name: string; atMs: number }>();

/** The names of the people, channels and clubs of an audience. What Slack does not tell is left out, and the log says why. */
export async function audienceNames(
  ctx: Pick<Context, 'db' | 'workspace' | 'slack' | 'log'>,
  { include, except }: AudienceSpec,
): Promise<AudienceNames> {
  const parts = [...include, ...except];
  const users = parts.flatMap((part) => (part.kind === 'member' ? [part.user] : []));
  const channels = new Set(parts.flatMap((part) => (part.kind === 'channel' ? [part.channel] : [])));
  const clubs = parts.flatMap((part) => (part.kind === 'club' ? [part.club] : []));
  const names = new Map([...(await membersOf(ctx, users))].map(([user, member]) => [user, member.name]));
  for (const [club, name] of await namesOfClubs(ctx, clubs)) names.set(club, name);
  for (const channel of channels) {
    const name = await channelName(ctx, channel);
    if (name !== undefined) names.set(channel, name);
  }
  return names;
}

async function channelName(
  ctx: Pick<Context, 'workspace' | 'slack' | 'log'>,
  channel: string,
): Promise<string | undefined> {
  const key = `${ctx.workspace} ${channel}`;
  const nowMs = clock.now().getTime();
  const kept = channelNames.get(key);
  if (kept !== undefined && nowMs >= kept.atMs && nowMs - kept.atMs < CHANNEL_KEPT_MS) return kept.name;
  try {
    const name = (await ctx.slack.conversations.info({ channel })).channel?.name;
    if (name === undefined) return undefined;
    if (channelNames.size >= MOST_CHANNELS) channelNames.clear();
    channelNames.set(key, { name, atMs: nowMs });
    return name;
  } catch (error) {
    ctx.log.warn({ err: error, channel }, 'the name of a channel could not be read');
    return kept?.name;
  }
}
