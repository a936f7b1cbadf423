import type { Actor } from '../../../bot/actor.ts';
import { formModal } from '../../../bot/draw/form/modal.ts';
import { turnedTo } from '../../../bot/draw/pager.ts';
import { present } from '../../../bot/draw/present.ts';
import type { Action, Command, Feature, Modal } from '../../../bot/feature.ts';
import type { ActionRequest, CommandRequest } from '../../../bot/request.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import { downloadSlackFile } from '../../../bot/slack/file.ts';
import type { Context } from '../../../context.ts';
import { type BadRows, replyBadRows, sendBadRows } from '../../../imports/bad-rows.ts';
import { takeNow } from '../../../imports/importing.ts';
import { clock } from '../../../lib/clock.ts';
import { audit, auditPage } from '../../../members/audit.ts';
import { applyPlan, undoable, undoPlan } from '../../../members/roster/apply.ts';
import {
  badRosterRows,
  PLAN_FAULTS,
  type Preview,
  planById,
  previewRightsTaken,
  previewRoster,
} from '../../../members/roster/plan.ts';
import type { RosterReport } from '../../../members/roster/plan-model.ts';
import { ROSTER_LIMITS } from '../../../members/roster/roster.ts';
import { takeSheets } from '../../../members/take-sheets.ts';
import { importAbove, importForm, importResult } from './import-views.ts';
import { rosterMessages } from './messages.ts';
import { rosterImporter } from './service.ts';
import { rosterTemplate } from './template.ts';
import {
  confirmRef,
  isCut,
  type Log,
  logMessage,
  logModal,
  previewModal,
  previewRows,
  rosterBadRows,
  takeModal,
  takenModal,
  takeRef,
  undoneText,
} from './views.ts';

const FILE_WIDTHS = [16, 16, 16, 80];

/** Reads the uploaded file and shows what it would change; what does not fit goes to the administrator as a file. */
async function preview(ctx: Context, actor: Actor, file: string, note?: string) {
  const { bytes } = await downloadSlackFile(ctx, file, ROSTER_LIMITS.bytes);
  const shown = await previewRoster(ctx, bytes, actor.user);
  if (isCut(shown.plan.report)) await sendWhole(ctx, actor, shown);
  return previewModal(actor.locale, shown.plan, file, note);
}

async function sendWhole(ctx: Context, actor: Actor, shown: Preview): Promise<void> {
  const say = rosterMessages[actor.locale];
  await takeSheets(ctx, actor, {
    filename: say.fileName,
    sheets: [{ rows: previewRows(actor.locale, shown), widths: FILE_WIDTHS }],
    comment: say.fileSent,
    what: {
      id: `preview-${shown.plan._id}`,
      zh: '收到一份名册预览文件',
      en: 'received a roster preview as a file',
    },
  });
}

export const rosterImport = formModal({
  form: importForm,
  role: 'administrator',
  drafts: 'none',
  shown: ({ actor }) => ({ above: importAbove(actor.locale) }),
  submit: async ({ ctx, actor }, { file: [file = ''] }) => ({ update: await preview(ctx, actor, file) }),
});

/** What was shown counts; what is not true any more is shown again. */
const confirmSubmit = (after: readonly Feature[]): Modal => ({
  role: 'administrator',
  submit: async ({ ctx, actor, metadata }) => {
    const { id, from: file } = confirmRef.read(metadata);
    try {
      const wanted = { user: actor.user, source: id, choice: { file } };
      const done = await takeNow(ctx, rosterImporter, wanted);
      if (done === undefined) throw new UserError(PLAN_FAULTS.gone);
      const { report, _id } = done.plan;
      ctx.log.info({ plan: _id, added: report.added, changed: report.changed }, 'a roster was imported');
      const more = await Promise.all(after.map(async (one) => (await one.afterRoster?.({ ctx, actor })) ?? []));
      const sent = await sendBad(ctx, actor, report, file);
      return { update: importResult(actor.locale, done, more.flat(), sent) };
    } catch (error) {
      if (!isFault(error, PLAN_FAULTS.stale)) throw error;
      return { update: await preview(ctx, actor, file, rosterMessages[actor.locale].stale) };
    }
  },
});

async function badRowsIn(ctx: Context, actor: Actor, file: string): Promise<BadRows> {
  const { bytes } = await downloadSlackFile(ctx, file, ROSTER_LIMITS.bytes);
  return rosterBadRows(actor.locale, await badRosterRows(ctx, bytes));
}

async function noteExport(ctx: Context, actor: Actor): Promise<void> {
  const what = { zh: '收到一份名册里要改的行', en: 'received the rows to fix of a roster as a file' };
  await audit(ctx, { by: actor.user, kind: 'export', what });
}

/** The import stands, whether the file of the rows to mend arrives or not. @returns whether it went */
async function sendBad(ctx: Context, actor: Actor, report: RosterReport, file: string): Promise<boolean> {
  if (report.faults.count + report.notes.count === 0) return false;
  const isSent = await sendBadRows(ctx, actor, () => badRowsIn(ctx, actor, file));
  if (isSent) await noteExport(ctx, actor);
  return isSent;
}

const badRows: Action = {
  role: 'administrator',
  run: async ({ ctx, actor, value, reply }) => {
    await replyBadRows({ ctx, actor, reply }, await badRowsIn(ctx, actor, value));
    await noteExport(ctx, actor);
  },
};

function isFault(error: unknown, said: UserError['said']): boolean {
  return error instanceof UserError && error.said === said;
}

/** Shows whose rights would go; nothing goes before it is submitted. */
const absent: Action = {
  role: 'administrator',
  run: ({ ctx, actor, value, openModal }) =>
    openModal(async () => {
      const plan = await previewRightsTaken(ctx, value, actor.user);
      return takeModal(actor.locale, plan, value);
    }),
};

const takeSubmit: Modal = {
  role: 'administrator',
  submit: async ({ ctx, actor, metadata }) => {
    const { id, from } = takeRef.read(metadata);
    try {
      await applyPlan(ctx, id);
      return { update: takenModal(actor.locale, await planById(ctx, id)) };
    } catch (error) {
      if (!isFault(error, PLAN_FAULTS.stale)) throw error;
      const plan = await previewRightsTaken(ctx, from, actor.user);
      return {
        update: takeModal(actor.locale, plan, from, rosterMessages[actor.locale].staleRights),
      };
    }
  },
};

async function logFor(ctx: Context, page: number): Promise<Log> {
  const found = await auditPage(ctx, page);
  const plans = found.rows.flatMap((entry) => entry.plan ?? []);
  return { page: found, undoable: await undoable(ctx, plans), now: clock.now() };
}

async function showLog(request: ActionRequest, page: number, note?: string): Promise<void> {
  const { ctx, actor } = request;
  await present(request, {
    message: async () => logMessage(actor, await logFor(ctx, page), note),
    modal: async () => logModal(actor, await logFor(ctx, page), note),
  });
}

const log: Action = { role: 'administrator', run: (request) => showLog(request, turnedTo(request)) };

const undo: Action = {
  role: 'administrator',
  run: async (request) => {
    const done = await undoPlan(request.ctx, request.value, request.actor.user);
    await showLog(request, 1, undoneText(request.actor.locale, done));
  },
};

async function replyLog({ ctx, actor, args, reply }: CommandRequest): Promise<void> {
  await reply(logMessage(actor, await logFor(ctx, Number(args[0] ?? 1))));
}

export const rosterActions: Record<string, Action> = { absent, badRows, log, undo, template: rosterTemplate.action };
export const rosterModals = (features: readonly Feature[]): Record<string, Modal> => ({
  import: rosterImport.modal,
  confirm: confirmSubmit(features),
  take: takeSubmit,
});
export const rosterCommands: Command[] = [
  rosterTemplate.command,
  {
    verb: 'log',
    aliases: ['记录', '操作记录'],
    role: 'administrator',
    usage: { zh: '[页]', en: '[page]' },
    summary: {
      zh: '谁导入、改过身份、导出；一天内可以撤销',
      en: 'who imported, changed rights or exported; undo within a day',
    },
    run: replyLog,
  },
];
