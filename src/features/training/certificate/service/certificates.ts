import type { Actor } from '../../../../bot/actor.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import type { CertificatesPage } from '../../../../certificates/certified.ts';
import { validityOf } from '../../../../certificates/validity.ts';
import type { Context } from '../../../../context.ts';
import { clock } from '../../../../lib/clock.ts';
import { dayOf } from '../../../../lib/zone.ts';
import { maySee } from '../../../../members/roles.ts';
import { memberOf } from '../../../../members/service.ts';
import { WORDS } from '../../messages/words.ts';
import { type Certificate, certificates } from '../model.ts';
import { trainingCertificates } from './certified.ts';

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
  return { name: member.name, ...(await trainingCertificates.pageOf(ctx, user, page)) };
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
  const today = dayOf(clock.now(), ctx.config.TIMEZONE);
  const found = await certificates(ctx)
    .find({ workspace: ctx.workspace, member, skill: { $exists: true } })
    .sort({ issuedOn: -1, number: -1 })
    .lean<Certificate[]>();
  for (const one of found) {
    const { skill, issuedOn, until } = one;
    const validity = validityOf(one, today);
    if (skill === undefined || validity === 'annulled') continue;
    const had = skills.get(skill);
    const isLonger = had === undefined || (had.until !== undefined && (until === undefined || until > had.until));
    const longest = isLonger ? { until, isExpired: validity === 'expired' } : had;
    skills.set(skill, { ...longest, skill, since: issuedOn });
  }
  return [...skills.values()];
}
