import { createHmac } from 'node:crypto';
import type { Workplace } from './workplace.ts';

/** Sends the bot a form as Slack would, signed: now, with the workspace's secret, to the story's own bot unless told. */
export function signedRequest(
  work: Workplace,
  form: Record<string, string>,
  {
    at = Date.now(),
    secret = work.playground.signingSecret,
    url = work.botUrl,
  }: { at?: number; secret?: string; url?: string } = {},
): Promise<Response> {
  const timestamp = String(Math.floor(at / 1000));
  const body = new URLSearchParams(form).toString();
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
  return fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signature,
    },
    body,
  });
}
