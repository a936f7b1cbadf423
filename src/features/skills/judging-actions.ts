import type { Actor } from '../../bot/actor.ts';
import type { ModalView } from '../../bot/draw/block-kit.ts';
import { context, section } from '../../bot/draw/blocks.ts';
import type { Fields, Shown } from '../../bot/draw/form/form.ts';
import { type FormRequest, formModal, formReaderOf } from '../../bot/draw/form/modal.ts';
import { formOnPage } from '../../bot/draw/form/on-page.ts';
import { backTo } from '../../bot/draw/live-view.ts';
import { turnedTo } from '../../bot/draw/pager.ts';
import { present, viewBelow } from '../../bot/draw/present.ts';
import type { Action, Modal, SubmitResult } from '../../bot/feature.ts';
import type { Questions } from '../../bot/question-sources.ts';
import type { ActionRequest } from '../../bot/request.ts';
import type { Related } from '../../bot/routing/contributions.ts';
import { UserError } from '../../bot/routing/errors.ts';
import type { Context } from '../../context.ts';
import { membersOf } from '../../members/audience/audience.ts';
import { formMessages } from './form-messages.ts';
import { ANEW, disqualifyForm, scoresFrom, sheetForm, sheetValues, TIME } from './forms.ts';
import { entrantModal, entrantsModal, ownSheetModal, sheetsModal, theoryModal } from './judging-views.ts';
import { messages } from './messages.ts';
import { answerRef, copyRef, disqualifyRef, entrantRef, entrantsRef, sheetRef, stateRef, theoryRef } from './refs.ts';
import { disciplineOf } from './rules/contest.ts';
import type { Discipline } from './rules/records.ts';
import { pendingRemarks } from './rules/scoring.ts';
import { decideState, entrantIn, isSteward } from './service/entrants.ts';
import { copiedEntrant, copySheet, handInSheet, openSheet, sheetsOf } from './service/judging.ts';
import { lives } from './service/lives.ts';
import { entrantPage, entrantsPage } from './service/shown.ts';
import { answerTheory, beginTheory } from './service/theory.ts';
import { WORDS } from './words.ts';

const sheetsView = async (ctx: Context, actor: Actor, page: number, note?: string): Promise<ModalView> =>
  sheetsModal(formReaderOf(actor), await sheetsOf(ctx, actor), page, note);

/** The page of an entrant, for stewards and officers. @throws UserError for everybody else */
async function entrantView(ctx: Context, actor: Actor, id: string, note?: string): Promise<ModalView> {
  const found = await entrantIn(ctx, id);
  if (!isSteward(actor, found.contest, found.discipline)) throw new UserError(WORDS.notSteward);
  return entrantModal(formReaderOf(actor), await entrantPage(ctx, actor, found), note);
}

/** Criteria that are not asked again. */
const withoutOf = ({ criteria }: Discipline, asked: readonly string[] | undefined): string[] =>
  asked === undefined ? [] : [...criteria.map(({ id }) => id).filter((id) => !asked.includes(id)), TIME];

/** A judge's own sheet as a form; what was typed and not handed in is kept. */
const scoring = (related: Related) =>
  formModal<Fields>({
    form: async ({ ctx, metadata }) =>
      sheetForm('skills.sheet', (await entrantIn(ctx, sheetRef.read(metadata).id)).discipline, false),
    role: 'worker',
    about: (metadata) => sheetRef.read(metadata).id,
    shown: async ({ ctx, actor, metadata }) => {
      const sheet = await openSheet(ctx, related, actor, sheetRef.read(metadata).id);
      const { discipline, entrant, own, asked } = sheet;
      const say = formMessages[actor.locale];
      return {
        title: say.sheetTitle(entrant.start),
        above: [...(asked === undefined ? [] : [section(say.lookAgain)]), context(say.quiet)],
        values: sheetValues(discipline, own),
        without: withoutOf(discipline, asked),
      } as Shown<Fields>;
    },
    submit: async ({ ctx, actor, metadata, viewId, refreshHome }, values): Promise<SubmitResult> => {
      const { id, below = '' } = sheetRef.read(metadata);
      const { discipline } = await entrantIn(ctx, id);
      const { start } = await handInSheet(ctx, related, actor, id, scoresFrom(discipline, values));
      await refreshHome();
      return backTo({ ctx, viewId }, below, await sheetsView(ctx, actor, 1, messages[actor.locale].handedIn(start)));
    },
  });

/** What stands in the form of a sheet from paper: nothing that anybody has typed or given. */
async function copyShown({ ctx, actor, metadata }: FormRequest): Promise<Shown<Fields>> {
  const { id, judge } = copyRef.read(metadata);
  const { discipline, entrant } = await copiedEntrant(ctx, actor, id);
  const say = formMessages[actor.locale];
  const name = (await membersOf(ctx, [judge])).get(judge)?.name ?? '';
  const first = entrant.entered[judge];
  if (first?.by === actor.user) throw new UserError(WORDS.samePerson);
  const asked = entrant.sheets[judge] === undefined ? undefined : pendingRemarks(entrant).get(judge);
  return {
    title: say.copyTitle(entrant.start),
    above: [section(first === undefined ? say.copyOf(name) : say.copyAgain(name))],
    without: [...withoutOf(discipline, asked), ...(first === undefined ? [ANEW] : [])],
    values: asked === undefined ? {} : unasked(discipline, asked),
  };
}

/** What is not asked again stands on the sheet; a steward does not see it, and what is typed for it is not looked at. */
const unasked = ({ criteria }: Discipline, asked: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(
    criteria.filter(({ id }) => !asked.includes(id)).map(({ id, kind }) => [id, kind === 'judged' ? '0' : 0]),
  );

const copying = (related: Related) =>
  formModal<Fields>({
    form: async ({ ctx, metadata }) =>
      sheetForm('skills.copySheet', (await entrantIn(ctx, copyRef.read(metadata).id)).discipline, true),
    role: 'worker',
    about: (metadata) => {
      const { id, judge } = copyRef.read(metadata);
      return `${id} ${judge}`;
    },
    shown: copyShown,
    submit: async ({ ctx, actor, metadata, viewId }, values): Promise<SubmitResult> => {
      const { id, judge, below = '' } = copyRef.read(metadata);
      const { discipline } = await copiedEntrant(ctx, actor, id);
      const done = await copySheet(
        ctx,
        related,
        actor,
        id,
        judge,
        scoresFrom(discipline, values),
        values[ANEW] === true,
      );
      if ('differs' in done)
        return { errors: Object.fromEntries(done.differs.map((field) => [field, formMessages[actor.locale].differs])) };
      const say = messages[actor.locale];
      return backTo(
        { ctx, viewId },
        below,
        await entrantView(ctx, actor, id, done.isConfirmed ? say.confirmed : say.copied),
      );
    },
  });

/** Opens the form, or what stands in it where nothing can be changed any more. */
const openOwn = (related: Related): Action['run'] => {
  const form = scoring(related);
  return async (request) => {
    const { ctx, actor, value } = request;
    const { id } = sheetRef.read(value);
    const below = viewBelow(request);
    await request.openModal(async () => {
      const sheet = await openSheet(ctx, related, actor, id);
      if (sheet.entrant.state !== 'in') throw new UserError(WORDS.over);
      const isOver = sheet.entrant.completeAt !== undefined || (sheet.own !== undefined && isAskedOf(sheet));
      if (isOver) return ownSheetModal(formReaderOf(actor), sheet);
      return form.open(request, sheetRef.pack({ id, ...(below === '' ? {} : { below }) }));
    });
  };
};

/** Others are asked to look again: who is not, waits for them. */
const isAskedOf = ({ waits, isAskedAgain }: { waits: boolean; isAskedAgain: boolean }): boolean =>
  isAskedAgain && !waits;

const openCopy =
  (related: Related) =>
  async (request: ActionRequest): Promise<void> => {
    const about = copyRef.read(request.value);
    const below = viewBelow(request);
    await request.openModal(() =>
      copying(related).open(request, copyRef.pack({ ...about, ...(below === '' ? {} : { below }) })),
    );
  };

const disqualifying = formOnPage({
  form: disqualifyForm,
  role: 'officer',
  about: disqualifyRef,
  mayOpen: ({ ctx, actor }, { id }) => entrantView(ctx, actor, id),
  save: async ({ ctx, actor }, { reason }, { id }) => {
    await decideState(ctx, actor, id, 'disqualified', reason);
    return { page: await entrantView(ctx, actor, id, messages[actor.locale].stateSaved) };
  },
  faultsAt: 'reason',
});

/** The entrants of a discipline, for stewards and officers. */
const entrants: Action['run'] = async (request) => {
  const { ctx, actor, value } = request;
  const { id, discipline: of, page } = entrantsRef.read(value);
  const contest = await lives.present(ctx, id);
  const discipline = disciplineOf(contest, of);
  if (discipline === undefined || !isSteward(actor, contest, discipline)) throw new UserError(WORDS.notSteward);
  await present(request, {
    modal: async () =>
      entrantsModal(
        formReaderOf(actor),
        contest,
        discipline,
        await entrantsPage(ctx, actor, contest, discipline, page),
      ),
  });
};

export const judgingActions = (questions: Questions, related: Related): Record<string, Action> => ({
  sheets: {
    role: 'worker',
    run: (request) => present(request, { modal: () => sheetsView(request.ctx, request.actor, turnedTo(request)) }),
  },
  [sheetRef.verb]: { role: 'worker', run: openOwn(related) },
  [copyRef.verb]: { role: 'worker', run: openCopy(related) },
  [entrantsRef.verb]: { role: 'worker', run: entrants },
  [entrantRef.verb]: {
    role: 'worker',
    run: (request) => {
      const { ctx, actor, value } = request;
      return present(request, { modal: () => entrantView(ctx, actor, entrantRef.read(value).id) });
    },
  },
  [stateRef.verb]: {
    role: 'worker',
    run: async (request) => {
      const { ctx, actor, value } = request;
      const { id, state } = stateRef.read(value);
      await decideState(ctx, actor, id, state, '');
      await present(request, { modal: () => entrantView(ctx, actor, id, messages[actor.locale].stateSaved) });
      await request.refreshHome();
    },
  },
  ...disqualifying.actions,
  [theoryRef.verb]: {
    role: 'worker',
    run: (request) => {
      const { ctx, actor, value, clickId } = request;
      const { id } = theoryRef.read(value);
      return present(request, {
        modal: async () => theoryModal(formReaderOf(actor), await beginTheory(ctx, actor, questions, id, clickId)),
      });
    },
  },
  [answerRef.verb]: {
    role: 'worker',
    run: async (request) => {
      const { ctx, actor, value, clickId } = request;
      const state = await answerTheory(ctx, actor, answerRef.read(value), clickId);
      await present(request, { modal: () => theoryModal(formReaderOf(actor), state) });
      if (state.question === undefined) await request.refreshHome();
    },
  },
});

export const judgingModals = (related: Related): Record<string, Modal> => ({
  sheet: scoring(related).modal,
  copySheet: copying(related).modal,
  ...disqualifying.modals,
});
