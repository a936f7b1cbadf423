import type { Actor } from '../../../bot/actor.ts';
import type { Message, ModalView } from '../../../bot/draw/block-kit.ts';
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
import { endRef, pauseRef, resumeRef, scheduleRef } from '../card/ref.ts';
import type { Schedule } from '../model.ts';
import { inputOf, presetFirst, readForm, scheduleModal } from './form.ts';
import { scheduleMessages } from './messages.ts';
import { ScheduleFault } from './service/checks.ts';
import {
  audienceChoices,
  audienceKey,
  changeSchedule,
  createSchedule,
  endSchedule,
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

async function newForm(ctx: Context, actor: Actor, from: string): Promise<ModalView> {
  const [lines, audiences] = await Promise.all([listBanks(ctx), audienceChoices(ctx, actor)]);
  if (lines.length === 0) return noBanksModal(actor.locale);
  return scheduleModal(actor.locale, { banks: presetFirst(lines, from), audiences, newId: newId() });
}

async function changeForm(ctx: Context, actor: Actor, id: string): Promise<ModalView> {
  const schedule = await ownSchedule(ctx, actor, id);
  const [lines, audiences] = await Promise.all([listBanks(ctx), audienceChoices(ctx, actor)]);
  if (lines.length === 0) return noBanksModal(actor.locale);
  // A team that has no members left is still whom it is for.
  const own = { key: audienceKey(schedule.audience), audience: schedule.audience };
  const all = audiences.some(({ key }) => key === own.key) ? audiences : [own, ...audiences];
  return scheduleModal(actor.locale, {
    banks: presetFirst(lines, schedule.bank),
    audiences: all,
    schedule,
    newId: '',
  });
}

const scheduleAction: Action = {
  role: 'officer',
  run: ({ ctx, actor, value, openModal }) => openModal(() => newForm(ctx, actor, value)),
};

const changeAction: Action = {
  role: 'officer',
  run: ({ ctx, actor, value, openModal }) => openModal(() => changeForm(ctx, actor, value)),
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

const scheduleSubmit: Modal = {
  role: 'officer',
  submit: async ({ ctx, actor, metadata, inputs }) => {
    const say = scheduleMessages[actor.locale];
    const { isChange, id } = scheduleRef.read(metadata);
    const choices = await audienceChoices(ctx, actor);
    if (isChange) {
      const { audience } = await ownSchedule(ctx, actor, id);
      choices.push({ key: audienceKey(audience), audience });
    }
    const input = readForm(inputs, choices);
    if (input === undefined) return { errors: { audience: say.audienceMissing } };
    if (input.lock === '') return { errors: { lockTime: say.lockTimeMissing } };
    if (input.channel && !(await enterChannel(ctx, input.channel)).isIn)
      return { errors: { channel: say.notInChannel } };
    try {
      const line = isChange ? await changeSchedule(ctx, actor, id, input) : await createSchedule(ctx, actor, input, id);
      return { update: savedModal(readingOf(actor), line, isChange) };
    } catch (error) {
      if (!(error instanceof ScheduleFault)) throw error;
      return { errors: { [inputOf(error.field, inputs)]: error.said[actor.locale] } };
    }
  },
};

export const scheduleActions: Record<string, Action> = {
  schedule: scheduleAction,
  schedules: schedulesAction,
  changeSchedule: changeAction,
  [pauseRef.verb]: stepAction(pauseRef, pauseSchedule, 'paused'),
  [resumeRef.verb]: stepAction(resumeRef, resumeSchedule, 'resumed'),
  [endRef.verb]: stepAction(endRef, endSchedule, 'ended'),
};

export const scheduleModals: Record<string, Modal> = { [scheduleRef.verb]: scheduleSubmit };

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
