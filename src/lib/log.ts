import { type Logger, pino } from 'pino';

export type { Logger };

/** Keys whose values are secrets or people's words: never written, wherever they stand in a logged object. */
const SECRET_KEYS = ['token', 'authorization', 'signingSecret', 'text', 'email', 'name', 'blocks', 'body', 'data'];

/**
 * A JSON logger on stdout.
 * @param level pino's level, e.g. `info`.
 * @param process which process writes: `bot`, `worker`, `cli`.
 */
export function createLogger(level: string, process: string): Logger {
  return pino({
    level,
    base: { process },
    redact: { paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[hidden]' },
    serializers: { err: errorForLog },
  });
}

/** What of an error may be logged: name, message, code and stack, never the request that caused it. */
function errorForLog(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) };
  const code = 'code' in error ? error.code : undefined;
  return { type: error.name, message: error.message, stack: error.stack, ...(code === undefined ? {} : { code }) };
}
