import type { AnyBlock, Message } from '../../../bot/draw/block-kit.ts';
import { actions, button, cut, escapeMrkdwn, header, section } from '../../../bot/draw/blocks.ts';
import { message } from '../../../bot/draw/message.ts';
import { percent } from '../../../bot/text/i18n.ts';
import type { Locale } from '../../../lib/language.ts';
import { messages } from '../messages.ts';
import { boardRef, explainRef } from '../refs.ts';
import type { Digest } from './service/digest.ts';

/** A schedule's day in numbers, with the branches as a table. */
export function digestMessage(locale: Locale, digest: Digest): Message {
  const say = messages[locale];
  const share = (value: number) => `${Math.round(value * 100)}%`;
  const before = digest.weekBefore === undefined ? undefined : share(digest.weekBefore);
  const lines = [
    say.digestLine(digest.took, digest.invited, percent(digest.took, digest.invited), before, share(digest.right)),
    ...(digest.hardest === undefined
      ? []
      : [say.digestHardest(cut(digest.hardest.stem, 60), share(digest.hardest.right))]),
    ...(digest.full.length === 0 ? [] : [say.digestFull(digest.full.slice(0, 10).join(say.listSep))]),
  ];
  const rows = digest.byBranch
    .slice(0, 20)
    .map(({ branch, took, invited }) => [branch, `${took}/${invited}`, percent(took, invited)]);
  const cell = (text: string) => ({ type: 'raw_text', text: cut(text, 60) });
  const table: AnyBlock[] =
    rows.length === 0
      ? []
      : [
          {
            type: 'table',
            rows: [[say.digestBranch, say.digestAnswered, say.digestShare], ...rows].map((row) => row.map(cell)),
          },
        ];
  return message([
    header(say.head([say.digestTitle])),
    section(lines.map(escapeMrkdwn).join('\n')),
    ...table,
    actions(
      button({ ...explainRef.button({ schedule: digest.schedule, day: digest.day }), label: say.digestExplain }),
      button({ ...boardRef.button({ period: 'week', scope: 'company' }), label: say.seeBoard }),
    ),
  ]);
}
