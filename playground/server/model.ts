import type { Company, CompanyChannel, CompanyPerson } from '../company.ts';
import type { Block, ElementState, ViewState } from '../protocol.ts';

export interface StoredFile {
  id: string;
  name: string;
  title: string;
  mimetype: string;
  size: number;
  user: string;
  created: number;
  /** Conversations it was shared in. A file of a modal is in none: only its person and the bot see it. */
  channels: string[];
}

export interface StoredMessage {
  channel: string;
  ts: string;
  user: string;
  text: string;
  blocks: Block[];
  threadTs?: string;
  editedTs?: string;
  ephemeralFor?: string;
  metadata?: unknown;
  reactions: { name: string; users: string[] }[];
  files: string[];
}

export interface StoredConversation {
  id: string;
  name: string;
  kind: 'channel' | 'im';
  topic: string;
  created: number;
  isGeneral: boolean;
  members: string[];
  /** Person → ts of the newest message they have seen. */
  read: Record<string, string>;
}

export interface StoredView {
  id: string;
  hash: string;
  type: 'modal' | 'home';
  user: string;
  /** The view as the bot gave it, block_ids filled in. */
  body: ViewBody;
  state: ViewState;
  rootViewId: string;
  previousViewId: string | null;
}

export interface ViewBody {
  type: 'modal' | 'home';
  blocks: Block[];
  title?: PlainText;
  submit?: PlainText;
  close?: PlainText;
  private_metadata: string;
  callback_id: string;
  external_id: string;
  clear_on_close: boolean;
  notify_on_close: boolean;
}

export interface PlainText {
  type: 'plain_text';
  text: string;
  emoji?: boolean;
}

export interface ScheduledMessage {
  id: string;
  channel: string;
  /** Seconds. */
  postAt: number;
  createdAt: number;
  text: string;
  blocks: Block[];
  threadTs?: string;
}

/** What is kept between starts. */
export interface WorkspaceData {
  team: Company['team'];
  people: CompanyPerson[];
  conversations: StoredConversation[];
  messages: Record<string, StoredMessage[]>;
  homes: StoredView[];
  files: StoredFile[];
  scheduled: ScheduledMessage[];
  counter: number;
  lastTs: number;
}

export type { Block, CompanyChannel, CompanyPerson, ElementState, ViewState };
