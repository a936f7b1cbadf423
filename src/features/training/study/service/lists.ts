import type { Actor } from '../../../../bot/actor.ts';
import { readQuestion } from '../../../../bot/draw/question-text.ts';
import type { Context } from '../../../../context.ts';
import { clock } from '../../../../lib/clock.ts';
import { DAY_MS } from '../../../../lib/zone.ts';
import { membersOf } from '../../../../members/audience/audience.ts';
import { affairsOf, inAffairs } from '../../../../members/roles.ts';
import { type Course, courses } from '../../model.ts';
import { courseWords } from '../../rules/course-words.ts';
import { type Study, studies } from '../model.ts';
import { finishBy, readyAt, type Stage, stageOf } from '../rules.ts';
import { isMeantFor, isStudy, progressOf, type StudyCourse } from './study.ts';

const AT_ONCE = 50;
const PAGE = 20;
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

export function studyShown({ locale }: Pick<Actor, 'locale'>, course: StudyCourse, own: Study | undefined): StudyShown {
  const { study } = course.terms;
  const { words = '', options = [] } = readQuestion(study.question) ?? {};
  return {
    id: course._id,
    ...courseWords(locale, course),
    link: study.link,
    minutes: study.minutes,
    counts: course.facts.minutes,
    until: study.until,
    finishBy: finishBy(study.until),
    rev: course.termsRev ?? 0,

    stage: stageOf(study, own, clock.now()),
    beganAt: own?.beganAt,
    againAt: own?.againAt,
    passedAt: own?.passedAt,
    readyAt: own === undefined ? undefined : readyAt(study, own),
    question: { words, options },
    hint: study.hint,
  };
}

/** A self-study with the actor's own state. */
export async function shownStudy(
  ctx: Context,
  actor: Pick<Actor, 'user' | 'locale'>,
  course: StudyCourse,
): Promise<StudyShown> {
  return studyShown(actor, course, await progressOf(ctx, course._id, actor.user));
}

/** Some of the self-studies of a list; pages count from 1. */
export interface StudiesPage<T> {
  found: T[];
  page: number;
  hasMore: boolean;
}

const pageFrom = (page: number): number => (Number.isInteger(page) && page > 0 ? page : 1);

const published = (ctx: Context, until: object, more: object = {}) =>
  courses(ctx).find({
    workspace: ctx.workspace,
    state: { $in: ['publishing', 'published'] },
    ...more,
    'facts.kind': 'self-study',
    'terms.study.until': until,
  });

const SOONEST = { 'terms.study.until': 1, _id: 1 } as const;
const LATEST = { 'terms.study.until': -1, _id: -1 } as const;

/** The first self-studies that wait for a person: open to them and not passed, the next to end first. */
export async function studiesFor(ctx: Context, actor: Actor): Promise<StudiesPage<StudyShown>> {
  return waitingFrom(ctx, actor, 0, MINE);
}

/** All of them, a page at a time. @param page anything but a page is the first */
export async function pageOfWaiting(ctx: Context, actor: Actor, page: number): Promise<StudiesPage<StudyShown>> {
  return waitingFrom(ctx, actor, pageFrom(page) - 1, PAGE);
}

async function waitingFrom(ctx: Context, actor: Actor, turned: number, size: number): Promise<StudiesPage<StudyShown>> {
  const skipped = turned * size;
  const waiting: StudyShown[] = [];
  const since = { $gt: new Date(clock.now().getTime() - DAY_MS) };
  for (let read = 0, isLast = false; !isLast && waiting.length <= skipped + size; read += AT_ONCE) {
    const open = await published(ctx, since).sort(SOONEST).skip(read).limit(AT_ONCE).lean<Course[]>();
    isLast = open.length < AT_ONCE;
    const rows = await studies(ctx)
      .find({ workspace: ctx.workspace, member: actor.user, course: { $in: open.map((one) => one._id) } })
      .lean<Study[]>();
    const own = new Map(rows.map((one) => [one.course, one]));
    for (const course of open.filter(isStudy)) {
      if (waiting.length > skipped + size) break;
      const shown = studyShown(actor, course, own.get(course._id));
      if (shown.stage === 'passed' || shown.stage === 'closed') continue;
      if (own.has(course._id) || (await isMeantFor(ctx, course, actor.user))) waiting.push(shown);
    }
  }
  const found = waiting.slice(skipped, skipped + size);
  return { found, page: turned + 1, hasMore: waiting.length > skipped + size };
}

/** The self-studies of an officer's affairs that stand in the list: open ones, the next to end first, then those of the last month. */
export async function managedStudies(ctx: Context, actor: Actor): Promise<StudiesPage<StudyCourse>> {
  const found = await studiesFrom(ctx, actor, 0, OFFICE + 1);
  const since = clock.now().getTime() - OFFICE_MS;
  const late = found.slice(0, OFFICE).filter((one) => one.terms.study.until.getTime() > since);
  return { found: late, page: 1, hasMore: found.length > late.length };
}

/** All of them, however long over, a page at a time. @param page anything but a page is the first */
export async function pageOfStudies(ctx: Context, actor: Actor, page: number): Promise<StudiesPage<StudyCourse>> {
  const wanted = pageFrom(page);
  const found = await studiesFrom(ctx, actor, (wanted - 1) * PAGE, PAGE + 1);
  return { found: found.slice(0, PAGE), page: wanted, hasMore: found.length > PAGE };
}

async function studiesFrom(ctx: Context, actor: Actor, skipped: number, most: number): Promise<StudyCourse[]> {
  const reach = inAffairs(affairsOf(actor));
  const now = clock.now();
  const open = published(ctx, { $gt: now }, reach);
  const coming = await open.clone().sort(SOONEST).skip(skipped).limit(most).lean<Course[]>();
  if (coming.length === most) return coming.filter(isStudy);
  const past = await published(ctx, { $lte: now }, reach)
    .sort(LATEST)
    .skip(Math.max(0, skipped - (await open.clone().countDocuments())))
    .limit(most - coming.length)
    .lean<Course[]>();
  return [...coming, ...past].filter(isStudy);
}

/** How a self-study goes: who has begun, who is done. */
export async function studyAffairs(ctx: Context, id: string): Promise<{ began: number; passed: string[] }> {
  const rows = await studies(ctx).find({ workspace: ctx.workspace, course: id }).sort({ passedAt: 1 }).lean<Study[]>();
  const done = rows.filter((one) => one.passedAt !== undefined).map((one) => one.member);
  const names = await membersOf(ctx, done);
  return { began: rows.length, passed: done.map((one) => names.get(one)?.name ?? '') };
}
