import type { AnyBlock } from '../../../bot/draw/block-kit.ts';
import { button, context, cut, header, plain, section } from '../../../bot/draw/blocks.ts';
import { chart, FIGURE_LIMITS, type Twins, twins } from '../../../bot/draw/figures.ts';
import { percent } from '../../../bot/text/i18n.ts';
import type { Locale } from '../../../lib/language.ts';
import type { DayParticipation } from '../digest/service/participation-by-day.ts';
import { letterOf } from '../formats/answer-words.ts';
import { type ReportTexts, reportMessages } from '../reports/messages.ts';
import { ITEM_LIMITS, type ItemFlag } from './rules.ts';
import type { Item, QuizStats } from './service.ts';

const STEM = 80;

/**
 * The numbers of the quiz: what needs an officer first. `rich` has a native chart; `plain` says the same in words for
 * where Slack does not take it: older clients' workspaces, and modals.
 */
export function statsMessages(locale: Locale, data: QuizStats): Twins {
  const say = reportMessages[locale];
  const scope = say.statsScope(data.bank, data.days);
  const line =
    data.answers === 0 ? say.statsNone : say.statsLine(data.answers, data.items, percent(data.rights, data.answers));
  const days = daysLines(say, data.participation);
  const hardest = data.hardest.map((item) => hardestLine(say, item));
  const blocks = (numbers: readonly AnyBlock[]): AnyBlock[] => [
    header(say.stats),
    section(`${plain(scope)}\n${line}`),
    ...flaggedBlocks(say, data),
    ...numbers,
    ...(hardest.length > 0 ? [section([`*${say.hardest}*`, ...hardest.map(plain)].join('\n'))] : []),
  ];
  const inWords = days.length === 0 ? [] : [section([`*${say.participation}*`, ...days].join('\n'))];
  const drawn = days.length === 0 ? [] : [daysChart(say, data.participation), context(days.at(-1) ?? '')];
  return twins(drawn, inWords, blocks);
}

function flaggedHead(say: ReportTexts, data: QuizStats): string {
  return data.flaggedCount === 0 ? say.flaggedNone : say.flagged(data.flaggedCount);
}

function flaggedBlocks(say: ReportTexts, data: QuizStats): AnyBlock[] {
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
function reasons(say: ReportTexts, { stats }: Item): string[] {
  const right = `${Math.round((stats.facility ?? 0) * 100)}%`;
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

function hardestLine(say: ReportTexts, item: Item): string {
  const right = `${Math.round((item.stats.facility ?? 0) * 100)}%`;
  return say.hardestLine(short(item), right, item.stats.answers);
}

function short(item: Item): string {
  return cut(item.content.stem.replace(/\s+/g, ' ').trim(), STEM);
}

function daysLines(say: ReportTexts, days: readonly DayParticipation[]): string[] {
  return days.map(
    ({ day, took, invited }) => `${day.slice(5)}  ${say.participationLine(took, invited, percent(took, invited))}`,
  );
}

function daysChart(say: ReportTexts, days: readonly DayParticipation[]): AnyBlock {
  const shown = days.slice(-FIGURE_LIMITS.categories);
  return chart({
    type: shown.length > 1 ? 'line' : 'bar',
    title: say.participation,
    categories: shown.map(({ day }) => day.slice(5)),
    series: [
      {
        name: say.shareSeries,
        values: shown.map(({ took, invited }) => Math.min(100, Math.round((took / invited) * 100))),
      },
    ],
    x: say.day,
    y: say.shareSeries,
  });
}
