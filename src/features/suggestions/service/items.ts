import { cases } from '../../../cases/cases.ts';
import { routeFor } from '../../../cases/routing.ts';
import type { Context } from '../../../context.ts';
import { memberOf } from '../../../members/service.ts';
import { record } from '../../../participation/ledger/service.ts';
import { type Item, items } from '../item/model.ts';
import { CLOCK_RULES, type Clock, OPEN, SILENCE_DAYS, STEPS, type Step } from '../item/states.ts';
import { kindOf } from '../kinds/service.ts';
import { WORDS } from '../words.ts';
import { secrets } from './secret.ts';

/** Items a person may send on a day. */
export const A_DAY = 10;

/** Suggestions as cases: their table, their clocks, and who looks after what. */
export const suggestionCases = cases<Item, Step, Clock>({
  feature: 'suggestions',
  prefix: 'S',
  model: items,
  words: WORDS,
  opens: { state: 'received', event: 'received' },
  open: OPEN,
  steps: STEPS,
  clocks: CLOCK_RULES,
  pace: async (ctx, { kind }) => {
    const { acceptDays, replyDays, dueDays } = await kindOf(ctx, kind);
    return { accept: acceptDays, reply: replyDays, due: dueDays };
  },
  route: async (ctx, { kind, branch }) => routeFor((await kindOf(ctx, kind)).routes, branch),
  silence: { days: SILENCE_DAYS, step: 'silence' },
  merges: 'merge',
  aDay: A_DAY,
  sealed: secrets,
  // What was not possible or went on as another is not offered.
  isOffered: ({ state, outcome }) => state !== 'merged' && outcome !== 'impossible',
  follows: async (ctx, item, { what, at }) => {
    if (what === 'solved' || what === 'partly') await adopt(ctx, item, at);
  },
});

/** Adoption in the ledger, once for an item; none for a person who is not known. */
async function adopt(ctx: Context, item: Item, at: Date): Promise<void> {
  if (item.submitter === undefined) return;
  const [{ points }, person] = await Promise.all([kindOf(ctx, item.kind), memberOf(ctx, item.submitter)]);
  await record(
    ctx,
    {
      member: item.submitter,
      feature: 'suggestions',
      activity: item._id,
      kind: 'adopted',
      at,
      points,
      minutes: 0,
      streak: false,
      outcome: { number: item.number },
      key: `suggestions.adopted-${item._id}`,
    },
    { branch: person?.branch, team: person?.team, shift: person?.shift, tz: person?.tz },
  );
}
