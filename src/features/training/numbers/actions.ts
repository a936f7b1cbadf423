import { sendEither } from '../../../bot/draw/figures.ts';
import { numbersSheet, numbersTwins } from '../../../bot/draw/numbers-page.ts';
import { present } from '../../../bot/draw/present.ts';
import { sentence } from '../../../bot/draw/sentence.ts';
import type { Action } from '../../../bot/feature.ts';
import type { CommandRequest } from '../../../bot/request.ts';
import { takeSheets } from '../../../members/take-sheets.ts';
import { numbersMessages } from './messages.ts';
import { numbersOf } from './service/numbers.ts';
import { NUMBERS, numbersModal, numbersPage } from './views.ts';

const WIDTHS = [28, 10, 10, 10, 10, 10, 10];

/** The numbers of a year, for a command and for a button. @param text the year; empty: this one */
export async function replyNumbers({
  ctx,
  actor,
  reply,
  text,
}: Pick<CommandRequest, 'ctx' | 'actor' | 'reply' | 'text'>): Promise<void> {
  await sendEither(
    ctx,
    numbersTwins(actor.locale, numbersPage(actor.locale, await numbersOf(ctx, actor, text))),
    reply,
  );
}

const numbers: Action = {
  role: 'officer',
  run: async (request) => {
    const { ctx, actor, suffix, value } = request;
    if (suffix === 'chart') {
      const found = await numbersOf(ctx, actor, value);
      await sendEither(ctx, numbersTwins(actor.locale, numbersPage(actor.locale, found)), request.reply);
      const note = numbersMessages[actor.locale].chartSent;
      return present(request, { about: NUMBERS, modal: async () => numbersModal(actor.locale, found, note) });
    }
    return present(request, {
      about: NUMBERS,
      onMessage: 'beside',
      message: async () => numbersTwins(actor.locale, numbersPage(actor.locale, await numbersOf(ctx, actor, value))),
      modal: async () => numbersModal(actor.locale, await numbersOf(ctx, actor, value)),
    });
  },
};

const numbersFile: Action = {
  role: 'officer',
  run: async ({ ctx, actor, value, reply }) => {
    const say = numbersMessages[actor.locale];
    const found = await numbersOf(ctx, actor, value);
    await takeSheets(ctx, actor, {
      filename: `training-${found.year}.xlsx`,
      sheets: [{ name: say.sheet, rows: numbersSheet(numbersPage(actor.locale, found)), widths: WIDTHS }],
      comment: say.exported(found.year),
      what: { zh: `导出培训数据 ${found.year}`, en: `exported the training numbers of ${found.year}` },
    });
    await reply(sentence(say.exportDone));
  },
};

export const numbersActions: Record<string, Action> = { numbers, numbersFile };
