import { pathToFileURL } from 'node:url';
import type { Feature, Scope } from './bot/feature.ts';
import { type Config, ConfigError, readCommand, readLocale } from './config.ts';
import { features } from './features/index.ts';

/** What the bot needs of Slack whatever its features, and why. */
export const KERNEL_SCOPES: Scope[] = [
  { scope: 'commands', why: { zh: '响应 /jy 等命令。', en: 'To answer /jy and the direct commands.' } },
  { scope: 'chat:write', why: { zh: '发送题目、提醒和答复。', en: 'To send questions, reminders and answers.' } },
  { scope: 'im:write', why: { zh: '打开与本人的私聊。', en: 'To open a direct message with a member.' } },
  {
    scope: 'im:history',
    why: {
      zh: '崩溃后核对一条消息是否已经发出，不重复发送；回答职工发给菁英的消息。',
      en: 'To see after a crash whether a message was sent already, so that it is not sent twice; to answer what members write to the bot.',
    },
  },
  { scope: 'channels:history', why: { zh: '同上，用于频道。', en: 'The same, in channels.' } },
  { scope: 'groups:history', why: { zh: '同上，用于私有频道。', en: 'The same, in private channels.' } },
  {
    scope: 'channels:read',
    why: {
      zh: '查看安排答题的频道，以及作为发送对象的频道里有谁。',
      en: 'To look at the channel that a quiz is scheduled for, and at who is in a channel that is an audience.',
    },
  },
  { scope: 'groups:read', why: { zh: '同上，用于私有频道。', en: 'The same, for private channels.' } },
  {
    scope: 'channels:join',
    why: { zh: '加入要发题目或公告的频道。', en: 'To join the channel where a quiz or an announcement is posted.' },
  },
  { scope: 'users:read', why: { zh: '读取姓名、语言和时区。', en: 'To read names, languages and time zones.' } },
  { scope: 'users:read.email', why: { zh: '按邮箱与名册对应。', en: 'To match members with the roster by email.' } },
  { scope: 'team:read', why: { zh: '识别本工作区。', en: 'To know the workspace.' } },
  {
    scope: 'files:read',
    why: {
      zh: '读取在对话框里上传的名册、题库、照片和文件。',
      en: 'To read rosters, question banks, photos and files put into a dialog.',
    },
  },
  {
    scope: 'files:write',
    why: {
      zh: '把导出的文件发给工会干部；发出随公告的图片和文件。',
      en: 'To hand exports to officers, and to send the picture or file of an announcement.',
    },
  },
];

/** What Slack tells of, whatever the features: who opened the Home tab, who writes to the bot, who came and changed. */
const KERNEL_EVENTS = ['app_home_opened', 'message.im', 'team_join', 'user_change'];

interface ManifestOptions {
  /** The root command. */
  command: string;
  /** The language of what Slack names once for everybody; both where there is room. */
  locale?: Config['LOCALE'];
  /** The public address of the bot, e.g. `https://bot.example.com`; absent: Socket Mode. */
  url?: string;
}

/** The Slack app manifest, made from the registry. Source: Slack's manifest reference. */
export function buildManifest(registry: Feature[], options: ManifestOptions) {
  const request = options.url === undefined ? undefined : `${options.url}/slack/events`;
  const url = request === undefined ? {} : { url: request };
  const direct = registry.flatMap((feature) =>
    (feature.directCommands ?? []).map((one) => ({
      command: one.command,
      description: describe(feature),
      should_escape: false,
      ...url,
    })),
  );
  const scopes = [...KERNEL_SCOPES, ...registry.flatMap((feature) => feature.scopes ?? [])].map((one) => one.scope);
  return {
    display_information: {
      name: 'Jingying',
      description: '菁英：每日一题与职工素质提升。Daily quiz and worker development.',
      background_color: '#0b5c4a',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'jingying', always_online: true },
      slash_commands: [
        {
          command: options.command,
          description: '菁英：全部功能 / everything',
          usage_hint: `[${registry.map((feature) => feature.name).join(' | ')} | help]`,
          should_escape: false,
          ...url,
        },
        ...direct,
      ],
      shortcuts: registry.flatMap((feature) => shortcutsOf(feature, options.locale ?? 'zh')),
    },
    oauth_config: { scopes: { bot: [...new Set(scopes)].sort() } },
    settings: {
      event_subscriptions: {
        bot_events: [...new Set([...KERNEL_EVENTS, ...registry.flatMap((feature) => feature.events ?? [])])].sort(),
        ...(request === undefined ? {} : { request_url: request }),
      },
      interactivity: {
        is_enabled: true,
        ...(request === undefined ? {} : { request_url: request, message_menu_options_url: request }),
      },
      org_deploy_enabled: false,
      socket_mode_enabled: request === undefined,
      token_rotation_enabled: false,
    },
  };
}

/** Slack's limit for a shortcut's name. */
const SHORTCUT_NAME = 24;

function shortcutsOf(feature: Feature, locale: Config['LOCALE']) {
  return Object.entries(feature.shortcuts ?? {}).map(([verb, { type, title }]) => {
    const both = `${title.zh} ${title.en}`;
    return {
      name: both.length <= SHORTCUT_NAME ? both : title[locale],
      type,
      callback_id: `${feature.name}.${verb}`,
      description: describe(feature),
    };
  });
}

function describe(feature: Feature): string {
  return `${feature.title.zh} / ${feature.title.en}`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [url] = process.argv.slice(2);
  try {
    const manifest = buildManifest(features, {
      command: readCommand(),
      locale: readLocale(),
      ...(url === undefined ? {} : { url }),
    });
    process.stdout.write(`${JSON.stringify(manifest, null, 2)}\n`);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
