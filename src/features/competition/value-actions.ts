import type { Actor } from '../../bot/actor.ts';
import type { Message, ModalView } from '../../bot/draw/block-kit.ts';
import { modal, option, actions as row, section } from '../../bot/draw/blocks.ts';
import { formModal } from '../../bot/draw/form/modal.ts';
import { backTo } from '../../bot/draw/live-view.ts';
import { turnedTo } from '../../bot/draw/pager.ts';
import { asModal, present, viewBelow } from '../../bot/draw/present.ts';
import type { Action, Command, Modal } from '../../bot/feature.ts';
import type { ActionRequest, SubmitRequest } from '../../bot/request.ts';
import { UserError } from '../../bot/routing/errors.ts';
import type { Context } from '../../context.ts';
import { replyBadRows } from '../../imports/bad-rows.ts';
import { templateButtons, templateOffer } from '../../imports/template.ts';
import { audit } from '../../members/audit.ts';
import { fileForm, refuseForm, reportForm } from './forms.ts';
import { figure, messages, slotWords } from './messages.ts';
import { importRef, refuseRef, reportRef, valuesRef, verifyRef } from './refs.ts';
import { readValue } from './rules/checks.ts';
import { daysOf, slotsOf } from './rules/slots.ts';
import { today } from './service/day.ts';
import { previewFile, startImport } from './service/file.ts';
import { visible } from './service/store.ts';
import { namesOf } from './service/units.ts';
import { refuse, refusedOf, report, reportedBy, valueAt, valuesPage, verify, waitingFor } from './service/values.ts';
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

/** What somebody reports, and what was sent back to them. */
export async function reportsFor(ctx: Context, actor: Actor, note?: string): Promise<Message> {
  const [all, refused] = await Promise.all([reportedBy(ctx, actor.user), refusedOf(ctx, actor)]);
  const own = all
    .filter(({ state }) => state === 'open')
    .flatMap((one) =>
      one.indicators.filter(({ reporters }) => reporters.includes(actor.user)).map((indicator) => ({ one, indicator })),
    );
  const back = refused.flatMap((value) => {
    const one = all.find(({ _id }) => _id === value.competition);
    return one === undefined ? [] : [{ one, value }];
  });
  return reportsMessage(actor.locale, own, back, note);
}

/** What waits for somebody to verify it. */
export async function waitingMessageFor(ctx: Context, actor: Actor, page: number, note?: string): Promise<Message> {
  const found = await waitingFor(ctx, actor, page, PAGE);
  const users = found.rows.flatMap(({ pending }) => pending?.by ?? []);
  return waitingMessage(actor.locale, found, await namesOf(ctx, users), note);
}

const placeOf = async ({ ctx, actor, metadata }: Pick<SubmitRequest, 'ctx' | 'actor' | 'metadata'>) => {
  const about = reportRef.read(metadata);
  const one = await visible(ctx, actor, about.id);
  const indicator = one.indicators.find(({ id }) => id === about.indicator);
  if (indicator === undefined) throw new UserError(WORDS.gone);
  return { about, one, indicator };
};

const reporting = formModal({
  form: reportForm,
  role: 'worker',
  about: (metadata) => {
    const { id, indicator, unit = '', slot = '' } = reportRef.read(metadata);
    return [id, indicator, unit, slot].join(' ');
  },
  shown: async (request) => {
    const { ctx, actor } = request;
    const { about, one, indicator } = await placeOf(request);
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
        unit: one.units.slice(0, MOST_OPTIONS).map(({ key, name }) => option(key, name)),
        slot: begun
          .toReversed()
          .slice(0, MOST_OPTIONS)
          .map((each) => option(each, slotWords(actor.locale, each))),
      },
      words: { value: { label: `${indicator.name}（${indicator.measure}）` } },
    };
  },
  submit: async (request, { unit, slot, value: typed, reason }) => {
    const { ctx, actor, refreshHome } = request;
    const { about, one, indicator } = await placeOf(request);
    const value = readValue(typed, indicator.measure);
    if (typeof value === 'string') return { errors: { value: faultWords(actor.locale, { value }) } };
    const fault = await report(ctx, actor, one, { indicator: indicator.id, unit, slot, value, reason });
    if (fault !== undefined) {
      const field =
        'value' in fault ? 'value' : fault.word === 'noReason' ? 'reason' : fault.word === 'notNow' ? 'slot' : 'unit';
      return { errors: { [field]: faultWords(actor.locale, fault) } };
    }
    await refreshHome();
    const say = messages[actor.locale];
    const { below = '' } = about;
    return backTo(ctx, below, asModal(actor.locale, await reportsFor(ctx, actor, say.reported), say.title));
  },
});

const refusing = formModal({
  form: refuseForm,
  role: 'worker',
  about: (metadata) => refuseRef.read(metadata).value,
  submit: async ({ ctx, actor, metadata, refreshHome }, { reason }) => {
    const { value, rev, page, below = '' } = refuseRef.read(metadata);
    await refuse(ctx, actor, value, rev, reason);
    await refreshHome();
    const say = messages[actor.locale];
    return backTo(
      ctx,
      below,
      asModal(actor.locale, await waitingMessageFor(ctx, actor, page, say.refusedNow), say.title),
    );
  },
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
    if (all.length === 0) throw new UserError({ zh: messages.zh.noReports, en: messages.en.noReports });
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
export const openImport = (request: Pick<ActionRequest, 'ctx' | 'actor' | 'openModal'>): Promise<void> =>
  request.openModal(() => importing.open(request));

async function confirmFile({ ctx, actor, metadata }: SubmitRequest) {
  const { id, file } = importRef.read(metadata);
  const one = await visible(ctx, actor, id);
  const { good } = await previewFile(ctx, actor, one, file);
  await startImport(ctx, actor, one, file, good.length);
  return { update: saidModal(actor, messages[actor.locale].importStarted) };
}

const saidModal = ({ locale }: Actor, text: string): ModalView =>
  modal({
    callback: 'competition.importStarted',
    title: messages[locale].title,
    close: messages[locale].importClose,
    blocks: [section(text)],
  });

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

/** Everybody may press these: who reports and who verifies what, is looked up each time. */
export const valueActions: Record<string, Action> = {
  reports: worker((request) =>
    present(request, {
      message: () => reportsFor(request.ctx, request.actor),
      title: messages[request.actor.locale].title,
    }),
  ),
  waiting: worker((request) =>
    present(request, {
      message: () => waitingMessageFor(request.ctx, request.actor, turnedTo(request)),
      title: messages[request.actor.locale].title,
    }),
  ),
  [reportRef.verb]: worker(async (request) => {
    const about = reportRef.pack({ ...reportRef.read(request.value), below: viewBelow(request) });
    await request.openModal(() => reporting.open(request, about));
  }),
  [verifyRef.verb]: worker(verifyNow),
  [refuseRef.verb]: worker(async (request) => {
    const about = refuseRef.pack({ ...refuseRef.read(request.value), below: viewBelow(request) });
    await request.openModal(() => refusing.open(request, about));
  }),
  [valuesRef.verb]: worker(showValues),
  import: worker(openImport),
  template: valueTemplates.action,
  badRows: worker(badRows),
};

export const valueModals: Record<string, Modal> = {
  [reportRef.verb]: reporting.modal,
  [refuseRef.verb]: refusing.modal,
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
