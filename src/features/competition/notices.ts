import { actions, button, plain, section } from '../../bot/draw/blocks.ts';
import { message } from '../../bot/draw/message.ts';
import { sentence } from '../../bot/draw/sentence.ts';
import type { Follows, NoticeRenderer } from '../../bot/feature.ts';
import { dayFor } from '../../bot/text/times.ts';
import type { Bilingual } from '../../lib/language.ts';
import { calendarDropReasons, type DrawNotice } from '../../notices/calendar.ts';
import { messages } from './messages.ts';
import type { Competition } from './model.ts';
import { answerButtons, dueLine, rivalText } from './page-views.ts';
import { openRef, rivalsRef } from './refs.ts';
import { dueBy } from './service/calendar.ts';
import { standingsOf } from './service/facts.ts';
import { calendar, lives } from './service/lives.ts';
import { rivalOf } from './service/rivals.ts';
import { ownUnit } from './service/units.ts';
import { placeOfValue } from './service/values.ts';
import { rivalLines } from './standing-actions.ts';
import { standingsMessage } from './standing-views.ts';
import { importedMessage, refusedMessage } from './value-views.ts';

const ROWS = 8;

export const dropReasons: Record<string, Bilingual> = {
  ...calendarDropReasons,
  over: { zh: '竞赛已经不在，或者已经处理', en: 'the competition is gone, or it was dealt with' },
};

const opening: DrawNotice<Competition> = async ({ recipient }, one) => {
  if (recipient === undefined) return { drop: 'over' };
  const say = messages[recipient.locale];
  const own = ownUnit(one, recipient);
  const lines = [
    `*${say.head}*`,
    say.opening(plain(one.name), dayFor(one.from, recipient.locale), dayFor(one.to, recipient.locale)),
    ...(own === undefined ? [] : [say.own(plain(own.name))]),
    one.indicators.map(({ name }) => plain(name)).join(say.comma),
  ];
  return message([
    section(lines.join('\n')),
    actions(button({ ...openRef.button({ id: one._id }), label: say.open, style: 'primary' })),
  ]);
};

const due: DrawNotice<Competition> = async ({ ctx, recipient }, one, { key }) => {
  if (recipient === undefined) return { drop: 'over' };
  const { locale, user } = recipient;
  const say = messages[locale];
  const day = key.slice('due-'.length);
  const missing = (await dueBy(ctx, one, day)).filter(({ indicator }) => indicator.reporters.includes(user));
  const lines = missing
    .slice(0, ROWS)
    .map(({ indicator, slot, units }) => dueLine(locale, indicator.name, slot, units.length));
  return message([
    section([`*${say.head}*`, say.due(plain(one.name), dayFor(day, locale)), ...lines].join('\n')),
    actions(button({ action: 'competition.reports', label: say.report, style: 'primary' })),
  ]);
};

const table =
  (lead: 'monthly' | 'result'): DrawNotice<Competition> =>
  async ({ ctx, recipient, ...channel }, one) => {
    const locale = recipient?.locale ?? channel.locale;
    const say = messages[locale];
    const shown = await standingsOf(ctx, one);
    const own = recipient === undefined ? undefined : ownUnit(one, recipient);
    const mine = shown.now.rows.find(({ unit }) => unit.key === own?.key);
    const won = mine?.rank === undefined ? 0 : (one.prizes[mine.rank - 1] ?? 0);
    const head = [
      `*${say.head}*`,
      say[lead](plain(one.name)),
      ...(lead === 'result' && won > 0 ? [say.points(won)] : []),
    ];
    return standingsMessage(locale, shown, { own, lead: head.join('\n') });
  };

const refused: NoticeRenderer = async ({ ctx, recipient, params }) => {
  if (recipient === undefined) return { drop: 'over' };
  const { value, one } = await placeOfValue(ctx, params.value ?? '');
  return value.refused === undefined ? { drop: 'over' } : refusedMessage(recipient.locale, one, value);
};

const rival: NoticeRenderer = async ({ ctx, recipient, params, isSent }) => {
  const found = recipient === undefined ? undefined : await rivalOf(ctx, params.rival ?? '');
  if (recipient === undefined || found === undefined) return { drop: 'over' };
  if (!isSent && found.state !== params.state) return { drop: 'over' };
  const { locale } = recipient;
  const one = await lives.present(ctx, found.competition);
  const [line] = await rivalLines(ctx, recipient, one, [found]);
  if (line === undefined) return { drop: 'over' };
  const say = messages[locale];
  const [mine, theirs] = [plain(line.sides[0]), plain(line.sides[1])];
  const what = found.state === 'asked' ? say.rivalNotice.asked(mine, theirs) : say.rivalNotice[found.state](theirs);
  return message([
    section(`*${say.head} · ${plain(one.name)}*\n${what}\n${rivalText(locale, one, line)}`),
    actions(
      ...(line.mayAnswer && found.state === 'asked' ? answerButtons(locale, found._id) : []),
      button({ ...rivalsRef.button({ id: one._id, page: 1 }), label: say.rivals }),
    ),
  ]);
};

const imported: NoticeRenderer = async ({ recipient, params }) => {
  if (recipient === undefined) return { drop: 'over' };
  const { locale } = recipient;
  if (params.outcome === 'failed') return sentence(messages[locale].importFailed);
  const { competition: id = '', source: file = '' } = params;
  return importedMessage(locale, { id, file, taken: Number(params.taken ?? 0), bad: Number(params.bad ?? 0) });
};

export const notices: Record<string, NoticeRenderer> = {
  ...calendar.renderers({ opening, due, standings: table('monthly'), result: table('result') }),
  refused,
  rival,
  imported,
};

/** What the copies follow. */
export const follows: Record<string, Follows> = {
  opening: { things: ['of'] },
  due: { things: ['of'] },
  standings: { things: ['of'] },
  result: { things: ['of'] },
  refused: { things: ['value'] },
  rival: { things: ['rival'] },
  imported: { stays: 'the end of an import' },
};
