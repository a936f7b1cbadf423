import type { Button } from '@slack/types';
import type { AnyBlock, Message } from '../../../bot/draw/block-kit.ts';
import { actions, button, context, header, section } from '../../../bot/draw/blocks.ts';
import { message } from '../../../bot/draw/message.ts';
import type { Locale } from '../../../lib/language.ts';
import { messages, type QuizTexts } from '../messages.ts';
import { openRef, type Ref } from '../refs.ts';
import { type HomeTexts, homeMessages } from './home-messages.ts';
import type { MyRecord } from './service.ts';
import { recordButtons, recordLines } from './views.ts';

export interface HomeData {
  mine: MyRecord;
  today:
    | { state: 'open'; ref: Ref; until: string; lockAt: Date }
    /** Asked in a channel. */
    | { state: 'join'; run: string; until: string; lockAt: Date }
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

const answerButton = (say: QuizTexts, today: Asked): Button => button({ ...answerSpec(say, today), style: 'primary' });

type Asked = Extract<HomeData['today'], { until: string }>;

/** The button that opens the question that waits. */
export function answerSpec(say: QuizTexts, today: Asked): { action: string; label: string; value: string } {
  const label = say.answerNow;
  if (today.state === 'join') return { action: 'quiz.join', value: today.run, label };
  const { action, value = '' } = openRef.button({ of: today.ref });
  return { action, value, label };
}

/** The quiz's row of Home. */
export function homeLine(locale: Locale, { mine, today }: HomeData): string {
  const here = homeMessages[locale];
  const rank = mine.team ?? mine.branch;
  const facts = [
    here.streak(mine.streak?.current ?? 0),
    here.week(mine.week),
    ...(rank === undefined ? [] : [here.rank(mine.team !== undefined, rank.rank)]),
  ].join(' · ');
  return 'until' in today ? facts : `${facts}\n${todayLine(messages[locale], here, today)}`;
}

function todayLine(say: QuizTexts, here: HomeTexts, today: HomeData['today']): string {
  if ('until' in today) return say.until(today.until);
  const next = today.next === undefined ? here.none : here.next(today.next);
  return today.state === 'done' ? `${here.done}${say.gap}${next}` : next;
}

function deskLine(here: HomeTexts, { reports, hasBanks, hasSchedules }: OfficerDesk): string {
  const line =
    reports > 0 ? here.waiting(reports) : !hasBanks ? here.noBank : hasSchedules ? here.calm : here.noSchedule;
  return here.office(line);
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
