import { cut } from '../bot/draw/blocks.ts';
import type { Contributions, VerifiableCertificate, VerifiableKind } from '../bot/routing/contributions.ts';
import { escapeHtml, type Page } from '../bot/slack/page.ts';
import type { Context } from '../context.ts';
import { type Bilingual, inLanguage, LOCALES, type Locale } from '../lib/language.ts';
import { certificateWords } from './messages.ts';
import { readCertificateNumber } from './number.ts';
import type { Validity } from './validity.ts';

const NAME = 40;
const TOPIC = 100;

/** What is known of a number that somebody typed. */
export type Verified =
  | { state: 'not-a-number' | 'mistyped' }
  | { state: 'unknown'; number: string }
  | { state: Validity; certificate: VerifiableCertificate; what: Bilingual };

/** The certificates of all these features, asked for when somebody verifies one. */
export const kindsOf =
  (features: readonly Pick<Contributions, 'certificates'>[]): Kinds =>
  () =>
    features.flatMap(({ certificates }) => certificates ?? []);

export type Kinds = () => readonly VerifiableKind[];

/** @param typed as people type it; a mistake in a digit is seen without a look into the database */
export async function verify(ctx: Context, kinds: readonly VerifiableKind[], typed: string): Promise<Verified> {
  const read = readCertificateNumber(typed);
  if ('fault' in read) return { state: read.fault };
  for (const { find, what } of kinds) {
    const certificate = await find(ctx, read.number);
    if (certificate !== undefined) return { state: certificate.validity, certificate, what };
  }
  return { state: 'unknown', number: read.number };
}

/** Whether a certificate is what it says, in lines, the verdict first. @param safe makes people's words harmless where they are shown */
export function verifiedLines(locale: Locale, verified: Verified, safe: (words: string) => string): string[] {
  const say = certificateWords[locale];
  if (verified.state === 'unknown') return [say.verified.unknown(verified.number)];
  if (!('certificate' in verified)) return [say.verified[verified.state]];
  const { name, topic, number, issuedOn, until, skill } = inLanguage(locale, verified.certificate);
  const end = until === undefined ? say.forever : say.until(say.day(until));
  return [
    say.verified[verified.state],
    say.holder(safe(cut(name, NAME))),
    say.what(verified.what[locale], safe(cut(topic, TOPIC))),
    ...(skill === undefined ? [] : [say.skill(safe(skill))]),
    say.number(number),
    [say.issued(say.day(issuedOn)), ...(verified.state === 'annulled' ? [] : [end])].join(' · '),
  ];
}

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

/** The public page that verifies, for whoever has a number: it says what is printed on the certificate, and nothing else. */
export function verifyPage(kinds: Kinds): Page {
  return {
    path: '/verify/:value',
    answer: async (ctx, value) => {
      const verified = await verify(ctx, kinds(), value);
      return {
        status: 'certificate' in verified ? 200 : 404,
        verdict: VERDICTS[verified.state],
        title: LOCALES.map((locale) => certificateWords[locale].pageTitle).join(' · '),
        parts: LOCALES.map((locale) => ({
          lang: locale,
          // What is wrong is the headline, what to do about it stands below.
          lines: verifiedLines(locale, verified, escapeHtml).flatMap((line, nth) =>
            nth === 0 ? sentences(line) : line,
          ),
        })),
      };
    },
  };
}
