import type { Actor } from '../../bot/actor.ts';
import type { Message } from '../../bot/draw/block-kit.ts';
import { modal, option, actions as row, section } from '../../bot/draw/blocks.ts';
import { formModal } from '../../bot/draw/form/modal.ts';
import { formOnPage } from '../../bot/draw/form/on-page.ts';
import { turnedTo } from '../../bot/draw/pager.ts';
import { asModal, present } from '../../bot/draw/present.ts';
import type { Action, Command, Modal } from '../../bot/feature.ts';
import type { ActionRequest, SubmitRequest } from '../../bot/request.ts';
import { UserError } from '../../bot/routing/errors.ts';
import type { Context } from '../../context.ts';
import { replyBadRows } from '../../imports/bad-rows.ts';
import { templateButtons, templateOffer } from '../../imports/template.ts';
import { pageIn } from '../../lib/pages.ts';
import { audit } from '../../members/audit.ts';
import { unitOption } from './competitors.ts';
import { fileForm, refuseForm, reportForm } from './forms.ts';
import { figure, messages, slotWords } from './messages.ts';
import { importRef, refuseRef, reportRef, valuesRef, verifyRef } from './refs.ts';
import { readValue } from './rules/checks.ts';
import { daysOf, slotsOf } from './rules/slots.ts';
import { today } from './service/day.ts';
import { previewFile, startImport } from './service/file.ts';
import { visible } from './service/lives.ts';
import { report, valueAt } from './service/reports.ts';
import { namesOf } from './service/units.ts';
import { refuse, refusedOf, reportedBy, valuesPage, verify, waitingFor } from './service/values.ts';
import { valueTemplate } from './template.ts';
import {
  faultWords,
  previewModal,
  reportsMessage,
  valueBadRows,
  valuesMessage,
  waitingMessage,
} from './value-views.ts';
import { WORDS } from './words.ts';

const PAGE = 10;
const MOST_OPTIONS = 100;

/** What was sent back to somebody, and what they report. */
export async function reportsFor(ctx: Context, actor: Actor, page = 1, note?: string): Promise<Message> {
  const [all, refused] = await Promise.all([reportedBy(ctx, actor.user), refusedOf(ctx, actor)]);
  const back = refused.rows.flatMap((value) => {
    const one = refused.competitions.get(value.competition);
    return one === undefined ? [] : [{ one, value }];
  });
  const own = all
    .filter(({ state }) => state === 'open')
    .flatMap((one) =>
      one.indicators.filter(({ reporters }) => reporters.includes(actor.user)).map((indicator) => ({ one, indicator })),
    );
  return reportsMessage(actor.locale, pageIn([...back, ...own], { page, size: PAGE }), own.length > 0, note);
}

/** What waits for somebody to verify it. */
export async function waitingMessageFor(ctx: Context, actor: Actor, page: number, note?: string): Promise<Message> {
  const found = await waitingFor(ctx, actor, page, PAGE);
  const users = found.rows.flatMap(({ pending }) => pending?.by ?? []);
  return waitingMessage(actor.locale, found, await namesOf(ctx, users), note);
}

async function placeOf(ctx: Context, actor: Actor, about: { id: string; indicator: string }) {
  const one = await visible(ctx, actor, about.id);
  const indicator = one.indicators.find(({ id }) => id === about.indicator);
  if (indicator === undefined) throw new UserError(WORDS.gone);
  return { one, indicator };
}

const reporting = formOnPage({
  form: reportForm,
  role: 'worker',
  about: reportRef,
  shown: async ({ ctx, actor }, about, typed) => {
    const { one, indicator } = await placeOf(ctx, actor, about);
    const begun = slotsOf(indicator.pace, one).filter((slot) => daysOf(slot, one).from <= today(ctx));
    const { unit, slot = begun.at(-1) } = about;
    const before =
      unit === undefined || slot === undefined
        ? undefined
        : await valueAt(ctx, one._id, { indicator: indicator.id, unit, slot });
    const stands = before?.pending?.value ?? before?.counted ?? before?.refused?.value;
    return {
      values: { unit, slot, ...(stands === undefined ? {} : { value: figure(stands) }) },
      options: {
        unit: unitOption(one, typed.unit ?? unit),
        slot: begun.toReversed().map((each) => option(each, slotWords(actor.locale, each))),
      },
      words: { value: { label: `${indicator.name}（${indicator.measure}）` } },
    };
  },
  save: async ({ ctx, actor }, { unit, slot, value: typed, reason }, about) => {
    const { one, indicator } = await placeOf(ctx, actor, about);
    const value = readValue(typed, indicator.measure);
    if (typeof value === 'string') return { errors: { value: faultWords(actor.locale, { value }) } };
    const fault = await report(ctx, actor, one, { indicator: indicator.id, unit, slot, value, reason });
    const say = messages[actor.locale];
    if (fault === undefined) {
      const now = await valueAt(ctx, one._id, { indicator: indicator.id, unit, slot });
      const note = now?.pending === undefined && now?.counted === value ? say.same : say.reported;
      return { page: asModal(actor.locale, await reportsFor(ctx, actor, 1, note), say.title) };
    }
    const field =
      'value' in fault ? 'value' : fault.word === 'noReason' ? 'reason' : fault.word === 'notNow' ? 'slot' : 'unit';
    return { errors: { [field]: faultWords(actor.locale, fault) } };
  },
  faultsAt: 'value',
});

const refusing = formOnPage({
  form: refuseForm,
  role: 'worker',
  about: refuseRef,
  draftOf: ({ value }) => ({ value }),
  save: async ({ ctx, actor }, { reason }, { value, rev, page }) => {
    await refuse(ctx, actor, value, rev, reason);
    const say = messages[actor.locale];
    const message = await waitingMessageFor(ctx, actor, page, say.refusedNow);
    return { page: asModal(actor.locale, message, say.title) };
  },
  faultsAt: 'reason',
});

async function verifyNow(request: ActionRequest): Promise<void> {
  const { ctx, actor } = request;
  const { value, rev, page } = verifyRef.read(request.value);
  await verify(ctx, actor, value, rev);
  const say = messages[actor.locale];
  await present(request, { message: () => waitingMessageFor(ctx, actor, page, say.verified), title: say.title });
  await request.refreshHome();
}

async function showValues(request: ActionRequest): Promise<void> {
  const { ctx, actor } = request;
  const { id, page } = valuesRef.read(request.value);
  const one = await visible(ctx, actor, id);
  const mine = one.indicators.filter(({ reporters }) => reporters.includes(actor.user)).map((each) => each.id);
  const draw = async () => valuesMessage(actor.locale, one, await valuesPage(ctx, id, page, PAGE), mine);
  await present(request, { message: draw, title: messages[actor.locale].values });
}

const importing = formModal({
  form: fileForm,
  role: 'worker',
  drafts: 'none',
  shown: async ({ ctx, actor }) => {
    const all = (await reportedBy(ctx, actor.user)).slice(0, MOST_OPTIONS);
    if (all.length === 0) throw new UserError(WORDS.noReports);
    const [only] = all.length === 1 ? all : [];
    return {
      options: { competition: all.map(({ _id, name }) => option(_id, name)) },
      ...(only === undefined ? {} : { values: { competition: only._id } }),
      above: [row(...templateButtons(actor.locale, 'competition', ['xlsx', 'csv']))],
    };
  },
  submit: async ({ ctx, actor }, { competition, file: [file = ''] }) => {
    const one = await visible(ctx, actor, competition);
    try {
      return { update: previewModal(actor.locale, file, await previewFile(ctx, actor, one, file)) };
    } catch (error) {
      if (error instanceof UserError) return { errors: { file: error.said[actor.locale] } };
      throw error;
    }
  },
});

/** Opens the form for a file of values. */
const openImport = (request: Pick<ActionRequest, 'ctx' | 'actor' | 'openModal'>): Promise<void> =>
  request.openModal(() => importing.open(request));

async function confirmFile({ ctx, actor, metadata }: SubmitRequest) {
  const { id, file, good } = importRef.read(metadata);
  await startImport(ctx, actor, await visible(ctx, actor, id), file, good);
  const { title, importStarted, importClose } = messages[actor.locale];
  const blocks = [section(importStarted)];
  return { update: modal({ callback: 'competition.importStarted', title, close: importClose, blocks }) };
}

async function badRows(request: ActionRequest): Promise<void> {
  const { ctx, actor, value } = request;
  const { id, file } = importRef.read(value);
  const preview = await previewFile(ctx, actor, await visible(ctx, actor, id), file);
  await replyBadRows(request, valueBadRows(actor.locale, preview));
  const count = preview.bad.length;
  const what = { zh: `收到竞赛数值里要改的 ${count} 行`, en: `received the ${count} rows of values to fix` };
  await audit(ctx, { by: actor.user, kind: 'export', what });
}

export const valueTemplates = templateOffer({
  role: 'worker',
  summary: { zh: '下载填报竞赛数值的模板', en: 'get a template for a file of values' },
  formats: ['xlsx', 'csv'],
  make: async (_ctx, { locale }) => valueTemplate(locale),
});

const worker = (run: Action['run']): Action => ({ role: 'worker', run });
const shown = (draw: (request: ActionRequest) => Promise<Message>): Action =>
  worker((request) => present(request, { message: () => draw(request), title: messages[request.actor.locale].title }));

/** Everybody may press these: who reports and who verifies what, is looked up each time. */
export const valueActions: Record<string, Action> = {
  ...reporting.actions,
  ...refusing.actions,
  reports: shown((request) => reportsFor(request.ctx, request.actor, turnedTo(request))),
  waiting: shown((request) => waitingMessageFor(request.ctx, request.actor, turnedTo(request))),
  [verifyRef.verb]: worker(verifyNow),
  [valuesRef.verb]: worker(showValues),
  import: worker(openImport),
  template: valueTemplates.action,
  badRows: worker(badRows),
};

export const valueModals: Record<string, Modal> = {
  ...reporting.modals,
  ...refusing.modals,
  import: importing.modal,
  [importRef.verb]: { role: 'worker', submit: confirmFile },
};

export const importCommand: Command = {
  verb: 'import',
  aliases: ['导入'],
  role: 'worker',
  usage: { zh: '', en: '' },
  summary: { zh: '从 Excel 或 CSV 导入竞赛数值', en: 'values of a competition out of a spreadsheet' },
  files: ['csv', 'xlsx'],
  run: openImport,
};
