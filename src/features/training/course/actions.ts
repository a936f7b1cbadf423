import { option } from '../../../bot/draw/blocks.ts';
import { present, viewBelow } from '../../../bot/draw/present.ts';
import type { Action, Modal, OptionSource, SubmitResult } from '../../../bot/feature.ts';
import type { ActionRequest, SubmitRequest } from '../../../bot/request.ts';
import { pack, unpack } from '../../../bot/text/command-text.ts';
import { namesLine } from '../../../gatherings/people/views.ts';
import { newId } from '../../../lib/ids.ts';
import { audienceOptions } from '../../../members/audience/options.ts';
import { audienceNames } from '../../../members/audience/text.ts';
import { searchPeople } from '../../../members/search/people-search.ts';
import { shownOf } from '../card/service/present.ts';
import { draftIn, errorsAt, peopleIn, textIn } from '../form/input.ts';
import { formMessages } from '../form/messages.ts';
import { namesIn } from '../form/names.ts';
import { officerMessages } from '../messages/officer-messages.ts';
import { readerOf } from '../messages/reader.ts';
import { officeModal } from '../pages/list-views.ts';
import { pagedModal } from '../pages/officer-pages-views.ts';
import { backTo, officeFor, pageOf } from '../pages/show.ts';
import { doubtsNote } from '../prerequisites/views.ts';
import { linesOn } from '../rules/shift-dates.ts';
import { assign, canAssignToAll } from '../seats/service/assign.ts';
import { courseFor } from '../session/service/courses.ts';
import { managedSession, pageOfSessions, type Turn } from '../session/service/sessions.ts';
import { studyMessages } from '../study/messages.ts';
import { addModal } from './add-views.ts';
import { draftModal } from './draft-views.ts';
import { makeUpDraftForm } from './make-up/actions.ts';
import { emptyDraft, faultsIn, newCourseId, saveDraft } from './service/courses.ts';
import { publish } from './service/publish.ts';
import { withShiftDates } from './service/shift-dates.ts';
import { endStudy } from './service/terms.ts';
import { coursePageOf, openCoursePage } from './show.ts';

const officer = (run: (request: ActionRequest) => Promise<void>): Action => ({ role: 'officer', run });
const PEOPLE = 50;
/** The officer has read that a draft was saved elsewhere: who closes the form then leaves it at that. */
const ASKED = 'asked';

/** An empty form, for a command and for a button. */
export async function openNew(request: Pick<ActionRequest, 'ctx' | 'actor' | 'openModal'>): Promise<void> {
  const { actor } = request;
  await request.openModal(async () => {
    const draft = emptyDraft(actor);
    const metadata = pack(newCourseId(), '', '', newId());
    return draftModal(actor.locale, metadata, draft, await namesIn(request, undefined, draft.facts.trainer));
  });
}

async function openDraft(request: ActionRequest): Promise<void> {
  const { ctx, actor, value } = request;
  await request.openModal(async () => {
    const course = await courseFor(ctx, actor, value);
    if (course.makesUp !== undefined) return makeUpDraftForm(request);
    const names = await namesIn(request, course, course.facts.trainer);
    const draft = { ...course, more: linesOn(actor.tz, course) };
    return draftModal(actor.locale, pack(value, viewBelow(request), course.form ?? '', newId()), draft, names);
  });
}

/** Kept first, whatever is missing; then told what is. What was saved elsewhere meanwhile is written over only when that is meant. */
async function drafted(request: SubmitRequest): Promise<SubmitResult> {
  const { ctx, actor, metadata, inputs } = request;
  const [id = '', viewBelow = '', seen = '', own = ''] = unpack(metadata, 4);
  const typed = await withShiftDates(ctx, actor, draftIn(inputs));
  const course = await saveDraft(ctx, actor, id, typed, { own, seen });
  if (course === undefined) {
    const { form = '' } = await courseFor(ctx, actor, id);
    const names = await namesIn(request, typed, typed.facts.trainer);
    const note = formMessages[actor.locale].form.savedElsewhere;
    return { update: draftModal(actor.locale, pack(id, viewBelow, form, own, ASKED), typed, names, note) };
  }
  const office = officerMessages[actor.locale];
  const faults = await faultsIn(ctx, actor, course);
  if (faults.length > 0) return { errors: errorsAt(faults, formMessages[actor.locale].faults) };
  return backTo(ctx, viewBelow, await coursePageOf(ctx, actor, course, office.kept));
}

async function added({ ctx, actor, metadata, inputs }: SubmitRequest): Promise<SubmitResult> {
  const [id = '', viewBelow = '', asked = ''] = unpack(metadata, 3);
  const people = peopleIn(inputs, 'people');
  const isForAll = textIn(inputs, 'scope') === 'all';
  const done = await assign(ctx, actor, id, people, asked.split(' '), isForAll);
  if ('doubts' in done) {
    const users = done.doubts.map((one) => one.user).join(' ');
    const names = await audienceNames(ctx, { include: people.map((user) => ({ kind: 'member', user })), except: [] });
    const chosen = people.map((user) => option(user, names.get(user) ?? user));
    const hasAll = inputs.scope !== undefined;
    const note = doubtsNote(readerOf(actor), done.doubts);
    return { update: addModal(actor.locale, pack(id, viewBelow, users), hasAll, { note, chosen, isForAll }) };
  }
  const office = officerMessages[actor.locale];
  const { session, left } = done;
  const note = [office.added, ...(left.length > 0 ? [office.notAdded(namesLine(office, left))] : [])].join('\n');
  return backTo(ctx, viewBelow, await pageOf(ctx, actor, session, { note }));
}

/** Of the three modals that Slack stacks a form needs one: from the page of a date the whole course takes its place. */
async function openCourse(request: ActionRequest): Promise<void> {
  const { ctx, actor, suffix, value } = request;
  if (suffix === 'whole') await request.updateModal(await openCoursePage(ctx, actor, value));
  else await present(request, { about: value, modal: () => openCoursePage(ctx, actor, value) });
}

function turned(request: ActionRequest, when: Turn['when']): Promise<void> {
  const { ctx, actor, value } = request;
  return present(request, {
    about: when,
    modal: async () => {
      const { found, ...turn } = await pageOfSessions(ctx, actor, when, Number(value));
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
  addForm: officer(async (request) => {
    const { ctx, actor, value } = request;
    await request.openModal(async () => {
      const session = await managedSession(ctx, actor, value);
      return addModal(actor.locale, pack(value, viewBelow(request)), await canAssignToAll(ctx, session));
    });
  }),
};

export const officerModals: Record<string, Modal> = {
  draft: {
    role: 'officer',
    submit: drafted,
    closed: async ({ ctx, actor, metadata, inputs }) => {
      const [id = '', , seen = '', own = '', asked = ''] = unpack(metadata, 5);
      const draft = draftIn(inputs);
      const isEmpty = draft.facts.topic === '' && draft.facts.startsAt === undefined && draft.about === '';
      if (!isEmpty && asked === '') await saveDraft(ctx, actor, id, draft, { own, seen });
    },
  },
  add: { role: 'officer', submit: added },
};

const people: OptionSource['search'] = async ({ ctx, actor, query }) =>
  (await searchPeople(ctx, actor, query, PEOPLE)).map(({ user, name, branch, team }) => ({
    ...option(user, name),
    ...(branch === undefined && team === undefined
      ? {}
      : { description: option('', [branch, team].filter(Boolean).join(' ')).text }),
  }));

export const officerOptions: Record<string, OptionSource> = {
  audience: { role: 'officer', search: ({ ctx, actor, query }) => audienceOptions(ctx, actor, query) },
  trainer: { role: 'officer', search: people },
  person: { role: 'officer', search: people },
};
