import type { Recall } from '../../../../bot/questions.ts';
import type { Context } from '../../../../context.ts';
import { dayOf } from '../../../../lib/zone.ts';
import { banks, questions } from '../../model.ts';
import { allOf, NOTHING } from '../packed.ts';
import { retrievability } from '../rules.ts';
import { memoriesOf } from './store.ts';

/** What a member still knows of a bank's questions, as its packed memory and FSRS say. @returns undefined when the bank is gone */
export async function recallOfBank(ctx: Context, bank: string, member: string, at: Date): Promise<Recall | undefined> {
  const { workspace } = ctx;
  const [found, ids, [memory = NOTHING]] = await Promise.all([
    banks(ctx).findOne({ _id: bank, workspace, state: 'active' }, { name: 1 }).lean<{ name: string }>(),
    questions(ctx).distinct('_id', { workspace, bank, state: 'active' }) as Promise<string[]>,
    memoriesOf(ctx, [member], bank),
  ]);
  if (found === null) return undefined;
  const day = dayOf(at, ctx.config.TIMEZONE);
  const known = allOf(memory);
  const states = ids.flatMap((id) => known.get(id) ?? []);
  const sum = states.reduce((all, state) => all + retrievability(state, day), 0);
  return { name: found.name, sum, reviewed: states.length, total: ids.length };
}
