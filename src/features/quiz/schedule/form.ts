import { option } from '../../../bot/draw/blocks.ts';
import { channels, choice } from '../../../bot/draw/form/chosen.ts';
import { oneOf } from '../../../bot/draw/form/field.ts';
import { form, type Shown, type ValuesOf } from '../../../bot/draw/form/form.ts';
import { custom, text, time } from '../../../bot/draw/form/kinds.ts';
import type { Locale } from '../../../lib/language.ts';
import { parseShift } from '../../../members/shifts/read-shift.ts';
import type { BankLine } from '../bank/service/banks.ts';
import type { Bank, Schedule } from '../model.ts';
import { scheduleRef } from '../refs.ts';
import { audienceInput } from './audience-input.ts';
import { type ScheduleTexts, scheduleMessages } from './messages.ts';
import { SCHEDULE_NAME_MAX, type ScheduleField, type ScheduleInput } from './service/checks.ts';
import type { AudienceChoice } from './service/schedules.ts';
import { cadenceText } from './views.ts';

const AT_TIME = 'at-time';
const COUNTS = ['1', '2', '3', '4', '5'] as const;
const CADENCES = ['daily', '1', '2', '3', '4', '5', '6', '7'] as const;
const MODES = ['dm', 'channel'] as const;
const LOCKS = ['end-of-day', 'end-of-shift', AT_TIME] as const;

export interface FormData {
  /** For a new one the first is preset. */
  banks: readonly Bank[];
  /** At what hour a new one begins; the form's own if absent. */
  time?: string | undefined;
  audiences: readonly AudienceChoice[];
  /** What is changed; absent for a new one. */
  schedule?: Schedule;
}

/** The banks to choose from: the schedule's own, the one from which the form is opened or the one used last, then those imported last. */
export function presetFirst(lines: readonly Pick<BankLine, 'bank' | 'importedAt'>[], from: string): Bank[] {
  const weight = ({ bank, importedAt }: (typeof lines)[number]) =>
    bank._id === from ? Number.POSITIVE_INFINITY : (importedAt?.getTime() ?? 0);
  return [...lines].sort((a, b) => weight(b) - weight(a)).map(({ bank }) => bank);
}

/** At what hour a new schedule of an officer's begins: as their last one, else with their own shift; undefined where neither is known. */
export function usualTime(last: Pick<Schedule, 'time'> | undefined, shift: string | undefined): string | undefined {
  if (last !== undefined) return last.time;
  const own = parseShift(shift ?? '');
  return own === undefined || own.kind === 'cycle' ? undefined : own.from;
}

type Word = { [K in keyof ScheduleTexts]: ScheduleTexts[K] extends string ? K : never }[keyof ScheduleTexts];
const say =
  (key: Word) =>
  (locale: Locale): string =>
    scheduleMessages[locale][key];

/** When which questions go to whom. @param audiences for whom it can be: more than a select holds stand in groups */
export function scheduleForm(audiences: readonly AudienceChoice[]) {
  return form(
    scheduleRef.name,
    {
      name: text({ label: say('name'), hint: say('nameHint'), max: SCHEDULE_NAME_MAX, needed: true }),
      bank: choice({ label: say('bank'), needed: true }),
      audience: custom<AudienceChoice | undefined>({
        needed: true,
        draw: ({ raw, reader }) => {
          const current = audiences.find(({ key }) => key === oneOf(raw));
          return [audienceInput(scheduleMessages[reader.locale], audiences, current?.audience)];
        },
        read: (raw, { locale }) => {
          const found = audiences.find(({ key }) => key === oneOf(raw));
          return found === undefined ? { fault: scheduleMessages[locale].audienceMissing } : { value: found };
        },
        write: (chosen) => chosen?.key,
      }),
      time: time({ label: say('time'), hint: say('timeHint'), needed: true, initial: '09:00' }),
      count: choice({
        label: say('count'),
        of: COUNTS,
        initial: '1',
        words: (locale, count) => scheduleMessages[locale].counted(Number(count)),
      }),
      topics: text({ label: say('topics'), hint: say('topicsHint'), max: 700, more: true }),
      cadence: choice({
        label: say('cadence'),
        hint: say('cadenceHint'),
        of: CADENCES,
        initial: 'daily',
        words: (locale, one) => cadenceText(scheduleMessages[locale], cadenceOf(one)),
        more: true,
      }),
      lock: choice({
        label: say('lock'),
        of: LOCKS,
        initial: 'end-of-day',
        words: (locale, one) =>
          scheduleMessages[locale][one === AT_TIME ? 'atTime' : one === 'end-of-day' ? 'endOfDay' : 'endOfShift'],
        more: true,
      }),
      lockTime: time({ label: say('lockTime'), hint: say('lockTimeHint'), more: true }),
      mode: choice({
        label: say('mode'),
        of: MODES,
        look: 'radio',
        initial: 'dm',
        words: (locale, one) => scheduleMessages[locale][one === 'dm' ? 'dm' : 'inChannel'],
        more: true,
      }),
      channel: channels({ label: say('channel'), hint: say('channelHint'), max: 1, more: true }),
    },
    { title: say('createTitle'), submit: say('save') },
  );
}

type ScheduleFields = ReturnType<typeof scheduleForm>['fields'];

/** A new schedule, or one that is changed, as it stands in the form. */
export function scheduleShown(
  locale: Locale,
  { banks, audiences, schedule, time: usual }: FormData,
  keyOf: (schedule: Schedule) => string,
): Shown<ScheduleFields> {
  const words = scheduleMessages[locale];
  const options = { bank: banks.map((bank) => option(bank._id, bank.name)) };
  if (schedule === undefined)
    return {
      options,
      values: {
        name: words.nameGiven,
        bank: banks[0]?._id,
        audience: audiences[0],
        ...(usual === undefined ? {} : { time: usual }),
      },
    };
  const isTimed = /^\d/.test(schedule.lock);
  const { name, bank, topics, time: at, count, cadence, lock, mode, channel } = schedule;
  return {
    title: words.changeTitle,
    options,
    values: {
      name,
      bank,
      time: at,
      mode,
      audience: audiences.find(({ key }) => key === keyOf(schedule)),
      topics: topics.join(words.comma),
      count: COUNTS.find((one) => one === String(count)),
      cadence: cadence.kind === 'daily' ? 'daily' : CADENCES.find((one) => one === String(cadence.weekday)),
      lock: isTimed ? AT_TIME : LOCKS.find((one) => one === lock),
      lockTime: isTimed ? lock : undefined,
      channel: channel === undefined ? [] : [channel],
    },
    // An end at an hour and a channel are asked for together with what they belong to.
    asked: [...(isTimed ? (['lockTime'] as const) : []), ...(mode === 'channel' ? (['channel'] as const) : [])],
  };
}

/** What was put in, as an officer decides it. */
export function inputFrom(values: ValuesOf<ScheduleFields>): Omit<ScheduleInput, 'audience'> {
  const { name, bank, topics, time: at, cadence, count, lock, lockTime = '', mode, channel } = values;
  const [where] = channel;
  return {
    name,
    bank,
    topics: topics.split(/[,，、;；\n]/),
    time: at,
    cadence: cadenceOf(cadence),
    count: Number(count),
    lock: lock === AT_TIME ? lockTime : lock,
    mode,
    ...(where === undefined ? {} : { channel: where }),
  };
}

function cadenceOf(chosen: (typeof CADENCES)[number]): Schedule['cadence'] {
  return chosen === 'daily' ? { kind: 'daily' } : { kind: 'weekly', weekday: Number(chosen) };
}

/** The input at which a fault of a field is shown. */
export function inputOf(field: ScheduleField, lock: string): string {
  return field === 'lock' && lock === AT_TIME ? 'lockTime' : field;
}
