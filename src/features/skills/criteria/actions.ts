import { actions as row } from '../../../bot/draw/blocks.ts';
import { formModal } from '../../../bot/draw/form/modal.ts';
import { backTo } from '../../../bot/draw/live-view.ts';
import { viewBelow } from '../../../bot/draw/present.ts';
import type { Action, Modal } from '../../../bot/feature.ts';
import type { SubmitRequest } from '../../../bot/request.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import { replyBadRows } from '../../../imports/bad-rows.ts';
import { templateButtons, templateOffer } from '../../../imports/template.ts';
import { audit } from '../../../members/audit.ts';
import { disciplineView } from '../contest-actions.ts';
import { criteriaFileForm } from '../forms.ts';
import { criteriaFormRef, criteriaRef } from '../refs.ts';
import { isPlanned } from '../rules/contest.ts';
import { previewCriteria, takeCriteria } from '../service/criteria-file.ts';
import { managed } from '../service/lives.ts';
import { WORDS } from '../words.ts';
import { criteriaMessages } from './messages.ts';
import { criteriaTemplate } from './template.ts';
import { criteriaBadRows, criteriaPreview } from './views.ts';

/** The criteria of a discipline out of a file: form, preview, and then all at once. */
const importing = formModal({
  form: criteriaFileForm,
  role: 'officer',
  drafts: 'none',
  shown: async ({ ctx, actor, metadata }) => {
    if (!isPlanned(await managed(ctx, actor, criteriaRef.read(metadata).id))) throw new UserError(WORDS.cannotChange);
    return { above: [row(...templateButtons(actor.locale, 'skills', ['xlsx', 'csv']))] };
  },
  submit: async ({ ctx, actor, metadata }, { file: [file = ''] }) => {
    const about = { ...criteriaRef.read(metadata), file };
    try {
      const preview = await previewCriteria(ctx, actor, about.id, about.discipline, file);
      return { update: criteriaPreview(actor.locale, about, preview) };
    } catch (error) {
      if (error instanceof UserError) return { errors: { file: error.said[actor.locale] } };
      throw error;
    }
  },
});

async function take({ ctx, actor, metadata, viewId }: SubmitRequest) {
  const { id, discipline, file, below = '' } = criteriaRef.read(metadata);
  const { count } = await takeCriteria(ctx, actor, id, discipline, file);
  const note = criteriaMessages[actor.locale].taken(count);
  return backTo({ ctx, viewId }, below, await disciplineView(ctx, actor, id, discipline, note));
}

const badRows: Action['run'] = async (request) => {
  const { ctx, actor, value } = request;
  const { id, discipline, file } = criteriaRef.read(value);
  const preview = await previewCriteria(ctx, actor, id, discipline, file);
  await replyBadRows(request, criteriaBadRows(actor.locale, preview));
  const count = preview.bad.length;
  const what = { zh: `收到评分项里要改的 ${count} 行`, en: `received the ${count} rows of criteria to fix` };
  await audit(ctx, { by: actor.user, kind: 'export', what });
};

const template = templateOffer({
  role: 'officer',
  summary: { zh: '下载评分项的模板', en: 'get a template for criteria' },
  formats: ['xlsx', 'csv'],
  make: (_ctx, { locale }) => criteriaTemplate(locale),
});

export const criteriaActions: Record<string, Action> = {
  [criteriaFormRef.verb]: {
    role: 'officer',
    run: (request) =>
      request.openModal(() => {
        const below = viewBelow(request);
        const about = { ...criteriaFormRef.read(request.value), file: '', ...(below === '' ? {} : { below }) };
        return importing.open(request, criteriaRef.pack(about));
      }),
  },
  template: template.action,
  badRows: { role: 'officer', run: badRows },
};

export const criteriaModals: Record<string, Modal> = {
  criteriaForm: importing.modal,
  [criteriaRef.verb]: { role: 'officer', submit: take },
};
