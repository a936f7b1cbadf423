import { option } from '../../../bot/draw/blocks.ts';
import { type FormRequest, formModal, type OpenForm } from '../../../bot/draw/form/modal.ts';
import { backTo } from '../../../bot/draw/live-view.ts';
import { turnedTo } from '../../../bot/draw/pager.ts';
import { present, viewBelow } from '../../../bot/draw/present.ts';
import type { Action, Modal, OptionSource } from '../../../bot/feature.ts';
import type { ActionRequest } from '../../../bot/request.ts';
import { namesLine } from '../../../gatherings/people/views.ts';
import { newId } from '../../../lib/ids.ts';
import { otherLocale } from '../../../lib/language.ts';
import { audienceOptions } from '../../../members/audience/options.ts';
import { readersIn } from '../../../members/audience/resolve.ts';
import { specOfKeys } from '../../../members/audience/spec.ts';
import { affairsOf } from '../../../members/roles.ts';
import { peopleOptions } from '../../../members/search/people-options.ts';
import { shownOf } from '../card/service/present.ts';
import { errorsAt, namedOptions, secondWords } from '../form/fields.ts';
import { formMessages } from '../form/messages.ts';
import { namesIn } from '../form/names.ts';
import { officerMessages } from '../messages/officer-messages.ts';
import { readerOf } from '../messages/reader.ts';
import type { Draft } from '../model.ts';
import { officeModal } from '../pages/list-views.ts';
import { pagedModal } from '../pages/officer-pages-views.ts';
import { officeFor, pageOf } from '../pages/show.ts';
import { doubtsNote } from '../prerequisites/views.ts';
import type { Fault } from '../rules/facts.ts';
import { linesOn } from '../rules/shift-dates.ts';
import { assign, canAssignToAll } from '../seats/service/assign.ts';
import { courseFor, findCourse } from '../session/service/courses.ts';
import { managedSession, pageOfSessions, type Turn } from '../session/service/sessions.ts';
import { studyMessages } from '../study/messages.ts';
import { addForm, addRef } from './add-form.ts';
import { draftForm, draftFrom, draftRef, draftValues } from './draft-form.ts';
import { makeUp } from './make-up/actions.ts';
import { makeUpRef } from './make-up/form.ts';
import { emptyDraft, faultsIn, newCourseId, saveDraft } from './service/courses.ts';
import { publish } from './service/publish.ts';
import { withShiftDates } from './service/shift-dates.ts';
import { endStudy } from './service/terms.ts';
import { coursePageOf, openCoursePage } from './show.ts';

const officer = (run: (request: ActionRequest) => Promise<void>): Action => ({ role: 'officer', run });
/** An empty form, for a command and for a button. */
export async function openNew({
  openModal,
  ...who
}: Pick<ActionRequest, 'ctx' | 'actor' | 'openModal'>): Promise<void> {
  const { draftNote } = formMessages[who.actor.locale].form;
  const metadata = draftRef.pack({ id: newCourseId(), below: '', seen: '', own: newId() });
  await openModal(() => draft.open(who, metadata, draftNote));
}

async function openDraft(request: ActionRequest): Promise<void> {
  const { ctx, actor, value } = request;
  await request.openModal(async () => {
    const course = await courseFor(ctx, actor, value);
    if (course.makesUp !== undefined)
      return makeUp.open(request, makeUpRef.pack({ id: value, below: viewBelow(request) }));
    const metadata = draftRef.pack({ id: value, below: viewBelow(request), seen: course.form ?? '', own: newId() });
    return draft.open(request, metadata, formMessages[actor.locale].form.draftNote);
  });
}

/** A draft as it stands, on the clock of the officer; an empty one before it is saved. */
async function draftAt({ ctx, actor }: Pick<FormRequest, 'ctx' | 'actor'>, id: string): Promise<Draft> {
  const course = await findCourse(ctx, actor, id);
  return course === undefined ? emptyDraft(actor) : { ...course, more: linesOn(actor.tz, course) };
}

/** What is missing in a draft, and may be filled in later. */
function isOpenYet(fault: Fault, { facts, include, must }: Draft): boolean {
  if (fault === 'where') return facts.where === '';
  return fault === 'startsAt' || fault === 'trainer' || (fault === 'include' && include.length + must.length === 0);
}

/** Kept first, whatever is missing; what is wrong is said at its field, what is missing on the page. What was saved elsewhere
 * meanwhile is written over only when that is meant. */
const draft: OpenForm = formModal({
  form: draftForm,
  role: 'officer',
  shown: async (request, typed) => {
    const { ctx, actor } = request;
    const found = await draftAt(request, draftRef.read(request.metadata).id);
    const values = draftValues(found);
    const named = { ...values, ...typed };
    const names = await namesIn(ctx, named, [named.trainer]);
    const whom = specOfKeys([...named.include, ...named.must], named.except);
    const others = await readersIn(ctx, whom, otherLocale(actor.locale), affairsOf(actor));
    return {
      values,
      options: namedOptions(actor.locale, named, named.trainer, names),
      words: secondWords(actor.locale, found.facts.second),
      asked: others > 0 ? ['secondTopic'] : [],
    };
  },
  drafts: {
    keep: async (request, values) => {
      const { ctx, actor, metadata } = request;
      const { id, seen, own, isAsked } = draftRef.read(metadata);
      const before = await draftAt(request, id);
      const kept = draftFrom({ ...draftValues(before), ...values }, before.facts.second, actor.locale);
      const isEmpty = kept.facts.topic === '' && kept.facts.startsAt === undefined && kept.about === '';
      if (!isEmpty && isAsked !== true) await saveDraft(ctx, actor, id, kept, { own, seen });
    },
  },
  submit: async (request, values) => {
    const { ctx, actor, metadata } = request;
    const about = draftRef.read(metadata);
    const { id, below, seen, own } = about;
    const { facts } = await draftAt(request, id);
    const typed = await withShiftDates(ctx, actor, draftFrom(values, facts.second, actor.locale));
    const course = await saveDraft(ctx, actor, id, typed, { own, seen });
    if (course === undefined) {
      const { form: other = '' } = await courseFor(ctx, actor, id);
      const asked = draftRef.pack({ ...about, seen: other, isAsked: true });
      return { update: await draft.again(request, asked, { note: formMessages[actor.locale].form.savedElsewhere }) };
    }
    const wrong = (await faultsIn(ctx, actor, course)).filter((one) => !isOpenYet(one, course));
    if (wrong.length > 0) return { errors: errorsAt(wrong, actor.locale) };
    return backTo(request, below, await coursePageOf(ctx, actor, course, officerMessages[actor.locale].kept));
  },
});

const add: OpenForm = formModal({
  form: addForm,
  role: 'officer',
  about: (metadata) => addRef.read(metadata).id,
  shown: async ({ ctx, actor, metadata }, { people = [] }) => {
    const session = await managedSession(ctx, actor, addRef.read(metadata).id);
    const names = await namesIn(ctx, {}, people);
    return {
      options: { people: people.map((user) => option(user, names.get(user) ?? user)) },
      without: (await canAssignToAll(ctx, session)) ? [] : ['scope'],
    };
  },
  submit: async (request, { people, scope }) => {
    const { ctx, actor, metadata, inputs } = request;
    const { id, below, asked } = addRef.read(metadata);
    const done = await assign(ctx, actor, id, people, asked, 'scope' in inputs && scope === 'all');
    if ('doubts' in done) {
      const again = addRef.pack({ id, below, asked: done.doubts.map((one) => one.user) });
      return { update: await add.again(request, again, { note: doubtsNote(readerOf(actor), done.doubts) }) };
    }
    const office = officerMessages[actor.locale];
    const { session, left } = done;
    const note = [office.added, ...(left.length > 0 ? [office.notAdded(namesLine(office, left))] : [])].join('\n');
    return backTo(request, below, await pageOf(ctx, actor, session, { note }));
  },
});

/** Of the three modals that Slack stacks a form needs one: from the page of a date the whole course takes its place. */
async function openCourse(request: ActionRequest): Promise<void> {
  const { ctx, actor, suffix, value } = request;
  if (suffix === 'whole') await request.updateModal(await openCoursePage(ctx, actor, value));
  else await present(request, { about: value, modal: () => openCoursePage(ctx, actor, value) });
}

function turned(request: ActionRequest, when: Turn['when']): Promise<void> {
  const { ctx, actor } = request;
  return present(request, {
    about: when,
    modal: async () => {
      const { found, ...turn } = await pageOfSessions(ctx, actor, when, turnedTo(request));
      return pagedModal(readerOf(actor), await shownOf(ctx, actor, found), turn);
    },
  });
}

export const officerActions: Record<string, Action> = {
  new: officer(openNew),
  draft: officer(openDraft),
  list: officer((request) =>
    present(request, {
      about: 'list',
      modal: async () => officeModal(...(await officeFor(request.ctx, request.actor))),
    }),
  ),
  course: officer(openCourse),
  coming: officer((request) => turned(request, 'coming')),
  earlier: officer((request) => turned(request, 'earlier')),
  publish: officer(async (request) => {
    const { ctx, actor, value } = request;
    const note = officerMessages[actor.locale].publishing;
    await publish(ctx, actor, value);
    await present(request, { about: value, modal: () => openCoursePage(ctx, actor, value, note) });
    await request.refreshHome();
  }),
  studyEnd: officer(async (request) => {
    const { ctx, actor, value } = request;
    const course = await endStudy(ctx, actor, value);
    const modal = () => coursePageOf(ctx, actor, course, studyMessages[actor.locale].ended);
    await present(request, { about: value, modal });
  }),
  addForm: officer((request) =>
    request.openModal(() =>
      add.open(request, addRef.pack({ id: request.value, below: viewBelow(request), asked: [] })),
    ),
  ),
};

export const officerModals: Record<string, Modal> = { draft: draft.modal, add: add.modal };

export const officerOptions: Record<string, OptionSource> = {
  audience: { role: 'officer', search: ({ ctx, actor, query }) => audienceOptions(ctx, actor, query) },
  trainer: peopleOptions('affairs'),
  person: peopleOptions('affairs'),
};
