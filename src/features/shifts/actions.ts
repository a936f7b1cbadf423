import type { Actor } from '../../bot/actor.ts';
import { formModal } from '../../bot/draw/form/modal.ts';
import { turnedTo } from '../../bot/draw/pager.ts';
import { present } from '../../bot/draw/present.ts';
import type { Action, Command, Modal, SubmitResult } from '../../bot/feature.ts';
import type { ActionRequest, CommandRequest, SubmitRequest } from '../../bot/request.ts';
import { UserError } from '../../bot/routing/errors.ts';
import { mayRun } from '../../bot/routing/roles.ts';
import type { Context } from '../../context.ts';
import { clock } from '../../lib/clock.ts';
import { dayOf } from '../../lib/zone.ts';
import type { CompanyShift } from '../../members/shifts/model.ts';
import { isShiftUndoable, SHIFT_FAULTS, shiftById, shiftsOfCompany } from '../../members/shifts/service.ts';
import { type NamelessShift, shiftsInUse, shiftsWithoutHours } from '../../members/shifts/use.ts';
import { type Filled, fill, fillKnown, readForm } from './form.ts';
import { doneModal, previewModal, sameForm, sameShown, shiftForm, shiftModal, shiftShown } from './form-views.ts';
import { messages } from './messages.ts';
import { comingDays, confirm, join, part, preview, retire, undo, versionOn } from './service.ts';
import { type Reader, shiftsMessage, shiftsModal } from './views.ts';
import { formWords, nameToken } from './words.ts';

function todayIn(ctx: Context): string {
  return dayOf(clock.now(), ctx.config.TIMEZONE);
}

/** Administrators change the shifts, officers of the company may look. @throws UserError for a branch's officer */
function readerOf(ctx: Context, actor: Actor): Reader {
  if (actor.scope !== 'company') throw new UserError({ zh: messages.zh.companyOnly, en: messages.en.companyOnly });
  return { locale: actor.locale, isAdministrator: mayRun(actor, 'administrator'), today: todayIn(ctx) };
}

/** `/jy shifts` */
export async function overview({ ctx, actor, args, reply }: CommandRequest): Promise<void> {
  const reader = readerOf(ctx, actor);
  await reply(shiftsMessage(reader, await shiftsInUse(ctx), Number(args[0] ?? 1)));
}

export const commands: Command[] = [
  {
    verb: 'list',
    aliases: ['列表'],
    role: 'officer',
    usage: { zh: '[页码]', en: '[page]' },
    summary: {
      zh: '班次的名称和上班时间，还有哪些没有时间',
      en: 'the names of shifts and their hours, and which have none yet',
    },
    run: overview,
  },
];

async function showList(request: ActionRequest, page: number, first = ''): Promise<void> {
  const { ctx, actor } = request;
  const reader = readerOf(ctx, actor);
  await present(request, {
    message: async () => shiftsMessage(reader, await shiftsInUse(ctx), page, first),
    modal: async () => shiftsModal(reader, await shiftsInUse(ctx), page, first),
  });
}

async function namelessBy(ctx: Context, token: string): Promise<NamelessShift> {
  const found = (await shiftsWithoutHours(ctx)).find(({ name }) => nameToken(name) === token);
  if (found === undefined) throw new UserError(SHIFT_FAULTS.gone);
  return found;
}

/** What the form is about: nothing yet, a name of the roster that has no hours, or a shift as it was seen. */
const aboutName = (token: string): string => `~${token}`;
const aboutShift = ({ _id, revision }: CompanyShift): string => `${_id}-${revision}`;

const define = formModal({
  form: shiftForm,
  role: 'administrator',
  shown: async ({ ctx, actor, metadata }) => {
    const { locale } = actor;
    if (metadata === '') return shiftShown(locale, {}, true);
    const words = formWords(locale);
    if (metadata.startsWith('~')) {
      const known = (await shiftsWithoutHours(ctx)).find(({ name }) => aboutName(nameToken(name)) === metadata);
      return shiftShown(locale, known === undefined ? {} : fillKnown(known.name, known.known, words), true);
    }
    const shift = await shiftById(ctx, metadata.split('-')[0] ?? '');
    // Of a shift that is retired what it said last.
    const said = shift.versions.findLast(({ pattern }) => pattern !== undefined);
    const filled: Filled = said?.pattern === undefined ? {} : fill(said.pattern, said.crews, words);
    return shiftShown(locale, { ...filled, name: shift.name, from: todayIn(ctx) }, false);
  },
  submit: async ({ ctx, actor, metadata, viewId }, values) => {
    const read = readForm(values);
    if ('faults' in read) {
      const { faults } = messages[actor.locale];
      const told = Object.entries(read.faults).map(([field, { fault, line }]) => [field, faults[fault](line)]);
      return { errors: Object.fromEntries(told) };
    }
    const [id = '', seen = ''] = metadata.startsWith('~') ? [] : metadata.split('-');
    const shift = id === '' ? undefined : { id, seen: Number(seen) };
    return { update: previewModal(actor.locale, await preview(ctx, actor, viewId, read.shift, shift)) };
  },
});

const same = formModal({
  form: sameForm,
  role: 'administrator',
  drafts: 'none',
  shown: async ({ ctx, actor, metadata }) => {
    const named = (await shiftsWithoutHours(ctx)).find(({ name }) => nameToken(name) === metadata);
    // Sent twice, it is an alias already, and has hours.
    return named === undefined
      ? {}
      : sameShown(actor.locale, named, (await shiftsOfCompany(ctx)).filter(isStanding(ctx)));
  },
  submit: async ({ ctx, actor, metadata }, { shift: chosen }) => {
    const [id = '', token] = chosen.split('-');
    const shift = await shiftById(ctx, id);
    const crew = shift.versions.at(-1)?.crews.find(({ name }) => nameToken(name) === token)?.name;
    const alias = shift.aliases.find(({ text }) => nameToken(text) === metadata);
    const name = alias?.text ?? (await namelessBy(ctx, metadata)).name;
    const joined = await join(ctx, actor, id, { text: name, ...(crew === undefined ? {} : { crew }) });
    return { update: doneModal(actor.locale, joined, 0) };
  },
});

function onAdd(request: ActionRequest): Promise<void> {
  return present(request, { modal: () => define.open(request) });
}

function onDefine(request: ActionRequest): Promise<void> {
  const { ctx, suffix } = request;
  return present(request, {
    modal: async () => {
      await namelessBy(ctx, suffix);
      return define.open(request, aboutName(suffix));
    },
  });
}

function onSame(request: ActionRequest): Promise<void> {
  const { ctx, suffix } = request;
  return present(request, {
    modal: async () => {
      await namelessBy(ctx, suffix);
      return same.open(request, suffix);
    },
  });
}

const isStanding = (ctx: Context) => (shift: Parameters<typeof versionOn>[0]) =>
  versionOn(shift, todayIn(ctx))?.pattern !== undefined;

async function showShift(request: ActionRequest, id: string, first = ''): Promise<void> {
  const { ctx, actor } = request;
  const reader = readerOf(ctx, actor);
  await present(request, {
    modal: async () => {
      const shift = await shiftById(ctx, id);
      return shiftModal({ ...reader, mayUndo: isShiftUndoable(shift) }, shift, await comingDays(ctx, shift), first);
    },
  });
}

function onEdit(request: ActionRequest): Promise<void> {
  const { ctx, suffix } = request;
  return present(request, {
    modal: async () => define.open(request, aboutShift(await shiftById(ctx, suffix.split('-')[0] ?? ''))),
  });
}

async function onRetire(request: ActionRequest): Promise<void> {
  const { ctx, actor, suffix, value, clickId } = request;
  await retire(ctx, actor, clickId, suffix, Number(value));
  await showShift(request, suffix, messages[actor.locale].retiredDone);
}

async function onUndo(request: ActionRequest): Promise<void> {
  const { ctx, actor, suffix, value, clickId } = request;
  await undo(ctx, actor, clickId, suffix, Number(value));
  await showShift(request, suffix, messages[actor.locale].undone);
}

async function onDrop(request: ActionRequest): Promise<void> {
  const { ctx, actor, suffix } = request;
  const [id = '', token] = suffix.split('-');
  const { aliases } = await shiftById(ctx, id);
  const alias = aliases.find(({ text }) => nameToken(text) === token);
  if (alias !== undefined) await part(ctx, actor, id, alias.text);
  await showShift(request, id, messages[actor.locale].dropped);
}

export const actions: Record<string, Action> = {
  page: { role: 'officer', run: (request) => showList(request, turnedTo(request)) },
  show: { role: 'officer', run: (request) => showShift(request, request.suffix) },
  add: { role: 'administrator', run: onAdd },
  define: { role: 'administrator', run: onDefine },
  same: { role: 'administrator', run: onSame },
  edit: { role: 'administrator', run: onEdit },
  retire: { role: 'administrator', run: onRetire },
  undo: { role: 'administrator', run: onUndo },
  drop: { role: 'administrator', run: onDrop },
};

async function submitConfirm({ ctx, actor, metadata }: SubmitRequest): Promise<SubmitResult> {
  const shift = await confirm(ctx, actor, metadata);
  const left = (await shiftsWithoutHours(ctx)).find((other) => other.shift?._id === shift._id);
  return { update: doneModal(actor.locale, shift, left?.people ?? 0) };
}

export const modals: Record<string, Modal> = {
  define: define.modal,
  confirm: { role: 'administrator', submit: submitConfirm },
  same: same.modal,
};
