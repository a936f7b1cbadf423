import { sendEither } from '../../../bot/draw/figures.ts';
import { sentence } from '../../../bot/draw/sentence.ts';
import type { Action, ActionRequest, CommandRequest } from '../../../bot/feature.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import { sendSlackFile } from '../../../bot/slack/file.ts';
import { guardCell } from '../../../lib/tables/formula-guard.ts';
import { writeXlsx } from '../../../lib/tables/xlsx-write.ts';
import { audit } from '../../../members/audit.ts';
import { readerOf } from '../show.ts';
import { WORDS } from '../words.ts';
import { cells, columns, receiptTwins } from './figures.ts';
import { receiptMessages } from './messages.ts';
import { type ReceiptRef, unpackReceipts } from './ref.ts';
import { LISTS, namesOf } from './service/names.ts';
import { type ReceiptPage, receiptPage, unitsOf } from './service/receipts.ts';
import { announcementSeen, latestSeen, OUT } from './service/seen.ts';
import { namesModal, receiptModal } from './views.ts';

async function pageFor({ ctx, actor }: Pick<ActionRequest, 'ctx' | 'actor'>, ref: ReceiptRef): Promise<ReceiptPage> {
  return receiptPage(ctx, actor, await announcementSeen(ctx, actor, ref.id), ref);
}

/** Where the person is: a message is replaced, a modal too; from elsewhere a modal opens. */
const receiptsAction: Action = {
  role: 'officer',
  run: async (request) => {
    const { ctx, actor, value, origin, replace, updateModal, openModal } = request;
    const reader = readerOf(actor);
    const page = () => pageFor(request, unpackReceipts(value));
    if (origin.kind === 'message') return sendEither(ctx, receiptTwins(reader, await page()), replace);
    const view = async () => receiptModal(reader, await page());
    await (origin.kind === 'modal' ? updateModal(await view()) : openModal(view));
  },
};

/** Figures are for messages: from a modal they go to the officer's own. */
const chartAction: Action = {
  role: 'officer',
  run: async (request) => {
    const { ctx, actor, value, origin, reply, updateModal } = request;
    const reader = readerOf(actor);
    const page = await pageFor(request, unpackReceipts(value));
    await sendEither(ctx, receiptTwins(reader, page), reply);
    if (origin.kind === 'modal') await updateModal(receiptModal(reader, page, receiptMessages[actor.locale].chartSent));
  },
};

const namesAction: Action = {
  role: 'officer',
  run: async (request) => {
    const { ctx, actor, value, suffix, origin, updateModal, openModal } = request;
    const ref = unpackReceipts(value);
    const list = LISTS.find((one) => suffix.startsWith(one)) ?? 'open';
    const view = async () => {
      const page = await pageFor(request, { id: ref.id, page: 1 });
      return namesModal(readerOf(actor), page, list, await namesOf(ctx, actor, ref.id, list, ref.page));
    };
    await (origin.kind === 'modal' ? updateModal(await view()) : openModal(view));
  },
};

const exportAction: Action = {
  role: 'officer',
  run: async ({ ctx, actor, value, reply }) => {
    const say = receiptMessages[actor.locale];
    const rows = await unitsOf(ctx, actor, await announcementSeen(ctx, actor, value));
    const lines = rows.map(({ branch, team, tally }) => [
      ...[branch || say.noBranch, team || say.noTeam].map(guardCell),
      ...cells(tally),
    ]);
    const head = [say.branchUnit, say.teamUnit, ...columns({ locale: actor.locale })];
    const bytes = await writeXlsx([head, ...lines], [20, 20, ...Array<number>(head.length - 2).fill(14)]);
    await sendSlackFile(ctx, actor.user, { filename: say.sheet, bytes }, say.exported(lines.length));
    const what = {
      zh: `导出通知回执，${lines.length} 行`,
      en: `exported an announcement’s receipts, ${lines.length} rows`,
    };
    await audit(ctx, { by: actor.user, kind: 'export', what });
    await reply(sentence(say.exportDone));
  },
};

/** The latest announcement's receipts, or those of the latest whose title has these words. */
export async function replyReceipts({ ctx, actor, typed, reply }: CommandRequest): Promise<void> {
  const wanted = typed.trim().toLowerCase();
  const out = (await latestSeen(ctx, actor)).filter(({ state }) => OUT.includes(state));
  const one = out.find(({ title }) => title.toLowerCase().includes(wanted));
  if (out.length === 0) return reply(sentence(receiptMessages[actor.locale].none));
  if (one === undefined) throw new UserError(WORDS.gone);
  await sendEither(ctx, receiptTwins(readerOf(actor), await receiptPage(ctx, actor, one)), reply);
}

export const receiptActions: Record<string, Action> = {
  receipts: receiptsAction,
  chart: chartAction,
  names: namesAction,
  export: exportAction,
};
