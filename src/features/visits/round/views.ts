import type { Message } from '../../../bot/draw/block-kit.ts';
import { actions, button, context, plain, section } from '../../../bot/draw/blocks.ts';
import { message } from '../../../bot/draw/message.ts';
import { pager } from '../../../bot/draw/pager.ts';
import type { Locale } from '../../../lib/language.ts';
import { pageIn } from '../../../lib/pages.ts';
import { messages } from '../messages.ts';
import { leftOf, monthBeside, type Progress, SCENES } from '../rules.ts';
import { roundRef } from './forms.ts';
import type { Round } from './service.ts';

const ROWS = 15;

/** Who is planned where this month, and who has been where. @param note said above, as mrkdwn */
export function roundMessage(locale: Locale, { month, lines, names }: Round, page = 1, note?: string): Message {
  const words = messages[locale];
  const planned = lines.reduce((sum, one) => sum + one.planned.length, 0);
  const done = planned - lines.reduce((sum, one) => sum + leftOf(one).length, 0);
  const found = pageIn(lines, { page, size: ROWS });
  const turn = (label: string, by: -1 | 1) =>
    button({ ...roundRef.button({ month: monthBeside(month, by), page: 1 }, by === 1 ? 'later' : 'earlier'), label });
  return message([
    section([...(note === undefined ? [] : [note]), `*🚶 ${words.roundOf(month)}*`].join('\n')),
    ...(lines.length === 0 ? [section(words.roundNone)] : [context(words.roundSum(planned, done, sumOf(lines)))]),
    ...found.rows.map((one) =>
      section(
        `*${plain(names[one.officer] ?? one.officer)}* · ${plain(one.branch || words.company)}\n${beenLine(locale, one)}`,
      ),
    ),
    ...pager(locale, 'visits.round', found, { value: (to) => roundRef.pack({ month, page: to }) }),
    actions(
      button({ action: 'visits.plan', label: words.plan.title, value: month, style: 'primary' }),
      button({ action: 'visits.stop', label: words.stop }),
      turn(words.before, -1),
      turn(words.after, 1),
    ),
  ]);
}

function beenLine(locale: Locale, { planned, visits }: Progress): string {
  const words = messages[locale];
  return SCENES.flatMap((scene) => {
    const name = words.scenes[scene];
    if (visits[scene] > 0) return [words.been(name, visits[scene])];
    return planned.includes(scene) ? [words.notYet(name)] : [];
  }).join(' · ');
}

function sumOf(lines: readonly Progress[]): number {
  return lines.reduce((sum, { visits }) => sum + SCENES.reduce((own, scene) => own + visits[scene], 0), 0);
}
