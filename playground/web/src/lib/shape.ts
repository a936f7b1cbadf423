/** Reading blocks that a bot sent: whatever is missing or of another type becomes something harmless. */

export type Obj = Record<string, unknown>;

export const isObj = (x: unknown): x is Obj => typeof x === 'object' && x !== null && !Array.isArray(x);
export const obj = (x: unknown): Obj => (isObj(x) ? x : {});
export const arr = (x: unknown): unknown[] => (Array.isArray(x) ? x : []);
export const objs = (x: unknown): Obj[] => arr(x).filter(isObj);
export const str = (x: unknown, otherwise = ''): string => (typeof x === 'string' ? x : otherwise);
export const strs = (x: unknown): string[] => arr(x).filter((one): one is string => typeof one === 'string');
export const num = (x: unknown): number | undefined => (typeof x === 'number' && Number.isFinite(x) ? x : undefined);
/** The text of a text object. */
export const textOf = (x: unknown): string => str(obj(x).text);

/** An address a person may be sent to, or nothing: never `javascript:`, `data:` and the like. */
export function safeUrl(url: string): string | undefined {
  try {
    const { protocol } = new URL(url);
    return protocol === 'http:' || protocol === 'https:' ? url : undefined;
  } catch {
    return undefined;
  }
}

/** An address of a picture or file: http(s), or one of the workspace's own files. */
export function fileUrl(url: string): string | undefined {
  return url.startsWith('/play/files/') ? url : safeUrl(url);
}

const ownFile = (id: string): string => {
  const as = new URLSearchParams(location.search).get('as') ?? '';
  return `/play/files/${encodeURIComponent(id)}?as=${encodeURIComponent(as)}`;
};

/** A link to a file of the workspace leads to what this person may see of it. */
export function linkTarget(url: string): string {
  const id = /\/files\/U[A-Z0-9]+\/(F[A-Z0-9]+)\/[^/]*$/.exec(url)?.[1];
  return id !== undefined && new URL(url).port === location.port ? ownFile(id) : url;
}

/** Where the picture of an image block or element is. */
export function imageUrl(image: Obj): string | undefined {
  const file = obj(image.slack_file);
  const id = str(file.id);
  if (id) return ownFile(id);
  return fileUrl(str(image.image_url) || str(file.url));
}
