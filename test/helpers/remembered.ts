import type { Context } from '../../src/context.ts';
import { memories } from '../../src/features/quiz/review/model.ts';
import { allOf, type Remembered } from '../../src/features/quiz/review/packed.ts';
import { memoriesOf } from '../../src/features/quiz/review/service/store.ts';

/** What everybody remembers of a question, by member. */
export async function rememberedBy(ctx: Context, question?: string): Promise<Record<string, Remembered>> {
  const users: string[] = await memories(ctx).distinct('member', { workspace: ctx.workspace });
  const found = (await memoriesOf(ctx, users)).map((memory) => {
    const [first] = [...allOf(memory)].filter(([id]) => question === undefined || id === question);
    return first === undefined ? [] : [[memory.member, first[1]] as const];
  });
  return Object.fromEntries(found.flat());
}
