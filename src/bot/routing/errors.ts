import { newReference } from '../../lib/ids.ts';
import type { Bilingual, Locale } from '../../lib/language.ts';
import type { Logger } from '../../lib/log.ts';

/** A fault of the input or of the moment, with what to do about it, answered in the person's language. */
export class UserError extends Error {
  override name = 'UserError';
  readonly said: Bilingual;
  constructor(said: Bilingual) {
    super(said.en);
    this.said = said;
  }
}

const UNKNOWN: Record<Locale, (reference: string) => string> = {
  zh: (reference) => `刚才没有存上，什么都没有改动。请再试一次；如果还不行，把编号 ${reference} 发给管理员。`,
  en: (reference) =>
    `That was not saved, and nothing was changed. Please try again; if it fails again, send the reference ${reference} to an administrator.`,
};

/**
 * The one boundary: a `UserError` is said as it is; anything else is logged under a reference that the person gets.
 * @param what the command or action, for the log.
 */
export function sentenceFor(error: unknown, locale: Locale, log: Logger, what: string): string {
  if (error instanceof UserError) return error.said[locale];
  const reference = newReference();
  log.error({ err: error, reference, what }, 'a handler failed');
  return UNKNOWN[locale](reference);
}
