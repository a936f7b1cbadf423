import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { CONFIG_KEYS, ConfigError, readConfig } from '../src/config.ts';

const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
const needed = {
  SLACK_BOT_TOKEN: 'xoxb-1-2-abc',
  SLACK_SIGNING_SECRET: '8f742231b10e8888',
  MONGODB_URI: 'mongodb://localhost/jingying',
  REDIS_URL: 'redis://localhost',
};

function faultsOf(env: Record<string, string>): string {
  try {
    readConfig(env);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).message;
  }
  return '';
}

describe('.env.example', () => {
  it('has every variable of the schema once, and no other', () => {
    const names = [...example.matchAll(/^#?([A-Z][A-Z0-9_]*)=/gm)].map(([, name]) => name);
    expect(names.toSorted()).toEqual([...CONFIG_KEYS].sort());
  });

  it('says of each in a line above what it is', () => {
    const lines = example.split('\n');
    const bare = lines.filter(
      (line, index) => /^#?[A-Z][A-Z0-9_]*=/.test(line) && !/^# \S/.test(lines[index - 1] ?? ''),
    );
    expect(bare).toEqual([]);
  });

  it('is usable as it stands, also with every variable set', () => {
    const given = readConfig(parseEnv(example) as Record<string, string>);
    const all = readConfig(parseEnv(example.replace(/^#(?=[A-Z])/gm, '')) as Record<string, string>);
    expect(Object.keys(all).sort()).toEqual([...CONFIG_KEYS].sort());
    // What is commented out is the default, where there is one.
    const { SLACK_APP_TOKEN: _app, SUGGESTIONS_KEY: _key, PUBLIC_URL: _url, ...rest } = all;
    expect(given).toEqual(rest);
  });
});

describe('readConfig', () => {
  it('fills in the defaults', () => {
    expect(readConfig(needed)).toEqual({
      ...needed,
      SLACK_API_URL: 'https://slack.com/api/',
      ADMIN_USERS: [],
      COMMAND: '/jy',
      LOCALE: 'zh',
      TIMEZONE: 'Asia/Shanghai',
      LOG_LEVEL: 'info',
      PORT: 3000,
      WORKER_PORT: 3001,
      QUEUE_PREFIX: '{jingying}',
      SENDS_PER_MINUTE: 250,
    });
  });

  it('takes an empty variable as one that is not set', () => {
    expect(readConfig({ ...needed, SLACK_APP_TOKEN: '', TIMEZONE: '' })).toEqual(readConfig(needed));
  });

  it('parts the administrators', () => {
    expect(readConfig({ ...needed, ADMIN_USERS: 'U0123ABCD, W0456EFGH,' }).ADMIN_USERS).toEqual([
      'U0123ABCD',
      'W0456EFGH',
    ]);
  });

  it('names all faults in one message, each with the variable, what is wrong and an example', () => {
    const message = faultsOf({
      SLACK_BOT_TOKEN: 'xoxp-secret-of-someone',
      SLACK_APP_TOKEN: 'nonsense',
      REDIS_URL: 'http://localhost',
      ADMIN_USERS: 'zhou.lan',
      COMMAND: 'jy',
      LOCALE: 'fr',
      TIMEZONE: 'Mars/Olympus',
      LOG_LEVEL: 'loud',
      PORT: '70000',
      SENDS_PER_MINUTE: '0',
    });
    for (const line of [
      'SLACK_BOT_TOKEN must start with xoxb-; for example SLACK_BOT_TOKEN=xoxb-1234-5678-abcdef',
      'SLACK_SIGNING_SECRET is missing; for example',
      'SLACK_APP_TOKEN must start with xapp-',
      'MONGODB_URI is missing; for example MONGODB_URI=mongodb://localhost:27017/jingying',
      'REDIS_URL must start with redis://, rediss:// or unix://',
      'ADMIN_USERS must be Slack user ids separated by commas',
      'COMMAND must be a slash and lower-case letters',
      'LOCALE must be zh or en',
      'TIMEZONE is not a time zone',
      'LOG_LEVEL is not a level',
      'PORT ',
      'SENDS_PER_MINUTE must be 1 or more',
    ]) {
      expect(message).toContain(`\n  ${line}`);
    }
    expect(message.split('\n')).toHaveLength(14);
    expect(message).not.toContain('secret-of-someone');
    expect(message).toMatch(/^The environment is not complete:\n[\s\S]*\nSee \.env\.example\.$/);
  });
});
