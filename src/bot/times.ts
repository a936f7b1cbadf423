import { dayjs } from '../lib/dayjs.ts';
import type { Locale } from './feature.ts';

const WEEKDAYS: Record<Locale, readonly string[]> = {
  zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
};

/**
 * An instant in the reader's zone: `17:30`, with the weekday when it is not today, with the date when it is a week or
 * more away.
 */
export function timeFor(at: Date, now: Date, tz: string, locale: Locale): string {
  const then = dayjs(at).tz(tz);
  const today = dayjs(now).tz(tz);
  const time = then.format('HH:mm');
  const days = Math.abs(then.startOf('day').diff(today.startOf('day'), 'day'));
  if (days === 0) return time;
  if (days >= 7) return `${then.format(locale === 'zh' ? 'M月D日' : 'D/M')} ${time}`;
  return `${WEEKDAYS[locale][then.day()]} ${time}`;
}
