import type { Shortcut, SlashCommand } from '../protocol.ts';
import type { CallLog } from './call-log.ts';
import type { Faults } from './faults.ts';
import type { FileStore } from './file-store.ts';
import type { Outbound } from './outbound.ts';
import type { RateLimits } from './rate-limits.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { SocketTransport } from './socket-transport.ts';
import type { Triggers } from './triggers.ts';
import type { Views } from './views.ts';
import type { Workspace } from './workspace.ts';

export interface Identity {
  teamId: string;
  appId: string;
  botUserId: string;
  botId: string;
  botToken: string;
  appToken: string;
  signingSecret: string;
  /** The legacy verification token that payloads carry. */
  verificationToken: string;
}

/** All parts of one running playground. */
export interface Hub {
  identity: Identity;
  /** Without a slash at the end. */
  baseUrl: string;
  workspace: Workspace;
  triggers: Triggers;
  views: Views;
  responseUrls: ResponseUrls;
  outbound: Outbound;
  sockets: SocketTransport;
  files: FileStore;
  calls: CallLog;
  faults: Faults;
  limits: RateLimits;
  commands: SlashCommand[];
  shortcuts: Shortcut[];
  setClock: ((atMs: number) => Promise<void>) | undefined;
}
