import { createHmac } from 'node:crypto';
import type { Workplace } from './workplace.ts';

/** Sends the bot a form as Slack would, signed: now and with the workspace's secret unless told. */
export function signedRequest(
  work: Workplace,
  form: Record<string, string>,
  { at = Date.now(), secret = work.playground.signingSecret }: { at?: number; secret?: string } = {},
): Promise<Response> {
  const timestamp = String(Math.floor(at / 1000));
  const body = new URLSearchParams(form).toString();
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
  return fetch(work.botUrl, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signature,
    },
    body,
  });
}
