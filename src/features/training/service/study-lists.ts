import type { Actor } from '../../../bot/feature.ts';
import { readQuestion } from '../../../bot/question-text.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { DAY_MS } from '../../../lib/zone.ts';
import { membersOf } from '../../../members/audience.ts';
import { reachOf } from '../../../members/audience-spec.ts';
import { type Course, courses } from '../model.ts';
import { finishBy, readyAt, type Stage, stageOf } from '../rules/study.ts';
import { type Study, studies } from '../study-model.ts';
import { isMeantFor, isStudy, progressOf, type StudyCourse } from './study.ts';

const LISTED = 50;
const MINE = 5;
const OFFICE = 10;
const OFFICE_MS = 30 * DAY_MS;

/** A self-study as one person may see it. */
export interface StudyShown {
  id: string;
  topic: string;
  about: string;
  link: string;
  /** At least so many. */
  minutes: number;
  /** So many are in the ledger afterwards. */
  counts: number;
  until: Date;
  finishBy: Date;
  /** The number of the terms that are shown. */
  rev: number;
  stage: Stage;
  beganAt: Date | undefined;
  readyAt: Date | undefined;
  againAt: Date | undefined;
  passedAt: Date | undefined;
  /** Without its key. */
  question: { words: string; options: string[] };
  hint: string;
}

export function studyShown(course: StudyCourse, own: Study | undefined): StudyShown {
  const { study } = course.terms;
  const { words = '', options = [] } = readQuestion(study.question) ?? {};
  return {
    ...{ id: course._id, topic: course.facts.topic, about: course.about, link: study.link, minutes: study.minutes },
    ...{ counts: course.facts.minutes, until: study.until, finishBy: finishBy(study.until), rev: course.termsRev ?? 0 },
    ...{
      stage: stageOf(study, own, clock.now()),
      beganAt: own?.beganAt,
      againAt: own?.againAt,
      passedAt: own?.passedAt,
    },
    readyAt: own === undefined ? undefined : readyAt(study, own),
    ...{ question: { words, options }, hint: study.hint },
  };
}

/** A self-study with the actor's own state. */
export async function shownStudy(
  ctx: Context,
  { user }: Pick<Actor, 'user'>,
  course: StudyCourse,
): Promise<StudyShown> {
  return studyShown(course, await progressOf(ctx, course._id, user));
}

const published = (ctx: Context, since: Date, more: object = {}) =>
  courses(ctx)
    .find({
      ...{ workspace: ctx.workspace, state: { $in: ['publishing', 'published'] }, ...more },
      ...{ 'facts.kind': 'self-study', 'terms.study.until': { $gt: since } },
    })
    .sort({ 'terms.study.until': 1 });

/** The self-studies that wait for a person: open to them and not passed, the next to end first. */
export async function studiesFor(ctx: Context, { user }: Actor): Promise<StudyShown[]> {
  const since = new Date(clock.now().getTime() - DAY_MS);
  const open = (await published(ctx, since).limit(LISTED).lean<Course[]>()).filter(isStudy);
  if (open.length === 0) return [];
  const rows = await studies(ctx)
    .find({ workspace: ctx.workspace, member: user, course: { $in: open.map((one) => one._id) } })
    .lean<Study[]>();
  const own = new Map(rows.map((one) => [one.course, one]));
  const waiting: StudyShown[] = [];
  for (const course of open) {
    if (waiting.length === MINE) break;
    const shown = studyShown(course, own.get(course._id));
    if (shown.stage === 'passed' || shown.stage === 'closed') continue;
    if (own.has(course._id) || (await isMeantFor(ctx, course, user))) waiting.push(shown);
  }
  return waiting;
}

/** The self-studies of an officer's affairs: open ones, and those of the last month. */
export async function managedStudies(ctx: Context, actor: Actor): Promise<StudyCourse[]> {
  const since = new Date(clock.now().getTime() - OFFICE_MS);
  return (
    await published(ctx, since, reachOf(actor) ?? {})
      .limit(OFFICE)
      .lean<Course[]>()
  ).filter(isStudy);
}

/** How a self-study goes: who has begun, who is done. */
export async function studyAffairs(ctx: Context, id: string): Promise<{ began: number; passed: string[] }> {
  const rows = await studies(ctx).find({ workspace: ctx.workspace, course: id }).sort({ passedAt: 1 }).lean<Study[]>();
  const done = rows.filter((one) => one.passedAt !== undefined).map((one) => one.member);
  const names = await membersOf(ctx, done);
  return { began: rows.length, passed: done.map((one) => names.get(one)?.name ?? '') };
}
