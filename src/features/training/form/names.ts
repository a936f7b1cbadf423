import type { Context } from '../../../context.ts';
import { type AudienceNames, audienceNames } from '../../../members/audience/text.ts';
import type { Whom } from '../model.ts';
import { mayCome, mustCome } from '../session/service/sessions.ts';

/** The names of everybody whom a form names. */
export async function namesIn(
  ctx: Context,
  { include = [], except = [], must = [] }: Partial<Whom>,
  trainers: readonly (string | undefined)[] = [],
): Promise<AudienceNames> {
  const whom = { include, except, must };
  const parts = [...mayCome(whom).include, ...mustCome(whom).include];
  const own = [...new Set(trainers)].flatMap((user) =>
    user === undefined || user === '' ? [] : [{ kind: 'member', user } as const],
  );
  return audienceNames(ctx, { include: [...parts, ...own], except: mayCome(whom).except });
}
