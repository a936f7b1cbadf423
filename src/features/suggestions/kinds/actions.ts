import type { Actor } from '../../../bot/actor.ts';
import type { ModalView } from '../../../bot/draw/block-kit.ts';
import type { Action, Modal } from '../../../bot/feature.ts';
import type { ActionRequest, SubmitRequest } from '../../../bot/request.ts';
import type { Context } from '../../../context.ts';
import { branchesAndTeams } from '../../../members/audience/audience.ts';
import { COMPANY, saidModal } from '../form/views.ts';
import { WORDS } from '../words.ts';
import { KIND_NAME } from './rules.ts';
import { kindOf, kindsOf, retireKind, saveKind } from './service.ts';
import { kindModal, kindsMessage } from './views.ts';

const administrator = (run: Action['run']): Action => ({ role: 'administrator', run });

async function formOf({ ctx, actor }: ActionRequest, kind?: string): Promise<ModalView> {
  const [found, sizes] = await Promise.all([kind === undefined ? undefined : kindOf(ctx, kind), branchesAndTeams(ctx)]);
  return kindModal(actor.locale, found, sizes.map((one) => one.branch).filter(Boolean));
}

async function listOf(ctx: Context, actor: Actor): Promise<ModalView> {
  return saidModal(actor.locale, kindsMessage(actor.locale, await kindsOf(ctx)));
}

/** From the form of a kind: the list takes its place, with what has become of it. */
const retires = (isRetired: boolean): Action =>
  administrator(async ({ ctx, actor, value, updateModal }) => {
    await retireKind(ctx, actor, value, isRetired);
    await updateModal(await listOf(ctx, actor));
  });

const DAYS = ['acceptDays', 'replyDays', 'dueDays'] as const;
const MOST_DAYS = 60;
const MOST_POINTS = 1_000;

function wholeOf({ inputs }: SubmitRequest, id: string): number {
  const value = Number(inputs[id]);
  return Number.isInteger(value) ? value : -1;
}

const saved: Modal = {
  role: 'administrator',
  submit: async (request) => {
    const { ctx, actor, inputs, metadata, viewId } = request;
    const { locale } = actor;
    const text = (id: string) => (typeof inputs[id] === 'string' ? inputs[id].trim() : '');
    const [acceptDays = 0, replyDays = 0, dueDays = 0] = DAYS.map((id) => wholeOf(request, id));
    const days = { acceptDays, replyDays, dueDays };
    const points = wholeOf(request, 'points');
    const title = { zh: text('zh'), en: text('en') };
    const errors = {
      ...Object.fromEntries(
        (['zh', 'en'] as const)
          .filter((id) => title[id] === '' || title[id].length > KIND_NAME)
          .map((id) => [id, WORDS.kindName[locale]]),
      ),
      ...Object.fromEntries(
        DAYS.filter((id) => days[id] < 1 || days[id] > MOST_DAYS).map((id) => [id, WORDS.badDays[locale]]),
      ),
      ...(points < 0 || points > MOST_POINTS ? { points: WORDS.badPoints[locale] } : {}),
    };
    if (Object.keys(errors).length > 0) return { errors };
    const branch = text('branch');
    await saveKind(ctx, actor, metadata || `own-${viewId}`, {
      title,
      ...days,
      points,
      route: {
        branch: branch === COMPANY ? '' : branch,
        owner: text('owner') || undefined,
        deputy: text('deputy') || undefined,
      },
    });
    return { update: await listOf(ctx, actor) };
  },
};

export const kindsActions: Record<string, Action> = {
  kind: administrator((request) => request.openModal(() => formOf(request, request.value))),
  addKind: administrator((request) => request.openModal(() => formOf(request))),
  retireKind: retires(true),
  restoreKind: retires(false),
};
export const kindsModals: Record<string, Modal> = { kind: saved };
