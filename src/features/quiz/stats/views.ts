import type { AnyBlock } from '../../../bot/draw/block-kit.ts';
import { button, context, cut, plain, section } from '../../../bot/draw/blocks.ts';
import { FIGURE_LIMITS, type Twins } from '../../../bot/draw/figures.ts';
import { type NumbersChart, type NumbersPart, type NumbersRow, numbersTwins } from '../../../bot/draw/numbers-page.ts';
import { percent } from '../../../bot/text/i18n.ts';
import type { Locale } from '../../../lib/language.ts';
import type { Participation } from '../digest/service/participation-by-day.ts';
import { letterOf } from '../question/rules/answer-words.ts';
import { type StatsTexts, statsWords } from './messages.ts';
import { ITEM_LIMITS, type ItemFlag } from './rules.ts';
import type { Item, QuizStats } from './service.ts';

const STEM = 80;
const NAME = 40;

/** The numbers of the quiz: what needs an officer first. */
export function statsMessages(locale: Locale, data: QuizStats): Twins {
  const say = statsWords[locale];
  const { answers, items, rights, participation, branches, hardest } = data;
  const chart = chartOf(say, data);
  return numbersTwins(locale, {
    title: say.stats,
    scope: say.statsScope(data.bank, data.days),
    head: [answers === 0 ? say.statsNone : say.statsLine(answers, items, percent(rights, answers))],
    above: flaggedBlocks(say, data),
    columns: say.participationColumns,
    parts: [
      participationPart(
        say,
        say.byBranch,
        branches.map((one) => ({ ...one, name: one.branch || say.noBranch })),
      ),
      participationPart(
        say,
        say.participation,
        participation.map((one) => ({ ...one, name: one.day.slice(5) })),
      ),
      { title: say.hardest, columns: say.hardestColumns, rows: hardest.map(hardestRow) },
    ],
    ...(chart === undefined ? {} : { chart }),
  });
}

function participationPart(
  say: StatsTexts,
  title: string,
  shown: readonly (Participation & { name: string })[],
): NumbersPart {
  return {
    title,
    rows: shown.map(({ name, invited, took }) => [name, invited, took, { share: took / invited }]),
    lines: shown.map(({ name, invited, took }) =>
      say.participationLine(plain(cut(name, NAME)), took, invited, percent(took, invited)),
    ),
  };
}

function hardestRow(item: Item): NumbersRow {
  const { answers, facility = 0 } = item.stats;
  return [short(item), answers, { share: facility }];
}

/** Several branches are compared; of one, the days. */
function chartOf(say: StatsTexts, { branches, participation }: QuizStats): NumbersChart | undefined {
  const values = (shown: readonly Participation[]) =>
    shown.map(({ took, invited }) => Math.min(100, Math.round((took / invited) * 100)));
  const days = participation.slice(-FIGURE_LIMITS.categories);
  if (branches.length > 1)
    return {
      title: say.byBranch,
      labels: branches.map(({ branch }) => branch || say.noBranch),
      x: say.branch,
      y: say.shareSeries,
      series: [{ name: say.shareSeries, values: values(branches) }],
    };
  if (days.length === 0) return undefined;
  return {
    title: say.participation,
    type: days.length > 1 ? 'line' : 'bar',
    labels: days.map(({ day }) => day.slice(5)),
    x: say.day,
    y: say.shareSeries,
    series: [{ name: say.shareSeries, values: values(days) }],
  };
}

function flaggedHead(say: StatsTexts, data: QuizStats): string {
  return data.flaggedCount === 0 ? say.flaggedNone : say.flagged(data.flaggedCount);
}

function flaggedBlocks(say: StatsTexts, data: QuizStats): AnyBlock[] {
  if (data.answers === 0) return [];
  const more = data.flaggedCount - data.flagged.length;
  return [
    section(`*${flaggedHead(say, data)}*`),
    ...data.flagged.map((item) =>
      section(
        `${plain(short(item))}\n${reasons(say, item).join(say.listSep)}`,
        button({ action: `quiz.fixKey:${item.question}`, label: say.fix, value: item.question }),
      ),
    ),
    context([...(more > 0 ? [say.flaggedMore(more)] : []), say.flaggedFewer(ITEM_LIMITS.minimum)].join(' ')),
  ];
}

/** Why a question was flagged, and how long it takes. */
function reasons(say: StatsTexts, { stats }: Item): string[] {
  const right = percent(stats.facility ?? 0, 1);
  const letters = stats.deadDistractors.map(letterOf).join(' ');
  const said: Record<ItemFlag, string> = {
    'too-easy': say.tooEasy(right),
    'too-hard': say.tooHard(right),
    'negative-discrimination': say.negative,
    'dead-distractor': say.deadDistractors(letters),
  };
  const found = stats.flags.map((flag) => said[flag]);
  return stats.medianMs === undefined ? found : [...found, say.seconds(Math.max(1, Math.round(stats.medianMs / 1000)))];
}

function short(item: Item): string {
  return cut(item.content.stem.replace(/\s+/g, ' ').trim(), STEM);
}
