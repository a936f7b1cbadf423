import type { Context } from '../context.ts';
import type { AnyBlock, HomeRequest, Locale } from './feature.ts';
import type { Page } from './page.ts';
import type { QuestionSource } from './questions.ts';

/** What a feature may bring to places that others draw; they collect it through the registry. */
export interface Contributions {
  /** Lines of mrkdwn about a member, for the own record. */
  record?(request: { ctx: Context; user: string; locale: Locale }): Promise<string[]>;
  /** What stands before all else on App Home, while it is wanted at once. */
  homeFirst?(request: HomeRequest): Promise<AnyBlock[]>;
  /** Its pages on the public address, if there is one. */
  pages?: Page[];
  /** Questions that other features may ask. */
  questions?: QuestionSource;
}
