import type { May, Verdict } from '../../../../gatherings/joining.ts';
import { WORDS } from '../../messages/words.ts';
import type { Session } from '../../model.ts';
import type { NamedMissing } from '../../prerequisites/rules.ts';
import { missingFor } from '../../prerequisites/service/prerequisites.ts';
import { missingSentence } from '../../prerequisites/words.ts';
import { attendedBy, datesThatCount } from '../../session/service/attended.ts';
import { clashesOf, clashesWith } from '../../session/service/clashes.ts';
import { invitedTo } from '../../session/service/sessions.ts';
import { termsOfCourse } from '../../session/service/terms-of.ts';
import { heldElsewhere } from './one-date.ts';

/**
 * What is asked before a person signs up although they are elsewhere then, or have a seat on another date of a course of which
 * one is enough.
 */
export interface Asked {
  clashes: Session[];
  held: Session | undefined;
}

/** Who may sign up for a session: invited, not its trainer, with what its course asks for, and free then. */
export const maySignUp: May<Session, Asked> = async (ctx, session, presses) => {
  const users = presses.map((one) => one.user);
  const asking = presses.filter((one) => !one.isMeant && session.state === 'open').map((one) => one.user);
  const terms = await termsOfCourse(ctx, session.course);
  const alone = terms.needed === 'one' && session.count > 1;
  const [invited, clashing, held, attended, lacking] = await Promise.all([
    invitedTo(ctx, session, users),
    clashesWith(ctx, asking, [session]),
    alone ? heldElsewhere(ctx, session, users) : new Map<string, Session>(),
    alone ? attendedBy(ctx, await datesThatCount(ctx, [session.course]), users) : new Map<string, unknown>(),
    missingFor(ctx, terms, users),
  ]);
  const verdictOf = (user: string, isMeant: boolean): Verdict<Asked> => {
    const own = session.seats.find((one) => one.member === user);
    if (own === undefined && session.trainer === user) return { refused: WORDS.youTeach };
    if (own === undefined && attended.has(user)) return { refused: WORDS.attendedOne };
    if (own === undefined && lacking.has(user)) return { refused: lackingSentence(lacking.get(user)) };
    const must = held.get(user)?.seats.find((one) => one.member === user)?.must === true;
    const other = own?.state === 'held' ? undefined : held.get(user);
    const clashes = clashesOf(clashing, user, [session]).filter((one) => one._id !== other?._id);
    if (isMeant || (clashes.length === 0 && other === undefined)) return { seat: { alone, must } };
    return { asks: { clashes, held: other } };
  };
  return presses.map(({ user, isMeant }) => (invited.has(user) ? verdictOf(user, isMeant) : undefined));
};

/** What somebody lacks, as a refusal. */
export function lackingSentence(missing: readonly NamedMissing[] = []) {
  const said = missing.map(missingSentence);
  return { zh: said.map((one) => one.zh).join(''), en: said.map((one) => one.en).join(' ') };
}
