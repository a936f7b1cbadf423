import type { Button } from '@slack/types';
import { actions, button, context, escapeMrkdwn, header, section } from '../../bot/blocks.ts';
import { pack } from '../../bot/command-text.ts';
import type { AnyBlock, Locale, Message } from '../../bot/feature.ts';
import type { BoardScope, Rank } from '../../participation/boards.ts';
import type { PeriodKind } from '../../participation/periods.ts';
import { messages, type QuizTexts } from './messages.ts';
import type { MyRecord, ShownBoard } from './service/me.ts';

/** A member's own record. */
export function recordMessage(locale: Locale, mine: MyRecord): Message {
  const say = messages[locale];
  const lines = recordLines(say, mine);
  return {
    text: [say.me, ...lines].join('\n'),
    blocks: [header(say.me), section(lines.join('\n')), actions(...recordButtons(say, mine, 'me'))],
  };
}

function recordLines(say: QuizTexts, mine: MyRecord): string[] {
  const { streak } = mine;
  const rank = (one: Rank | undefined) => (one === undefined ? say.rankNone : say.rankOf(one.rank, one.of));
  return [
    say.meStreak(streak?.current ?? 0, streak?.longest ?? 0),
    say.meShields(streak?.shields ?? 0, streak?.last100 ?? 0),
    say.mePoints(mine.week, mine.month, mine.total),
    say.meRank(rank(mine.team), rank(mine.branch)),
    mine.mistakes === 0 ? say.mistakesEmpty : say.mistakesCount(mine.mistakes),
  ];
}

function recordButtons(say: QuizTexts, mine: MyRecord, from: 'me' | 'home'): Button[] {
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

export interface HomeData {
  mine: MyRecord;
  today: { state: 'open'; ref: string; until: string } | { state: 'done' | 'waiting'; next: string | undefined };
  isOfficer: boolean;
  /** Reports of wrong questions that wait for an officer. */
  reports: number;
}

/** The quiz's part of App Home, and what `/jy quiz` shows. */
export function homeSection(locale: Locale, data: HomeData): AnyBlock[] {
  const say = messages[locale];
  const { today, mine } = data;
  const next = 'next' in today ? (today.next === undefined ? say.homeNone : say.homeNext(today.next)) : '';
  const line =
    today.state === 'open'
      ? `*${say.homeToday}*\n${say.until(today.until)}`
      : today.state === 'done'
        ? `${say.homeDone}${say.gap}${next}`
        : next;
  return [
    header(say.title),
    today.state === 'open'
      ? section(line, button({ action: 'quiz.open', label: say.answerNow, value: today.ref, style: 'primary' }))
      : section(line),
    context(recordLines(say, mine).slice(0, 4).join('\n')),
    actions(...recordButtons(say, mine, 'home')),
    ...(data.isOfficer ? [context(say.officerLine(data.reports)), actions(...officerButtons(say, data.reports))] : []),
  ];
}

function officerButtons(say: QuizTexts, reports: number): Button[] {
  return [
    ...(reports > 0 ? [button({ action: 'quiz.reports', label: say.officer.reports, style: 'primary' })] : []),
    button({ action: 'quiz.banks', label: say.officer.banks }),
    button({ action: 'quiz.import', label: say.officer.import }),
    button({ action: 'quiz.schedules', label: say.officer.schedules }),
    button({ action: 'quiz.stats', label: say.officer.stats }),
  ];
}
