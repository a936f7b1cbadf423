import { LogLevel, type Logger as SlackLogger } from '@slack/web-api';
import { type Logger, withoutWords } from '../../lib/log.ts';

/**
 * Slack's libraries log through ours. Their debug lines hold whole payloads, so they are left out; of what they
 * say only the sentence is kept.
 */
export function slackLogger(log: Logger): SlackLogger {
  const child = log.child({ from: 'slack' });
  const say = (level: 'info' | 'warn' | 'error') => (first: unknown) =>
    child[level](first instanceof Error ? { err: first } : withoutWords(String(first)).slice(0, 300));
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: say('warn'),
    error: say('error'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}
