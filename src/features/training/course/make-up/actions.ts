import { option } from '../../../../bot/draw/blocks.ts';
import { type FormRequest, formModal } from '../../../../bot/draw/form/modal.ts';
import { backTo } from '../../../../bot/draw/live-view.ts';
import type { Action, Modal } from '../../../../bot/feature.ts';
import { idFrom } from '../../../../lib/ids.ts';
import { errorsAt, factsFrom, factValues, namedOptions, secondWords } from '../../form/fields.ts';
import { namesIn } from '../../form/names.ts';
import { officerMessages } from '../../messages/officer-messages.ts';
import { dateOf } from '../../messages/reader.ts';
import { managedSession } from '../../session/service/sessions.ts';
import { faultsIn } from '../service/courses.ts';
import { coursePageOf } from '../show.ts';
import { makeUpForm, makeUpRef } from './form.ts';
import { makeUpMessages } from './messages.ts';
import { type MakeUp, makeUpOf, newMakeUp, saveMakeUp } from './service.ts';

/** The draft, or what a new one begins with. */
function madeAt({ ctx, actor, metadata }: FormRequest): Promise<MakeUp> {
  const { id, original = '' } = makeUpRef.read(metadata);
  return id === undefined ? newMakeUp(ctx, actor, original) : makeUpOf(ctx, actor, id);
}

export const makeUp = formModal({
  form: makeUpForm,
  role: 'officer',
  about: (metadata) => {
    const { id, original = '' } = makeUpRef.read(metadata);
    return id ?? original;
  },
  shown: async (request, typed) => {
    const { ctx, actor } = request;
    const { draft, missed } = await madeAt(request);
    const values = { ...factValues(draft.facts), about: draft.about, makesUp: draft.makesUp ?? [] };
    const trainer = typed.trainer ?? values.trainer;
    const say = makeUpMessages[actor.locale];
    return {
      values,
      words: secondWords(actor.locale, draft.facts.second),
      options: {
        trainer: namedOptions(actor.locale, {}, trainer, await namesIn(ctx, {}, [trainer])).trainer,
        makesUp: missed.map(({ session, people }) =>
          option(session._id, say.date(dateOf(actor, session.startsAt), people.length)),
        ),
      },
    };
  },
  submit: async (request, { about, makesUp, ...values }) => {
    const { ctx, actor, metadata, viewId } = request;
    const { draft } = await madeAt(request);
    const { id = idFrom(ctx.workspace, 'make-up', viewId), below } = makeUpRef.read(metadata);
    const { kind } = await managedSession(ctx, actor, makesUp[0] ?? '');
    const course = await saveMakeUp(ctx, actor, id, {
      facts: { ...factsFrom(values, draft.facts.second, actor.locale), kind },
      about,
      repeat: 'once',
      times: 1,
      more: '',
      include: [],
      except: [],
      must: [],
      makesUp,
    });
    const faults = await faultsIn(ctx, actor, course);
    if (faults.length > 0) return { errors: errorsAt(faults, actor.locale) };
    return backTo(request, below, await coursePageOf(ctx, actor, course, officerMessages[actor.locale].kept));
  },
});

export const makeUpActions: Record<string, Action> = {
  makeUp: {
    role: 'officer',
    // The page of the closed session stays below: the make-up has a page of its own.
    run: ({ value, openModal, ...who }) =>
      openModal(() =>
        makeUp.open(who, makeUpRef.pack({ original: value, below: '' }), makeUpMessages[who.actor.locale].intro),
      ),
  },
};
export const makeUpModals: Record<string, Modal> = { makeUp: makeUp.modal };
