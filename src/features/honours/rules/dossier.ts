import type { Bilingual } from '../../../lib/language.ts';
import { addDays } from '../../../lib/zone.ts';
import type { LedgerFacts, Line } from './records.ts';

/*
 * What the ledger's sums come to as lines of a dossier: pure.
 */

/** What the ledger has of one kind of deed of a feature. */
export interface Sum {
  feature: string;
  kind: string;
  /** Deeds that count: what was annulled does not. */
  count: number;
  minutes: number;
  /** Of answers: how many were right. */
  right: number;
}

/** One deed that stands for itself: a place, a title, an accident. */
export interface Deed {
  key: string;
  feature: string;
  kind: string;
  activity: string;
  /** 'YYYY-MM-DD' */
  day: string;
  outcome: Record<string, unknown>;
}

export interface LedgerRead {
  sums: readonly Sum[];
  deeds: readonly Deed[];
  /** The day of the first entry; undefined: there is none. */
  first: string | undefined;
  /** Minutes of the last twelve months. */
  recentMinutes: number;
}

/** What a feature is called. */
export type FeatureNames = ReadonlyMap<string, Bilingual>;

const line = (key: string, zh: string, en: string, more: Omit<Line, 'key' | 'text'> = {}): Line => ({
  key,
  text: { zh, en },
  ...more,
});

const HOUR = 60;
const hoursOf = (minutes: number): string => String(Math.round((minutes * 10) / HOUR) / 10);
const percentOf = (part: number, all: number): number => (all === 0 ? 0 : Math.round((part * 100) / all));

/** How the kinds of deeds are said that have more to say than how often. */
const SAID: Record<string, (sum: Sum, name: Bilingual) => Line> = {
  'quiz.answer': ({ count, right }) =>
    line(
      'quiz',
      `每日一题：作答 ${count} 题，正确率 ${percentOf(right, count)}%`,
      `Daily quiz: ${count} questions answered, ${percentOf(right, count)}% of them right`,
    ),
  'suggestions.adopted': ({ count }) =>
    line('suggestions', `合理化建议：被采纳 ${count} 条`, `Suggestions: ${count} adopted`),
  'mentoring.taught': ({ count, minutes }) =>
    line(
      'taught',
      `师徒：带徒 ${count} 次，${hoursOf(minutes)} 学时`,
      `Mentoring: taught ${count} times, ${hoursOf(minutes)} hours`,
    ),
  'mentoring.learnt': ({ count, minutes }) =>
    line(
      'learnt',
      `师徒：跟师傅学 ${count} 次，${hoursOf(minutes)} 学时`,
      `Mentoring: learnt ${count} times, ${hoursOf(minutes)} hours`,
    ),
  'mentoring.credit': ({ count }) =>
    line(
      'credit',
      `师徒：带徒成果 ${count} 次（出师、60 天、180 天）`,
      `Mentoring: ${count} times credited for an apprentice`,
    ),
  'thanks.thanked': ({ count }) => line('thanks', `点赞：收到同事 ${count} 个赞`, `Thanks: ${count} from colleagues`),
};

/** Kinds that stand for themselves, one line each. */
export const SINGLE_KINDS: readonly string[] = [
  'place',
  'placed',
  'title',
  'accident',
  'graduated',
  'mentored',
  'solved',
];

function sumLine(sum: Sum, names: FeatureNames): Line | undefined {
  const { feature, kind, count, minutes } = sum;
  if (count <= 0 || SINGLE_KINDS.includes(kind)) return undefined;
  const name = names.get(feature) ?? { zh: feature, en: feature };
  const said = SAID[`${feature}.${kind}`];
  if (said !== undefined) return said(sum, name);
  const hours = hoursOf(minutes);
  return minutes > 0
    ? line(`${feature}.${kind}`, `${name.zh}：${count} 次，${hours} 学时`, `${name.en}: ${count} times, ${hours} hours`)
    : line(`${feature}.${kind}`, `${name.zh}：${count} 次`, `${name.en}: ${count} times`);
}

const textIn = (outcome: Record<string, unknown>, ...fields: string[]): string =>
  fields.flatMap((field) => (typeof outcome[field] === 'string' ? [outcome[field]] : [])).join(' · ');

/** What a lasting deed is called where its feature says no more. */
const LASTING: Record<string, Bilingual> = {
  graduated: { zh: '出师', en: 'apprenticeship completed' },
  mentored: { zh: '带徒出师', en: 'an apprentice graduated' },
  solved: { zh: '解决问题', en: 'a finding solved' },
};

function deedLine({ key, feature, kind, day, outcome }: Deed, names: FeatureNames): Line | undefined {
  const name = names.get(feature) ?? { zh: feature, en: feature };
  const { place } = outcome;
  const what = textIn(outcome, 'contest', 'title', 'name', 'topic');
  const entry = { entry: key };
  if (kind === 'accident')
    return line(
      key,
      `${day} 责任事故：${textIn(outcome, 'what')}`,
      `${day}, accident of their own fault: ${textIn(outcome, 'what')}`,
      { ...entry, isFixed: true },
    );
  if (kind === 'place' || kind === 'placed' || kind === 'title') {
    if (typeof place !== 'number' && what === '') return undefined;
    const rank = typeof place === 'number';
    return line(
      key,
      [`${day} ${name.zh}`, ...(what === '' ? [] : [what]), ...(rank ? [`第 ${place} 名`] : [])].join(' · '),
      [`${day} ${name.en}`, ...(what === '' ? [] : [what]), ...(rank ? [`place ${place}`] : [])].join(' · '),
      entry,
    );
  }
  const lasting = LASTING[kind];
  if (lasting === undefined) return undefined;
  const more = what === '' ? '' : ` · ${what}`;
  return line(key, `${day} ${name.zh} · ${lasting.zh}${more}`, `${day} ${name.en} · ${lasting.en}${more}`, entry);
}

/** So many lines of single deeds; the latest are more telling than the rest. */
const MOST_DEEDS = 30;

/** The lines of a dossier; a title says its place, so the place of the same activity is left out. */
export function linesOf({ sums, deeds }: LedgerRead, names: FeatureNames): Line[] {
  const titled = new Set(deeds.filter(({ kind }) => kind === 'title').map(({ activity }) => activity));
  const single = deeds
    .filter(({ kind, activity }) => kind !== 'place' || !titled.has(activity))
    .toSorted((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : a.key < b.key ? -1 : 1));
  const [bad, good] = [
    single.filter(({ kind }) => kind === 'accident'),
    single.filter(({ kind }) => kind !== 'accident'),
  ];
  const drawn = (some: readonly Deed[]) => some.flatMap((one) => deedLine(one, names) ?? []);
  const minutes = sums.reduce((all, one) => all + one.minutes, 0);
  const study =
    minutes === 0
      ? []
      : [
          line(
            'hours',
            `学习和活动共 ${hoursOf(minutes)} 学时`,
            `${hoursOf(minutes)} hours of learning and activities`,
          ),
        ];
  return [
    ...study,
    ...sums.flatMap((one) => sumLine(one, names) ?? []).toSorted((a, b) => (a.key < b.key ? -1 : 1)),
    ...drawn(good.slice(0, MOST_DEEDS)),
    ...drawn(bad),
  ];
}

/** Whole years from one day to another. */
export function yearsBetween(from: string, to: string): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return Math.max(0, to.slice(5) < from.slice(5) ? years - 1 : years);
}

const MONTH_DAYS = 30.436875;

/** The facts that the rules ask for. @param today the last day that counts */
export function factsOf({ first, recentMinutes, deeds }: LedgerRead, safeMonths: number, today: string): LedgerFacts {
  const since = addDays(today, -Math.round(safeMonths * MONTH_DAYS));
  return {
    years: first === undefined ? 0 : yearsBetween(first, today),
    hours: Math.floor(recentMinutes / HOUR),
    accidents: deeds.filter(({ kind, day }) => kind === 'accident' && day > since).map(({ key }) => key),
  };
}
