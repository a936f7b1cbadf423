import { z } from 'zod';
import type { Context } from '../context.ts';
import { newId } from '../lib/ids.ts';
import { seals } from '../lib/seal.ts';
import { insertNew } from '../lib/stores/mongo.ts';
import { newKeyPair, opener, sealer } from './key-pairs.ts';
import { type BoxVote, ballotKeys } from './model.ts';

type Keyed = Pick<Context, 'config' | 'workspace'>;
type Kept = Pick<Context, 'db' | 'workspace' | 'config'>;

const keys = seals<Keyed, 'key'>('ballots', ({ config }) => config.SUGGESTIONS_KEY);

/** Whether this server can hold secret ballots. */
export const canBeSecret = (ctx: Keyed): boolean => keys.hasKey(ctx);

/** All envelopes are of one length, whatever is in them: ten options of two digits and a code fit well. */
const LENGTH = 128;

/** A new receipt code: 60 random bits, in groups that can be copied by hand. */
export function newCode(): string {
  const id = newId();
  return [id.slice(0, 4), id.slice(4, 8), id.slice(8, 12)].join('-');
}

/** What a receipt code looks like. */
export const CODE = /^[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}$/;

/**
 * Makes the keys of a roll and keeps the private one, sealed. Made again by another attempt it is another roll's.
 * @returns the public key
 * @throws when there is no key of the server
 */
export async function makeKeys(ctx: Kept, ballot: string, roll: string): Promise<string> {
  const { workspace } = ctx;
  const { publicKey, privateKey } = newKeyPair();
  const sealed = keys.seal(ctx, 'key', privateKey, roll);
  await insertNew(ballotKeys(ctx), [{ _id: roll, workspace, ballot, sealed }]);
  return publicKey;
}

/** Puts a vote into an envelope for one row of the roll. */
export function enveloped(publicKey: string, vote: BoxVote, row: string): string {
  return sealer(publicKey)(JSON.stringify(vote).padEnd(LENGTH), row);
}

/**
 * What opens the envelopes of a roll.
 * @returns undefined when the key was burnt
 * @throws when the server's key is another one
 */
export async function openerOf(
  ctx: Kept,
  roll: string,
): Promise<((envelope: string, row: string) => BoxVote | undefined) | undefined> {
  const { workspace } = ctx;
  const kept = await ballotKeys(ctx).findOne({ _id: roll, workspace }).lean();
  if (kept === null) return undefined;
  const privateKey = keys.hasKey(ctx) ? keys.open(ctx, 'key', kept.sealed, roll) : undefined;
  if (privateKey === undefined) throw new Error('a ballot cannot be counted: the key of the server is another one');
  const open = opener(privateKey);
  return (envelope, row) => {
    const text = open(envelope, row);
    return text === undefined ? undefined : voteIn(text);
  };
}

/** Whoever can write into the database can seal what is no vote, since the key is public: that must not stop the count. */
const SEALED = z.object({ code: z.string().regex(CODE), choice: z.array(z.int()) });

function voteIn(text: string): BoxVote | undefined {
  try {
    return SEALED.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Burns the keys of a ballot: of all rolls, or of all but one. */
export async function burnKeys(ctx: Kept, ballot: string, but?: string): Promise<void> {
  const { workspace } = ctx;
  await ballotKeys(ctx).deleteMany({ workspace, ballot, ...(but === undefined ? {} : { _id: { $ne: but } }) });
}
