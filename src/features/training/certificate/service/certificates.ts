import type { Actor } from '../../../../bot/actor.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import { workspaceName } from '../../../../bot/slack/workspace.ts';
import type { Context } from '../../../../context.ts';
import { clock } from '../../../../lib/clock.ts';
import { dayOf } from '../../../../lib/zone.ts';
import { maySee } from '../../../../members/roles.ts';
import { memberOf } from '../../../../members/service.ts';
import { certificatePdf } from '../../../../participation/certificate/certificate.ts';
import { readCertificateNumber } from '../../../../participation/certificate/number.ts';
import { WORDS } from '../../messages/words.ts';
import { type Certificate, certificates } from '../model.ts';
import { type Validity, validityOf } from '../rules/validity.ts';

const PAGE = 20;

/** A certificate as it stands today. */
export type StandingCertificate = Certificate & { validity: Validity };

function standing(ctx: Context, found: Certificate): StandingCertificate {
  return { ...found, validity: validityOf(found, dayOf(clock.now(), ctx.config.TIMEZONE)) };
}

/** @param number as it is printed */
export async function certificateOf(ctx: Context, number: string): Promise<StandingCertificate | undefined> {
  const found = await certificates(ctx).findOne({ workspace: ctx.workspace, number }).lean<Certificate>();
  return found === null ? undefined : standing(ctx, found);
}

/** Some of a person's certificates, the newest first; pages count from 1. */
export interface CertificatesPage {
  found: StandingCertificate[];
  page: number;
  hasMore: boolean;
}

/** A member's certificates. @param page anything but a page is the first */
export async function certificatesOf(ctx: Context, member: string, page: number): Promise<CertificatesPage> {
  const wanted = Number.isInteger(page) && page > 0 ? page : 1;
  const found = await certificates(ctx)
    .find({ workspace: ctx.workspace, member })
    .sort({ issuedOn: -1, number: -1 })
    .skip((wanted - 1) * PAGE)
    .limit(PAGE + 1)
    .lean<Certificate[]>();
  return {
    found: found.slice(0, PAGE).map((one) => standing(ctx, one)),
    page: wanted,
    hasMore: found.length > PAGE,
  };
}

/**
 * Another member's certificates, for the officers whose affair that member is.
 * @throws UserError for anybody else
 */
export async function certificatesFor(
  ctx: Context,
  actor: Actor,
  user: string,
  page: number,
): Promise<CertificatesPage & { name: string }> {
  const member = await memberOf(ctx, user);
  if (member === undefined || (user !== actor.user && !maySee(actor, member.branch)))
    throw new UserError(WORDS.notYourMember);
  return { name: member.name, ...(await certificatesOf(ctx, user, page)) };
}

/** What somebody is able to do, as their certificates say: of each skill the one that holds longest. */
export interface Skill {
  skill: string;
  since: string;
  until: string | undefined;
  isExpired: boolean;
}

export async function skillsOf(ctx: Context, member: string): Promise<Skill[]> {
  const skills = new Map<string, Skill>();
  const found = await certificates(ctx)
    .find({ workspace: ctx.workspace, member, skill: { $exists: true } })
    .sort({ issuedOn: -1, number: -1 })
    .lean<Certificate[]>();
  for (const { skill, issuedOn, until, validity } of found.map((one) => standing(ctx, one))) {
    if (skill === undefined || validity === 'annulled') continue;
    const had = skills.get(skill);
    const isLonger = had === undefined || (had.until !== undefined && (until === undefined || until > had.until));
    const longest = isLonger ? { until, isExpired: validity === 'expired' } : had;
    skills.set(skill, { ...longest, skill, since: issuedOn });
  }
  return [...skills.values()];
}

/** What is known of a number that somebody typed. */
export type Verified =
  | { state: 'not-a-number' | 'mistyped' }
  | { state: 'unknown'; number: string }
  | { state: Validity; certificate: StandingCertificate };

/** @param typed as people type it; a mistake in a digit is seen without a look into the database */
export async function verify(ctx: Context, typed: string): Promise<Verified> {
  const read = readCertificateNumber(typed);
  if ('fault' in read) return { state: read.fault };
  const certificate = await certificateOf(ctx, read.number);
  if (certificate === undefined) return { state: 'unknown', number: read.number };
  return { state: certificate.validity, certificate };
}

/** Where anyone can look a number up; undefined without a public address. */
export function verifyLink({ config }: Pick<Context, 'config'>, number: string): string | undefined {
  return config.PUBLIC_URL === undefined ? undefined : `${config.PUBLIC_URL}/verify/${number}`;
}

/**
 * The holder's own certificate as a file.
 * @throws UserError when it is not theirs, or was annulled
 */
export async function certificateFile(
  ctx: Context,
  actor: Actor,
  number: string,
): Promise<{ certificate: StandingCertificate; pdf: Uint8Array; missing: string[] }> {
  const certificate = await certificateOf(ctx, number);
  if (certificate === undefined || certificate.member !== actor.user) throw new UserError(WORDS.noCertificate);
  if (certificate.validity === 'annulled') throw new UserError(WORDS.annulled);
  const team = await workspaceName(ctx);
  const { name, topic, from, to, minutes, issuedOn, branch, until } = certificate;
  const { pdf, missing } = await certificatePdf({
    number,
    name,
    course: topic,
    from,
    to,
    minutes,
    issuedOn,
    until,
    issuer: [team, branch].filter(Boolean).join(' '),
    verifyAt: verifyLink(ctx, number),
    verifyBy: `${ctx.config.COMMAND} verify`,
  });
  return { certificate, pdf, missing };
}
