import { addDays } from '../../lib/zone.ts';
import { type LawFeast, lawDays } from '../../members/calendar/law.ts';
import { hasNotice, noticeDay } from '../../members/calendar/official.ts';
import type { KeptDays } from '../../members/calendar/work-times.ts';

/** Days in a row of which the same is said. */
export interface Span {
  from: string;
  to: string;
  kind: 'off' | 'work' | 'none';
  name: string;
}

/** A year as the page shows it. */
export interface Year {
  year: number;
  /** Whose notice it is: the release's, an administrator's, or nobody's yet. */
  notice: 'known' | 'entered' | 'missing';
  law: { feast: LawFeast; days: string[] }[];
  said: Span[];
  company: Span[];
  branches: { branch: string; spans: Span[] }[];
}

export interface OneDay {
  day: string;
  kind: Span['kind'];
  name: string;
}

/** Puts days of one kind and name that follow each other together. */
export function spansOf(days: readonly OneDay[]): Span[] {
  const spans: Span[] = [];
  for (const { day, kind, name } of days.toSorted((a, b) => (a.day < b.day ? -1 : 1))) {
    const last = spans.at(-1);
    if (last !== undefined && last.kind === kind && last.name === name && addDays(last.to, 1) === day) last.to = day;
    else spans.push({ from: day, to: day, kind, name });
  }
  return spans;
}

/** Whether anything says what is off and made up for in a year beside the law. */
export function isNoticeIn(days: KeptDays, year: number): boolean {
  return hasNotice(year) || [...days.notice.keys()].some((day) => day.startsWith(`${year}-`));
}

/** A year as it stands. */
export function yearFrom(days: KeptDays, year: number): Year {
  const law = new Map<LawFeast, string[]>();
  for (const [day, feast] of lawDays(year)) law.set(feast, [...(law.get(feast) ?? []), day]);
  const within = (layer: KeptDays['company']) =>
    spansOf(
      [...layer].filter(([day]) => day.startsWith(`${year}-`)).map(([day, { kind, name }]) => ({ day, kind, name })),
    );
  const entered = within(days.notice);
  return {
    year,
    notice: entered.length > 0 ? 'entered' : hasNotice(year) ? 'known' : 'missing',
    law: [...law].map(([feast, found]) => ({ feast, days: found })),
    said: entered.length > 0 ? entered : releaseSpans(year),
    company: within(days.company),
    branches: [...days.branches]
      .map(([branch, layer]) => ({ branch, spans: within(layer) }))
      .filter(({ spans }) => spans.length > 0),
  };
}

/** The notice that the release carries: its days off and its make-up days. */
function releaseSpans(year: number): Span[] {
  const found: OneDay[] = [];
  for (let day = `${year}-01-01`; day.startsWith(`${year}-`); day = addDays(day, 1)) {
    const said = noticeDay(day);
    if (said !== undefined) found.push({ day, ...said });
  }
  return spansOf(found);
}
