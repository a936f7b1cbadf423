import type { Actor } from '../../../bot/actor.ts';
import type { ModalView } from '../../../bot/draw/block-kit.ts';
import type { Context } from '../../../context.ts';
import { formMessages } from '../form/messages.ts';
import { officerMessages } from '../messages/officer-messages.ts';
import { readerOf } from '../messages/reader.ts';
import type { Course } from '../model.ts';
import { studyAffairs, studyShown } from '../study/service/lists.ts';
import { isStudy } from '../study/service/study.ts';
import { faultsIn, sizesOf } from './service/courses.ts';
import { studyPageModal } from './study-page-views.ts';

/** The officer's page of a self-study: a draft, or what has become of it. */
export async function studyPageOf(ctx: Context, actor: Actor, course: Course, note?: string): Promise<ModalView> {
  const [{ may, must }, affairs] = await Promise.all([sizesOf(ctx, course), studyAffairs(ctx, course._id)]);
  const { faults } = formMessages[actor.locale];
  const reader = readerOf(actor);
  const isDraft = course.state === 'draft';
  const isWritten = isStudy(course) && (!isDraft || course.terms.study.until > reader.now);
  return studyPageModal(
    reader,
    {
      id: course._id,
      state: course.state,
      people: may + must,
      ...affairs,
      faults: isDraft ? (await faultsIn(ctx, actor, course)).map((one) => faults[one]) : [],
      shown: isWritten ? studyShown(actor, course, undefined) : undefined,
    },
    officerMessages[actor.locale],
    note,
  );
}
