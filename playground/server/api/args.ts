import { missing, SlackError } from '../slack-error.ts';
import type { Fields } from '../validate/schema.ts';

/** A call's arguments: forms carry all of them as text, JSON bodies as they are. */
export class Args {
  readonly fields: Fields;

  constructor(fields: Fields) {
    this.fields = fields;
  }

  optional(name: string): string | undefined {
    const value = this.fields[name];
    if (value === undefined || value === null || value === '') return undefined;
    if (typeof value === 'object')
      throw new SlackError('invalid_arguments', [`[ERROR] must be a string [json-pointer:/${name}]`]);
    return String(value);
  }

  required(name: string): string {
    const value = this.optional(name);
    if (value === undefined) throw missing(name);
    return value;
  }

  /** Text that may be empty. */
  text(name: string): string | undefined {
    const value = this.fields[name];
    return value === undefined || value === null ? undefined : String(value);
  }

  boolean(name: string): boolean {
    const value = this.fields[name];
    return value === true || value === 'true' || value === '1';
  }

  number(name: string): number | undefined {
    const value = this.optional(name);
    if (value === undefined) return undefined;
    const number = Number(value);
    if (!Number.isFinite(number))
      throw new SlackError('invalid_arguments', [`[ERROR] must be a number [json-pointer:/${name}]`]);
    return number;
  }

  /** A structure; in forms it is JSON in a string. */
  json(name: string): unknown {
    const value = this.fields[name];
    if (typeof value !== 'string') return value ?? undefined;
    if (value === '') return undefined;
    try {
      return JSON.parse(value);
    } catch {
      if (name === 'blocks') throw new SlackError('invalid_blocks_format');
      throw new SlackError('invalid_arguments', [`[ERROR] must be valid JSON [json-pointer:/${name}]`]);
    }
  }

  list(name: string): string[] {
    const value = this.fields[name];
    if (Array.isArray(value)) return value.map(String);
    return (this.optional(name) ?? '')
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '');
  }
}
