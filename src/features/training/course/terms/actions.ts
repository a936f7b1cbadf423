import { viewBelow } from '../../../../bot/draw/present.ts';
import type { Action, Modal, SubmitResult } from '../../../../bot/feature.ts';
import type { Questions } from '../../../../bot/question-sources.ts';
import type { ActionRequest, SubmitRequest } from '../../../../bot/request.ts';
import { pack, unpack } from '../../../../bot/text/command-text.ts';
import { certificateIn } from '../../certificate/form.ts';
import { textIn } from '../../form/input.ts';
import { readerOf } from '../../messages/reader.ts';
import type { Course } from '../../model.ts';
import { backTo } from '../../pages/show.ts';
import { prerequisiteErrors, prerequisitesIn } from '../../prerequisites/input.ts';
import { topicsOf } from '../../prerequisites/service/prerequisites.ts';
import { quizIn } from '../../quiz/form.ts';
import { inviteToQuiz } from '../../quiz/service/invite.ts';
import { NEEDED, type Terms, termsOf } from '../../rules/terms.ts';
import { courseFor } from '../../session/service/courses.ts';
import { studyIn } from '../../study/form.ts';
import { studyMessages } from '../../study/messages.ts';
import { saveTerms } from '../service/terms.ts';
import { coursePageOf } from '../show.ts';
import { termsMessages } from './messages.ts';
import { termsModal } from './views.ts';

/** What stands in the form; what it does not ask for stays as it is. */
async function termsIn(
  questions: Questions,
  request: SubmitRequest,
  course: Course,
): Promise<{ terms: Terms } | { errors: Record<string, string> }> {
  const { ctx, actor, inputs } = request;
  const was = termsOf(course);
  if (course.facts.kind === 'self-study') {
    const read = await studyIn(questions, request, inputs, readerOf(actor).now);
    return 'errors' in read ? read : { terms: { ...was, study: read.study } };
  }
  const given = certificateIn(inputs, actor.locale);
  if ('errors' in given) return given;
  const asked = prerequisitesIn(inputs);
  const errors = await prerequisiteErrors(ctx, actor, course._id, asked);
  if (errors !== undefined) return { errors };
  const read = await quizIn(questions, request, inputs);
  if ('errors' in read) return read;
  const needed = NEEDED.find((one) => one === textIn(inputs, 'needed')) ?? 'each';
  const quiz = read.quiz === undefined ? {} : { quiz: read.quiz };
  return { terms: { needed, ...asked, ...quiz, ...given } };
}

/** Opens the form from the page of a course. */
const open = (questions: Questions): Action => ({
  role: 'officer',
  run: async (request: ActionRequest) => {
    const { ctx, actor, value } = request;
    await request.openModal(async () => {
      const course = await courseFor(ctx, actor, value);
      const metadata = pack(value, course.termsRev ?? 0, viewBelow(request));
      const isStudy = course.facts.kind === 'self-study';
      const terms = termsOf(course);
      const topics = await topicsOf(ctx, terms.before ?? []);
      return termsModal(actor.locale, metadata, terms, { isStudy, hasBanks: !questions.isEmpty(), topics });
    });
  },
});

async function saved(questions: Questions, request: SubmitRequest): Promise<SubmitResult> {
  const { ctx, actor, metadata } = request;
  const [id = '', seen = '', viewBelow = ''] = unpack(metadata, 3);
  const read = await termsIn(questions, request, await courseFor(ctx, actor, id));
  if ('errors' in read) return read;
  const course = await saveTerms(ctx, actor, id, Number(seen), read.terms);
  // Those who attended before there was a quiz take it too.
  await inviteToQuiz(ctx, id);
  const isStudy = course.facts.kind === 'self-study';
  const note = isStudy ? studyMessages[actor.locale].saved : termsMessages[actor.locale].saved;
  return backTo(ctx, viewBelow, await coursePageOf(ctx, actor, course, note));
}

export const termsActions = (questions: Questions): Record<string, Action> => ({
  terms: open(questions),
});
export const termsModals = (questions: Questions): Record<string, Modal> => ({
  terms: { role: 'officer', submit: (request) => saved(questions, request) },
});
