import type { Feature } from '../../bot/feature.ts';
import type { HomeRequest } from '../../bot/request.ts';
import { texts } from '../../bot/text/i18n.ts';
import { words } from './messages.ts';
import { refusableOf, settingsOf, sizeFor } from './service.ts';
import { settingsLine } from './settings/views.ts';

/** What is set; to administrators also how much of the roster was found in Slack. */
export const home =
  (features: readonly Feature[]) =>
  async ({ ctx, actor }: HomeRequest): Promise<string> => {
    const { locale } = actor;
    const [size, settings] = await Promise.all([sizeFor(ctx, actor), settingsOf(ctx, actor)]);
    const say = texts(locale, words);
    const numbers = size === undefined ? [] : [say.numbers(size.members, say.roster(size.matched, size.rows))];
    return [...numbers, settingsLine(locale, settings, refusableOf(features))].join('\n');
  };
