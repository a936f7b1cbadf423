import type { Button } from '@slack/types';
import { actions, button, escapeMrkdwn, header, section } from '../../../bot/draw/blocks.ts';
import type { Locale, Message } from '../../../bot/feature.ts';
import { pack } from '../../../bot/text/command-text.ts';
import type { BoardScope, Rank } from '../../../participation/boards/boards.ts';
import type { PeriodKind } from '../../../participation/boards/periods.ts';
import { messages, type QuizTexts } from '../messages.ts';
import type { MyRecord, ShownBoard } from './service.ts';

/** A member's own record. */
export function recordMessage(locale: Locale, mine: MyRecord): Message {
  const say = messages[locale];
  const lines = recordLines(say, mine);
  return {
    text: [say.me, ...lines].join('\n'),
    blocks: [header(say.me), section(lines.join('\n')), actions(...recordButtons(say, mine, 'me'))],
  };
}

/** Streak, shields, points, ranks and mistakes, a line each. */
export function recordLines(say: QuizTexts, mine: MyRecord): string[] {
  const { streak } = mine;
  const rank = (one: Rank | undefined) => (one === undefined ? say.rankNone : say.rankOf(one.rank, one.of));
  return [
    say.meStreak(streak?.current ?? 0, streak?.longest ?? 0),
    say.meShields(streak?.shields ?? 0, streak?.last100 ?? 0),
    say.mePoints(mine.week, mine.month, mine.total),
    say.meRank(rank(mine.team), rank(mine.branch)),
    say.mistakesCount(mine.mistakes),
  ];
}

/** What one can do beside the question of the day. */
export function recordButtons(say: QuizTexts, mine: MyRecord, from: 'me' | 'home'): Button[] {
  return [
    ...(mine.mistakes > 0 ? [button({ action: 'quiz.mistakes', label: say.mistakes })] : []),
    button({ action: 'quiz.practice', label: say.practice }),
    button({ action: 'quiz.challenge', label: say.challenge }),
    button({ action: 'quiz.board', label: say.board, value: pack('week', 'team') }),
    ...(from === 'home' ? [button({ action: 'quiz.me', label: say.me })] : []),
  ];
}

export const BOARD_PERIODS: readonly PeriodKind[] = ['day', 'week', 'month', 'year'];
export const BOARD_SCOPES: readonly BoardScope[] = ['team', 'branch', 'company'];

/** A leaderboard: the first ten, the reader and the two around them; nobody is named as last. */
export function boardMessage(locale: Locale, shown: ShownBoard): Message {
  const say = messages[locale];
  const title = [say.board, say.boardScope[shown.scope], say.boardOf[shown.period]].join(say.daySep);
  const line = (row: ShownBoard['rows'][number]) => {
    const text = say.boardLine(row.rank, `${escapeMrkdwn(row.name)}${row.isReader ? say.boardYou : ''}`, row.points);
    return row.isReader ? `*${text}*` : text;
  };
  const lines = [...shown.rows.map(line), ...(shown.around.length > 0 ? ['…', ...shown.around.map(line)] : [])];
  const body = lines.length === 0 ? say.boardEmpty : lines.join('\n');
  const choose = <T extends string>(
    values: readonly T[],
    now: T,
    label: (value: T) => string,
    value: (value: T) => string,
  ) =>
    actions(
      ...values.map((one) =>
        button({
          action: `quiz.board:${one}`,
          label: label(one),
          value: value(one),
          ...(one === now ? { style: 'primary' as const } : {}),
        }),
      ),
    );
  return {
    text: [title, body.replaceAll('*', '')].join('\n'),
    blocks: [
      header(title),
      section(body),
      choose(
        BOARD_PERIODS,
        shown.period,
        (period) => say.boardOf[period],
        (period) => pack(period, shown.scope),
      ),
      choose(
        BOARD_SCOPES,
        shown.scope,
        (scope) => say.boardScope[scope],
        (scope) => pack(shown.period, scope),
      ),
    ],
  };
}
