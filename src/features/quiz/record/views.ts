import type { Button } from '@slack/types';
import type { Message } from '../../../bot/draw/block-kit.ts';
import { actions, button, context, header, plain, section } from '../../../bot/draw/blocks.ts';
import { message } from '../../../bot/draw/message.ts';
import type { Locale } from '../../../lib/language.ts';
import type { Rank } from '../../../participation/boards/boards.ts';
import { SHIELD_EVERY, SHIELDS_HELD } from '../../../participation/standing/streak.ts';
import { messages, type QuizTexts } from '../messages.ts';
import { BOARD_PERIODS, BOARD_SCOPES, boardRef, challengeRef, practiceRef } from '../refs.ts';
import type { MyRecord, ShownBoard } from './service.ts';

/** A member's own record. */
export function recordMessage(locale: Locale, mine: MyRecord): Message {
  const say = messages[locale];
  const lines = recordLines(say, mine);
  return message([
    header(say.me),
    section(lines.join('\n')),
    context(say.shieldsAre(SHIELD_EVERY, SHIELDS_HELD)),
    actions(...recordButtons(say, mine, 'me')),
  ]);
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
    button({ ...practiceRef.button({ topic: '' }), label: say.practice }),
    button({ ...challengeRef.button({ score: 0 }), label: say.challenge }),
    button({ ...boardRef.button({ period: 'week', scope: 'team' }), label: say.board }),
    ...(from === 'home' ? [button({ action: 'quiz.me', label: say.me })] : []),
  ];
}

/** A leaderboard: the first ten, the reader and the two around them; nobody is named as last. */
export function boardMessage(locale: Locale, shown: ShownBoard): Message {
  const say = messages[locale];
  const title = [say.board, say.boardScope[shown.scope], say.boardOf[shown.period]].join(say.daySep);
  const line = (row: ShownBoard['rows'][number]) => {
    const text = say.boardLine(row.rank, `${plain(row.name)}${row.isReader ? say.boardYou : ''}`, row.points);
    return row.isReader ? `*${text}*` : text;
  };
  const lines = [...shown.rows.map(line), ...(shown.around.length > 0 ? ['…', ...shown.around.map(line)] : [])];
  const body = lines.length === 0 ? say.boardEmpty : lines.join('\n');
  const { period, scope } = shown;
  const choice = (to: Pick<ShownBoard, 'period' | 'scope'>, suffix: string, label: string, isNow: boolean) =>
    button({ ...boardRef.button(to, suffix), label, ...(isNow ? { style: 'primary' as const } : {}) });
  return message([
    header(title),
    section(body),
    actions(...BOARD_PERIODS.map((one) => choice({ period: one, scope }, one, say.boardOf[one], one === period))),
    actions(...BOARD_SCOPES.map((one) => choice({ period, scope: one }, one, say.boardScope[one], one === scope))),
  ]);
}
