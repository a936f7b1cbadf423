import { z } from 'zod';
import type { Role } from '../../bot/actor.ts';
import { option } from '../../bot/draw/blocks.ts';
import { formModal } from '../../bot/draw/form/modal.ts';
import { backTo } from '../../bot/draw/live-view.ts';
import { present, viewBelow } from '../../bot/draw/present.ts';
import { ref } from '../../bot/draw/ref.ts';
import type { Action, Modal, OptionSource, SubmitResult } from '../../bot/feature.ts';
import type { ActionRequest, SubmitRequest } from '../../bot/request.ts';
import { membersOf } from '../../members/audience/audience.ts';
import type { Gathering } from '../gathering.ts';
import type { Gatherings } from '../gatherings.ts';
import type { Mark } from '../rules/marks.ts';
import type { Screens } from './screen.ts';
import { correctForm, markForm, screenAbout } from './views.ts';

const SHOWN = 50;

export interface ScreenActions {
  actions: Record<'roll' | 'markForm' | 'correctForm', Action>;
  modals: Record<'mark' | 'correct', Modal>;
  options: Record<'attendee', OptionSource>;
}

/**
 * What people do who call a roll, as a feature's handlers: `roll` opens the screen, `markForm` and `correctForm` the forms on it.
 * A person who calls the roll may be a worker: that this roll is theirs is looked up each time.
 * @param corrects the role of the people who correct what stands after the end: an officer, unless told
 */
export function screenActions<T extends Gathering, Q>(
  { called, rollOf, mark, correct }: Gatherings<T, Q>,
  { spec: { feature, messages, words }, view, open }: Screens<T>,
  corrects: Role = 'officer',
): ScreenActions {
  /** Which gathering, and the screen below the form, which shows what was marked. */
  const aboutRef = ref(`${feature}.marking`, z.object({ id: z.string(), below: z.string() }));
  const spoken = { messages, words };

  async function done(
    { ctx, actor, viewId }: SubmitRequest,
    { id, below }: { id: string; below: string },
    said: (name: string) => string,
    member: string,
  ): Promise<SubmitResult> {
    const name = (await membersOf(ctx, [member])).get(member)?.name ?? '';
    return backTo({ ctx, viewId }, below, await view(ctx, actor, id, said(name)));
  }

  const marking = formModal({
    form: markForm(feature, spoken),
    role: 'worker',
    // It is about this minute: tomorrow another person is marked.
    drafts: 'none',
    submit: async (request, { person, mark: as }) => {
      const about = aboutRef.read(request.metadata);
      const { locale } = request.actor;
      await mark(request.ctx, request.actor, about.id, person, as);
      return done(request, about, (name) => words[locale].marked(name, messages[locale].marks[as]), person);
    },
  });
  const correcting = formModal({
    form: correctForm(feature, spoken),
    role: corrects,
    drafts: 'none',
    submit: async (request, { person, mark: to, reason }) => {
      const about = aboutRef.read(request.metadata);
      const { locale } = request.actor;
      const isChanged = await correct(request.ctx, request.actor, about.id, person, to, reason);
      const say = isChanged ? words[locale].corrected : words[locale].unchanged;
      return done(request, about, (name) => say(name, wordOf(locale, to)), person);
    },
  });
  const wordOf = (locale: keyof typeof messages, as: Mark) => messages[locale].marks[as];

  const opens = (form: typeof marking): Action => ({
    role: 'worker',
    run: async (request: ActionRequest) => {
      const { ctx, actor, value, openModal } = request;
      await openModal(async () => {
        const { _id: id } = await called(ctx, actor, value);
        return form.open(request, aboutRef.pack({ id, below: viewBelow(request) }));
      });
    },
  });

  return {
    actions: {
      roll: {
        role: 'worker',
        run: async (request) => {
          const { ctx, actor, value, clickId } = request;
          await present(request, { modal: () => open(ctx, actor, value, clickId), about: screenAbout(value) });
        },
      },
      markForm: opens(marking),
      correctForm: opens(correcting),
    },
    modals: { mark: marking.modal, correct: correcting.modal },
    options: {
      /** The people who are expected, the unmarked first. */
      attendee: {
        role: 'worker',
        search: async ({ ctx, actor, query, metadata }) => {
          const one = await called(ctx, actor, aboutRef.read(metadata).id);
          const word = query.trim().toLowerCase();
          return (await rollOf(ctx, one))
            .filter(({ name }) => name.toLowerCase().includes(word))
            .slice(0, SHOWN)
            .map(({ member, name, mark: as }) => ({
              ...option(member, name),
              ...(as === undefined ? {} : { description: option('', wordOf(actor.locale, as)).text }),
            }));
        },
      },
    },
  };
}
