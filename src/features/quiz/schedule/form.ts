import type { KnownBlock } from '@slack/types';
import type { ModalView } from '../../../bot/draw/block-kit.ts';
import { input, modal, option } from '../../../bot/draw/blocks.ts';
import type { SubmitRequest } from '../../../bot/request.ts';
import type { Locale } from '../../../lib/language.ts';
import type { BankLine } from '../bank/service/banks.ts';
import { scheduleRef } from '../card/ref.ts';
import type { Bank, Schedule } from '../model.ts';
import { audienceInput } from './audience-input.ts';
import { type ScheduleTexts, scheduleMessages } from './messages.ts';
import { SCHEDULE_NAME_MAX, type ScheduleField, type ScheduleInput } from './service/checks.ts';
import type { AudienceChoice } from './service/schedules.ts';
import { cadenceText } from './views.ts';

const AT_TIME = 'at-time';

export interface FormData {
  /** For a new one the first is preset. */
  banks: readonly Bank[];
  audiences: readonly AudienceChoice[];
  /** What is changed; absent for a new one. */
  schedule?: Schedule;
  /** The new one's id, so that a form sent twice makes one. */
  newId: string;
}

/** The banks to choose from: the schedule's own, or the one from which the form is opened, then those imported last. */
export function presetFirst(lines: readonly Pick<BankLine, 'bank' | 'importedAt'>[], from: string): Bank[] {
  const weight = ({ bank, importedAt }: (typeof lines)[number]) =>
    bank._id === from ? Number.POSITIVE_INFINITY : (importedAt?.getTime() ?? 0);
  return [...lines].sort((a, b) => weight(b) - weight(a)).map(({ bank }) => bank);
}

/** The form of a new schedule, or of one that is changed. */
export function scheduleModal(locale: Locale, { banks, audiences, schedule, newId }: FormData): ModalView {
  const say = scheduleMessages[locale];
  const isTimed = schedule !== undefined && /^\d/.test(schedule.lock);
  const cadence = schedule?.cadence.kind === 'weekly' ? String(schedule.cadence.weekday) : 'daily';
  const chosen = (value: string | undefined) => (value === undefined ? {} : { initial: value });
  return modal({
    title: schedule === undefined ? say.createTitle : say.changeTitle,
    close: say.cancel,
    submit: say.save,
    ...scheduleRef.view(schedule === undefined ? { id: newId, isChange: false } : { id: schedule._id, isChange: true }),
    blocks: [
      input({
        kind: 'text',
        id: 'name',
        label: say.name,
        hint: say.nameHint,
        max: SCHEDULE_NAME_MAX,
        initial: schedule?.name ?? say.nameGiven,
      }),
      input({
        kind: 'select',
        id: 'bank',
        label: say.bank,
        options: banks.map((bank) => option(bank._id, bank.name)),
        ...chosen(schedule?.bank ?? banks[0]?._id),
      }),
      input({
        kind: 'text',
        id: 'topics',
        label: say.topics,
        hint: say.topicsHint,
        max: 700,
        optional: true,
        initial: schedule?.topics.join(say.comma) ?? '',
      }),
      audienceInput(say, audiences, schedule?.audience ?? audiences[0]?.audience),
      input({ kind: 'time', id: 'time', label: say.time, hint: say.timeHint, initial: schedule?.time ?? '09:00' }),
      input({
        kind: 'select',
        id: 'cadence',
        label: say.cadence,
        hint: say.cadenceHint,
        options: [
          option('daily', cadenceText(say, { kind: 'daily' })),
          ...say.weekdays.map((day, index) => option(String(index + 1), say.weekly(day))),
        ],
        initial: cadence,
      }),
      input({
        kind: 'select',
        id: 'count',
        label: say.count,
        options: [1, 2, 3, 4, 5].map((count) => option(String(count), say.counted(count))),
        initial: String(schedule?.count ?? 1),
      }),
      input({
        kind: 'select',
        id: 'lock',
        label: say.lock,
        options: [
          option('end-of-day', say.endOfDay),
          option('end-of-shift', say.endOfShift),
          option(AT_TIME, say.atTime),
        ],
        initial: isTimed ? AT_TIME : (schedule?.lock ?? 'end-of-day'),
      }),
      input({
        kind: 'time',
        id: 'lockTime',
        label: say.lockTime,
        hint: say.lockTimeHint,
        optional: true,
        ...chosen(isTimed ? schedule?.lock : undefined),
      }),
      input({
        kind: 'radio',
        id: 'mode',
        label: say.mode,
        options: [option('dm', say.dm), option('channel', say.inChannel)],
        initial: schedule?.mode ?? 'dm',
      }),
      channelInput(say, schedule?.channel),
    ],
  });
}

/** What was put in. @returns undefined for an audience that is not among the choices any more. */
export function readForm(
  inputs: SubmitRequest['inputs'],
  choices: readonly AudienceChoice[],
): ScheduleInput | undefined {
  const text = (id: string): string => String(inputs[id] ?? '');
  const audience = choices.find(({ key }) => key === text('audience'))?.audience;
  if (audience === undefined) return undefined;
  const channel = text('channel');
  const cadence = text('cadence');
  return {
    name: text('name'),
    bank: text('bank'),
    topics: text('topics').split(/[,，、;；\n]/),
    audience,
    time: text('time'),
    cadence: cadence === 'daily' ? { kind: 'daily' } : { kind: 'weekly', weekday: Number(cadence) },
    count: Number(text('count')),
    lock: text('lock') === AT_TIME ? text('lockTime') : text('lock'),
    mode: text('mode') === 'channel' ? 'channel' : 'dm',
    ...(channel === '' ? {} : { channel }),
  };
}

/** The input at which a fault of a field is shown. */
export function inputOf(field: ScheduleField, inputs: SubmitRequest['inputs']): string {
  return field === 'lock' && inputs.lock === AT_TIME ? 'lockTime' : field;
}

function channelInput(say: ScheduleTexts, channel: string | undefined): KnownBlock {
  const block = input({ kind: 'channel', id: 'channel', label: say.channel, hint: say.channelHint, optional: true });
  if (channel === undefined || block.type !== 'input' || block.element.type !== 'conversations_select') return block;
  return { ...block, element: { ...block.element, initial_conversation: channel } };
}
