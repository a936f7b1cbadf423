import type { z } from 'zod';
import { UserError } from '../routing/errors.ts';
import { WORDS } from '../text/words.ts';
import { LIMITS } from './blocks.ts';

/** What a button, an option or a modal carries, and the only way to write and to read it. */
export interface Ref<T extends object> {
  /** `<feature>.<verb>`: the action_id or callback_id. */
  name: string;
  /** What follows the dot: the key of its handler in the feature's `actions` or `modals`. */
  verb: string;
  /** The data as a value. @throws RangeError for one that Slack would not take */
  pack(data: T): string;
  /** The data of a value. @throws UserError for a value of another age or hand */
  read(value: string): T;
  /** The same; undefined where `read` throws. */
  find(value: string): T | undefined;
  /** For `button`: its action and its value. @param suffix tells one of several in a message from the others */
  button(data: T, suffix?: string | number): { action: string; value: string };
  /** For `modal`: its callback and its metadata. */
  view(data: T): { callback: string; metadata: string };
}

/**
 * A typed reference: the ids that ride in a button's `value` or a view's `private_metadata`, written and read in one place.
 *
 * ```ts
 * export const dismissRef = ref('quiz.dismissReport', z.object({ id: z.string(), page: z.number() }), {
 *   before: ['id', 'page'],
 * });
 * button({ ...dismissRef.button({ id, page }, id), label: say.dismiss }); // in the view
 * [dismissRef.verb]: { role: 'officer', run: dismiss }                    // in the actions
 * const { id, page } = dismissRef.read(request.value);                    // in the handler
 * ```
 * The value is JSON, so that a field can be added later (optional, or with a default) and what stands in Slack is still
 * read. It holds ids, numbers and what the reader chose: never a secret, and never whom somebody is.
 * @param more `before`: how values were packed before there were references, for buttons that have stood in Slack since:
 *   the keys in the order of the parts between `|`, where a part may be missing at the end; or a function that reads such
 *   a value. Numbers are read as numbers.
 */
export function ref<S extends z.ZodObject>(
  name: `${string}.${string}`,
  schema: S,
  more: { before?: readonly (keyof z.output<S> & string)[] | ((value: string) => z.output<S> | undefined) } = {},
): Ref<z.output<S>> {
  const { before } = more;
  const find = (value: string): z.output<S> | undefined => {
    const said = jsonOf(value);
    if (said !== undefined) return schema.safeParse(said).data;
    if (before === undefined) return undefined;
    return typeof before === 'function' ? before(value) : positional(schema, before, value);
  };
  const pack = (data: z.output<S>): string => {
    const value = JSON.stringify(data);
    if (value.length > LIMITS.value) throw new RangeError(`a value of ${name} is too long: ${value.length}`);
    return value;
  };
  return {
    name,
    verb: name.slice(name.indexOf('.') + 1),
    pack,
    find,
    read: (value) => {
      const found = find(value);
      if (found === undefined) throw new UserError(WORDS.gone);
      return found;
    },
    button: (data, suffix) => ({ action: suffix === undefined ? name : `${name}:${suffix}`, value: pack(data) }),
    view: (data) => ({ callback: name, metadata: pack(data) }),
  };
}

function jsonOf(value: string): object | undefined {
  if (!value.startsWith('{')) return undefined;
  try {
    return JSON.parse(value) as object;
  } catch {
    return undefined;
  }
}

/** A value of the time before references: `id|page`. */
function positional<S extends z.ZodObject>(schema: S, keys: readonly string[], value: string): z.output<S> | undefined {
  const parts = value.split('|').slice(0, keys.length);
  const entries = parts.map((part, index) => {
    const key = keys[index] ?? '';
    return [key, isNumber(schema, key, part) ? Number(part) : part] as const;
  });
  return schema.safeParse(Object.fromEntries(entries)).data;
}

function isNumber(schema: z.ZodObject, key: string, part: string): boolean {
  const one = schema.shape[key] as z.ZodType | undefined;
  return /^-?\d+$/.test(part) && one?.safeParse(part).success === false && one.safeParse(Number(part)).success;
}
