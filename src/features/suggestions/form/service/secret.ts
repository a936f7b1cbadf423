import type { Context } from '../../../../context.ts';
import { seals } from '../../../../lib/seal.ts';

type Keyed = Pick<Context, 'config' | 'workspace'>;

/** Without the key nothing anonymous can be taken: nobody could be told apart from nobody. */
export const secrets = seals<Keyed, 'seal' | 'draft' | 'count'>('suggestions', ({ config }) => config.SUGGESTIONS_KEY);

/** A name for a person's draft, or for the count of a person's day, that nobody without the key can trace back. */
export function nameOf(ctx: Keyed, purpose: 'draft' | 'count', user: string, day = ''): string {
  return secrets.nameOf(ctx, purpose, `${ctx.workspace} ${user} ${day}`);
}

/** A draft's body: encrypted where there is a key; without one nothing anonymous can be written. */
export function sealDraft(ctx: Keyed, name: string, body: string): string {
  return secrets.hasKey(ctx) ? secrets.seal(ctx, 'draft', body, name) : body;
}

export function openDraft(ctx: Keyed, name: string, body: string): string | undefined {
  return secrets.hasKey(ctx) ? secrets.open(ctx, 'draft', body, name) : body;
}
