import { escapeHtml, type Page } from '../../../bot/slack/page.ts';
import { LOCALES } from '../../../lib/language.ts';
import { certificateMessages } from './messages.ts';
import { type Verified, verify } from './service/certificates.ts';
import { verifiedLines } from './views.ts';

/** A number that cannot be read proves nothing, either way. */
const VERDICTS: Record<Verified['state'], 'yes' | 'no' | undefined> = {
  valid: 'yes',
  expired: 'no',
  annulled: 'no',
  unknown: 'no',
  mistyped: undefined,
  'not-a-number': undefined,
};

const sentences = (text: string): string[] => text.split(/(?<=。)|(?<=\.) /).filter((one) => one !== '');

/** Whether a certificate is what it says, for whoever has its number: what is printed on it, and nothing else. */
export const certificatePage: Page = {
  path: '/verify/:value',
  answer: async (ctx, value) => {
    const verified = await verify(ctx, value);
    return {
      status: 'certificate' in verified ? 200 : 404,
      verdict: VERDICTS[verified.state],
      title: LOCALES.map((locale) => certificateMessages[locale].pageTitle).join(' · '),
      parts: LOCALES.map((locale) => ({
        lang: locale,
        // What is wrong is the headline, what to do about it stands below.
        lines: verifiedLines(locale, verified, escapeHtml).flatMap((line, nth) => (nth === 0 ? sentences(line) : line)),
      })),
    };
  },
};
