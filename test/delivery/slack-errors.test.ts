import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { sortSlackError } from '../../src/delivery/slack-errors.ts';

const platform = (error: string) => new WebAPIPlatformError({ ok: false, error });
const network = (code: string) =>
  new WebAPIRequestError(new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) }));

describe('an error of Slack', () => {
  it.each([
    ['channel_not_found', 'permanent'],
    ['account_inactive', 'permanent'],
    ['user_not_found', 'permanent'],
    ['is_archived', 'permanent'],
    ['token_revoked', 'permanent'],
    ['invalid_auth', 'permanent'],
    ['not_in_channel', 'permanent'],
    ['restricted_action', 'permanent'],
    ['invalid_blocks', 'permanent'],
    ['msg_too_long', 'permanent'],
    ['internal_error', 'unsure'],
    ['fatal_error', 'unsure'],
    ['a_code_of_tomorrow', 'refused'],
  ])('%s is %s', (code, kind) => {
    expect(sortSlackError(platform(code))).toEqual({ kind, reason: code });
  });

  it('says how long to wait, and never not at all', () => {
    expect(sortSlackError(new WebAPIRateLimitedError(7))).toEqual({ kind: 'limited', retryAfterMs: 7_000 });
    expect(sortSlackError(new WebAPIRateLimitedError(0))).toEqual({ kind: 'limited', retryAfterMs: 1_000 });
    expect(sortSlackError(platform('ratelimited'))).toEqual({ kind: 'limited', retryAfterMs: 30_000 });
    const headless = new Error('Retry header did not contain a valid timeout (url: x, retry-after header: soon)');
    expect(sortSlackError(headless)).toEqual({ kind: 'limited', retryAfterMs: 30_000 });
  });

  it('is certain only when nothing was sent', () => {
    expect(sortSlackError(network('ECONNREFUSED'))).toEqual({ kind: 'refused', reason: 'ECONNREFUSED' });
    expect(sortSlackError(network('ECONNRESET'))).toEqual({ kind: 'unsure', reason: 'ECONNRESET' });
    const hung = new WebAPIRequestError(new DOMException('too slow', 'TimeoutError'));
    expect(sortSlackError(hung)).toEqual({ kind: 'unsure', reason: 'TimeoutError' });
    expect(sortSlackError(new WebAPIHTTPError(503, 'Unavailable', {}))).toEqual({ kind: 'unsure', reason: 'http_503' });
    expect(sortSlackError(new TypeError('terminated'))).toEqual({ kind: 'unsure', reason: 'TypeError' });
  });

  it('never repeats what an answer that is not JSON says', () => {
    expect(sortSlackError(platform('<html>secret</html>'))).toEqual({ kind: 'unsure', reason: 'garbled_answer' });
  });
});
