import type { Context } from '../context.ts';
import { seals } from '../lib/seal.ts';

/** A question of a sheet, with its key: it never leaves the server. */
export interface SheetQuestion {
  id: string;
  words: string;
  options: string[];
  right: number;
  why?: string;
  isOrdered?: boolean;
}

/** The questions of a sheet as they are kept. */
export interface Sealed {
  sealed: string;
  isSealed: boolean;
}

export interface SheetSeals {
  seal(ctx: Context, about: string, questions: readonly SheetQuestion[]): Sealed;
  /** @throws Error where the key of the environment is another one */
  open(ctx: Context, about: string, sheet: Sealed): SheetQuestion[];
}

/** Keeps the keys of sheets with a key of the environment, where there is one. @param feature whose sheets they are */
export function sheetSeals(feature: string): SheetSeals {
  const kept = seals<Pick<Context, 'config' | 'workspace'>, 'sheet'>(feature, (ctx) => ctx.config.SUGGESTIONS_KEY);
  return {
    seal: (ctx, about, questions) => {
      const text = JSON.stringify(questions);
      const isSealed = kept.hasKey(ctx);
      return { sealed: isSealed ? kept.seal(ctx, 'sheet', text, about) : text, isSealed };
    },
    open: (ctx, about, sheet) => {
      const text = sheet.isSealed ? kept.open(ctx, 'sheet', sheet.sealed, about) : sheet.sealed;
      if (text === undefined) throw new Error(`the sheet ${about} cannot be opened: the key is another one`);
      return JSON.parse(text) as SheetQuestion[];
    },
  };
}
