/**
 * What the page (`playground/web`) and the tests' client say to the playground's server, and what it answers.
 * Everything a person does goes through `POST /play/act`; everything a person may see comes from
 * `GET /play/state?as=USER` and, as it changes, over the WebSocket `/play/live?as=USER` (one `LiveEvent` per frame).
 * The server shows each person only what Slack would show them.
 */

export type Block = { type: string; block_id?: string; [key: string]: unknown };

export interface Person {
  id: string;
  name: string;
  /** Slack's: `zhou.lan`. */
  handle: string;
  title: string;
  locale: string;
  tz: string;
  isBot: boolean;
  isDeleted: boolean;
  /** Nobody can be them; see `CompanyPerson`. */
  isCrowd: boolean;
}

export interface Conversation {
  id: string;
  name: string;
  kind: 'channel' | 'im';
  /** The other person of a DM. */
  with?: string;
  members: string[];
  unread: number;
}

export interface Reaction {
  name: string;
  users: string[];
}

export interface Message {
  channel: string;
  ts: string;
  user: string;
  text: string;
  blocks?: Block[];
  threadTs?: string;
  replyCount: number;
  edited: boolean;
  /** Only this person sees it; it is gone after a reload of the workspace, as in Slack. */
  ephemeralFor?: string;
  reactions: Reaction[];
  files: FileInfo[];
}

export interface FileInfo {
  id: string;
  name: string;
  mimetype: string;
  size: number;
  url: string;
}

/** A modal as `views.*` made it: the view's own JSON with Slack's ids in it. */
export interface ModalView {
  id: string;
  hash: string;
  callback_id: string;
  title: { type: 'plain_text'; text: string };
  submit?: { type: 'plain_text'; text: string };
  close?: { type: 'plain_text'; text: string };
  blocks: Block[];
  notify_on_close?: boolean;
  private_metadata: string;
  state: ViewState;
}

/** As in Slack's `view.state`: block_id → action_id → the element's own state. */
export interface ViewState {
  values: Record<string, Record<string, ElementState>>;
}

/**
 * As in Slack's payloads: `{ type: 'static_select', selected_option: {…} }`, `{ type: 'plain_text_input', value: '…' }` and so on.
 * Files that a person puts into a `file_input` are sent as `{ type: 'file_input', uploads: Upload[] }`.
 */
export type ElementState = { type: string; [key: string]: unknown };

export interface Shortcut {
  name: string;
  callback_id: string;
  type: 'message' | 'global';
  description: string;
}

export interface SlashCommand {
  command: string;
  description: string;
  usage_hint: string;
}

/** All that one person sees. Messages are listed per conversation, oldest first. */
export interface WorkspaceState {
  me: string;
  team: { id: string; name: string };
  /** Milliseconds since the epoch by the workspace's moved clock. */
  now: number;
  /** The next morning of a working day, after the day's question has come. */
  nextMorning: number;
  limits: boolean;
  people: Person[];
  conversations: Conversation[];
  messages: Record<string, Message[]>;
  home: { id: string; hash: string; blocks: Block[] } | null;
  /** The person's stack of modals, the top one last. */
  modals: ModalView[];
  commands: SlashCommand[];
  shortcuts: Shortcut[];
  /** Is the bot connected (a socket open, or an HTTP address that answers)? */
  botOnline: boolean;
}

export type Act =
  | { kind: 'open-conversation'; channel: string }
  | { kind: 'open-dm'; user: string }
  | { kind: 'post'; channel: string; text: string; threadTs?: string; files?: Upload[] }
  | { kind: 'command'; channel: string; command: string; text: string }
  | { kind: 'open-home' }
  /** A click or a choice in a message: the element's action_id and, for selects and inputs, its new state. */
  | {
      kind: 'message-action';
      channel: string;
      ts: string;
      block_id: string;
      action_id: string;
      state?: ElementState;
      messageState?: ViewState;
    }
  | {
      kind: 'view-action';
      view: string;
      block_id: string;
      action_id: string;
      state?: ElementState;
      viewState: ViewState;
    }
  | { kind: 'view-submit'; view: string; viewState: ViewState }
  | { kind: 'view-close'; view: string; all?: boolean }
  | {
      kind: 'suggest';
      view?: string;
      channel?: string;
      ts?: string;
      block_id: string;
      action_id: string;
      value: string;
    }
  | { kind: 'shortcut'; callback_id: string; channel?: string; ts?: string }
  | { kind: 'react'; channel: string; ts: string; name: string };

export interface Upload {
  name: string;
  mimetype: string;
  /** The bytes in base64. */
  content: string;
}

export interface ActRequest {
  as: string;
  act: Act;
  /** Done before the person's account was deactivated, and under way since. */
  late?: boolean;
}

/**
 * What the person is shown at once: `ok: false` with Slack's own words when the bot did not answer
 * ("operation_timeout", "dispatch_failed"), the errors of a submitted view, or the options of a suggestion.
 */
export interface ActResult {
  ok: boolean;
  error?: string;
  /** view-submit: block_id → sentence. */
  errors?: Record<string, string>;
  options?: Block[];
  optionGroups?: Block[];
  channel?: string;
  ts?: string;
}

export type LiveEvent =
  /** Anything changed that this person may see: the whole state again (small workspaces; simple and never wrong). */
  { type: 'state'; state: WorkspaceState };
