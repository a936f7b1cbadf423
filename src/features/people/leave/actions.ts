import type {
  Action,
  Actor,
  Command,
  CommandRequest,
  Modal,
  ModalView,
  SubmitRequest,
  SubmitResult,
} from '../../../bot/feature.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { LEAVE_KINDS, LONGEST_DAYS } from '../../../members/leave/rules.ts';
import { memberOf } from '../../../members/service.ts';
import { dayOf } from '../../../members/shift.ts';
import { faultOfLeave, LATEST_DAYS } from './days.ts';
import { leaveMessages } from './messages.ts';
import { awayList, endAway, ownLeave, sayAway } from './service.ts';
import { awayListModal, LEAVE_INPUTS, leaveModal, spanText } from './views.ts';

async function form(ctx: Context, actor: Actor, note?: string): Promise<ModalView> {
  return leaveModal(actor, await ownLeave(ctx, actor), dayOf(clock.now(), actor.tz), note);
}

async function openForm({ ctx, actor, openModal }: Pick<CommandRequest, 'ctx' | 'actor' | 'openModal'>): Promise<void> {
  await openModal(() => form(ctx, actor));
}

async function saved({ ctx, actor, inputs }: SubmitRequest): Promise<SubmitResult> {
  const { locale } = actor;
  const say = leaveMessages[locale];
  const [from, to] = [inputs[LEAVE_INPUTS.from], inputs[LEAVE_INPUTS.to]];
  if (typeof from !== 'string') return { errors: { [LEAVE_INPUTS.from]: say.needDay } };
  if (typeof to !== 'string') return { errors: { [LEAVE_INPUTS.to]: say.needDay } };
  const kind = LEAVE_KINDS.find((one) => one === inputs[LEAVE_INPUTS.kind]) ?? 'other';
  const [chosen] = [inputs[LEAVE_INPUTS.who] ?? []].flat();
  const user = chosen === undefined || chosen === '' ? actor.user : chosen;
  const tz = user === actor.user ? actor.tz : ((await memberOf(ctx, user))?.tz ?? actor.tz);
  const fault = faultOfLeave({ from, to }, dayOf(clock.now(), tz));
  if (fault === 'orderWrong') return { errors: { [LEAVE_INPUTS.to]: say.orderWrong } };
  if (fault === 'tooLong') return { errors: { [LEAVE_INPUTS.to]: say.tooLong(LONGEST_DAYS) } };
  if (fault === 'tooOld') return { errors: { [LEAVE_INPUTS.from]: say.tooOld(LATEST_DAYS) } };
  const span = { from, to, kind };
  await sayAway(ctx, actor, user, span);
  const text = spanText(locale, span);
  return { update: await form(ctx, actor, user === actor.user ? say.saved(text) : say.savedFor(`<@${user}>`, text)) };
}

export const leaveCommands: Command[] = [
  {
    verb: 'away',
    aliases: ['请假', '不在'],
    role: 'worker',
    usage: { zh: '', en: '' },
    summary: { zh: '请假、不在的日子：不出题、不催', en: 'days away: no questions, no nudges' },
    run: openForm,
  },
];

export const leaveActions: Record<string, Action> = {
  away: { role: 'worker', run: openForm },
  awayEnd: {
    role: 'worker',
    run: async ({ ctx, actor, value, updateModal, refreshHome }) => {
      await endAway(ctx, actor, value);
      await updateModal(await form(ctx, actor, leaveMessages[actor.locale].ended));
      await refreshHome();
    },
  },
  awayList: {
    role: 'officer',
    run: async ({ ctx, actor, openModal }) =>
      openModal(async () => awayListModal(actor.locale, await awayList(ctx, actor))),
  },
};

export const leaveModals: Record<string, Modal> = { away: { role: 'worker', submit: saved } };
