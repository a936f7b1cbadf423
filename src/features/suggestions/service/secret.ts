import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { Context } from '../../../context.ts';
import { newId } from '../../../lib/ids.ts';

type Keyed = Pick<Context, 'config' | 'workspace'>;

/** Whether anonymous items can be taken: without the key nobody could be told apart from nobody. */
export function hasKey(ctx: Pick<Context, 'config'>): boolean {
  return ctx.config.SUGGESTIONS_KEY !== undefined;
}

/** One key per purpose: what is learnt of one says nothing of another. */
function keyFor(ctx: Keyed, purpose: 'seal' | 'draft' | 'count'): Buffer {
  const key = ctx.config.SUGGESTIONS_KEY;
  if (key === undefined) throw new Error('SUGGESTIONS_KEY is not set');
  return Buffer.from(hkdfSync('sha256', Buffer.from(key, 'hex'), ctx.workspace, `suggestions.${purpose}`, 32));
}

const NONCE = 12;
const TAG = 16;
/** Ids of one length look alike: what is sealed says nothing by its size. */
const ID_BYTES = 32;

/** AES-256-GCM with a fresh nonce; `about` is authenticated with it, so that a text sealed for one thing opens for no other. */
function encrypt(key: Buffer, text: string, about: string): string {
  const nonce = createHash('sha256').update(`${newId()}${newId()}`).digest().subarray(0, NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64');
}

/** @returns undefined when it was sealed with another key, for something else, or is damaged. */
function decrypt(key: Buffer, sealed: string, about: string): string | undefined {
  const bytes = Buffer.from(sealed, 'base64');
  if (bytes.length < NONCE + TAG) return undefined;
  const open = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE), { authTagLength: TAG });
  open.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
  try {
    return Buffer.concat([open.update(bytes.subarray(NONCE + TAG)), open.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

/** The member's id for an anonymous item: the only way back to the person. */
export function seal(ctx: Keyed, item: string, user: string): string {
  return encrypt(keyFor(ctx, 'seal'), user.padEnd(ID_BYTES), item);
}

/** Whether an anonymous item is the person's own. */
export function isSealedFor(ctx: Keyed, item: string, sealed: string | undefined, user: string): boolean {
  if (sealed === undefined || !hasKey(ctx)) return false;
  const found = decrypt(keyFor(ctx, 'seal'), sealed, item);
  if (found === undefined) return false;
  const [a, b] = [Buffer.from(found), Buffer.from(user.padEnd(ID_BYTES))];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** A name for a person's draft, or for the count of a person's day, that nobody without the key can trace back. */
export function nameOf(ctx: Keyed, purpose: 'draft' | 'count', user: string, day = ''): string {
  const plain = `${ctx.workspace} ${user} ${day}`;
  return hasKey(ctx) ? createHmac('sha256', keyFor(ctx, purpose)).update(plain).digest('hex') : `${purpose} ${plain}`;
}

/** A draft's body: encrypted where there is a key; without one nothing anonymous can be written. */
export function sealDraft(ctx: Keyed, name: string, body: string): string {
  return hasKey(ctx) ? encrypt(keyFor(ctx, 'draft'), body, name) : body;
}

export function openDraft(ctx: Keyed, name: string, body: string): string | undefined {
  return hasKey(ctx) ? decrypt(keyFor(ctx, 'draft'), body, name) : body;
}
