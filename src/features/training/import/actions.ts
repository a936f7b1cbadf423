import { formModal } from '../../../bot/draw/form/modal.ts';
import type { Action, Command, Modal, SubmitResult } from '../../../bot/feature.ts';
import type { ActionRequest, SubmitRequest } from '../../../bot/request.ts';
import { replyBadRows } from '../../../imports/bad-rows.ts';
import { idFrom } from '../../../lib/ids.ts';
import { audit } from '../../../members/audit.ts';
import { readerOf } from '../messages/reader.ts';
import { startImport } from './service/import.ts';
import { previewPlan } from './service/plan.ts';
import { planTemplateOffer } from './template.ts';
import { importForm, importIntro, planBadRows, previewModal, startedModal } from './views.ts';

/** Reads the file and shows what it would bring; nothing is made yet. */
const importing = formModal({
  form: importForm,
  role: 'officer',
  drafts: 'none',
  shown: ({ actor }) => ({ above: importIntro(actor.locale) }),
  submit: async ({ ctx, actor }, { file: [file = ''] }) => ({
    update: previewModal(readerOf(actor), file, await previewPlan(ctx, actor, file)),
  }),
});

/** The form, for a command and for a button. */
async function openImport({ openModal, ...who }: Pick<ActionRequest, 'ctx' | 'actor' | 'openModal'>): Promise<void> {
  await openModal(() => importing.open(who));
}

const badRows: Action = {
  role: 'officer',
  run: async ({ ctx, actor, value, reply }) => {
    const preview = await previewPlan(ctx, actor, value);
    await replyBadRows({ ctx, actor, reply }, planBadRows(actor.locale, preview));
    const rows = preview.bad.length;
    const what = {
      zh: `收到培训计划里要改的 ${rows} 行`,
      en: `received the ${rows} rows of a training plan that are to be mended`,
    };
    await audit(ctx, { by: actor.user, kind: 'export', what });
  },
};

async function confirmed({ ctx, actor, metadata, inputs }: SubmitRequest): Promise<SubmitResult> {
  const { fresh } = await previewPlan(ctx, actor, metadata);
  const isPublished = inputs.mode === 'publish';
  await startImport(ctx, actor, metadata, isPublished);
  const [courses, how] = [fresh.length, isPublished ? 'published' : 'as drafts'];
  const what = {
    zh: `导入培训计划：${courses} 门课，${isPublished ? '直接发布' : '存为草稿'}`,
    en: `imported a training plan: ${courses} courses, ${how}`,
  };
  await audit(ctx, { id: `plan-${idFrom(actor.user, metadata)}`, by: actor.user, kind: 'import', what });
  return { update: startedModal(actor.locale, fresh.length) };
}

export const planFileActions: Record<string, Action> = {
  import: { role: 'officer', run: openImport },
  template: planTemplateOffer.action,
  badRows,
};

export const planFileModals: Record<string, Modal> = {
  import: importing.modal,
  importConfirm: { role: 'officer', submit: confirmed },
};

const importCommand: Command = {
  verb: 'import',
  aliases: ['导入'],
  role: 'officer',
  usage: { zh: '', en: '' },
  summary: { zh: '从 Excel 或 CSV 导入培训计划', en: 'a plan of sessions out of a spreadsheet' },
  files: ['csv', 'xlsx'],
  run: openImport,
};

export const planFileCommands: Command[] = [importCommand, planTemplateOffer.command];
