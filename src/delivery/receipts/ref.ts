import { z } from 'zod';
import { ref } from '../../bot/draw/ref.ts';

const which = z.object({
  id: z.string(),
  /** From 1. */
  page: z.number().int().default(1),
  /** Undefined: all that the officer sees; empty: of those in no branch. */
  branch: z.string().optional(),
});

/** Which receipts a button or an option means: one thing’s, all or one branch's, from a page on. */
export type ReceiptRef = z.output<typeof which>;

/**
 * What the buttons and options of a feature's receipts carry. At the roster's longest names (60 characters) a value has some
 * 110, and an option takes 150. A value that is only an id means all of its receipts.
 */
export const receiptRef = ref('receipts.of', which, {
  before: (value) => {
    const [, id = value, page = '1', branch] = /^([^|]*)\|(\d{1,6})(?:\|([\s\S]*))?$/.exec(value) ?? [];
    return { id, page: Number(page), branch };
  },
});
