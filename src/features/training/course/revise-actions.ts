import { formModal } from '../../../bot/draw/form/modal.ts';
import { backTo } from '../../../bot/draw/live-view.ts';
import { viewBelow } from '../../../bot/draw/present.ts';
import type { Action, Modal } from '../../../bot/feature.ts';
import { errorsAt, namedOptions } from '../form/fields.ts';
import { namesIn } from '../form/names.ts';
import { courseFor } from '../session/service/courses.ts';
import { reviseForm, reviseRef } from './revise-form.ts';
import { reviseMessages } from './revise-messages.ts';
import { reviseCourse } from './service/revise.ts';
import { coursePageOf } from './show.ts';

const revise = formModal({
  form: reviseForm,
  role: 'officer',
  edits: true,
  about: (metadata) => reviseRef.read(metadata).id,
  shown: async ({ ctx, actor, metadata }, typed) => {
    const { include, except, must, repeat, facts } = await courseFor(ctx, actor, reviseRef.read(metadata).id);
    const values = { include, except, must };
    const named = { ...values, ...typed };
    const { trainer: _, ...options } = namedOptions(actor.locale, named, undefined, await namesIn(ctx, named));
    return {
      values,
      options,
      words: repeat === 'shifts' ? { more: { hint: reviseMessages[actor.locale].moreShifts } } : {},
      // A self-study has no dates.
      without: facts.kind === 'self-study' ? ['more', 'tell'] : [],
    };
  },
  submit: async ({ ctx, actor, metadata, viewId }, { tell, ...wanted }) => {
    const { id, below } = reviseRef.read(metadata);
    const { revision = 0 } = await courseFor(ctx, actor, id);
    const done = await reviseCourse(ctx, actor, id, revision, { ...wanted, isForAll: tell === 'all' });
    if ('faults' in done) return { errors: errorsAt(done.faults, actor.locale) };
    return backTo({ ctx, viewId }, below, await coursePageOf(ctx, actor, done, reviseMessages[actor.locale].saved));
  },
});

export const reviseActions: Record<string, Action> = {
  revise: {
    role: 'officer',
    run: (request) =>
      request.openModal(() =>
        revise.open(
          request,
          reviseRef.pack({ id: request.value, below: viewBelow(request) }),
          reviseMessages[request.actor.locale].intro,
        ),
      ),
  },
};
export const reviseModals: Record<string, Modal> = { revise: revise.modal };
