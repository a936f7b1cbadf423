import type { Action, Modal, SubmitRequest } from '../../bot/feature.ts';
import { branchesAndTeams } from '../../members/audience.ts';
import { COMPANY, saidModal } from './form-views.ts';
import { kindModal, kindsMessage } from './kinds-views.ts';
import { changeKind, kindOf, kindsOf } from './service/kinds.ts';
import { WORDS } from './words.ts';

const openKind: Action = {
  role: 'administrator',
  run: async ({ ctx, actor, value, openModal }) =>
    openModal(async () => {
      const [kind, sizes] = await Promise.all([kindOf(ctx, value), branchesAndTeams(ctx)]);
      return kindModal(actor.locale, kind, sizes.map((one) => one.branch).filter(Boolean));
    }),
};

const DAYS = ['acceptDays', 'replyDays', 'dueDays'] as const;
const MOST = 60;

function wholeOf({ inputs }: SubmitRequest, id: string): number | undefined {
  const value = Number(inputs[id]);
  return Number.isInteger(value) ? value : undefined;
}

const saveKind: Modal = {
  role: 'administrator',
  submit: async (request) => {
    const { ctx, actor, inputs, metadata } = request;
    const fault = WORDS.badDays[actor.locale];
    const days = DAYS.map((id) => wholeOf(request, id) ?? 0);
    const errors = Object.fromEntries(
      DAYS.flatMap((id, i) => ((days[i] ?? 0) < 1 || (days[i] ?? 0) > MOST ? [[id, fault]] : [])),
    );
    const points = wholeOf(request, 'points');
    if (points === undefined || points < 0 || points > 1_000) errors.points = fault;
    if (Object.keys(errors).length > 0) return { errors };
    const [acceptDays = 3, replyDays = 10, dueDays = 20] = days;
    const text = (id: string) => (typeof inputs[id] === 'string' && inputs[id] !== '' ? inputs[id] : undefined);
    const branch = text('branch') ?? COMPANY;
    await changeKind(ctx, actor, metadata, {
      ...{ acceptDays, replyDays, dueDays, points: points ?? 0 },
      route: { branch: branch === COMPANY ? '' : branch, owner: text('owner'), deputy: text('deputy') },
    });
    return { update: saidModal(actor.locale, kindsMessage(actor.locale, await kindsOf(ctx))) };
  },
};

export const kindsActions: Record<string, Action> = { kind: openKind };
export const kindsModals: Record<string, Modal> = { kind: saveKind };
