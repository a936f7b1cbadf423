import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';

/** A pair of keys, in base64: what the public one seals only the private one opens. */
export interface KeyPair {
  publicKey: string;
  privateKey: string;
}

const TAG = 16;
const POINT = 32;
/** What stands before the 32 bytes of a public X25519 key in DER (RFC 8410). */
const SPKI_HEAD = Buffer.from('302a300506032b656e032100', 'hex');
/** Each envelope has a key of its own, so that the nonce need not differ. */
const NONCE = Buffer.alloc(12);

/** A new pair of keys. */
export function newKeyPair(): KeyPair {
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  return { publicKey: bytesOf(publicKey).toString('base64'), privateKey: pkcs8Of(privateKey).toString('base64') };
}

/** Seals texts with a public key, so that who seals cannot open again. @param publicKey of `newKeyPair` */
export function sealer(publicKey: string): (text: string, about: string) => string {
  const receiver = createPublicKey({
    key: Buffer.concat([SPKI_HEAD, Buffer.from(publicKey, 'base64')]),
    format: 'der',
    type: 'spki',
  });
  return (text, about) => {
    const once = generateKeyPairSync('x25519');
    const point = bytesOf(once.publicKey);
    const key = keyOf(diffieHellman({ privateKey: once.privateKey, publicKey: receiver }), point);
    const cipher = createCipheriv('aes-256-gcm', key, NONCE).setAAD(Buffer.from(about));
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([point, cipher.getAuthTag(), body]).toString('base64');
  };
}

/**
 * Opens what was sealed with the public key of a pair.
 * @returns a function that gives undefined for what was sealed for another key or about something else, or is damaged
 */
export function opener(privateKey: string): (sealed: string, about: string) => string | undefined {
  const own = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' });
  return (sealed, about) => {
    const bytes = Buffer.from(sealed, 'base64');
    if (bytes.length < POINT + TAG) return undefined;
    const point = bytes.subarray(0, POINT);
    try {
      const publicKey = createPublicKey({ key: Buffer.concat([SPKI_HEAD, point]), format: 'der', type: 'spki' });
      const key = keyOf(diffieHellman({ privateKey: own, publicKey }), point);
      const cipher = createDecipheriv('aes-256-gcm', key, NONCE, { authTagLength: TAG });
      cipher.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(POINT, POINT + TAG));
      return Buffer.concat([cipher.update(bytes.subarray(POINT + TAG)), cipher.final()]).toString('utf8');
    } catch {
      return undefined;
    }
  };
}

const bytesOf = (key: KeyObject): Buffer => key.export({ format: 'der', type: 'spki' }).subarray(SPKI_HEAD.length);
const pkcs8Of = (key: KeyObject): Buffer => key.export({ format: 'der', type: 'pkcs8' });
const keyOf = (shared: Buffer, point: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', shared, point, 'jingying.envelope', 32));
