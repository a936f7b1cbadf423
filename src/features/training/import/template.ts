import type { Actor } from '../../../bot/actor.ts';
import { type Template, templateOffer } from '../../../imports/template.ts';
import type { SheetCell } from '../../../lib/tables/xlsx-write.ts';
import { addDays, dayOf } from '../../../lib/zone.ts';
import { type Reader, readerOf } from '../messages/reader.ts';
import { planMessages } from './messages.ts';
import type { PlanColumn } from './rules/table.ts';
import { templateFacts } from './service/names.ts';

const WIDTHS: Partial<Record<PlanColumn, number>> = {
  topic: 24,
  date: 30,
  start: 10,
  end: 10,
  where: 24,
  link: 28,
  capacity: 8,
  include: 20,
  must: 20,
  about: 30,
  topicEn: 24,
  aboutEn: 30,
};
const NEEDED: readonly PlanColumn[] = ['topic', 'date', 'start', 'trainer'];

/**
 * A plan to fill in: a session of each kind that has a date, with dates, hours and lengths written in several ways.
 * @param trainer a name or a number that is one person's
 * @param audience whom the officer may invite
 */
export function planTemplate(
  { locale, tz, now }: Reader,
  { trainer, audience }: { trainer: string; audience: string },
): Template<PlanColumn> {
  const say = planMessages[locale];
  const { examples, columns } = say;
  const from = dayOf(now, tz);
  const day = (after: number) => addDays(from, after);
  const { ofKind, where } = examples;
  const usual = { where, trainer, capacity: 30, include: audience, start: '14:00', end: '16:00' };
  const rows: Partial<Record<PlanColumn, SheetCell>>[] = [
    { ...usual, ...ofKind.class, date: day(14), counts: 120 },
    { ...usual, ...ofKind.class, date: day(21), start: examples.later, end: examples.long, counts: 120 },
    { ...usual, ...ofKind.camp, date: `${day(15)} ~ ${day(17)}`, start: '09:00', end: '17:00' },
    { ...usual, ...ofKind.meetings, date: `${day(16)}, ${day(23)}`, include: '', must: audience },
    { ...usual, ...ofKind.micro, date: day(18), where: '', link: 'https://meeting.example.com/1', end: '14:30' },
    { ...usual, ...ofKind.joint, date: day(22), capacity: '' },
    { ...usual, ...ofKind.talk, date: day(24), series: examples.series },
  ];
  const described = (Object.keys(columns) as PlanColumn[]).map((column) => [
    column,
    {
      title: columns[column],
      about: say.about[column],
      isNeeded: NEEDED.includes(column),
      ...(WIDTHS[column] === undefined ? {} : { width: WIDTHS[column] }),
    },
  ]);
  return { name: say.templateName, sheet: say.sheet, columns: Object.fromEntries(described), examples: rows };
}

export const planTemplateOffer = templateOffer({
  role: 'officer',
  summary: {
    zh: '下载培训计划模板：每种培训一个例子，每一列怎么填',
    en: 'get a template of a training plan: an example of each kind, and what each column takes',
  },
  formats: ['xlsx'],
  make: async (ctx, actor: Actor) => planTemplate(readerOf(actor), await templateFacts(ctx, actor)),
});
