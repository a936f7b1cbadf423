import type { Actor } from '../../../bot/actor.ts';
import { sendEither } from '../../../bot/draw/figures.ts';
import { numbersSheet, numbersTwins } from '../../../bot/draw/numbers-page.ts';
import { present } from '../../../bot/draw/present.ts';
import { sentence } from '../../../bot/draw/sentence.ts';
import type { Action } from '../../../bot/feature.ts';
import type { CommandRequest } from '../../../bot/request.ts';
import type { Context } from '../../../context.ts';
import type { SheetCell } from '../../../lib/tables/xlsx-write.ts';
import { dayOf } from '../../../lib/zone.ts';
import { takeSheets } from '../../../members/take-sheets.ts';
import { texts } from '../findings/texts.ts';
import { messages } from '../messages.ts';
import { outcomeWords, type Year, yearInNumbers } from './service.ts';
import { numbersPage } from './views.ts';

const WIDTHS = [14, 10, 16, 16, 60, 14, 12, 12, 12, 60];

const twinsFor = async (ctx: Context, actor: Actor) =>
  numbersTwins(actor.locale, numbersPage(actor.locale, await yearInNumbers(ctx, actor)));

export async function numbers({ ctx, actor, reply }: CommandRequest): Promise<void> {
  await sendEither(ctx, await twinsFor(ctx, actor), reply);
}

/** Each finding as a row, with what was last told of its outcome: also to whom it was handed. */
function findingRows(actor: Actor, { found, names }: Year, said: ReadonlyMap<string, string>): SheetCell[][] {
  const words = messages[actor.locale];
  const day = (at: Date | undefined) => (at === undefined ? '' : dayOf(at, actor.tz));
  return found.map((one) => [
    one.number,
    (words.kinds as Record<string, string>)[one.kind] ?? one.kind,
    one.branch || words.company,
    one.place,
    one.text,
    texts[actor.locale].states[one.state] ?? one.state,
    one.owner === undefined ? '' : (names[one.owner] ?? one.owner),
    day(one.createdAt),
    day(one.solvedAt),
    said.get(one._id) ?? '',
  ]);
}

async function sendSheet(ctx: Context, actor: Actor): Promise<void> {
  const { stats } = messages[actor.locale];
  const year = await yearInNumbers(ctx, actor);
  const said = await outcomeWords(ctx, year.found);
  const [first = '', second = ''] = stats.sheets;
  const count = year.found.length;
  await takeSheets(ctx, actor, {
    filename: `visits-${year.year}.xlsx`,
    sheets: [
      { name: first, rows: numbersSheet(numbersPage(actor.locale, year)), widths: [28, ...Array(8).fill(12)] },
      { name: second, rows: [stats.head2, ...findingRows(actor, year, said)], widths: WIDTHS },
    ],
    comment: stats.exported(count),
    what: { zh: `导出走访问题，${count} 条`, en: `exported ${count} findings of visits` },
  });
}

export const numbersActions: Record<string, Action> = {
  numbers: {
    role: 'officer',
    run: (request) =>
      present(request, {
        message: () => twinsFor(request.ctx, request.actor),
        title: messages[request.actor.locale].numbers,
      }),
  },
  sheet: {
    role: 'officer',
    run: async ({ ctx, actor, reply }) => {
      await sendSheet(ctx, actor);
      await reply(sentence(messages[actor.locale].stats.exportDone));
    },
  },
};
