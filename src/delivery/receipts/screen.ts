import type { Button } from '@slack/types';
import type { Actor } from '../../bot/actor.ts';
import type { AnyBlock, ModalView } from '../../bot/draw/block-kit.ts';
import { sendEither } from '../../bot/draw/figures.ts';
import { present } from '../../bot/draw/present.ts';
import { sentence } from '../../bot/draw/sentence.ts';
import type { Action, LivePage, LiveShown } from '../../bot/feature.ts';
import type { ActionRequest, CommandRequest, HomeRequest } from '../../bot/request.ts';
import { UserError } from '../../bot/routing/errors.ts';
import type { Context } from '../../context.ts';
import { clock } from '../../lib/clock.ts';
import type { Bilingual } from '../../lib/language.ts';
import { takeSheets } from '../../members/take-sheets.ts';
import { goesOn, isUnderWay } from '../progress/live.ts';
import { type Book, noticeOf } from './book.ts';
import { countUnits } from './counts.ts';
import { cells, columns, receiptTwins } from './figures.ts';
import { receiptMessages } from './messages.ts';
import { LISTS, namesOf } from './names.ts';
import { type ReceiptPage, receiptPage, type Shown } from './page.ts';
import type { Reader, Screen, ScreenWords } from './parts.ts';
import { type ReceiptRef, receiptRef } from './ref.ts';
import type { Receipted } from './remind.ts';
import { namesModal, receiptModal } from './views.ts';

/** What the screens of receipts need of the feature. */
export interface ReceiptScreen<T extends Receipted> {
  words: Record<Actor['locale'], ScreenWords>;
  /** One that the officer may look at. @throws UserError for any other */
  find(ctx: Context, actor: Actor, id: string): Promise<T>;
  /** Those that are out and that the officer may look at, the newest first. */
  latest(ctx: Context, actor: Actor): Promise<T[]>;
  shown(locale: Actor['locale'], one: T): Shown;
  /** Whether the officer manages it and sees all of its receipts; if not, those of their own branch. */
  mayChange(actor: Actor, one: T): boolean;
  /** What can be done with it, around the button that looks again. */
  buttons?(reader: Reader, one: T, page: ReceiptPage, refresh: Button): Button[];
  /** From its message to where it is managed. */
  links?(reader: Reader, one: T, page: ReceiptPage): Button[];
  /** What stands under the counts for people who manage it. */
  below?(ctx: Context, reader: Reader, one: T): Promise<AnyBlock[]>;
  /** There is none of this title. */
  gone: Bilingual;
  /** In the audit: an officer took so many rows with them. */
  exported(rows: number): Bilingual;
}

/** The screens of a feature's receipts. */
export interface ReceiptScreens<T extends Receipted> {
  /** To be among the feature's own actions. */
  actions: Record<'receipts' | 'chart' | 'names' | 'export', Action>;
  /** To be among the feature's `live`. */
  live: Record<'receipts', LivePage>;
  /** The counts as an officer sees them. */
  page(ctx: Context, actor: Actor, one: T, wanted?: Partial<ReceiptRef>): Promise<ReceiptPage>;
  /** Where an officer acts on one. @param note what has just been done */
  modal(ctx: Context, actor: Actor, one: T, note?: string): Promise<ModalView>;
  /** Answers a command with the latest one's receipts, or with those of the latest whose title has the typed words. */
  reply(request: CommandRequest): Promise<void>;
}

export function receiptScreens<T extends Receipted>(book: Book, of: ReceiptScreen<T>): ReceiptScreens<T> {
  const screen: Screen = { feature: book.feature, words: of.words };
  const readerOf = ({ locale, tz }: Actor): Reader => ({ locale, tz, now: clock.now() });

  const pageOf = (ctx: Context, actor: Actor, one: T, wanted?: Partial<ReceiptRef>): Promise<ReceiptPage> =>
    receiptPage(ctx, book, actor, { what: of.shown(actor.locale, one), mayChange: of.mayChange(actor, one) }, wanted);

  const twinsOf = async (ctx: Context, actor: Actor, one: T, wanted?: Partial<ReceiptRef>) => {
    const page = await pageOf(ctx, actor, one, wanted);
    const reader = readerOf(actor);
    return receiptTwins(screen, reader, page, of.links?.(reader, one, page) ?? []);
  };

  const modalOf = async (
    ctx: Context,
    actor: Actor,
    one: T,
    { note, wanted }: { note?: string | undefined; wanted?: ReceiptRef } = {},
  ): Promise<ModalView> => {
    const reader = readerOf(actor);
    const [page, below] = await Promise.all([
      pageOf(ctx, actor, one, wanted),
      of.mayChange(actor, one) ? of.below?.(ctx, reader, one) : undefined,
    ]);
    return receiptModal(screen, reader, page, {
      ...(note === undefined ? {} : { note }),
      buttons: (refresh) => of.buttons?.(reader, one, page, refresh) ?? [refresh],
      below: below ?? [],
    });
  };

  async function showReceipts(request: ActionRequest): Promise<void> {
    const { ctx, actor, value } = request;
    const wanted = receiptRef.read(value);
    const find = () => of.find(ctx, actor, wanted.id);
    await present(request, {
      message: async () => twinsOf(ctx, actor, await find(), wanted),
      modal: async () =>
        goesOn(ctx, actor, { page: `${book.feature}.receipts`, id: value }, await liveOf(request, value)),
    });
  }

  /** While it goes out, it counts up by itself. @param value as the button has it */
  async function liveOf({ ctx, actor }: HomeRequest, value: string): Promise<LiveShown> {
    const wanted = receiptRef.read(value);
    const one = await of.find(ctx, actor, wanted.id);
    // Asked before it is drawn: what leaves in between is drawn once more.
    const isMoving = await isUnderWay(ctx, noticeOf(book, wanted.id));
    return { view: await modalOf(ctx, actor, one, { wanted }), isMoving };
  }

  /** Figures are for messages: from a modal they go to the officer's own. */
  async function showChart({ ctx, actor, value, origin, reply, updateModal }: ActionRequest): Promise<void> {
    const wanted = receiptRef.read(value);
    const one = await of.find(ctx, actor, wanted.id);
    await sendEither(ctx, await twinsOf(ctx, actor, one, wanted), reply);
    if (origin.kind !== 'modal') return;
    await updateModal(await modalOf(ctx, actor, one, { note: receiptMessages[actor.locale].chartSent, wanted }));
  }

  async function showNames(request: ActionRequest): Promise<void> {
    const { ctx, actor, value, suffix } = request;
    const { id, page: number } = receiptRef.read(value);
    const list = LISTS.find((one) => suffix.startsWith(one)) ?? 'open';
    await present(request, {
      modal: async () => {
        const page = await pageOf(ctx, actor, await of.find(ctx, actor, id));
        return namesModal(screen, readerOf(actor), page, list, await namesOf(ctx, book, actor, id, list, number));
      },
    });
  }

  async function sendSheet({ ctx, actor, value, reply }: ActionRequest): Promise<void> {
    const say = receiptMessages[actor.locale];
    const one = await of.find(ctx, actor, value);
    const isWhole = of.mayChange(actor, one);
    const units =
      isWhole || actor.branch ? await countUnits(ctx, book, one._id, isWhole ? undefined : actor.branch) : [];
    const lines = units.map(({ branch, team, tally }) => [branch || say.noBranch, team || say.noTeam, ...cells(tally)]);
    const head = [say.branchUnit, say.teamUnit, ...columns({ locale: actor.locale })];
    await takeSheets(ctx, actor, {
      filename: say.sheet,
      sheets: [{ rows: [head, ...lines], widths: [20, 20, ...Array<number>(head.length - 2).fill(14)] }],
      comment: say.exported(lines.length),
      what: of.exported(lines.length),
    });
    await reply(sentence(say.exportDone));
  }

  return {
    actions: {
      receipts: { role: 'officer', run: showReceipts },
      chart: { role: 'officer', run: showChart },
      names: { role: 'officer', run: showNames },
      export: { role: 'officer', run: sendSheet },
    },
    live: { receipts: liveOf },
    page: pageOf,
    modal: (ctx, actor, one, note) => modalOf(ctx, actor, one, { note }),
    reply: async ({ ctx, actor, typed, reply }) => {
      const wanted = typed.trim().toLowerCase();
      const latest = await of.latest(ctx, actor);
      const one = latest.find((each) => of.shown(actor.locale, each).title.toLowerCase().includes(wanted));
      if (latest.length === 0) return reply(sentence(of.words[actor.locale].none));
      if (one === undefined) throw new UserError(of.gone);
      await sendEither(ctx, await twinsOf(ctx, actor, one), reply);
    },
  };
}
