import type { Button } from '@slack/types';
import type { AnyBlock, Message } from '../../../bot/draw/block-kit.ts';
import { actions, button, context, header, section } from '../../../bot/draw/blocks.ts';
import { message } from '../../../bot/draw/message.ts';
import type { Locale } from '../../../lib/language.ts';
import { openRef, type Ref } from '../card/ref.ts';
import { messages, type QuizTexts } from '../messages.ts';
import { type HomeTexts, homeMessages } from './home-messages.ts';
import type { MyRecord } from './service.ts';
import { recordButtons, recordLines } from './views.ts';

export interface HomeData {
  mine: MyRecord;
  today:
    | { state: 'open'; ref: Ref; until: string }
    /** Asked in a channel. */
    | { state: 'join'; run: string; until: string }
    | { state: 'done' | 'waiting'; next: string | undefined };
  /** For officers only. */
  officer?: OfficerDesk | undefined;
}

export interface OfficerDesk {
  /** Reports of wrong questions that wait. */
  reports: number;
  hasBanks: boolean;
  hasSchedules: boolean;
}

type Thing = 'answer' | 'reports' | 'import' | 'schedule';

/** The one thing to do, whose button is green: what ends today goes before what waits. */
function thingToDo({ today, officer }: HomeData): Thing | undefined {
  if ('until' in today) return 'answer';
  if (officer === undefined) return undefined;
  if (officer.reports > 0) return 'reports';
  if (!officer.hasBanks) return 'import';
  return officer.hasSchedules ? undefined : 'schedule';
}

/** The quiz's part of App Home, and what `/jy quiz` shows: the part with the thing to do stands first. */
export function homeMessage(locale: Locale, data: HomeData): Message {
  const say = messages[locale];
  const here = homeMessages[locale];
  const thing = thingToDo(data);
  const line = todayLine(say, here, data.today);
  const record = recordLines(say, data.mine).slice(0, 4);
  const own: AnyBlock[] = [
    'until' in data.today ? section(`*${here.today}*\n${line}`, answerButton(say, data.today)) : section(line),
    context(record.join('\n')),
    actions(...recordButtons(say, data.mine, 'home')),
  ];
  const { officer } = data;
  const desk: AnyBlock[] =
    officer === undefined ? [] : [section(deskLine(here, officer)), actions(...deskButtons(here, thing))];
  const isDeskFirst = thing !== undefined && thing !== 'answer';
  return message([header(say.title), ...(isDeskFirst ? [...desk, ...own] : [...own, ...desk])]);
}

function answerButton(say: QuizTexts, today: Extract<HomeData['today'], { until: string }>): Button {
  const spec = { label: say.answerNow, style: 'primary' as const };
  return today.state === 'open'
    ? button({ ...openRef.button({ of: today.ref }), ...spec })
    : button({ action: 'quiz.join', value: today.run, ...spec });
}

function todayLine(say: QuizTexts, here: HomeTexts, today: HomeData['today']): string {
  if ('until' in today) return say.until(today.until);
  const next = today.next === undefined ? here.none : here.next(today.next);
  return today.state === 'done' ? `${here.done}${say.gap}${next}` : next;
}

function deskLine(here: HomeTexts, { reports, hasBanks, hasSchedules }: OfficerDesk): string {
  if (reports > 0) return here.waiting(reports);
  if (!hasBanks) return here.noBank;
  return hasSchedules ? here.calm : here.noSchedule;
}

/** Always in the same order, but that the thing to do comes first. */
function deskButtons(here: HomeTexts, thing: Thing | undefined): Button[] {
  const { reports, schedules, schedule, banks, stats, import: importBank } = here.desk;
  const all = [
    ...(thing === 'import' ? [{ action: 'quiz.import', label: importBank }] : []),
    ...(thing === 'schedule' ? [{ action: 'quiz.schedule', label: schedule }] : []),
    { action: 'quiz.reports', label: reports },
    { action: 'quiz.schedules', label: schedules },
    { action: 'quiz.banks', label: banks },
    { action: 'quiz.stats', label: stats },
  ];
  return all.map(({ action, label }) =>
    button({ action, label, ...(action === `quiz.${thing}` ? { style: 'primary' as const } : {}) }),
  );
}
