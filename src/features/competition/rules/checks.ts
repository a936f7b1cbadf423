import { type Indicator, MOST_VALUE } from './facts.ts';

/** What an indicator is called and what it is measured in: `亩产量（公斤）`. Undefined where the measure is missing. */
export function measuredName(text: string): { name: string; measure: string } | undefined {
  const found = /^(.+?)\s*[（(]\s*([^（()）]{1,12}?)\s*[)）]$/.exec(text.trim());
  const [, name = '', measure = ''] = found ?? [];
  return found === null ? undefined : { name, measure };
}

/** Why a value cannot be taken. */
export type ValueFault = 'number' | 'negative' | 'large' | 'measure';

/**
 * A number as people write it into a cell: with thousands, full-width figures, and perhaps its measure behind it.
 * @returns `measure` where another measure stands behind it than the indicator’s
 */
export function readValue(cell: string, measure: string): number | ValueFault {
  const text = cell.normalize('NFKC').replace(/[\s,]/g, '');
  const found = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?)(.*)$/i.exec(text);
  if (found === null) return 'number';
  const [, digits = '', behind = ''] = found;
  if (behind !== '' && !isSameMeasure(behind, measure)) return 'measure';
  return valueFault(Number(digits)) ?? Number(digits);
}

/** Whether a measure as it stands in a file is the indicator’s. */
export function isSameMeasure(text: string, measure: string): boolean {
  const plain = (one: string) => one.normalize('NFKC').replace(/\s/g, '').toLowerCase();
  return plain(text) === plain(measure);
}

/** What is wrong with a number as a value. */
export function valueFault(value: number): ValueFault | undefined {
  if (!Number.isFinite(value)) return 'number';
  if (value < 0) return 'negative';
  return value > MOST_VALUE ? 'large' : undefined;
}

/** The points for the first, the second …: `10,6,3`. Undefined for what is no such list. */
export function readPrizes(text: string): number[] | undefined {
  const parts = text
    .normalize('NFKC')
    .split(/[,、;\s]+/)
    .filter(Boolean);
  const points = parts.map(Number);
  const isGood = (one: number) => Number.isInteger(one) && one >= 0 && one <= 1_000;
  return points.length <= 20 && points.every(isGood) ? points : undefined;
}

/** What is wrong with the people of an indicator: nobody does both, and somebody does each, unless the ledger says its values. */
export function peopleFault({
  reporters,
  verifiers,
  ledger,
}: Pick<Indicator, 'reporters' | 'verifiers'> & { ledger?: unknown }): PeopleFault | undefined {
  if (ledger !== undefined) return reporters.length + verifiers.length === 0 ? undefined : 'byLedger';
  if (reporters.length === 0) return 'needReporter';
  if (verifiers.length === 0) return 'needVerifier';
  return verifiers.some((user) => reporters.includes(user)) ? 'sameBoth' : undefined;
}

export type PeopleFault = 'byLedger' | 'needReporter' | 'needVerifier' | 'sameBoth';
