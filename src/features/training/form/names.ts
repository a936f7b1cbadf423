import type { ActionRequest } from '../../../bot/request.ts';
import { audienceNames } from '../../../members/audience/text.ts';
import type { Draft } from '../model.ts';
import { mayCome, mustCome } from '../session/service/sessions.ts';

/** The names of everybody whom a form names. */
export async function namesIn(
  { ctx }: Pick<ActionRequest, 'ctx'>,
  draft: Pick<Draft, 'include' | 'except' | 'must'> | undefined,
  trainer: string,
) {
  const parts = draft === undefined ? [] : [...mayCome(draft).include, ...mustCome(draft).include];
  const except = draft === undefined ? [] : mayCome(draft).except;
  const own = trainer === '' ? [] : [{ kind: 'member', user: trainer } as const];
  return audienceNames(ctx, { include: [...parts, ...own], except });
}
