import type { Bilingual, Locale } from '../../lib/language.ts';

/** Why a notice did not arrive, as delivery and Slack name it, in plain words. */
const WORDS: [codes: string, said: Bilingual][] = [
  ['left', { zh: '已经离职', en: 'has left the company' }],
  ['opted-out', { zh: '选择不收这类消息', en: 'chose not to get these' }],
  ['too-late', { zh: '已经过了时间', en: 'too late to be of use' }],
  ['nothing-waits', { zh: '没有等着的消息了', en: 'nothing waited any more' }],
  ['away-too-long', { zh: '停产或请假超过 400 天', en: 'away for more than 400 days' }],
  ['stopped', { zh: '干部停止了', en: 'stopped by an officer' }],
  ['not-drawn', { zh: '消息没有生成出来', en: 'the message could not be made' }],
  ['unsure', { zh: '不确定有没有送到，没有重发', en: 'may have arrived, so not sent again' }],
  ['account_inactive user_disabled', { zh: 'Slack 账号已停用', en: 'Slack account deactivated' }],
  [
    'channel_not_found user_not_found users_not_found user_not_visible',
    { zh: '在 Slack 里找不到', en: 'not found in Slack' },
  ],
  ['cannot_dm_bot messages_tab_disabled', { zh: '不能收机器人的私信', en: 'cannot get the bot’s messages' }],
  ['is_archived', { zh: '频道已归档', en: 'channel archived' }],
  ['not_in_channel', { zh: '机器人不在频道里', en: 'the bot is not in the channel' }],
  [
    'restricted_action restricted_action_read_only_channel restricted_action_thread_only_channel restricted_action_non_threadable_channel restricted_action_thread_locked',
    { zh: '频道不让机器人发言', en: 'the bot may not write in the channel' },
  ],
  [
    'invalid_auth not_authed token_expired token_revoked no_permission missing_scope not_allowed_token_type access_denied accesslimited access_limited org_login_required team_access_not_granted ekm_access_denied enterprise_is_restricted',
    {
      zh: '机器人在 Slack 的授权有问题，请告诉管理员',
      en: 'the bot’s access to Slack is broken: tell an administrator',
    },
  ],
  [
    'invalid_blocks invalid_blocks_format invalid_attachments invalid_arguments invalid_arg_name msg_too_long msg_blocks_too_long no_text too_many_attachments',
    { zh: 'Slack 不收这样的消息', en: 'Slack does not take such a message' },
  ],
  [
    'fatal_error internal_error request_timeout service_unavailable garbled_answer request_failed TimeoutError AbortError ECONNREFUSED ECONNRESET ENOTFOUND EAI_AGAIN UND_ERR_CONNECT_TIMEOUT UND_ERR_SOCKET',
    { zh: 'Slack 一直没有应答', en: 'Slack did not answer' },
  ],
];

const BY_CODE = new Map(WORDS.flatMap(([codes, said]) => codes.split(' ').map((code) => [code, said] as const)));

/** The words for a code: a feature's own first, the code itself where nobody has any. */
export function reasonFor(code: string, locale: Locale, own: Record<string, Bilingual>): string {
  if (Object.hasOwn(own, code)) return own[code]?.[locale] ?? code;
  if (/^http_\d+$/.test(code)) return reasonFor('service_unavailable', locale, own);
  return BY_CODE.get(code.startsWith('unsure-') ? 'unsure' : code)?.[locale] ?? code;
}

/** How many for which reason, in words, the most frequent first; codes of one meaning are counted together. */
export function countedReasons(
  counts: Record<string, number>,
  locale: Locale,
  own: Record<string, Bilingual>,
): { reason: string; count: number }[] {
  const byWords = new Map<string, number>();
  for (const [code, count] of Object.entries(counts)) {
    const reason = reasonFor(code, locale, own);
    byWords.set(reason, (byWords.get(reason) ?? 0) + count);
  }
  return [...byWords]
    .map(([reason, count]) => ({ reason, count }))
    .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
}
