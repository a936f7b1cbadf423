import { formModal, type OpenForm } from '../../../bot/draw/form/modal.ts';
import type { Action, Command, Modal } from '../../../bot/feature.ts';
import type { CommandRequest } from '../../../bot/request.ts';
import { clock } from '../../../lib/clock.ts';
import { dayOf } from '../../../lib/zone.ts';
import { LONGEST_DAYS } from '../../../members/leave/rules.ts';
import { memberOf } from '../../../members/service.ts';
import { faultOfLeave, LATEST_DAYS } from './days.ts';
import { leaveMessages } from './messages.ts';
import { awayList, endAway, ownLeave, sayAway } from './service.ts';
import { awayListModal, leaveForm, leaveShown, spanText } from './views.ts';

const leave: OpenForm = formModal({
  form: leaveForm,
  role: 'worker',
  // Each press of "Save" says days, and the form stays for more.
  drafts: 'none',
  shown: async ({ ctx, actor }) => leaveShown(actor, await ownLeave(ctx, actor), dayOf(clock.now(), actor.tz)),
  submit: async ({ ctx, actor }, { leaveFrom: from, leaveTo: to, leaveKind: kind, who: user = actor.user }) => {
    const { locale } = actor;
    const say = leaveMessages[locale];
    const tz = user === actor.user ? actor.tz : ((await memberOf(ctx, user))?.tz ?? actor.tz);
    const fault = faultOfLeave({ from, to }, dayOf(clock.now(), tz));
    if (fault === 'orderWrong') return { errors: { leaveTo: say.orderWrong } };
    if (fault === 'tooLong') return { errors: { leaveTo: say.tooLong(LONGEST_DAYS) } };
    if (fault === 'tooOld') return { errors: { leaveFrom: say.tooOld(LATEST_DAYS) } };
    const span = { from, to, kind };
    await sayAway(ctx, actor, user, span);
    const text = spanText(locale, span);
    const note = user === actor.user ? say.saved(text) : say.savedFor(`<@${user}>`, text);
    return { update: await leave.open({ ctx, actor }, '', note) };
  },
});

async function openForm({ ctx, actor, openModal }: Pick<CommandRequest, 'ctx' | 'actor' | 'openModal'>): Promise<void> {
  await openModal(() => leave.open({ ctx, actor }));
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
      await updateModal(await leave.open({ ctx, actor }, '', leaveMessages[actor.locale].ended));
      await refreshHome();
    },
  },
  awayList: {
    role: 'officer',
    run: async ({ ctx, actor, openModal }) =>
      openModal(async () => awayListModal(actor.locale, await awayList(ctx, actor))),
  },
};

export const leaveModals: Record<string, Modal> = { away: leave.modal };
