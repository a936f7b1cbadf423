import { expect, vi } from 'vitest';
import type { PlaygroundPerson } from '../../playground/client/person.ts';
import type { Actor } from '../../src/bot/actor.ts';
import type { Context } from '../../src/context.ts';
import { cancelSession } from '../../src/features/training/change/service/change.ts';
import { emptyDraft, newCourseId, saveDraft } from '../../src/features/training/course/service/courses.ts';
import { openCourse } from '../../src/features/training/course/service/open-course.ts';
import { publish } from '../../src/features/training/course/service/publish.ts';
import { saveTerms } from '../../src/features/training/course/service/terms.ts';
import { courses, type Draft, type Session, sessions } from '../../src/features/training/model.ts';
import type { Terms } from '../../src/features/training/rules/terms.ts';
import { gathered } from '../../src/features/training/seats/service/seats.ts';
import { members } from '../../src/members/model.ts';
import { actor, has, modalOf, SOON, says, seen } from '../helpers/quiz-day.ts';
import { PEOPLE, type Workplace } from '../helpers/workplace.ts';

/** Seconds of a wall clock in China, as a picker of day and hour gives them. */
export const seconds = (at: string): string => String(Date.parse(`${at}:00+08:00`) / 1000);

/**
 * They press “sign up”.
 * @param isMeant although they are elsewhere then
 * @returns what has become of it, or what they are asked
 */
export async function signUp(ctx: Context, { user }: Pick<Actor, 'user'>, id: string, isMeant: boolean) {
  const joined = await gathered.signUp(ctx, id, { user, isMeant });
  return 'asks' in joined ? { session: joined.gathering, ...joined.asks } : joined;
}

/** They give their seat back. */
export const withdraw = (ctx: Context, { user }: Pick<Actor, 'user'>, id: string, reason: string) =>
  gathered.withdraw(ctx, user, id, reason);

/** All later dates, too; what was set of one of them alone stays. */
export const LATER = { asked: [], isOver: false };

/** A published course, made without forms. @returns its sessions, in order */
export async function openCourseOf(
  work: Workplace,
  changes: Partial<Omit<Draft, 'facts'>> & { facts: Partial<Draft['facts']> },
  officer: string = PEOPLE.admin,
  terms?: Terms,
): Promise<Session[]> {
  const who = await actor(work, officer);
  const empty = emptyDraft(who);
  const id = newCourseId();
  const facts = { ...empty.facts, topic: '安全用电', where: '综合楼三楼', ...changes.facts };
  await saveDraft(work.ctx, who, id, { ...empty, include: ['all'], ...changes, facts });
  if (terms !== undefined) await saveTerms(work.ctx, who, id, 0, terms);
  await publish(work.ctx, who, id);
  await openCourse(work.ctx, id);
  const state = async () => (await courses(work.ctx).findOne({ _id: id }).lean())?.state;
  await vi.waitFor(async () => expect(await state()).toBe('published'), { timeout: SOON });
  return sessions(work.ctx).find({ course: id }).sort({ index: 1 }).lean<Session[]>();
}

export async function sessionOf(work: Workplace, id: string): Promise<Session> {
  const found = await sessions(work.ctx).findOne({ _id: id }).lean<Session>();
  if (found === null) throw new Error(`no session ${id}`);
  return found;
}

/** Cancels it as it is now. */
export const cancelAsSeen = async (work: Workplace, who: Actor, id: string, reason: string, isForLater: boolean) =>
  cancelSession(work.ctx, who, id, (await sessionOf(work, id)).version, reason, isForLater);

export const seatsOf = async (work: Workplace, id: string): Promise<string[]> =>
  (await sessionOf(work, id)).seats.map((one) => `${one.member} ${one.state}`);

/** Their account in Slack is closed. */
export async function leaves(work: Workplace, user: string): Promise<void> {
  await work.slack.person({ id: user, isDeleted: true });
  const stateOf = async () => (await members(work.ctx).findOne({ user }).lean())?.state;
  await vi.waitFor(async () => expect(await stateOf()).toBe('left'), { timeout: SOON });
}

/** The officer types `/training new` and submits the form. */
export async function fillForm(officer: PlaygroundPerson, fields: Record<string, string | string[]>): Promise<void> {
  await officer.command('/training', 'new');
  await modalOf(officer, has('"topic"'), 'the form');
  await officer.submit(fields);
}

/** Waits for a notice with these words and a button. */
export const noticeOf = (person: PlaygroundPerson, text: string | RegExp, button: string) =>
  seen(person, (one) => says(text)(one) && has(button)(one), `a notice with ${text}`);

/** The officer opens the first session of the list. */
export async function openFirst(officer: PlaygroundPerson): Promise<void> {
  await officer.command('/training', 'manage');
  const list = await seen(officer, has('training.open:0'), 'the list');
  await officer.click('training.open:0', { message: list });
  await modalOf(officer, has('training.course:whole'), 'the session');
}

/** From the page of a session to that of its whole course. */
export async function openWhole(officer: PlaygroundPerson): Promise<void> {
  await modalOf(officer, has('training.course:whole'), 'the session');
  await officer.click('training.course:whole', { in: 'modal' });
  await modalOf(officer, has('training.terms'), 'the whole course');
}
