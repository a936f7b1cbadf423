import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Context } from '../../context.ts';
import { clock } from '../../lib/clock.ts';
import { LOCALES, type Locale } from '../../lib/language.ts';
import type { Feature } from '../feature.ts';
import { WORDS } from '../text/words.ts';
import type { Route } from './public-port.ts';

/** What a page says; all of it is HTML already. */
export interface PageContent {
  status: 200 | 404;
  title: string;
  /** What the first lines say, seen from afar: it holds, or it does not. */
  verdict?: 'yes' | 'no' | undefined;
  /** The first line of each is what one came for. */
  parts: { lang: Locale; lines: string[] }[];
}

/** A page on the bot's public address, for anyone who has the link. */
export interface Page {
  /** `/verify/:value` */
  path: string;
  /** @param value what stands in the link in place of `:value` */
  answer(ctx: Context, value: string): Promise<PageContent>;
}

const STYLE =
  'body{font:1.05rem/1.6 system-ui,sans-serif;max-width:34rem;margin:2rem auto;padding:0 1.2rem;color:#1f1f1f;background:#fff}' +
  'h1{font-size:1rem;font-weight:400;color:#5a5a5a}section{border-top:3px solid #8a8a8a;padding:.8rem 0 1.2rem}' +
  'p{margin:.2rem 0;overflow-wrap:anywhere}p:first-child{font-size:1.25rem;font-weight:700}' +
  '.yes section{border-color:#1a7a3c}.yes p:first-child{color:#146030}' +
  '.no section{border-color:#b3261e}.no p:first-child{color:#8c1d18}';

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex',
};

/** So many pages a minute of one process: enough for a class that scans at once, and too few to try all numbers. */
const PAGES_A_MINUTE = 300;
const MINUTE_MS = 60_000;
const LONGEST = 100;

/** Text as HTML shows it; it turns no direction but its own. */
export function escapeHtml(text: string): string {
  const escaped = text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
  return `<bdi>${escaped}</bdi>`;
}

/** The features' pages as routes; none without a public address. */
export function pageRoutes(ctx: Context, features: readonly Feature[]): Route[] {
  if (ctx.config.PUBLIC_URL === undefined) return [];
  let minute = 0;
  let served = 0;
  const isTooMuch = (): boolean => {
    const now = Math.floor(clock.now().getTime() / MINUTE_MS);
    if (now !== minute) [minute, served] = [now, 0];
    served += 1;
    return served > PAGES_A_MINUTE;
  };
  return features
    .flatMap((feature) => feature.pages ?? [])
    .map((page) => ({
      method: 'GET',
      path: page.path,
      handle: async (_request, response, { value = '' }) => {
        if (isTooMuch()) return send(response, 429, said(WORDS.pageBusy), { 'retry-after': '60' });
        try {
          const content = await page.answer(ctx, value.slice(0, LONGEST));
          send(response, content.status, content);
        } catch (error) {
          ctx.log.error({ err: error, page: page.path }, 'a page could not be shown');
          send(response, 503, said(WORDS.pageAway), { 'retry-after': '60' });
        }
      },
    }));
}

function said(words: Record<Locale, string>): Omit<PageContent, 'status'> {
  return { title: '', parts: LOCALES.map((lang) => ({ lang, lines: [words[lang]] })) };
}

function send(
  response: ServerResponse,
  status: number,
  { title, parts, verdict }: Omit<PageContent, 'status'>,
  more: Record<string, string> = {},
): void {
  response.writeHead(status, { ...HEADERS, ...more });
  const sections = parts.map(
    ({ lang, lines }) => `<section lang="${lang}">${lines.map((one) => `<p>${one}</p>`).join('')}</section>`,
  );
  response.end(
    `<!doctype html><html lang="zh"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><style>${STYLE}</style></head><body${verdict === undefined ? '' : ` class="${verdict}"`}><h1>${title}</h1>${sections.join('')}</body></html>`,
  );
}
