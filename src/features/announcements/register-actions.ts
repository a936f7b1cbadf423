import { UserError } from '../../bot/errors.ts';
import type { ActionRequest, CommandRequest } from '../../bot/feature.ts';
import { sentence } from '../../bot/sentence.ts';
import { sendSlackFile } from '../../bot/slack-file.ts';
import { clock } from '../../lib/clock.ts';
import { dayjs } from '../../lib/dayjs.ts';
import { messages } from './messages.ts';
import { CATEGORIES } from './rules.ts';
import { registerFile, registerOf } from './service/register.ts';
import { WORDS } from './words.ts';

/** Sends the register of a year as a file: this year's disclosures unless told, `all` categories or one by its name. */
export async function sendRegister(
  { ctx, actor, reply }: Pick<ActionRequest | CommandRequest, 'ctx' | 'actor' | 'reply'>,
  [year = '', named = '']: readonly string[] = [],
): Promise<void> {
  const say = messages[actor.locale];
  if (year !== '' && !/^20\d\d$/.test(year)) throw new UserError(WORDS.year);
  const of = year === '' ? dayjs(clock.now()).tz(actor.tz).year() : Number(year);
  const category = CATEGORIES.find((one) => named === one || named === messages.zh.categories[one]) ?? 'disclosure';
  const found = await registerOf(ctx, actor, of, category);
  if (found.length === 0) return reply(sentence(say.registerNone(of)));
  const rows = found.map(({ at, title, category: own, members = 0 }) => [
    dayjs(at).tz(actor.tz).format('YYYY-MM-DD HH:mm'),
    title,
    say.categories[own],
    String(members),
  ]);
  const bytes = await registerFile(say.registerHeader, rows);
  await sendSlackFile(
    ctx,
    actor.user,
    { filename: say.registerSheet(of), bytes },
    say.registerComment(of, rows.length),
  );
}
