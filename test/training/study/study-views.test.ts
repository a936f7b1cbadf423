import fc from 'fast-check';
import { describe, test } from 'vitest';
import { studyPageModal } from '../../../src/features/training/course/study-page-views.ts';
import { termsForm } from '../../../src/features/training/course/terms/form.ts';
import { feedbackMessages } from '../../../src/features/training/feedback/messages.ts';
import { ASPECTS } from '../../../src/features/training/feedback/rules.ts';
import { officerMessages } from '../../../src/features/training/messages/officer-messages.ts';
import { toldOf } from '../../../src/features/training/notices/views.ts';
import { quizValues } from '../../../src/features/training/quiz/form.ts';
import { quizMessage, quizModal, quizResultsModal } from '../../../src/features/training/quiz/views.ts';
import { studyForm, studyValues } from '../../../src/features/training/study/form.ts';
import { studiesModal, studyMessage, studyModal } from '../../../src/features/training/study/views.ts';
import { tallyOf } from '../../../src/gatherings/opinions/rules.ts';
import { opinionCard, opinionsModal, opinionTwins } from '../../../src/gatherings/opinions/views.ts';
import { LOCALES } from '../../../src/lib/language.ts';
import { anyOpinion, anyQuiz, anySession, anyStudy, endsAt, fine, fineView, names, now } from '../at-worst.ts';

describe.each(LOCALES)('in %s, at worst,', (locale) => {
  const reader = { locale, tz: 'Asia/Shanghai', now };

  test('feedback and self-study', () => {
    const opinions = fc.array(anyOpinion, { maxLength: 40 });
    fc.assert(
      fc.property(anySession, anyStudy, opinions, names, (one, study, said, people) => {
        const look = { feature: 'training', say: feedbackMessages[locale], reader };
        const told = toldOf(reader, one);
        for (const until of [now, endsAt]) fine(opinionCard(look, told, said[0] ?? { grades: {} }, until));
        for (const until of [now, endsAt]) {
          const page = { told, attended: 50, until, ...tallyOf(ASPECTS, said, until <= now) };
          fineView(opinionsModal(look, page, 0));
          fineView(opinionsModal(look, page, 20));
          fine(opinionTwins(look, page).rich);
          fine(opinionTwins(look, page).plain);
        }
        for (const answered of ['wrong', 'stale', undefined] as const) {
          const extras = { isTooEarly: true, ...(answered === undefined ? {} : { answered }) };
          fine(studyMessage(reader, study, extras));
          fineView(studyModal(reader, study, extras));
        }
        for (const why of ['soon', 'earlier', 'later'] as const) fine(studyMessage(reader, study, { why }));
        const list = { found: Array.from({ length: 20 }, () => study), page: 2, hasMore: true };
        for (const whose of ['waiting', 'studies'] as const) fineView(studiesModal(reader, whose, list));
        const affairs = { people: 9, began: 4, passed: people, faults: people.slice(0, 3).map(() => 'x') };
        for (const state of ['draft', 'published'] as const)
          fineView(studyPageModal(reader, { id: 'x', state, shown: study, ...affairs }, officerMessages[locale], 'x'));
        const terms = {
          link: study.link,
          minutes: 15,
          until: endsAt,
          question: study.question.words,
          hint: study.hint,
        };
        fineView(studyForm.draw(reader, { values: studyValues(terms) }, { isWhole: true }));
      }),
      { numRuns: 25 },
    );
  });

  test('the quiz', () => {
    fc.assert(
      fc.property(anyQuiz, names, (quiz, people) => {
        fine(quizMessage(reader, quiz));
        fineView(quizModal(reader, quiz));
        const results = people.map((name, nth) => ({
          name,
          best: nth % 3 === 0 ? undefined : nth,
          passed: nth % 3 === 1,
        }));
        const head = { id: 'x', topic: quiz.topic, terms: quiz.terms };
        fineView(quizResultsModal(reader, head, { passed: 1, notYet: 2, unanswered: 3, people: results }));
        const values = quizValues({ ...quiz.terms, bank: 'quiz|1' });
        fineView(termsForm.draw(reader, { values: { needed: 'all', ...values } }, { isWhole: true }));
      }),
      { numRuns: 25 },
    );
  });
});
