import type { Actor } from '../../../bot/actor.ts';
import type { Message } from '../../../bot/draw/block-kit.ts';
import { sendEither } from '../../../bot/draw/figures.ts';
import { numbersSheet, numbersTwins } from '../../../bot/draw/numbers-page.ts';
import { present } from '../../../bot/draw/present.ts';
import { sentence } from '../../../bot/draw/sentence.ts';
import type { Action } from '../../../bot/feature.ts';
import { sendSlackFile } from '../../../bot/slack/file.ts';
import type { Context } from '../../../context.ts';
import { guardRow } from '../../../lib/tables/formula-guard.ts';
import { dayOf } from '../../../lib/zone.ts';
import { membersOf } from '../../../members/audience/audience.ts';
import { audit } from '../../../members/audit.ts';
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
async function sheetOf(ctx: Context, actor: Actor): Promise<{ filename: string; bytes: Uint8Array; count: number }> {
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
  // Loaded with the first file: a process at rest does without.
  const { writeXlsxBook } = await import('../../../lib/tables/xlsx-write.ts');
  const bytes = await writeXlsxBook([
    {
      name: say.sheets.numbers,
      rows: numbersSheet(statsPage(actor.locale, stats)).map(guardRow),
      widths: [28, 10, 10, 12, 12, 10],
    },
    { name: say.sheets.items, rows: [say.exportHead, ...rows].map(guardRow), widths: ITEM_WIDTHS },
  ]);
  return { filename: `suggestions-${year}.xlsx`, bytes, count: found.length };
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
    const say = officerMessages[actor.locale];
    const { count, ...file } = await sheetOf(ctx, actor);
    await sendSlackFile(ctx, actor.user, file, say.exported(count));
    const what = { zh: `导出建议，${count} 条`, en: `exported ${count} suggestions` };
    await audit(ctx, { by: actor.user, kind: 'export', what });
    await request.reply(sentence(say.exportDone));
  },
};

export const statsActions: Record<string, Action> = { stats, export: exportSheet };
