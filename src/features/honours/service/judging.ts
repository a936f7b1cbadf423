import type { Actor } from '../../../bot/actor.ts';
import type { Related } from '../../../bot/routing/contributions.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import type { Context } from '../../../context.ts';
import { redrawAbout } from '../../../delivery/copies.ts';
import { plan } from '../../../delivery/plan.ts';
import { recusals } from '../../../judging/recusals.ts';
import { LEAST_JUDGES, type Recusal } from '../../../judging/rules.ts';
import { idFrom } from '../../../lib/ids.ts';
import type { Bilingual } from '../../../lib/language.ts';
import { shuffledOrder } from '../../../lib/seeded.ts';
import { membersOf } from '../../../members/audience/audience.ts';
import { aboutDates } from '../../../notices/calendar.ts';
import { programmes } from '../model.ts';
import {
  handIn,
  isEligible,
  isScored,
  masked,
  type SheetRefusal,
  scoreOf,
  shownLines,
  waitsForJudge,
  withNomineeNews,
} from '../rules/nominee.ts';
import { proposedOf, titleOf, withNews } from '../rules/programme.ts';
import type { Line, Nominee, Programme, Sheet, Title } from '../rules/records.ts';
import { WORDS } from '../words.ts';
import { kept, nomineesOf, stakedIn } from './calendar.ts';
import { nomineeIn, nomineeLives } from './nominees.ts';

/** Checks the rules, once the nominees have had their say, and draws a number for everybody who is judged. */
export async function enterScoring(ctx: Context, programme: Programme): Promise<void> {
  const { lot } = programme;
  if (lot === undefined || programme.state !== 'scoring') return;
  const all = await nomineesOf(ctx, programme._id);
  const order = shuffledOrder(lot, all.length);
  for (const [nth, nominee] of all.entries()) {
    const title = titleOf(programme, nominee.title);
    if (title === undefined || nominee.state !== 'nominated' || nominee.dossier === undefined) continue;
    const start = order.indexOf(nth) + 1;
    const { one } = await nomineeLives.decide(ctx, nominee._id, (found) => {
      if (found.state !== 'nominated') return undefined;
      return isEligible(title, found)
        ? { state: 'in', start, ...withNomineeNews(found, 'shown') }
        : { state: 'ineligible', ...withNomineeNews(found, 'left-out') };
    });
    await nomineeLives.tellSoon(ctx, one);
  }
}

/** Why a judge does not score a nominee; whoever has nominated somebody is for them. */
const whyOf =
  (near: Awaited<ReturnType<typeof recusals>>) =>
  (judge: string, nominee: Nominee): Recusal | undefined =>
    near(judge, nominee) ?? (nominee.nominations.some(({ by }) => by === judge) ? 'related' : undefined);

/** Says for each nominee whose sheets are needed; after judges were changed, again. */
export async function formPanels(ctx: Context, related: Related, programme: Programme): Promise<void> {
  if (programme.state !== 'scoring') return;
  const { judges } = programme;
  const isFormed = ({ considered }: Nominee) => considered.join() === judges.join();
  const open = (await nomineesOf(ctx, programme._id)).filter((one) => one.state === 'in' && !isFormed(one));
  if (open.length > 0) {
    const why = whyOf(await recusals(ctx, related, judges, open));
    // Named a judge in the moment in which they were nominated, they would score their rivals.
    const staked = new Set(await stakedIn(ctx, programme._id, judges));
    for (const nominee of open) {
      const recused = judges.flatMap((judge) => {
        const reason = why(judge, nominee) ?? (staked.has(judge) ? 'related' : undefined);
        return reason === undefined ? [] : [{ judge, why: reason }];
      });
      const panel = judges.filter((judge) => !recused.some((one) => one.judge === judge));
      await nomineeLives.decide(ctx, nominee._id, (found) =>
        found.state !== 'in' || found.closedAt !== undefined || isFormed(found)
          ? undefined
          : { panel, recused, considered: judges },
      );
    }
  }
  await tellShort(ctx, programme);
}

/** How many nominees have too few judges. */
export const shortOf = (all: readonly Nominee[]): number =>
  all.filter(({ state, considered, panel }) => state === 'in' && considered.length > 0 && panel.length < LEAST_JUDGES)
    .length;

/** Tells the officer once of judges who are too few. */
async function tellShort(ctx: Context, { _id, judges, createdBy }: Programme): Promise<void> {
  if (shortOf(await nomineesOf(ctx, _id)) === 0) return;
  await plan(ctx, [
    {
      notice: `honours.short-${_id}-${idFrom(...judges)}`,
      kind: 'honours.short',
      recipient: createdBy,
      to: 'member',
      params: { of: _id },
    },
  ]);
}

/** Whether every nominee who is judged is scored. @returns also how many there are */
export function scoredOf(all: readonly Nominee[]): { isScored: boolean; count: number; isEntered: boolean } {
  const judged = all.filter(({ state }) => state === 'in');
  const isEntered = all.every(({ state, dossier }) => state !== 'nominated' || dossier === undefined);
  return { isScored: isEntered && judged.every(isScored), count: judged.length, isEntered };
}

/** Closes the scores and says who is proposed, once. */
export async function closeScores(ctx: Context, id: string): Promise<void> {
  const programme = await kept.present(ctx, id);
  if (programme.state !== 'publicity' || programme.proposed !== undefined) return;
  const { criteria, isDropped, titles, voters } = programme;
  for (const { _id } of await nomineesOf(ctx, id))
    await nomineeLives.decide(ctx, _id, (found, now) =>
      found.state === 'in' && found.closedAt === undefined
        ? { closedAt: now, ...scoreOf(criteria, found, isDropped) }
        : undefined,
    );
  const proposed = proposedOf(titles, await nomineesOf(ctx, id), voters);
  await kept.decide(ctx, id, (one) =>
    one.proposed === undefined ? { proposed, ...withNews(one, { what: 'ranked' }) } : undefined,
  );
}

/** What a judge sees of a nominee: a number, and lines without names. */
export interface OpenSheet {
  programme: Programme;
  title: Title;
  id: string;
  start: number;
  lines: Line[];
  evidence: string[];
  own: Sheet | undefined;
  waits: boolean;
  isOver: boolean;
}

const REFUSALS = 20;

/** Whether a judge may see a sheet now; a refusal is written down. @throws UserError for people who are recused */
async function checkRecusal(ctx: Context, related: Related, nominee: Nominee, judge: string): Promise<void> {
  const known = nominee.recused.find((one) => one.judge === judge)?.why;
  const why = known ?? whyOf(await recusals(ctx, related, [judge], [nominee]))(judge, nominee);
  if (why === undefined) return;
  ctx.log.warn({ nominee: nominee._id, judge, why }, 'a recused judge has tried to open the sheet of a nominee');
  await nomineeLives.decide(ctx, nominee._id, (one, now) => {
    const refused = [...one.refused, { judge, why, at: now }].slice(-REFUSALS);
    if (known !== undefined || one.closedAt !== undefined) return { refused };
    const panel = one.panel.filter((other) => other !== judge);
    return { refused, panel, recused: [...one.recused.filter((other) => other.judge !== judge), { judge, why }] };
  });
  throw new UserError(WORDS.recused);
}

/** A nominee for a judge who may score them. @throws UserError */
async function judged(ctx: Context, related: Related, { user }: Pick<Actor, 'user'>, id: string) {
  const found = await nomineeIn(ctx, id);
  const { programme, nominee } = found;
  if (!programme.judges.includes(user)) throw new UserError(WORDS.noJudge);
  await checkRecusal(ctx, related, nominee, user);
  if (nominee.start === undefined || !nominee.panel.includes(user)) throw new UserError(WORDS.noJudge);
  return found;
}

/** A judge's own sheet of a nominee. @throws UserError for people who do not judge them; of a recused one the attempt is written down */
export async function openSheet(ctx: Context, related: Related, actor: Actor, id: string): Promise<OpenSheet> {
  const { programme, title, nominee } = await judged(ctx, related, actor, id);
  const { member, branch, team, start = 0, sheets } = nominee;
  const name = (await membersOf(ctx, [member])).get(member)?.name;
  const names = [name, branch, team];
  const plainOf = (text: string): string => masked(text, names);
  return {
    programme,
    title,
    id,
    start,
    lines: shownLines(nominee).map((line) => ({
      ...line,
      text: { zh: plainOf(line.text.zh), en: plainOf(line.text.en) },
    })),
    evidence: [...nominee.nominations.map(({ why }) => why), ...nominee.evidence.map(({ text }) => text)]
      .filter((text) => text !== '')
      .map(plainOf),
    own: sheets[actor.user],
    waits: waitsForJudge(nominee, actor.user),
    isOver: nominee.closedAt !== undefined || nominee.state !== 'in' || programme.state !== 'scoring',
  };
}

const REFUSED: Record<SheetRefusal, Bilingual> = {
  recused: WORDS.recused,
  over: WORDS.scoringOver,
  range: WORDS.badPoints,
};

/** A judge hands in a sheet, or changes it. @throws UserError when it is not theirs, or the scores are closed */
export async function handInSheet(
  ctx: Context,
  related: Related,
  actor: Actor,
  id: string,
  values: Record<string, number>,
): Promise<Nominee> {
  const { programme, nominee } = await judged(ctx, related, actor, id);
  if (programme.state !== 'scoring') throw new UserError(WORDS.scoringOver);
  const { one } = await nomineeLives.decide(
    ctx,
    id,
    (found, now) => {
      const done = handIn(programme.criteria, found, actor.user, values, now);
      if ('refused' in done) throw new UserError(REFUSED[done.refused]);
      return done.change;
    },
    nominee,
  );
  await redrawAbout(ctx, aboutDates('honours', programme._id), { recipients: [actor.user] });
  return one;
}

/** The sheets of a judge, those that wait first. Of nominees from whom they are recused there is none. */
export async function sheetsOf(
  ctx: Context,
  { user }: Pick<Actor, 'user'>,
): Promise<{ programme: Programme; title: Title; nominee: Pick<Nominee, '_id' | 'start'>; waits: boolean }[]> {
  const running = await programmes(ctx)
    .find({ workspace: ctx.workspace, judges: user, state: 'scoring' })
    .sort({ scoreUntil: 1, _id: 1 })
    .lean<Programme[]>();
  const found = await Promise.all(
    running.map(async (programme) =>
      (await nomineesOf(ctx, programme._id)).flatMap((nominee) => {
        const title = titleOf(programme, nominee.title);
        if (title === undefined || nominee.state !== 'in' || !nominee.panel.includes(user)) return [];
        const { _id, start } = nominee;
        return [
          {
            programme,
            title,
            nominee: { _id, ...(start === undefined ? {} : { start }) },
            waits: waitsForJudge(nominee, user),
          },
        ];
      }),
    ),
  );
  const all = found.flat().toSorted((a, b) => (a.nominee.start ?? 0) - (b.nominee.start ?? 0));
  return [...all.filter(({ waits }) => waits), ...all.filter(({ waits }) => !waits)];
}
