import type { Actor } from '../../../bot/actor.ts';
import { option } from '../../../bot/draw/blocks.ts';
import { formModal, type OpenForm } from '../../../bot/draw/form/modal.ts';
import { sentence } from '../../../bot/draw/sentence.ts';
import type { Action } from '../../../bot/feature.ts';
import type { CommandRequest } from '../../../bot/request.ts';
import type { ContestNotices } from '../../../bot/routing/contributions.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { dayjs } from '../../../lib/dayjs.ts';
import { takeSheets } from '../../../members/take-sheets.ts';
import { messages } from '../messages.ts';
import { CATEGORIES, type Category } from '../rules.ts';
import { WORDS } from '../words.ts';
import { firstYearOf, registerOf } from './service/register.ts';
import { ALL, registerForm } from './views.ts';

const YEARS = 10;
const WIDTHS = [20, 50, 20, 12];

interface Wanted {
  year: number;
  /** Absent: all of them. */
  category: Category | undefined;
}

const yearNow = ({ tz }: Pick<Actor, 'tz'>): number => dayjs(clock.now()).tz(tz).year();

/** The category of this name in either language, or all of them; disclosures where none is named. */
function categoryOf(named: string): Category | undefined {
  const said = named.trim().toLowerCase();
  if (said === '') return 'disclosure';
  if (said === ALL || said === messages.zh.registerAll || said === messages.en.registerAll.toLowerCase()) return;
  const found = CATEGORIES.find((one) =>
    [one, messages.zh.categories[one], messages.en.categories[one].toLowerCase()].includes(said),
  );
  if (found === undefined) throw new UserError(WORDS.category);
  return found;
}

function registerNone({ locale }: Actor, { year, category }: Wanted): string {
  const { registerNone: none, categories } = messages[locale];
  return none(year, category && categories[category]);
}

/** Sends the register as a file. @returns false when there is nothing in it, and no file is sent */
async function sendFile(
  ctx: Context,
  actor: Actor,
  contests: ContestNotices,
  { year, category }: Wanted,
): Promise<boolean> {
  const say = messages[actor.locale];
  const found = await registerOf(ctx, actor, contests, year, category);
  if (found.length === 0) return false;
  const rows = found.map(({ at, title, category: own, members = 0 }) => [
    dayjs(at).tz(actor.tz).format('YYYY-MM-DD HH:mm'),
    title,
    say.categories[own],
    members,
  ]);
  await takeSheets(ctx, actor, {
    filename: say.registerSheet(year),
    sheets: [{ rows: [say.registerHeader, ...rows], widths: WIDTHS }],
    comment: say.registerComment(year, rows.length),
    what: {
      zh: `导出 ${year} 年公开登记，${rows.length} 行`,
      en: `exported the register of ${year}, ${rows.length} rows`,
    },
  });
  return true;
}

/** `register [year] [category]`: this year's disclosures unless told. */
export async function registerByCommand(
  contests: ContestNotices,
  { ctx, actor, reply, args: [year = '', ...named] }: Pick<CommandRequest, 'ctx' | 'actor' | 'reply' | 'args'>,
): Promise<void> {
  if (year !== '' && !/^20\d\d$/.test(year)) throw new UserError(WORDS.year);
  const wanted = { year: year === '' ? yearNow(actor) : Number(year), category: categoryOf(named.join(' ')) };
  if (!(await sendFile(ctx, actor, contests, wanted))) await reply(sentence(registerNone(actor, wanted)));
}

export const registerModal = (contests: ContestNotices): OpenForm =>
  formModal({
    form: registerForm,
    role: 'officer',
    drafts: 'none',
    shown: async ({ ctx, actor }) => {
      const now = yearNow(actor);
      const first = Math.max(await firstYearOf(ctx, actor, now), now - YEARS + 1);
      const years = Array.from({ length: now - first + 1 }, (_, back) => String(now - back));
      return { values: { year: String(now) }, options: { year: years.map((one) => option(one, one)) } };
    },
    submit: async ({ ctx, actor }, { year: chosen, category: named }) => {
      const [year, category] = [Number(chosen), named === ALL ? undefined : named];
      if (await sendFile(ctx, actor, contests, { year, category })) return { close: true };
      return { errors: { year: registerNone(actor, { year, category }) } };
    },
  });

export const registerAction = (contests: ContestNotices): Action => ({
  role: 'officer',
  run: ({ ctx, actor, openModal }) => openModal(() => registerModal(contests).open({ ctx, actor })),
});
