import type { Actor } from '../../../bot/actor.ts';
import type { Message } from '../../../bot/draw/block-kit.ts';
import { sendEither } from '../../../bot/draw/figures.ts';
import { numbersSheet, numbersTwins } from '../../../bot/draw/numbers-page.ts';
import { present } from '../../../bot/draw/present.ts';
import { sentence } from '../../../bot/draw/sentence.ts';
import type { Action } from '../../../bot/feature.ts';
import type { Context } from '../../../context.ts';
import { dayOf } from '../../../lib/zone.ts';
import { membersOf } from '../../../members/audience/audience.ts';
import { takeSheets } from '../../../members/take-sheets.ts';
import { messages } from '../messages.ts';
import { officerMessages } from '../officer-messages.ts';
import { suggestionCases } from '../service/items.ts';
import { statsOf } from './service.ts';
import { statsPage } from './views.ts';

export async function replyStats(
  ctx: Context,
  actor: Actor,
  reply: (message: Message) => Promise<void>,
): Promise<void> {
  await sendEither(ctx, numbersTwins(actor.locale, statsPage(actor.locale, await statsOf(ctx, actor))), reply);
}

const ITEM_WIDTHS = [14, 14, 16, 16, 60, 12, 12, 12, 12, 12, 12, 12, 8];

/** The year's numbers and its items as two sheets. Anonymous ones are called so. */
async function sendSheets(ctx: Context, actor: Actor): Promise<void> {
  const say = officerMessages[actor.locale];
  const words = messages[actor.locale];
  const [{ year, found }, stats] = await Promise.all([suggestionCases.yearOf(ctx, actor), statsOf(ctx, actor)]);
  const { titles } = stats;
  const users = found.flatMap((one) => [one.submitter, one.owner].filter((user) => user !== undefined));
  const people = await membersOf(ctx, [...new Set(users)]);
  const name = (user: string | undefined) => (user === undefined ? '' : (people.get(user)?.name ?? user));
  const day = (at: Date | undefined) => (at === undefined ? '' : dayOf(at, actor.tz));
  const rows = found.map((one) => [
    one.number,
    titles[one.kind]?.[actor.locale] ?? one.kind,
    one.branch || words.form.company,
    one.place,
    one.text,
    words.states[one.state],
    one.isAnonymous ? words.anonymous : name(one.submitter),
    name(one.owner),
    day(one.createdAt),
    day(one.acceptedAt),
    day(one.solvedAt),
    one.satisfaction === undefined ? '' : words.satisfied[one.satisfaction],
    one.supporters.length,
  ]);
  await takeSheets(ctx, actor, {
    filename: `suggestions-${year}.xlsx`,
    sheets: [
      {
        name: say.sheets.numbers,
        rows: numbersSheet(statsPage(actor.locale, stats)),
        widths: [28, 10, 10, 12, 12, 10],
      },
      { name: say.sheets.items, rows: [say.exportHead, ...rows], widths: ITEM_WIDTHS },
    ],
    comment: say.exported(found.length),
    what: { zh: `导出建议，${found.length} 条`, en: `exported ${found.length} suggestions` },
  });
}

const stats: Action = {
  role: 'officer',
  run: async (request) => {
    const { ctx, actor } = request;
    const title = messages[actor.locale].title;
    const draw = async () => numbersTwins(actor.locale, statsPage(actor.locale, await statsOf(ctx, actor)));
    await present(request, { message: draw, onMessage: 'beside', title });
  },
};

const exportSheet: Action = {
  role: 'officer',
  run: async (request) => {
    const { ctx, actor } = request;
    await sendSheets(ctx, actor);
    await request.reply(sentence(officerMessages[actor.locale].exportDone));
  },
};

export const statsActions: Record<string, Action> = { stats, export: exportSheet };
