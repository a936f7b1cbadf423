import { option } from '../../../../bot/draw/blocks.ts';
import { formModal, type OpenForm } from '../../../../bot/draw/form/modal.ts';
import { backTo } from '../../../../bot/draw/live-view.ts';
import { viewBelow } from '../../../../bot/draw/present.ts';
import type { Action, Modal, SubmitResult } from '../../../../bot/feature.ts';
import type { Questions } from '../../../../bot/question-sources.ts';
import type { SubmitRequest } from '../../../../bot/request.ts';
import { certificateFrom, certificateValues } from '../../certificate/form.ts';
import { readerOf } from '../../messages/reader.ts';
import { prerequisitesFrom } from '../../prerequisites/fields.ts';
import { topicsOf } from '../../prerequisites/service/prerequisites.ts';
import { bankOptions, quizFrom, quizValues } from '../../quiz/form.ts';
import { inviteToQuiz } from '../../quiz/service/invite.ts';
import { type Terms, termsOf } from '../../rules/terms.ts';
import { courseFor } from '../../session/service/courses.ts';
import { studyForm, studyFrom, studyValues } from '../../study/form.ts';
import { studyMessages } from '../../study/messages.ts';
import { saveTerms } from '../service/terms.ts';
import { coursePageOf } from '../show.ts';
import { termsForm, termsRef } from './form.ts';
import { termsMessages } from './messages.ts';

/** Keeps the terms, and shows the page of the course. */
async function saved(
  { ctx, actor, metadata, viewId }: SubmitRequest,
  terms: Terms,
  note: string,
): Promise<SubmitResult> {
  const { id, below } = termsRef.read(metadata);
  const { termsRev = 0 } = await courseFor(ctx, actor, id);
  const course = await saveTerms(ctx, actor, id, termsRev, terms);
  // People who attended before there was a quiz take it too.
  await inviteToQuiz(ctx, id);
  return backTo({ ctx, viewId }, below, await coursePageOf(ctx, actor, course, note));
}

const termsForms = (questions: Questions): { course: OpenForm; study: OpenForm } => ({
  course: formModal({
    form: termsForm,
    role: 'officer',
    edits: true,
    about: (metadata) => termsRef.read(metadata).id,
    shown: async ({ ctx, actor, metadata }, typed) => {
      const terms = termsOf(await courseFor(ctx, actor, termsRef.read(metadata).id));
      const values = {
        needed: terms.needed,
        before: terms.before ?? [],
        points: terms.points,
        ...quizValues(terms.quiz),
        ...certificateValues(terms),
      };
      const before = typed.before ?? values.before;
      const topics = await topicsOf(ctx, before);
      const bank = typed.quizBank ?? values.quizBank ?? [];
      return {
        values,
        options: {
          before: before.map((id) => option(id, topics.get(id)?.[actor.locale] || id)),
          quizBank: await bankOptions(questions, { ctx, actor }, bank, terms.quiz),
        },
        without: questions.isEmpty() ? ['quizBank', 'quizCount', 'quizPass'] : [],
      };
    },
    submit: async (request, values) => {
      const { ctx, actor, metadata, inputs } = request;
      const given = certificateFrom(values, actor.locale);
      if ('errors' in given) return given;
      const asked = await prerequisitesFrom(ctx, actor, termsRef.read(metadata).id, values);
      if ('errors' in asked) return asked;
      const quiz = await quizFrom(questions, request, values, 'quizCount' in inputs || 'quizPass' in inputs);
      if ('errors' in quiz) return quiz;
      return saved(request, { needed: values.needed, ...asked, ...quiz, ...given }, termsMessages[actor.locale].saved);
    },
  }),
  study: formModal({
    form: studyForm,
    role: 'officer',
    edits: true,
    about: (metadata) => termsRef.read(metadata).id,
    shown: async ({ ctx, actor, metadata }) => ({
      values: studyValues(termsOf(await courseFor(ctx, actor, termsRef.read(metadata).id)).study),
      without: questions.isEmpty() ? ['studyBank'] : [],
    }),
    submit: async (request, values) => {
      const { ctx, actor, metadata } = request;
      const read = await studyFrom(questions, request, values, readerOf(actor).now);
      if ('errors' in read) return read;
      const was = termsOf(await courseFor(ctx, actor, termsRef.read(metadata).id));
      return saved(request, { ...was, study: read.study }, studyMessages[actor.locale].saved);
    },
  }),
});

/** Its form, as an action and as modals: of a self-study there is another one. */
export function termsHandlers(questions: Questions): {
  actions: Record<string, Action>;
  modals: Record<string, Modal>;
} {
  const { course, study } = termsForms(questions);
  return {
    actions: {
      terms: {
        role: 'officer',
        run: (request) =>
          request.openModal(async () => {
            const { ctx, actor, value: id } = request;
            const { facts } = await courseFor(ctx, actor, id);
            const metadata = termsRef.pack({ id, below: viewBelow(request) });
            return (facts.kind === 'self-study' ? study : course).open(request, metadata);
          }),
      },
    },
    modals: { terms: course.modal, studyTerms: study.modal },
  };
}
