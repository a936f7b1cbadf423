import type { Actor } from '../../../bot/actor.ts';
import type { Message } from '../../../bot/draw/block-kit.ts';
import { type FormRequest, formModal } from '../../../bot/draw/form/modal.ts';
import { turnedTo } from '../../../bot/draw/pager.ts';
import { present } from '../../../bot/draw/present.ts';
import type { Ref } from '../../../bot/draw/ref.ts';
import type { Action, Command, Modal } from '../../../bot/feature.ts';
import type { ActionRequest } from '../../../bot/request.ts';
import { enterChannel } from '../../../bot/slack/channel.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { newId } from '../../../lib/ids.ts';
import { listBanks } from '../bank/service/banks.ts';
import type { Schedule } from '../model.ts';
import { endRef, pauseRef, resumeRef, scheduleRef } from '../refs.ts';
import { inputFrom, inputOf, presetFirst, scheduleForm, scheduleShown, usualTime } from './form.ts';
import { scheduleMessages } from './messages.ts';
import { ScheduleFault } from './service/checks.ts';
import {
  audienceChoices,
  audienceKey,
  changeSchedule,
  createSchedule,
  endSchedule,
  lastSchedule,
  listSchedules,
  ownSchedule,
  pauseSchedule,
  resumeSchedule,
} from './service/schedules.ts';
import { noBanksModal, type Reading, savedModal, schedulesMessage } from './views.ts';

function readingOf(actor: Actor): Reading {
  return { locale: actor.locale, tz: actor.tz, now: clock.now() };
}

async function listFor(ctx: Context, actor: Actor, page = 1, note?: string): Promise<Message> {
  return schedulesMessage(readingOf(actor), await listSchedules(ctx, actor), page, note);
}

/** The schedule that is changed, or none, and for whom it can be: a team that has no members left is still whom it is for. */
async function choicesFor({ ctx, actor, metadata }: FormRequest) {
  const { id, isChange } = scheduleRef.read(metadata);
  const schedule = isChange ? await ownSchedule(ctx, actor, id) : undefined;
  const audiences = await audienceChoices(ctx, actor);
  if (schedule === undefined) return { audiences };
  const own = { key: audienceKey(schedule.audience), audience: schedule.audience };
  return { schedule, audiences: audiences.some(({ key }) => key === own.key) ? audiences : [own, ...audiences] };
}

/** Its metadata is a `scheduleRef`. @param from the bank that is preset for a new one */
const scheduleModalFrom = (from: string) =>
  formModal({
    form: async (request) => scheduleForm((await choicesFor(request)).audiences),
    role: 'officer',
    // A new one has an id of its own each time; one that is changed shows what stands.
    drafts: 'none',
    edits: (metadata) => scheduleRef.read(metadata).isChange,
    shown: async (request) => {
      const [lines, { audiences, schedule }] = await Promise.all([listBanks(request.ctx), choicesFor(request)]);
      const last = schedule === undefined ? await lastSchedule(request.ctx, request.actor) : undefined;
      const banks = presetFirst(lines, schedule?.bank ?? (from || (last?.bank ?? '')));
      const time = usualTime(last, request.actor.shift);
      const data = { banks, audiences, time, ...(schedule === undefined ? {} : { schedule }) };
      return scheduleShown(request.actor.locale, data, (one) => audienceKey(one.audience));
    },
    submit: async ({ ctx, actor, metadata }, values) => {
      const say = scheduleMessages[actor.locale];
      const { isChange, id } = scheduleRef.read(metadata);
      const { audience } = values;
      if (audience === undefined) return { errors: { audience: say.audienceMissing } };
      const input = { ...inputFrom(values), audience: audience.audience };
      if (input.lock === '') return { errors: { lockTime: say.lockTimeMissing } };
      if (input.channel && !(await enterChannel(ctx, input.channel)).isIn)
        return { errors: { channel: say.notInChannel } };
      try {
        const line = isChange
          ? await changeSchedule(ctx, actor, id, input)
          : await createSchedule(ctx, actor, input, id);
        return { update: savedModal(readingOf(actor), line, isChange) };
      } catch (error) {
        if (!(error instanceof ScheduleFault)) throw error;
        return { errors: { [inputOf(error.field, values.lock)]: error.said[actor.locale] } };
      }
    },
  });

async function openForm({ ctx, actor, openModal }: ActionRequest, metadata: string, from = ''): Promise<void> {
  await openModal(async () => {
    if ((await listBanks(ctx)).length === 0) return noBanksModal(actor.locale);
    return scheduleModalFrom(from).open({ ctx, actor }, metadata);
  });
}

const scheduleAction: Action = {
  role: 'officer',
  run: (request) => openForm(request, scheduleRef.pack({ id: newId(), isChange: false }), request.value),
};

const changeAction: Action = {
  role: 'officer',
  run: (request) => openForm(request, scheduleRef.pack({ id: request.value, isChange: true })),
};

const schedulesAction: Action = {
  role: 'officer',
  run: async (request) => {
    const { ctx, actor } = request;
    await present(request, {
      message: () => listFor(ctx, actor, turnedTo(request)),
      title: scheduleMessages[actor.locale].schedules,
      onMessage: request.suffix === '' ? 'beside' : 'instead',
    });
  },
};

/** A step of a schedule's state, after which the list says so. */
function stepAction(
  of: Ref<{ id: string; page: number }>,
  step: (ctx: Context, actor: Actor, id: string) => Promise<Schedule>,
  words: 'paused' | 'resumed' | 'ended',
): Action {
  return {
    role: 'officer',
    run: async (request: ActionRequest) => {
      const { ctx, actor } = request;
      const { id, page } = of.read(request.value);
      const { name } = await step(ctx, actor, id);
      const say = scheduleMessages[actor.locale];
      await present(request, { message: () => listFor(ctx, actor, page, say[words](name)), title: say.schedules });
    },
  };
}

export const scheduleActions: Record<string, Action> = {
  schedule: scheduleAction,
  schedules: schedulesAction,
  changeSchedule: changeAction,
  [pauseRef.verb]: stepAction(pauseRef, pauseSchedule, 'paused'),
  [resumeRef.verb]: stepAction(resumeRef, resumeSchedule, 'resumed'),
  [endRef.verb]: stepAction(endRef, endSchedule, 'ended'),
};

export const scheduleModals: Record<string, Modal> = { [scheduleRef.verb]: scheduleModalFrom('').modal };

export const scheduleCommands: Command[] = [
  {
    verb: 'schedule',
    aliases: ['计划', '安排'],
    role: 'officer',
    usage: { zh: '', en: '' },
    summary: { zh: '什么时候给谁出题：新建、修改、暂停', en: 'when which questions go to whom: make, change, pause' },
    run: async ({ ctx, actor, reply }) => reply(await listFor(ctx, actor)),
  },
];
