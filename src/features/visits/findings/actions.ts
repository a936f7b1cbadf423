import type { Actor } from '../../../bot/actor.ts';
import type { Message, ModalView } from '../../../bot/draw/block-kit.ts';
import { actions, button, option, section } from '../../../bot/draw/blocks.ts';
import { formModal, formReaderOf } from '../../../bot/draw/form/modal.ts';
import { turnedTo } from '../../../bot/draw/pager.ts';
import { asModal, present } from '../../../bot/draw/present.ts';
import type { Action, Modal, SubmitResult } from '../../../bot/feature.ts';
import type { ActionRequest, SubmitRequest } from '../../../bot/request.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import { caseScreens } from '../../../cases/screens/screens.ts';
import type { Context } from '../../../context.ts';
import { newId } from '../../../lib/ids.ts';
import type { Locale } from '../../../lib/language.ts';
import { branchesAndTeams } from '../../../members/audience/audience.ts';
import { maySee } from '../../../members/roles.ts';
import { messages } from '../messages.ts';
import type { Visit } from '../model.ts';
import type { Finding } from '../rules.ts';
import { OUTCOMES } from '../rules.ts';
import { recordForm, recordRef, STOP_WITHOUT } from './forms.ts';
import {
  branchOf,
  type Fault,
  findingCases,
  ownerFault,
  recordFinding,
  recordVisit,
  type Said,
  visitOf,
} from './service.ts';
import { texts } from './texts.ts';
import { recordedMessage, stoppedMessage } from './views.ts';

/** An option needs a value: this one is the company's. */
const COMPANY = '-';

export const findingScreens = caseScreens({
  cases: findingCases,
  texts,
  kindNames: (_ctx, locale) => (kind) => (messages[locale].kinds as Record<string, string>)[kind] ?? kind,
  lists: { mine: 'visits.mine', waiting: 'visits.waiting' },
  together: OUTCOMES,
  named: ({ visited, submitter }) => [...visited, ...(submitter === undefined ? [] : [submitter])],
  lines: ({ visited, submitter = '', earlier }, { locale }, name) => {
    const words = messages[locale];
    const others = visited.filter((user) => user !== submitter).map((user) => name(user));
    return [
      ...(others.length === 0 ? [] : [words.visited(others.join(locale === 'zh' ? '、' : ', '))]),
      words.recordedBy(name(submitter)),
      ...(earlier === undefined ? [] : [words.linked]),
    ];
  },
});

/** The branches that an officer may choose. */
export async function branchOptions(ctx: Context, actor: Actor) {
  const sizes = await branchesAndTeams(ctx);
  const branches = sizes.map(({ branch }) => branch).filter((branch) => branch !== '' && maySee(actor, branch));
  const company = maySee(actor, undefined) ? [option(COMPANY, messages[actor.locale].company)] : [];
  return [...company, ...branches.map((branch) => option(branch, branch))];
}

export const chosenBranch = (value: string | undefined): string | undefined => (value === COMPANY ? '' : value);

const shownFor = async ({ ctx, actor, metadata }: Pick<SubmitRequest, 'ctx' | 'actor' | 'metadata'>) => {
  const { visit, isStop } = recordRef.read(metadata);
  const before = visit === undefined ? undefined : await visitOf(ctx, actor, visit);
  const without = isStop === true ? STOP_WITHOUT : [];
  return {
    options: { branch: await branchOptions(ctx, actor) },
    ...(before === undefined ? {} : { values: { place: before.place, people: before.visited } }),
    without,
    ...(isStop === true ? { title: messages[actor.locale].stop } : {}),
  };
};

const told = ({ locale }: Actor, { field, fault }: Fault): SubmitResult => ({ errors: { [field]: fault[locale] } });

/** The same form, with the earlier one above it; sent again it is recorded. */
async function shownAgain(request: SubmitRequest, earlier: Finding): Promise<SubmitResult> {
  const { actor, metadata, inputs } = request;
  const words = messages[actor.locale];
  const state = texts[actor.locale].states[earlier.state] ?? earlier.state;
  const open = button({ action: 'visits.open', label: earlier.number, value: earlier._id });
  const shown = {
    ...(await shownFor(request)),
    above: [section(words.again(earlier.number, state), open)],
    submit: words.sendAgain,
  };
  const seen = recordRef.pack({ ...recordRef.read(metadata), seen: earlier._id });
  return { update: recordForm.draw(formReaderOf(actor), shown, { typed: inputs, metadata: seen, tellClosed: true }) };
}

const record = formModal({
  form: recordForm,
  role: 'officer',
  about: (metadata) => recordRef.read(metadata).visit ?? '',
  shown: shownFor,
  submit: async (request, { what, people: visited, photos, branch: chosen, ...more }): Promise<SubmitResult> => {
    const { ctx, actor, metadata } = request;
    const { once, visit, seen, isStop } = recordRef.read(metadata);
    const said: Said = { ...more, once, visit, what, visited, photos, branch: chosenBranch(chosen) };
    const found = await branchOf(ctx, actor, said);
    if ('fault' in found) return told(actor, found);
    const { branch } = found;
    if (isStop === true) return { update: doneModal(actor, await recordVisit(ctx, actor, branch, said)) };
    const fault = said.owner === undefined ? undefined : await ownerFault(ctx, said.owner, branch);
    if (fault !== undefined) return told(actor, fault);
    const earlier = await findingCases.earlierOf(ctx, { kind: said.kind, place: said.place, branch });
    const isNew = earlier === undefined || earlier._id === seen || earlier._id === findingCases.idOf(ctx, once);
    if (!isNew) return shownAgain(request, earlier);
    try {
      const finding = await recordFinding(ctx, actor, branch, said);
      await request.refreshHome();
      return { update: recordedModal(actor, finding) };
    } catch (error) {
      if (error instanceof UserError) return { errors: { photos: error.said[actor.locale] } };
      throw error;
    }
  },
});

function doneModal({ locale }: Actor, visit: Visit): ModalView {
  return asModal(locale, stoppedMessage(locale, visit), messages[locale].title);
}

function recordedModal(actor: Actor, finding: Finding): ModalView {
  const { locale } = actor;
  const reader = formReaderOf(actor);
  const done = recordedMessage(reader, finding, findingCases.runningClock(finding));
  return asModal(locale, done, messages[locale].title);
}

/** Opens the form: alone, or for one thing more of a visit, in the place of what was just said. */
export async function openRecord(
  request: Pick<ActionRequest, 'ctx' | 'actor' | 'openModal'>,
  about: { visit?: string; isStop?: boolean } = {},
): Promise<void> {
  await request.openModal(() => record.open(request, recordRef.pack({ once: newId(), ...about })));
}

export async function mineMessage(ctx: Context, actor: Actor, page: number): Promise<Message> {
  const words = messages[actor.locale];
  const found = await findingCases.mine(ctx, actor);
  return findingScreens.list(ctx, actor, found, {
    title: words.mine,
    none: words.mineNone,
    turn: 'visits.mine',
    from: 'mine',
    page,
  });
}

export async function waitingMessage(ctx: Context, actor: Actor, page: number): Promise<Message> {
  const words = messages[actor.locale];
  const found = await findingCases.waitingFor(ctx, actor);
  return findingScreens.list(ctx, actor, found, {
    title: words.waiting,
    turn: 'visits.waiting',
    from: 'waiting',
    page,
    buttons: [button({ action: 'visits.new', label: words.record })],
  });
}

const lists =
  (draw: typeof mineMessage) =>
  (request: ActionRequest): Promise<void> =>
    present(request, {
      message: () => draw(request.ctx, request.actor, turnedTo(request)),
      title: messages[request.actor.locale].title,
    });

async function openMore(request: ActionRequest): Promise<void> {
  const about = recordRef.pack({ once: newId(), visit: request.value });
  await present(request, { modal: () => record.open(request, about) });
}

export const findingActions: Record<string, Action> = {
  ...findingScreens.actions,
  new: { role: 'officer', run: (request) => openRecord(request) },
  more: { role: 'officer', run: openMore },
  stop: { role: 'officer', run: (request) => openRecord(request, { isStop: true }) },
  mine: { role: 'worker', run: lists(mineMessage) },
  waiting: { role: 'officer', run: lists(waitingMessage) },
};
export const findingModals: Record<string, Modal> = { ...findingScreens.modals, record: record.modal };

/** The buttons of an officer. */
export function officerButtons(locale: Locale) {
  const words = messages[locale];
  return actions(
    button({ action: 'visits.new', label: words.record, style: 'primary' }),
    button({ action: 'visits.waiting', label: words.waiting }),
    button({ action: 'visits.round', label: words.round }),
    button({ action: 'visits.topics', label: words.discussions }),
    button({ action: 'visits.numbers', label: words.numbers }),
  );
}
