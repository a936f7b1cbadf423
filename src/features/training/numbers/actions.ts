import { sendEither } from '../../../bot/draw/figures.ts';
import { numbersSheet, numbersTwins } from '../../../bot/draw/numbers-page.ts';
import { present } from '../../../bot/draw/present.ts';
import { sentence } from '../../../bot/draw/sentence.ts';
import type { Action } from '../../../bot/feature.ts';
import type { CommandRequest } from '../../../bot/request.ts';
import { sendSlackFile } from '../../../bot/slack/file.ts';
import { guardRow } from '../../../lib/tables/formula-guard.ts';
import { audit } from '../../../members/audit.ts';
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
    const rows = numbersSheet(numbersPage(actor.locale, found)).map(guardRow);
    // Loaded with the first file: a process at rest does without.
    const { writeXlsxBook } = await import('../../../lib/tables/xlsx-write.ts');
    const bytes = await writeXlsxBook([{ name: say.sheet, rows, widths: WIDTHS }]);
    await sendSlackFile(ctx, actor.user, { filename: `training-${found.year}.xlsx`, bytes }, say.exported(found.year));
    const what = { zh: `导出培训数据 ${found.year}`, en: `exported the training numbers of ${found.year}` };
    await audit(ctx, { by: actor.user, kind: 'export', what });
    await reply(sentence(say.exportDone));
  },
};

export const numbersActions: Record<string, Action> = { numbers, numbersFile };
