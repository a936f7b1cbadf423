import type { Actor } from '../../bot/actor.ts';
import { type FormRequest, formModal, type OpenForm } from '../../bot/draw/form/modal.ts';
import { present } from '../../bot/draw/present.ts';
import type { Action, Command, Modal, SubmitResult } from '../../bot/feature.ts';
import type { ActionRequest, CommandRequest, SubmitRequest } from '../../bot/request.ts';
import { UserError } from '../../bot/routing/errors.ts';
import { mayRun } from '../../bot/routing/roles.ts';
import type { Context } from '../../context.ts';
import { replyBadRows } from '../../imports/bad-rows.ts';
import { clock } from '../../lib/clock.ts';
import { addDays, dayNumber, dayOf } from '../../lib/zone.ts';
import { branchesAndTeams, membersOf } from '../../members/audience/audience.ts';
import type { DaySaid } from '../../members/calendar/model.ts';
import { addForm, pasteForm, scopeOptions } from './form-views.ts';
import { messages } from './messages.ts';
import { badDaysIn, confirm, preview, readDays, undo, type YearPage, yearPage } from './service.ts';
import { calendarTemplate } from './template.ts';
import { dayBadRows, doneModal, previewModal, type Reader, yearMessage, yearModal } from './views.ts';

const LONGEST_DAYS = 250;

/** Administrators change the calendar, officers of the company may look at it. @throws UserError for a branch's officer */
function readerOf(actor: Actor): Reader {
  if (actor.scope !== 'company') throw new UserError({ zh: messages.zh.companyOnly, en: messages.en.companyOnly });
  return { locale: actor.locale, isAdministrator: mayRun(actor, 'administrator') };
}

function thisYear(ctx: Context): number {
  return Number(dayOf(clock.now(), ctx.config.TIMEZONE).slice(0, 4));
}

/** The year that was asked for, kept within what can be computed. */
function yearIn(ctx: Context, text: string): number {
  const year = /^\d{4}/.exec(text)?.[0];
  return year === undefined ? thisYear(ctx) : Math.min(2098, Math.max(2000, Number(year)));
}

async function namesOn(ctx: Context, page: YearPage): Promise<Map<string, string>> {
  const people = await membersOf(
    ctx,
    page.changes.map(({ by }) => by),
  );
  return new Map([...people].map(([user, { name }]) => [user, name]));
}

/** `/jy calendar [year]` */
export async function overview({ ctx, actor, text, args, reply }: CommandRequest): Promise<void> {
  const reader = readerOf(actor);
  const asked = args[0] ?? text;
  if (asked !== '' && !/^\d{4}年?$/.test(asked))
    throw new UserError({ zh: messages.zh.badYear, en: messages.en.badYear });
  const page = await yearPage(ctx, yearIn(ctx, asked));
  await reply(yearMessage(reader, page, await namesOn(ctx, page)));
}

export const commands: Command[] = [
  {
    verb: 'year',
    aliases: ['年'],
    role: 'officer',
    usage: { zh: '[年份]', en: '[year]' },
    summary: {
      zh: '一年的放假和补班：法律的、年度通知的、本公司的',
      en: 'the days off and make-up days of a year: by law, by the yearly notice, the company’s own',
    },
    run: overview,
  },
  calendarTemplate.command,
];

async function onYear(request: ActionRequest): Promise<void> {
  const { ctx, actor, suffix } = request;
  await showYear(request, readerOf(actor), yearIn(ctx, suffix));
}

async function showYear(request: ActionRequest, reader: Reader, year: number, first = ''): Promise<void> {
  const { ctx } = request;
  const page = await yearPage(ctx, year);
  const names = await namesOn(ctx, page);
  await present(request, {
    message: () => yearMessage(reader, page, names, first),
    modal: () => yearModal(reader, page, names),
  });
}

async function onUndo(request: ActionRequest): Promise<void> {
  const { ctx, actor, suffix, value } = request;
  const reader = readerOf(actor);
  await undo(ctx, actor, value);
  await showYear(request, reader, yearIn(ctx, suffix), messages[actor.locale].undone);
}

async function shownFor({ ctx, actor }: FormRequest) {
  const branches = (await branchesAndTeams(ctx)).map(({ branch }) => branch);
  return { options: { scope: scopeOptions(actor.locale, branches) } };
}

const add = formModal({
  form: addForm,
  role: 'administrator',
  shown: shownFor,
  submit: async ({ ctx, actor, metadata, viewId }, { from, to = from, kind, name, scope }) => {
    const count = dayNumber(to) - dayNumber(from) + 1;
    if (count < 1 || count > LONGEST_DAYS) return { errors: { to: messages[actor.locale].badRange } };
    const days = Array.from({ length: count }, (_, nth): DaySaid => ({ day: addDays(from, nth), kind, name }));
    const found = await preview(ctx, actor, viewId, { scope, days, faults: [] });
    return { update: previewModal(actor.locale, yearIn(ctx, days[0]?.day ?? metadata), found) };
  },
});

const paste = formModal({
  form: pasteForm,
  role: 'administrator',
  shown: shownFor,
  submit: async ({ ctx, actor, metadata, viewId }, { scope, lines, file: [file] }) => {
    if (lines.trim() === '' && file === undefined) return { errors: { lines: messages[actor.locale].needLines } };
    const read = await readDays(ctx, { text: lines, file, year: yearIn(ctx, metadata) });
    const found = await preview(ctx, actor, viewId, { scope, ...read });
    return { update: previewModal(actor.locale, yearIn(ctx, read.days[0]?.day ?? metadata), found, read) };
  },
});

async function onBadRows(request: ActionRequest): Promise<void> {
  const { ctx, actor, suffix, value } = request;
  await replyBadRows(request, dayBadRows(actor.locale, await badDaysIn(ctx, value, yearIn(ctx, suffix))));
}

/** The form of a year. */
function opening(one: OpenForm) {
  return async ({ ctx, actor, suffix, openModal }: ActionRequest): Promise<void> =>
    openModal(() => one.open({ ctx, actor }, String(yearIn(ctx, suffix))));
}

export const actions: Record<string, Action> = {
  year: { role: 'officer', run: onYear },
  undo: { role: 'administrator', run: onUndo },
  add: { role: 'administrator', run: opening(add) },
  paste: { role: 'administrator', run: opening(paste) },
  badRows: { role: 'administrator', run: onBadRows },
  template: calendarTemplate.action,
};

async function submitConfirm({ ctx, actor, metadata }: SubmitRequest): Promise<SubmitResult> {
  const [year = '', id = ''] = metadata.split(' ');
  const change = await confirm(ctx, id);
  return { update: doneModal(actor.locale, yearIn(ctx, year), change.days.length) };
}

export const modals: Record<string, Modal> = {
  add: add.modal,
  paste: paste.modal,
  confirm: { role: 'administrator', submit: submitConfirm },
};
