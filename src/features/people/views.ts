import type { Button } from '@slack/types';
import type { Actor } from '../../bot/actor.ts';
import type { AnyBlock, Message } from '../../bot/draw/block-kit.ts';
import { actions, button, header, section } from '../../bot/draw/blocks.ts';
import { message } from '../../bot/draw/message.ts';
import { texts } from '../../bot/text/i18n.ts';
import type { Locale } from '../../lib/language.ts';
import { words } from './messages.ts';
import { profileLines } from './profile-views.ts';
import { rosterMessages } from './roster/messages.ts';
import type { PeopleSize } from './service.ts';
import { settingsButtons } from './settings/views.ts';

/** Who I am to the bot, and what the programme has on my record; for administrators, the company's numbers too. */
export function overviewMessage(actor: Actor, size: PeopleSize | undefined, record: readonly string[] = []): Message {
  const say = texts(actor.locale, words);
  const lines = profileLines(actor);
  const blocks: AnyBlock[] = [header(say.me), section(lines.join('\n'))];
  if (record.length > 0) blocks.push(section(record.join('\n')));
  if (size !== undefined) {
    const line = say.numbers(size.members, say.roster(size.matched, size.rows));
    blocks.push(section(`*${say.peopleTitle}*\n${line}`), actions(...administratorButtons(actor.locale)));
  }
  blocks.push(settingsButtons(actor.locale));
  return message(blocks);
}

function administratorButtons(locale: Locale): Button[] {
  const say = texts(locale, words);
  return [
    button({ action: 'people.import', label: say.importButton }),
    button({ action: 'people.unmatched:1', label: say.unmatchedButton }),
    button({ action: 'people.log:1', label: rosterMessages[locale].logButton }),
  ];
}
