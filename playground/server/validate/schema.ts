/** A fault in a payload: what is wrong, and the JSON pointer of where. */
export interface Fault {
  message: string;
  pointer: string;
}

export type Check = (value: unknown, at: string, faults: Fault[]) => void;
type Shape = Record<string, { check: Check; required: boolean }>;
export type Fields = Record<string, unknown>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const fault = (faults: Fault[], message: string, pointer: string) => {
  faults.push({ message, pointer });
};

/** In Slack's own words: `[ERROR] … [json-pointer:/blocks/0]`. */
export const inWords = (one: Fault) => `[ERROR] ${one.message} [json-pointer:${one.pointer}]`;

export const req = (check: Check) => ({ check, required: true });
export const opt = (check: Check) => ({ check, required: false });

/** Lengths are counted in UTF-16 units, the strictest of the ways there are. */
export const str =
  (min: number, max: number): Check =>
  (value, at, faults) => {
    if (typeof value !== 'string') return fault(faults, 'must be a string', at);
    if (value.length < min) fault(faults, `must be more than ${min - 1} characters`, at);
    if (value.length > max) fault(faults, `must be less than ${max + 1} characters`, at);
  };

export const bool: Check = (value, at, faults) => {
  if (typeof value !== 'boolean') fault(faults, 'must be a boolean', at);
};

export const num =
  (min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, integer = false): Check =>
  (value, at, faults) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) return fault(faults, 'must be a number', at);
    if (integer && !Number.isInteger(value)) fault(faults, 'must be an integer', at);
    if (value < min) fault(faults, `must be at least ${min}`, at);
    if (value > max) fault(faults, `must be at most ${max}`, at);
  };

export const pattern =
  (expression: RegExp, words: string): Check =>
  (value, at, faults) => {
    if (typeof value !== 'string' || !expression.test(value)) fault(faults, words, at);
  };

export const among =
  (...values: string[]): Check =>
  (value, at, faults) => {
    if (typeof value !== 'string' || !values.includes(value))
      fault(faults, `must be a valid enum value: ${values.join(', ')}`, at);
  };

export const all =
  (...checks: Check[]): Check =>
  (value, at, faults) => {
    for (const check of checks) check(value, at, faults);
  };

export const list =
  (item: Check, min: number, max: number): Check =>
  (value, at, faults) => {
    if (!Array.isArray(value)) return fault(faults, 'must be an array', at);
    if (value.length < min) fault(faults, `no fewer than ${min} items required`, at);
    if (value.length > max) fault(faults, `no more than ${max} items allowed`, at);
    value.forEach((one, index) => {
      item(one, `${at}/${index}`, faults);
    });
  };

export const object =
  (shape: Shape): Check =>
  (value, at, faults) => {
    if (!isFields(value)) return fault(faults, 'must provide an object', at);
    for (const [name, { check, required }] of Object.entries(shape)) {
      const field = value[name];
      if (field === undefined) {
        if (required) fault(faults, `missing required field: ${name}`, at);
      } else check(field, `${at}/${name}`, faults);
    }
    for (const name of Object.keys(value))
      if (!(name in shape) && value[name] !== undefined) fault(faults, `invalid additional property: ${name}`, at);
  };

/** Chooses the check by the object's `type`. */
export const typed =
  (kinds: Record<string, Check>, what = 'type'): Check =>
  (value, at, faults) => {
    if (!isFields(value)) return fault(faults, 'must provide an object', at);
    const { type } = value;
    if (typeof type !== 'string') return fault(faults, 'missing required field: type', at);
    const check = Object.hasOwn(kinds, type) ? kinds[type] : undefined;
    if (check) check(value, at, faults);
    else fault(faults, `unsupported ${what}: ${type}`, `${at}/type`);
  };

export const constant =
  (name: string): Check =>
  (value, at, faults) => {
    if (value !== name) fault(faults, `must be ${name}`, at);
  };
