import { z } from 'zod';

const timeZone = z.string().refine(isTimeZone, 'is not a time zone');
const port = z.coerce.number().int().min(0).max(65_535);

/** Every variable the processes read: what it must look like. The examples stand in `EXAMPLES`, for faults and `.env.example`. */
const schema = z.object({
  SLACK_BOT_TOKEN: z.string().startsWith('xoxb-', 'must start with xoxb-'),
  SLACK_SIGNING_SECRET: z.string().min(8, 'is too short'),
  SLACK_APP_TOKEN: z.string().startsWith('xapp-', 'must start with xapp-').optional(),
  SLACK_API_URL: z.url('is not an address').default('https://slack.com/api/'),
  MONGODB_URI: z.string().regex(/^mongodb(\+srv)?:\/\//, 'must start with mongodb:// or mongodb+srv://'),
  REDIS_URL: z.string().regex(/^(rediss?|unix):\/\//, 'must start with redis://, rediss:// or unix://'),
  ADMIN_USERS: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((id) => id.trim())
        .filter(Boolean),
    )
    .refine((ids) => ids.every((id) => /^[UW][A-Z0-9_]+$/.test(id)), 'must be Slack user ids separated by commas'),
  COMMAND: z
    .string()
    .regex(/^\/[a-z0-9_-]{1,31}$/, 'must be a slash and lower-case letters')
    .default('/jy'),
  LOCALE: z.enum(['zh', 'en'], 'must be zh or en').default('zh'),
  TIMEZONE: timeZone.default('Asia/Shanghai'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'is not a level').default('info'),
  PORT: port.default(3000),
  WORKER_PORT: port.default(3001),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address with https://' })
    .transform((address) => address.replace(/\/+$/, ''))
    .optional(),
  QUEUE_PREFIX: z
    .string()
    .regex(/^[a-z0-9{}-]+$/, 'must be lower-case letters, digits, braces and dashes')
    .default('{jingying}'),
  SUGGESTIONS_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, 'must be 64 hexadecimal digits (32 bytes)')
    .optional(),
  SENDS_PER_MINUTE: z.coerce.number().int().min(1, 'must be 1 or more').default(250),
});

export type Config = z.output<typeof schema>;
export type ConfigKey = keyof Config;
export const CONFIG_KEYS = Object.keys(schema.shape) as ConfigKey[];

const EXAMPLES: Record<ConfigKey, string> = {
  SLACK_BOT_TOKEN: 'xoxb-1234-5678-abcdef',
  SLACK_SIGNING_SECRET: '8f742231b10e8888abcd99yyyzzz85a5',
  SLACK_APP_TOKEN: 'xapp-1-A0123-4567-abcdef',
  SLACK_API_URL: 'https://slack.com/api/',
  MONGODB_URI: 'mongodb://localhost:27017/jingying',
  REDIS_URL: 'redis://localhost:6379',
  ADMIN_USERS: 'U0123ABCD,U0456EFGH',
  COMMAND: '/jy',
  LOCALE: 'zh',
  TIMEZONE: 'Asia/Shanghai',
  LOG_LEVEL: 'info',
  PORT: '3000',
  WORKER_PORT: '3001',
  PUBLIC_URL: 'https://jingying.example.com',
  QUEUE_PREFIX: '{jingying}',
  SUGGESTIONS_KEY: '5f1d'.repeat(16),
  SENDS_PER_MINUTE: '250',
};

/** The environment is not usable; `message` lists every fault with its variable, what is wrong and an example. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/**
 * Reads the configuration, once, at the start of a process.
 * @throws ConfigError with all faults in one message.
 */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(CONFIG_KEYS.flatMap((key) => (env[key] ? [[key, env[key]]] : [])));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => {
    const key = issue.path[0] as ConfigKey;
    const wrong = given[key] === undefined ? 'is missing' : issue.message;
    return `  ${key} ${wrong}; for example ${key}=${EXAMPLES[key]}`;
  });
  throw new ConfigError(`The environment is not complete:\n${faults.join('\n')}\nSee .env.example.`);
}

/**
 * The root command alone, for programs that need nothing else of the environment.
 * @throws ConfigError when it is none.
 */
export function readCommand(env: Record<string, string | undefined> = process.env): string {
  return readConfig({ ...EXAMPLES, COMMAND: env.COMMAND }).COMMAND;
}

/** The house's language alone, for the same. @throws ConfigError when it is none. */
export function readLocale(env: Record<string, string | undefined> = process.env): Config['LOCALE'] {
  return readConfig({ ...EXAMPLES, LOCALE: env.LOCALE }).LOCALE;
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
