import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { newId } from './ids.ts';

const NONCE = 12;
const TAG = 16;
/** Ids of one length look alike: what is sealed says nothing by its size. */
const ID_BYTES = 32;

/** See `seals`. */
export interface Seals<C, Purpose extends string> {
  /** Whether anything can be sealed. */
  hasKey(ctx: C): boolean;
  /**
   * A text that only the same key, purpose and `about` open. @param about what it belongs to, such as a record's id
   * @throws when there is no key
   */
  seal(ctx: C, purpose: Purpose, text: string, about: string): string;
  /** @returns undefined when it was sealed with another key, for something else, or is damaged */
  open(ctx: C, purpose: Purpose, sealed: string, about: string): string | undefined;
  /** A person's id beside a record: the only way back to them. @throws when there is no key */
  sealId(ctx: C, purpose: Purpose, id: string, about: string): string;
  /** Whether a sealed id is this one; never without the key. */
  isSealedId(ctx: C, purpose: Purpose, sealed: string | undefined, id: string, about: string): boolean;
  /** A name that nobody without the key can trace back to what it is made of; without a key it is that itself. */
  nameOf(ctx: C, purpose: Purpose, what: string): string;
}

/**
 * Secrets with a key of the environment: AES-256-GCM with a fresh nonce for texts, HMAC for names, and for each feature,
 * purpose and workspace a key of its own, so that what is learnt of one says nothing of another.
 *
 * ```ts
 * const secrets = seals<Keyed, 'seal' | 'draft'>('hardship', (ctx) => ctx.config.SUGGESTIONS_KEY);
 * const sealed = secrets.sealId(ctx, 'seal', actor.user, record);
 * secrets.isSealedId(ctx, 'seal', sealed, actor.user, record); // true
 * ```
 * @param feature part of the derived keys: another name opens nothing that was sealed before
 * @param keyOf the key: 64 hexadecimal digits; undefined when it is not set
 */
export function seals<C extends { workspace: string }, Purpose extends string>(
  feature: string,
  keyOf: (ctx: C) => string | undefined,
): Seals<C, Purpose> {
  const keyFor = (ctx: C, purpose: Purpose): Buffer => {
    const key = keyOf(ctx);
    if (key === undefined) throw new Error(`There is no key for ${feature}`);
    return Buffer.from(hkdfSync('sha256', Buffer.from(key, 'hex'), ctx.workspace, `${feature}.${purpose}`, 32));
  };
  const own: Seals<C, Purpose> = {
    hasKey: (ctx) => keyOf(ctx) !== undefined,
    seal: (ctx, purpose, text, about) => encrypt(keyFor(ctx, purpose), text, about),
    open: (ctx, purpose, sealed, about) => decrypt(keyFor(ctx, purpose), sealed, about),
    sealId: (ctx, purpose, id, about) => own.seal(ctx, purpose, id.padEnd(ID_BYTES), about),
    isSealedId: (ctx, purpose, sealed, id, about) => {
      if (sealed === undefined || !own.hasKey(ctx)) return false;
      const found = own.open(ctx, purpose, sealed, about);
      if (found === undefined) return false;
      const [a, b] = [Buffer.from(found), Buffer.from(id.padEnd(ID_BYTES))];
      return a.length === b.length && timingSafeEqual(a, b);
    },
    nameOf: (ctx, purpose, what) =>
      own.hasKey(ctx) ? createHmac('sha256', keyFor(ctx, purpose)).update(what).digest('hex') : `${purpose} ${what}`,
  };
  return own;
}

/** `about` is authenticated with the text, so that what was sealed for one thing opens for no other. */
function encrypt(key: Buffer, text: string, about: string): string {
  const nonce = createHash('sha256').update(`${newId()}${newId()}`).digest().subarray(0, NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64');
}

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
