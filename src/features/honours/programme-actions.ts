import type { Actor } from '../../bot/actor.ts';
import type { ModalView } from '../../bot/draw/block-kit.ts';
import { formReaderOf } from '../../bot/draw/form/modal.ts';
import { formOnPage } from '../../bot/draw/form/on-page.ts';
import { isTurn, turnedTo } from '../../bot/draw/pager.ts';
import { present } from '../../bot/draw/present.ts';
import { sentence } from '../../bot/draw/sentence.ts';
import type { Action, Modal } from '../../bot/feature.ts';
import type { ActionRequest } from '../../bot/request.ts';
import { UserError } from '../../bot/routing/errors.ts';
import { mayRun } from '../../bot/routing/roles.ts';
import type { Context } from '../../context.ts';
import { LEAST_JUDGES } from '../../judging/rules.ts';
import { idFrom } from '../../lib/ids.ts';
import { noticeActions } from '../../notices/actions.ts';
import { formMessages } from './form-messages.ts';
import { accidentForm, cancelForm, programmeForm, titleForm } from './forms.ts';
import { messages } from './messages.ts';
import { LIST, listMessage, listModal, programmeModal } from './programme-views.ts';
import {
  accidentRef,
  cancelRef,
  chooseRef,
  dropTitleRef,
  honoursNotices,
  openRef,
  programmeFormRef,
  programmeRef,
  titleFormRef,
} from './refs.ts';
import { readCriteria, titleOf, writtenCriteria } from './rules/programme.ts';
import type { Programme } from './rules/records.ts';
import { calendar } from './service/calendar.ts';
import { managed, visible } from './service/lives.ts';
import {
  cancelProgramme,
  changeProgramme,
  chooseTied,
  dropTitle,
  makeProgramme,
  openProgramme,
  recordAccident,
  saveTitle,
} from './service/programmes.ts';
import { listed, shownOne } from './service/shown.ts';
import { WORDS } from './words.ts';

export const programmeView = async (ctx: Context, actor: Actor, one: Programme, note?: string): Promise<ModalView> =>
  programmeModal(formReaderOf(actor), await shownOne(ctx, actor, one), note);

/** The programme where the click was; from the list it opens on top. */
async function show(request: ActionRequest, one: Programme, note?: string): Promise<void> {
  const { ctx, actor, origin } = request;
  const isFromList = origin.kind === 'modal' && origin.metadata === LIST;
  await present(request, {
    modal: () => programmeView(ctx, actor, one, note),
    // Pages of one programme take each other's place: Slack shows three modals at most, and a form needs the third.
    inModal: isFromList ? 'over' : 'instead',
  });
}

const list: Action['run'] = async (request) => {
  const { ctx, actor } = request;
  const reader = formReaderOf(actor);
  const found = await listed(ctx, actor, turnedTo(request));
  const isOfficer = mayRun(actor, 'officer');
  await present(request, {
    ...(isTurn(request) ? { message: () => listMessage(reader, found, isOfficer) } : {}),
    modal: () => listModal(reader, found, isOfficer),
    about: LIST,
  });
};

const acting = (
  act: (ctx: Context, actor: Actor, value: string) => Promise<Programme>,
  note: 'opened' | 'chosen' | 'saved',
): Action => ({
  role: 'officer',
  run: async (request) => {
    const { ctx, actor, value } = request;
    await show(request, await act(ctx, actor, value), messages[actor.locale][note]);
    await request.refreshHome();
  },
});

const making = formOnPage({
  form: programmeForm,
  role: 'officer',
  about: programmeFormRef,
  edits: ({ id }) => id !== undefined,
  shown: async ({ ctx, actor }, { id }) => {
    if (id === undefined) return {};
    const one = await managed(ctx, actor, id);
    const isPlanned = one.state === 'draft' || one.state === 'nominating';
    return {
      title: formMessages[actor.locale].editProgramme,
      values: { ...one, criteria: writtenCriteria(one.criteria) },
      without: one.state === 'scoring' ? [...BEFORE_SCORES, 'nominateUntil'] : isPlanned ? [] : ['nominateUntil'],
    };
  },
  save: async ({ ctx, actor, viewId }, said, { id }) => {
    const say = messages[actor.locale];
    const form = formMessages[actor.locale];
    const before = id === undefined ? undefined : await managed(ctx, actor, id);
    const isPlanned = before === undefined || before.state === 'draft' || before.state === 'nominating';
    if (isPlanned && said.nominateUntil <= formReaderOf(actor).now) return { errors: { nominateUntil: form.past } };
    if (said.judges.length < LEAST_JUDGES) return { errors: { judges: form.fewJudges } };
    const read = readCriteria(said.criteria);
    if ('fault' in read) return { errors: { criteria: form.criteriaFault(read) } };
    const facts = { ...said, criteria: read.criteria };
    if (id !== undefined)
      return { page: await programmeView(ctx, actor, await changeProgramme(ctx, actor, id, facts), say.saved) };
    const made = await makeProgramme(ctx, actor, idFrom(ctx.workspace, actor.user, viewId), facts);
    return { page: await programmeView(ctx, actor, made, say.made), isNew: true };
  },
  faultsAt: 'name',
});

/** What judges have scored by can't be changed any more. */
const BEFORE_SCORES = [
  'name',
  'criteria',
  'checkDays',
  'scoreDays',
  'publicityDays',
  'voters',
  'voteDays',
  'isDropped',
] as const;

const titling = formOnPage({
  form: titleForm,
  role: 'officer',
  about: titleFormRef,
  edits: ({ title }) => title !== undefined,
  mayOpen: async ({ ctx, actor }, { id }) => {
    if ((await managed(ctx, actor, id)).state !== 'draft') throw new UserError(WORDS.cannotChange);
  },
  shown: async ({ ctx, actor }, { id, title }) => {
    const before = title === undefined ? undefined : titleOf(await managed(ctx, actor, id), title);
    return before === undefined ? {} : { values: before };
  },
  save: async ({ ctx, actor, viewId }, said, { id, title = idFrom(actor.user, viewId) }) => ({
    page: await programmeView(
      ctx,
      actor,
      await saveTitle(ctx, actor, id, { ...said, id: title }),
      messages[actor.locale].saved,
    ),
  }),
  faultsAt: 'name',
});

const cancelling = formOnPage({
  form: cancelForm,
  role: 'officer',
  about: cancelRef,
  mayOpen: ({ ctx, actor }, { id }) => managed(ctx, actor, id),
  save: async ({ ctx, actor }, { reason }, { id }) => ({
    page: await programmeView(
      ctx,
      actor,
      await cancelProgramme(ctx, actor, id, reason),
      messages[actor.locale].cancelledNow,
    ),
  }),
  faultsAt: 'reason',
});

const accident = formOnPage({
  form: accidentForm,
  role: 'officer',
  about: accidentRef,
  drafts: 'none',
  save: async ({ ctx, actor, viewId, tell }, { who, day, what }) => {
    await recordAccident(ctx, actor, idFrom(ctx.workspace, actor.user, viewId), { member: who, day, what });
    await tell(sentence(messages[actor.locale].accidentDone));
    const found = await listed(ctx, actor, 1);
    return { page: listModal(formReaderOf(actor), found, true) };
  },
  faultsAt: 'who',
});

type Opening = Pick<ActionRequest, 'ctx' | 'actor' | 'openModal'>;
/** Opens the form of a new programme. */
export const openProgrammeForm = (request: Opening): Promise<void> => making.open(request, {});
/** Opens the form in which an accident is recorded. */
export const openAccidentForm = (request: Opening): Promise<void> => accident.open(request, {});

export const programmeActions: Record<string, Action> = {
  ...noticeActions(calendar, honoursNotices, managed),
  list: { role: 'worker', run: list },
  [programmeRef.verb]: {
    role: 'worker',
    run: async (request) => {
      const { ctx, actor, value } = request;
      await show(request, await visible(ctx, actor, programmeRef.read(value).id));
    },
  },
  [openRef.verb]: acting((ctx, actor, value) => openProgramme(ctx, actor, openRef.read(value).id), 'opened'),
  [dropTitleRef.verb]: acting((ctx, actor, value) => {
    const { id, title } = dropTitleRef.read(value);
    return dropTitle(ctx, actor, id, title);
  }, 'saved'),
  [chooseRef.verb]: acting((ctx, actor, value) => {
    const { id, nominee } = chooseRef.read(value);
    return chooseTied(ctx, actor, id, nominee);
  }, 'chosen'),
  ...making.actions,
  ...titling.actions,
  ...cancelling.actions,
  ...accident.actions,
};

export const programmeModals: Record<string, Modal> = {
  ...making.modals,
  ...titling.modals,
  ...cancelling.modals,
  ...accident.modals,
};
