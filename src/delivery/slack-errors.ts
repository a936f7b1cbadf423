import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';

/**
 * What an error of a Slack call means for what was to be sent:
 * `limited`: not sent, nothing wrong, come back later; `permanent`: not sent, and never will be;
 * `refused`: not sent, may pass later; `unsure`: Slack may have done it.
 */
export type SlackFault =
  | { kind: 'limited'; retryAfterMs: number }
  | { kind: 'permanent'; reason: string }
  | { kind: 'refused'; reason: string }
  | { kind: 'unsure'; reason: string };

/** Slack's own words for what no repetition mends: the token, the recipient, the right to speak there, the message itself. */
const PERMANENT = new Set([
  ...['account_inactive', 'invalid_auth', 'not_authed', 'token_expired', 'token_revoked', 'no_permission'],
  ...['missing_scope', 'not_allowed_token_type', 'ekm_access_denied', 'enterprise_is_restricted', 'access_denied'],
  ...['org_login_required', 'team_access_not_granted', 'two_factor_setup_required', 'accesslimited', 'access_limited'],
  ...['channel_not_found', 'user_not_found', 'users_not_found', 'user_disabled', 'user_not_visible', 'cannot_dm_bot'],
  ...['is_archived', 'not_in_channel', 'restricted_action', 'restricted_action_read_only_channel'],
  ...['restricted_action_thread_only_channel', 'restricted_action_non_threadable_channel', 'messages_tab_disabled'],
  ...['restricted_action_thread_locked', 'cannot_reply_to_message', 'slack_connect_canvas_sharing_blocked'],
  ...['slack_connect_blocked_file_type', 'slack_connect_file_link_sharing_blocked', 'external_channel_migrating'],
  ...['invalid_blocks', 'invalid_blocks_format', 'invalid_attachments', 'invalid_arguments', 'invalid_arg_name'],
  ...['invalid_metadata_format', 'invalid_metadata_schema', 'metadata_too_large', 'metadata_must_be_sent_from_app'],
  ...['msg_too_long', 'msg_blocks_too_long', 'no_text', 'too_many_attachments', 'markdown_text_conflict'],
  ...['as_user_not_supported', 'method_deprecated', 'deprecated_endpoint', 'unknown_method', 'message_not_found'],
  ...['cant_update_message', 'edit_window_closed', 'cant_delete_message', 'compliance_exports_prevent_deletion'],
]);

/** Slack stopped half-way: what was asked may have happened. */
const UNSURE = new Set([
  'fatal_error',
  'internal_error',
  'request_timeout',
  'service_unavailable',
  'team_added_to_org',
]);

/** "Too many" said in the body of an answer, where no header names the pause. */
const LIMITED = new Set(['message_limit_exceeded', 'rate_limited', 'ratelimited']);
const DEFAULT_PAUSE_MS = 30_000;

/** Errors of the connection that occur before a byte of the request has left. */
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

/** Slack's codes look like this; anything else is the body of an answer that is not JSON (a proxy's page, a cut text). */
const CODE = /^[a-z][a-z0-9_]{1,63}$/;

/** Sorts what a call of the Web API threw; what nobody can name is `unsure`. */
export function sortSlackError(error: unknown): SlackFault {
  if (error instanceof WebAPIRateLimitedError) {
    const seconds = Number.isFinite(error.retryAfter) && error.retryAfter > 0 ? error.retryAfter : 1;
    return { kind: 'limited', retryAfterMs: seconds * 1_000 };
  }
  if (error instanceof WebAPIPlatformError) return sortCode(error.data.error);
  if (error instanceof WebAPIHTTPError) return { kind: 'unsure', reason: `http_${error.statusCode}` };
  // The SDK's plain error for a 429 whose header names no pause.
  if (error instanceof Error && error.message.startsWith('Retry header')) {
    return { kind: 'limited', retryAfterMs: DEFAULT_PAUSE_MS };
  }
  const code = networkCodeOf(error instanceof WebAPIRequestError ? error.original : error);
  return NOT_CONNECTED.has(code) ? { kind: 'refused', reason: code } : { kind: 'unsure', reason: code };
}

function sortCode(code: string): SlackFault {
  if (!CODE.test(code)) return { kind: 'unsure', reason: 'garbled_answer' };
  if (LIMITED.has(code)) return { kind: 'limited', retryAfterMs: DEFAULT_PAUSE_MS };
  if (PERMANENT.has(code)) return { kind: 'permanent', reason: code };
  if (UNSURE.has(code)) return { kind: 'unsure', reason: code };
  return { kind: 'refused', reason: code };
}

/** The system's code of a failed request; fetch hides it in the cause. */
function networkCodeOf(error: unknown): string {
  for (let at = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth++) {
    if ('code' in at && typeof at.code === 'string') return at.code;
  }
  return error instanceof Error && error.name !== 'Error' ? error.name : 'request_failed';
}
