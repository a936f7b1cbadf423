import type { Context } from '../../../context.ts';
import { seals } from '../../../lib/seal.ts';

/** The keys of papers are kept with a key of the environment, where there is one. */
const sealed = seals<Pick<Context, 'config' | 'workspace'>, 'sheet'>('arena', (ctx) => ctx.config.SUGGESTIONS_KEY);

export interface SheetQuestion {
  id: string;
  words: string;
  options: string[];
  right: number;
  why?: string;
  isOrdered?: boolean;
}

export function sealSheet(
  ctx: Context,
  about: string,
  questions: readonly SheetQuestion[],
): { sealed: string; isSealed: boolean } {
  const text = JSON.stringify(questions);
  const isSealed = sealed.hasKey(ctx);
  return { sealed: isSealed ? sealed.seal(ctx, 'sheet', text, about) : text, isSealed };
}

/** @throws Error where the key of the environment is another one */
export function openSheet(ctx: Context, about: string, sheet: { sealed: string; isSealed: boolean }): SheetQuestion[] {
  const text = sheet.isSealed ? sealed.open(ctx, 'sheet', sheet.sealed, about) : sheet.sealed;
  if (text === undefined) throw new Error(`the sheet ${about} cannot be opened: the key is another one`);
  return JSON.parse(text) as SheetQuestion[];
}
