import { pack } from '../../bot/text/command-text.ts';

/** Which receipts a button or an option means: one thing’s, all or one branch's, from a page on. */
export interface ReceiptRef {
  id: string;
  /** From 1. */
  page: number;
  /** Undefined: all that the officer sees; empty: of those in no branch. */
  branch?: string | undefined;
}

/** At the roster's longest names (60 characters) a value has some 90, and an option takes 150. */
export function packReceipts({ id, page, branch }: ReceiptRef): string {
  return branch === undefined ? pack(id, page) : pack(id, page, branch);
}

/** The branch comes last and whole, whatever its name holds. A value that is only an id means all of its receipts. */
export function unpackReceipts(value: string): ReceiptRef {
  const [, id = value, page = '1', branch] = /^([^|]*)\|(\d{1,6})(?:\|([\s\S]*))?$/.exec(value) ?? [];
  return { id, page: Number(page), branch };
}
