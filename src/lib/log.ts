import { type Logger, pino } from 'pino';

export type { Logger };

/** Keys whose values are secrets or people's words: never written, wherever they stand in a logged object. */
const SECRET_KEYS = ['token', 'authorization', 'signingSecret', 'text', 'email', 'name', 'blocks', 'body', 'data'];

const CENSOR = '[hidden]';

/**
 * A JSON logger on stdout.
 * @param level pino's level, e.g. `info`.
 * @param process which process writes: `bot`, `worker`, `cli`.
 */
export function createLogger(level: string, process: string): Logger {
  return pino({
    level,
    base: { process },
    redact: { paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: CENSOR },
    serializers: { err: errorForLog },
  });
}

/** Where the errors of others repeat what they were given: MongoDB a key's values, mongoose a value, JSON.parse its text. */
const REPEATED = [
  /(?<=dup key: )[\s\S]*?(?=\n {4}at |$)/g,
  /(?<=for value )"[\s\S]*?"(?= \(type)/g,
  /(?<=Unexpected token )[\s\S]*?(?= is not valid JSON)/g,
];

/** A sentence of a library without what it repeats of people's words. */
export function withoutWords(text: string): string {
  return REPEATED.reduce((said, words) => said.replace(words, CENSOR), text);
}

/** What of an error may be logged: name, message, code and stack, never the request that caused it. */
export function errorForLog(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: withoutWords(String(error)) };
  const code = 'code' in error ? error.code : undefined;
  return {
    type: error.name,
    message: withoutWords(error.message),
    stack: withoutWords(error.stack ?? ''),
    ...(code === undefined ? {} : { code }),
  };
}
