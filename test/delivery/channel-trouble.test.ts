import { describe, expect, it } from 'vitest';
import { type TroubleKind, troubleKind } from '../../src/delivery/channel-trouble.ts';
import { troubleWords } from '../../src/delivery/trouble-words.ts';

const CODES: [code: string, kind: TroubleKind | undefined, what: string, how: string][] = [
  ['is_archived', 'archived', '频道已归档', '取消归档'],
  ['not_in_channel', 'out', '我不在这个频道里', '/invite'],
  ['channel_not_found', 'gone', '找不到这个频道', '换一个频道'],
  ['restricted_action', 'silenced', '不让我发言', '允许我发言'],
  ['restricted_action_read_only_channel', 'silenced', '不让我发言', '允许我发言'],
  ['restricted_action_thread_only_channel', 'silenced', '不让我发言', '允许我发言'],
];

describe('what Slack’s refusals say of a channel', () => {
  it.each(CODES)('%s: %s', (code, kind, what, how) => {
    expect(troubleKind(code)).toBe(kind);
    const said = troubleWords({ channel: 'C1', code }, 'zh');
    expect(said[0]).toContain('<#C1>');
    expect(said[0]).toContain(what);
    expect(said[1]).toContain(how);
    expect(troubleWords({ channel: 'C1', code }, 'en').join(' ')).not.toMatch(/\p{Script=Han}/u);
  });

  it.each(['invalid_blocks', 'token_revoked', 'account_inactive', 'msg_too_long', 'toString', ''])(
    '%s is no trouble of the channel',
    (code) => {
      expect(troubleKind(code)).toBeUndefined();
    },
  );
});
