import { dayjs } from '../../lib/dayjs.ts';
import type { Bilingual } from '../../lib/language.ts';

/** What is printed around name and days; `{what}`, `{days}` and `{hours}` stand for the facts. */
export interface Wording {
  title: Bilingual;
  body: Bilingual;
}

/** That a course was completed. With plain quotes and commas: the font's curly ones are as wide as a character. */
const COMPLETION: Wording = {
  title: { zh: '培训结业证书', en: 'Certificate of Completion' },
  body: {
    zh: '{days}参加“{what}”培训，\n共\u00a0{hours}，准予结业，特发此证。',
    en: 'has completed the course "{what}",\nheld {days} ({hours}).',
  },
};

/** What a certificate says; days are 'YYYY-MM-DD'. */
export interface CertificateFacts {
  /** As `certificateNumber` makes it. */
  number: string;
  name: string;
  /** In Chinese, or as it was written. */
  course: string;
  /** In English; absent: as in Chinese. */
  courseEn?: string | undefined;
  /** The first and the last day; the same for a course of one day. */
  from: string;
  to: string;
  minutes: number;
  issuer: string;
  /** Absent: that a course was completed. */
  wording?: Wording | undefined;
  issuedOn: string;
  /** The last day on which it holds; absent: for ever. */
  until?: string | undefined;
  /** The command that looks the number up in Slack. */
  verifyBy: string;
  /** The page on which anyone can look the number up, if the bot has a public address. */
  verifyAt?: string | undefined;
}

/** The words of a certificate, which is in both languages for every reader. */
export const WORDS = {
  title: ({ wording = COMPLETION }: CertificateFacts): string => wording.title.zh,
  titleEn: ({ wording = COMPLETION }: CertificateFacts): string => wording.title.en,
  body: ({ wording = COMPLETION, course, minutes, ...days }: CertificateFacts): string =>
    filled(wording.body.zh, { what: course, days: spanOf(days), hours: hoursOf(minutes) }),
  bodyEn: ({ wording = COMPLETION, course, courseEn = course, minutes, ...days }: CertificateFacts): string =>
    filled(wording.body.en, { what: courseEn, days: spanEn(days), hours: hoursEn(minutes) }),
  number: (number: string): string => `证书编号 No. ${number}`,
  verify: '扫码验证  Scan to verify',
  verifyBy: (command: string, number: string): string => `验证 / To verify, in Slack: ${command} ${number}`,
  until: (day: string): string => `有效期至 ${dayZh(day)}  Valid until ${dayEn(day)}`,
  issuedOn: (day: string): string => dayZh(day),
  issuedOnEn: (day: string): string => dayEn(day),
};

const filled = (words: string, facts: Record<'what' | 'days' | 'hours', string>): string =>
  words.replace(/\{(what|days|hours)\}/g, (_, name: keyof typeof facts) => facts[name]);

type Days = Pick<CertificateFacts, 'from' | 'to'>;

const dayZh = (day: string): string => dayjs.utc(day).format('YYYY年M月D日');
const dayEn = (day: string): string => dayjs.utc(day).locale('en').format('D MMMM YYYY');

function spanOf({ from, to }: Days): string {
  if (from === to) return `于${dayZh(from)}`;
  const [first, last] = [dayjs.utc(from), dayjs.utc(to)];
  const until = first.year() === last.year() ? last.format('M月D日') : dayZh(to);
  return `于${dayZh(from)}至${first.isSame(last, 'month') ? last.format('D日') : until}`;
}

function spanEn({ from, to }: Days): string {
  if (from === to) return `on ${dayEn(from)}`;
  const [first, last] = [dayjs.utc(from).locale('en'), dayjs.utc(to)];
  if (first.isSame(last, 'month')) return `from ${first.format('D')} to ${dayEn(to)}`;
  return `from ${first.format(first.year() === last.year() ? 'D MMMM' : 'D MMMM YYYY')} to ${dayEn(to)}`;
}

function hoursOf(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours > 0 ? `${hours}\u00a0小时` : '', rest > 0 || hours === 0 ? `${rest}\u00a0分钟` : '']
    .filter(Boolean)
    .join('\u00a0');
}

function hoursEn(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const some = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`;
  return [hours > 0 ? some(hours, 'hour') : '', rest > 0 || hours === 0 ? some(rest, 'minute') : '']
    .filter(Boolean)
    .join(' ');
}
