import type { ActResult } from '../../protocol.ts';
import type { Hub } from '../hub.ts';
import { SlackError } from '../slack-error.ts';
import type { Answer } from '../transport.ts';
import type { Fields } from '../validate/schema.ts';

export const failed = (answer: Answer): ActResult | undefined =>
  answer.ok ? undefined : { ok: false, error: answer.error };

/** Notes what the bot answered an interaction with, where it shows something. */
export function noted(hub: Hub, what: string, args: Fields): void {
  hub.calls.add({ method: `(answer to ${what})`, at: hub.workspace.now(), ok: true, args });
}

/** What the bot answered an interaction with is no use to Slack: a person sees only that it failed, the log says why. */
export function refused(hub: Hub, what: string, error: unknown): ActResult {
  if (!(error instanceof SlackError)) throw error;
  hub.calls.add({
    method: `(answer to ${what})`,
    at: hub.workspace.now(),
    ok: false,
    error: error.code,
    messages: error.details,
    args: {},
  });
  return { ok: false, error: `${error.code}${error.details.length > 0 ? `: ${error.details.join('; ')}` : ''}` };
}
