import type { Actor } from '../../../../bot/actor.ts';
import type { ModalView } from '../../../../bot/draw/block-kit.ts';
import { turnedTo } from '../../../../bot/draw/pager.ts';
import { present, viewBelow } from '../../../../bot/draw/present.ts';
import type { Action, Modal, SubmitResult } from '../../../../bot/feature.ts';
import type { ActionRequest, SubmitRequest } from '../../../../bot/request.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import { readerOf } from '../../messages/reader.ts';
import { courseFor } from '../../session/service/courses.ts';
import { coursePageOf } from '../show.ts';
import { copyMessages } from './messages.ts';
import { COPIES_AT_ONCE, copyCourse, coursesOfYear, draftsPage, yearBefore } from './service.ts';
import { COURSES, DRAFTS, draftsModal, lastYearRef, notMadeLine, withAnother, yearModal } from './views.ts';

const officer = (run: (request: ActionRequest) => Promise<void>): Action => ({ role: 'officer', run });

/** The list of a year's courses; its page and year ride in the button. */
const lastYear = officer(async (request) => {
  const { ctx, actor, value } = request;
  const reader = readerOf(actor);
  const thisYear = yearBefore(reader.now, actor.tz) + 1;
  const { year, page } = lastYearRef.find(value) ?? { year: thisYear - 1, page: 1 };
  const modal = async () => yearModal(reader, year, await coursesOfYear(ctx, actor, year, page), thisYear);
  await present(request, { about: COURSES, modal });
});

const drafts = officer(async (request) => {
  const { ctx, actor } = request;
  const page = turnedTo(request);
  await present(request, {
    about: DRAFTS,
    modal: async () => draftsModal(readerOf(actor), await draftsPage(ctx, actor, page)),
  });
});

/** A draft like a course, from its page; one more beside it where the page says that there is one. */
const again = officer(async (request) => {
  const { ctx, actor, suffix, value } = request;
  const isAnother = suffix === 'another';
  const modal = () => copiedPage(ctx, actor, value, isAnother ? viewBelow(request) : undefined);
  await present(request, { inModal: isAnother ? 'instead' : 'over', modal });
});

async function copiedPage(ctx: Context, actor: Actor, source: string, another?: string): Promise<ModalView> {
  const say = copyMessages[actor.locale];
  const { course, isNew } = await copyCourse(ctx, actor, source, another);
  const noTrainer = course.facts.trainer === '' && course.facts.kind !== 'self-study';
  const note = isNew ? [say.madeOne, ...(noTrainer ? [say.noTrainer] : [])].join('\n') : say.there;
  const page = await coursePageOf(ctx, actor, course, note);
  return isNew ? page : withAnother(readerOf(actor), page, source);
}

/** Drafts those that were chosen: of one its page, of several the list of drafts. */
async function drafted({ ctx, actor, inputs }: SubmitRequest): Promise<SubmitResult> {
  const field = Object.keys(inputs).find((one) => one.startsWith('courses-')) ?? 'courses-1';
  const chosen = [inputs[field] ?? []].flat().slice(0, COPIES_AT_ONCE);
  const [only, ...others] = chosen;
  const say = copyMessages[actor.locale];
  if (only === undefined) return { errors: { [field]: say.chooseOne } };
  if (others.length === 0) return { update: await copiedPage(ctx, actor, only) };
  const counts = { fresh: 0, there: 0 };
  const notMade: string[] = [];
  for (const source of chosen)
    try {
      const { isNew } = await copyCourse(ctx, actor, source);
      counts[isNew ? 'fresh' : 'there'] += 1;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const { facts } = await courseFor(ctx, actor, source);
      notMade.push(notMadeLine(readerOf(actor), facts.topic, error.said[actor.locale]));
    }
  const note = [say.made(counts.fresh, counts.there), ...notMade].filter(Boolean).join('\n');
  return { update: draftsModal(readerOf(actor), await draftsPage(ctx, actor, 1), note) };
}

export const copyActions: Record<string, Action> = { lastYear, drafts, again };
export const copyModals: Record<string, Modal> = { lastYear: { role: 'officer', submit: drafted } };
