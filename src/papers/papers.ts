import type { Connection, Model } from 'mongoose';
import type { Actor } from '../bot/actor.ts';
import type { Questions } from '../bot/question-sources.ts';
import { UserError } from '../bot/routing/errors.ts';
import type { Context } from '../context.ts';
import { clock } from '../lib/clock.ts';
import type { Bilingual } from '../lib/language.ts';
import { shuffledOrder } from '../lib/seeded.ts';
import { insertNew } from '../lib/stores/mongo.ts';
import { isEnded, pressedAt } from './answers.ts';
import { type Sealed, type SheetQuestion, sheetSeals } from './sealing.ts';

/** The questions of one paper, the same for everybody who has it; a feature adds of what it is. */
export interface KeptSheet extends Sealed {
  _id: string;
  workspace: string;
  /** Their ids, to find those that were found wrong. */
  questions: string[];
}

/** One person's answers; a feature adds of what they are. */
export interface KeptPaper {
  _id: string;
  workspace: string;
  member: string;
  /** By question: the options as this person sees them. */
  orders: number[][];
  /** By question: the option as it stands on the sheet. */
  answers: number[];
  startedAt: Date;
  lastAt: Date;
  /** Since when nothing can be answered: the end of the time. */
  endsAt: Date;
}

/** A question as one person sees it: without the key, its options in their order. */
export interface ShownQuestion {
  nth: number;
  of: number;
  words: string;
  options: string[];
}

/** From which banks a sheet is drawn. */
export interface Drawing {
  banks: readonly string[];
  count: number;
  /** Ids that are drawn only when there are not enough others. */
  used: readonly string[];
}

/** When a paper may be answered. */
export interface PaperTime {
  /** From the person's first view. */
  limitMs: number;
  /** Nothing is answered from then on, whoever has begun late. */
  until: Date;
}

export interface SealedPapers<S extends KeptSheet, P extends KeptPaper> {
  open(ctx: Context, sheet: S): SheetQuestion[];
  /**
   * The questions, drawn once: whoever comes first draws them for all.
   * @throws UserError when the banks have too few
   */
  sheetOf(
    ctx: Context,
    actor: Actor,
    questions: Questions,
    sheet: Omit<S, 'workspace' | 'questions' | keyof Sealed>,
    drawing: () => Promise<Drawing> | Drawing,
  ): Promise<SheetQuestion[]>;
  /**
   * Begins a paper, or goes on where it was left: a dead phone costs the time that it was dead. The time runs from the first view.
   * @param stamp Slack's of the click
   * @returns undefined where it can't be begun: its time is over, or somebody else has its place
   */
  begin(
    ctx: Context,
    own: Omit<P, keyof KeptPaper> & Pick<P, '_id' | 'member'>,
    sheet: readonly SheetQuestion[],
    time: PaperTime,
    stamp: string,
  ): Promise<P | undefined>;
  /** A paper with its questions, read side by side. @param sheet its id @returns undefined: it was never begun */
  find(
    ctx: Context,
    own: Pick<P, '_id' | 'member'>,
    sheet: string,
  ): Promise<{ paper: P; sheet: SheetQuestion[] } | undefined>;
  /**
   * Answers the next question. The same press twice, or of two windows, counts once.
   * @param paper as it was just found
   * @param said which question was shown, and which of its options, as this person sees them
   * @returns the paper as it is then, also where another press came first
   */
  answer(ctx: Context, paper: P, said: { nth: number; place: number }, until: Date, stamp: string): Promise<P>;
  /** The question to answer next; undefined: all is answered, or the time is over. */
  next(paper: P, sheet: readonly SheetQuestion[], count: number): ShownQuestion | undefined;
}

/**
 * Timed papers whose questions are sealed until they are shown: a match, a theory paper.
 *
 * ```ts
 * const theory = sealedPapers<Sheet, Paper>({ feature: 'skills', sheets, papers, noQuestions: WORDS.noQuestions });
 * const sheet = await theory.sheetOf(ctx, actor, questions, { _id, contest }, () => ({ banks, count, used: [] }));
 * const paper = await theory.begin(ctx, { _id: paperId, member, contest }, sheet, { limitMs, until }, clickId);
 * ```
 */
export function sealedPapers<S extends KeptSheet, P extends KeptPaper>(of: {
  feature: string;
  sheets(ctx: { db: Connection }): Model<S>;
  papers(ctx: { db: Connection }): Model<P>;
  /** Said when the banks have too few questions. */
  noQuestions: Bilingual;
}): SealedPapers<S, P> {
  const seals = sheetSeals(of.feature);
  const sheets = (ctx: Context) => of.sheets(ctx) as unknown as Model<KeptSheet>;
  const papers = (ctx: Context) => of.papers(ctx) as unknown as Model<KeptPaper>;
  const open = (ctx: Context, { _id, sealed, isSealed }: KeptSheet): SheetQuestion[] =>
    seals.open(ctx, _id, { sealed, isSealed });

  return {
    open,

    sheetOf: async (ctx, actor, questions, own, drawing) => {
      const { workspace } = ctx;
      const known = await sheets(ctx).findOne({ _id: own._id, workspace }).lean<S>();
      if (known !== null) return open(ctx, known);
      const { banks, count, used } = await drawing();
      const drawn: SheetQuestion[] = [];
      for (const [nth, bank] of banks.entries()) {
        // As many of each bank, what one lacks of the next.
        const wanted = Math.ceil((count - drawn.length) / (banks.length - nth));
        drawn.push(...(await questions.draw({ ctx, actor }, bank, wanted, used)));
      }
      if (drawn.length < count) throw new UserError(of.noQuestions);
      const sheet = { ...own, workspace, questions: drawn.map((one) => one.id), ...seals.seal(ctx, own._id, drawn) };
      await insertNew(of.sheets(ctx), [sheet as unknown as S]);
      const stands = await sheets(ctx).findOne({ _id: own._id, workspace }).lean<S>();
      if (stands === null) throw new Error(`the sheet ${own._id} is gone`);
      return open(ctx, stands);
    },

    begin: async (ctx, own, sheet, { limitMs, until }, stamp) => {
      const { workspace } = ctx;
      const now = clock.now();
      if (now < until) {
        const startedAt = pressedAt(stamp, now);
        const paper = {
          ...own,
          workspace,
          orders: ordersFor(own._id, sheet),
          answers: [],
          startedAt,
          lastAt: startedAt,
          endsAt: new Date(Math.min(startedAt.getTime() + limitMs, until.getTime())),
        };
        await insertNew(of.papers(ctx), [paper as unknown as P]);
      }
      return (await papers(ctx).findOne({ _id: own._id, workspace }).lean<P>()) ?? undefined;
    },

    find: async (ctx, { _id, member }, sheetId) => {
      const { workspace } = ctx;
      const [paper, sheet] = await Promise.all([
        papers(ctx).findOne({ _id, workspace, member }).lean<P>(),
        sheets(ctx).findOne({ _id: sheetId, workspace }).lean<S>(),
      ]);
      return paper === null || sheet === null ? undefined : { paper, sheet: open(ctx, sheet) };
    },

    answer: async (ctx, paper, { nth, place }, until, stamp) => {
      const now = clock.now();
      const option = paper.orders[nth]?.[place];
      const at = pressedAt(stamp, now);
      if (option === undefined || at >= paper.endsAt || now >= until) return paper;
      const own = { _id: paper._id, workspace: ctx.workspace };
      const answered = await papers(ctx)
        .findOneAndUpdate(
          { ...own, answers: { $size: nth } },
          { $push: { answers: option }, $max: { lastAt: at } },
          { returnDocument: 'after' },
        )
        .lean<P>();
      return answered ?? (await papers(ctx).findOne(own).lean<P>()) ?? paper;
    },

    next: (paper, sheet, count) => {
      const nth = paper.answers.length;
      const question = sheet[nth];
      if (question === undefined || isEnded(paper, count, clock.now())) return undefined;
      const options = (paper.orders[nth] ?? []).map((index) => question.options[index] ?? '');
      return { nth, of: count, words: question.words, options };
    },
  };
}

/** The order of each question's options for one person. */
const ordersFor = (paper: string, questions: readonly SheetQuestion[]): number[][] =>
  questions.map(({ options, isOrdered }, nth) =>
    isOrdered === true ? options.map((_, index) => index) : shuffledOrder(`${paper}/${nth}`, options.length),
  );
