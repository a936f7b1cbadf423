import type { Actor } from '../../../../bot/actor.ts';
import { type DraftRef, draftOf, draftsOf, dropDraft, keepDraft } from '../../../../bot/draw/form/drafts.ts';
import type { Inputs } from '../../../../bot/draw/form/form.ts';
import type { Context } from '../../../../context.ts';
import { newId } from '../../../../lib/ids.ts';
import { FORM } from '../../refs.ts';
import { secrets } from '../../service/secret.ts';

/**
 * What stands in the form, what each message brought into one, and what waits while similar ones are shown: none
 * overwrites another.
 */
export type Slot = 'form' | `brought ${string}` | `sending ${string}`;

/** Where the words of a message go that is turned into a suggestion now. */
export const newBrought = (): Slot => `brought ${newId()}`;

/** Where words wait that are about to be sent. @param once of the form or the command */
export const sendingSlot = (once: string): Slot => `sending ${once}`;

const refOf = (user: string, about: string): DraftRef => ({ member: user, form: FORM, about, seals: secrets });

/** Where the draft is with which a person goes on when they open the form: in the form, else what has waited the longest. */
export async function slotToGoOn(ctx: Context, { user }: Pick<Actor, 'user'>): Promise<string> {
  const kept = await draftsOf(ctx, { member: user, form: FORM, seals: secrets });
  return kept.find((slot) => slot === 'form') ?? kept[0] ?? 'form';
}

export function wordsOf(ctx: Context, { user }: Pick<Actor, 'user'>, slot: Slot): Promise<Inputs | undefined> {
  return draftOf(ctx, refOf(user, slot));
}

export async function keepWords(
  ctx: Context,
  { user }: Pick<Actor, 'user'>,
  slot: Slot,
  inputs: Inputs,
): Promise<void> {
  const typed = Object.fromEntries(Object.entries(inputs).map(([id, raw]) => [id, raw ?? '']));
  await keepDraft(ctx, refOf(user, slot), typed);
}

export function dropWords(ctx: Context, { user }: Pick<Actor, 'user'>, slot: Slot): Promise<void> {
  return dropDraft(ctx, refOf(user, slot));
}
