import type { Message } from '../../../bot/draw/block-kit.ts';
import { actions, button, plain, section } from '../../../bot/draw/blocks.ts';
import { message } from '../../../bot/draw/message.ts';
import { timeFor } from '../../../bot/text/times.ts';
import { screenWords } from '../../../cases/screens/words.ts';
import type { Locale } from '../../../lib/language.ts';
import { messages } from '../messages.ts';
import type { Visit } from '../model.ts';
import type { Finding } from '../rules.ts';
import { texts } from './texts.ts';

/** What was just recorded: its number at once, what comes next, and the way to one thing more of the same visit. */
export function recordedMessage(
  { locale, tz, now }: { locale: Locale; tz: string; now: Date },
  finding: Finding,
  running: { clock: string; by: Date } | undefined,
): Message {
  const words = messages[locale];
  const until =
    running === undefined
      ? ''
      : screenWords[locale].until(texts[locale].clocks[running.clock] ?? '', timeFor(running.by, now, tz, locale));
  const where = [finding.branch || words.company, finding.place].filter(Boolean).map(plain).join(' · ');
  return message([
    section(words.recorded(finding.number, [where, until].filter(Boolean).join(' · '))),
    actions(
      button({ action: 'visits.more', label: words.recordMore, value: finding.visit ?? '', style: 'primary' }),
      button({ action: 'visits.open', label: screenWords[locale].open, value: finding._id }),
    ),
  ]);
}

/** That an officer was there, and the way to something that was said all the same. */
export function stoppedMessage(locale: Locale, visit: Visit): Message {
  const words = messages[locale];
  return message([
    section(words.stopped(words.scenes[visit.scene], plain(visit.place))),
    actions(button({ action: 'visits.more', label: words.recordMore, value: visit._id })),
  ]);
}
