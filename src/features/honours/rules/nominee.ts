import { LEAST_JUDGES, meanOf } from '../../../judging/rules.ts';
import type { Checked, Criterion, LedgerFacts, Line, Nominee, NomineeNews, RuleName, Sheet, Title } from './records.ts';

/*
 * What becomes of somebody who was nominated: pure.
 */

/** In hundredths from here on, so that every sum is exact. */
export const HUNDREDTHS = 100;

type Change = Partial<Nominee>;

export function withNomineeNews(
  { seq, news }: Pick<Nominee, 'seq' | 'news'>,
  what: NomineeNews['what'],
): Pick<Nominee, 'seq' | 'news'> {
  return { seq: seq + 1, news: [...news, { what, seq: seq + 1 }] };
}

/** The key under which a dispute about a rule is kept. */
export const ruleKey = (rule: RuleName): string => `rule-${rule}`;

/** How the rules of a title stand for somebody. A rule about which a dispute was right counts as met. */
export function checkedOf(title: Title, { facts, struck }: Pick<Nominee, 'facts' | 'struck'>): Checked[] {
  const { years = 0, hours = 0, accidents = [] }: Partial<LedgerFacts> = facts ?? {};
  const isWaived = (rule: RuleName) => struck.includes(ruleKey(rule));
  const least = (rule: 'years' | 'hours', needed: number, has: number): Checked[] =>
    needed === 0 ? [] : [{ rule, needed, has, isMet: isWaived(rule) || has >= needed }];
  const left = accidents.filter((key) => !struck.includes(key)).length;
  return [
    ...least('years', title.years, years),
    ...least('hours', title.hours, hours),
    ...(title.safeMonths === 0
      ? []
      : [
          {
            rule: 'accident' as const,
            needed: title.safeMonths,
            has: left,
            isMet: isWaived('accident') || left === 0,
          },
        ]),
  ];
}

export const isEligible = (title: Title, nominee: Pick<Nominee, 'facts' | 'struck'>): boolean =>
  checkedOf(title, nominee).every(({ isMet }) => isMet);

/** The lines that others see; what cannot be hidden is among them. */
export const shownLines = ({ dossier = [], hidden, struck }: Pick<Nominee, 'dossier' | 'hidden' | 'struck'>): Line[] =>
  dossier.filter(({ key, isFixed }) => (isFixed === true || !hidden.includes(key)) && !struck.includes(key));

/** The lines that the nominee has: those that were wrong are gone. */
export const ownLines = ({ dossier = [], struck }: Pick<Nominee, 'dossier' | 'struck'>): Line[] =>
  dossier.filter(({ key }) => !struck.includes(key));

/** Whether every score sheet of a panel that is large enough is there. */
export const isScored = ({ panel, sheets }: Pick<Nominee, 'panel' | 'sheets'>): boolean =>
  panel.length >= LEAST_JUDGES && panel.every((judge) => sheets[judge] !== undefined);

export const waitsForJudge = ({ state, panel, sheets, closedAt }: Nominee, judge: string): boolean =>
  state === 'in' && closedAt === undefined && panel.includes(judge) && sheets[judge] === undefined;

/** Why a sheet is not taken. */
export type SheetRefusal = 'recused' | 'over' | 'range';

/** A judge hands in a sheet, or changes it until the scores are closed. */
export function handIn(
  criteria: readonly Criterion[],
  nominee: Nominee,
  judge: string,
  values: Record<string, number>,
  now: Date,
): { refused: SheetRefusal } | { change: Change } {
  if (!nominee.panel.includes(judge)) return { refused: 'recused' };
  if (nominee.state !== 'in' || nominee.closedAt !== undefined) return { refused: 'over' };
  const isRight = criteria.every(({ id, points }) => {
    const value = values[id] ?? Number.NaN;
    return Number.isInteger(value) && value >= 0 && value <= points;
  });
  if (!isRight) return { refused: 'range' };
  const sheet: Sheet = { values: Object.fromEntries(criteria.map(({ id }) => [id, values[id] ?? 0])), at: now };
  return { change: { sheets: { ...nominee.sheets, [judge]: sheet } } };
}

/** What the scores come to: the mean of each criterion, and their sum; in hundredths. Only sheets of the panel count. */
export function scoreOf(
  criteria: readonly Criterion[],
  { panel, sheets }: Pick<Nominee, 'panel' | 'sheets'>,
  isDropped: boolean,
): { means: Record<string, number>; total: number } {
  const own = panel.flatMap((judge) => sheets[judge] ?? []);
  const means = Object.fromEntries(
    criteria.map(({ id }) => [
      id,
      meanOf(
        own.map(({ values }) => (values[id] ?? 0) * HUNDREDTHS),
        isDropped,
      ),
    ]),
  );
  return { means, total: Object.values(means).reduce((all, one) => all + one, 0) };
}

/** Stands in for what would say who somebody is. */
const MASK = '■■';

/**
 * Words without the names that judges should not read. Names are taken out longest first, so that no part of one is left.
 * @param names the nominee's, their branch's, their team's
 */
export function masked(text: string, names: readonly (string | undefined)[]): string {
  const known = names.filter((name): name is string => name !== undefined && name.trim().length > 1);
  return known
    .toSorted((a, b) => b.length - a.length)
    .reduce((left, name) => left.replaceAll(new RegExp(escaped(name), 'giu'), MASK), text);
}

const escaped = (name: string): string => name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
