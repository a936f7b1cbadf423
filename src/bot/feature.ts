import type { KnownBlock, PlainTextOption, ModalView as SlackModalView } from '@slack/types';
import type { Context } from '../context.ts';
import type { Difference } from '../lib/lists/difference.ts';
import type { Contributions } from './routing/contributions.ts';

/*
 * The words of the house, used alike in code, text and README:
 *   workspace  the Slack team            member    a person of the company, in Slack
 *   branch     分会                       team      班组                  post   岗位
 *   officer    union officer 工会干部      notice    one thing to tell     delivery  a notice on its way to one recipient
 *   bank       题库                       card      one member's quiz of one day    run  a schedule's day
 *   entry      a line of the ledger       standing  a member's totals     lock   the end of answering
 *   schedule   计划                       report    反映                  digest 汇总, the day in numbers
 *   roster     名册                       send      投递, a notice to many  draw   which questions a card gets
 */

export const LOCALES = ['zh', 'en'] as const;
export type Locale = (typeof LOCALES)[number];
/** A text in both languages. */
export type Bilingual = Record<Locale, string>;

export const ROLES = ['worker', 'representative', 'officer', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

/** Who acts: all that handlers may know of a person without asking the members. */
export interface Actor {
  user: string;
  name: string;
  locale: Locale;
  tz: string;
  roles: Role[];
  /** Whose affairs an officer sees: the whole company's or the own branch's. */
  scope: 'company' | 'branch';
  branch: string | undefined;
  team: string | undefined;
  post: string | undefined;
  /** The shift in the roster's words; see `parseShift`. */
  shift: string | undefined;
}

/** Block Kit as Slack takes it, with the blocks that the SDK does not know yet. */
export type AnyBlock = KnownBlock | { type: 'data_table' | 'data_visualization' | 'table'; [key: string]: unknown };
export type ModalView = Omit<SlackModalView, 'blocks'> & { blocks: AnyBlock[] };

/** A message: `text` is the same message without its clothes. */
export interface Message {
  text: string;
  blocks: AnyBlock[];
  /** Slack's ids of files of the bot's own to which it links, and which Slack shares with the readers. */
  sharedFiles?: readonly string[];
}

interface Request {
  ctx: Context;
  actor: Actor;
  /**
   * Opens a modal: a loading view at once, `render`'s view when it is ready. A person with a modal open gets
   * it on top (a click inside a modal pushes).
   */
  openModal(render: () => Promise<ModalView>): Promise<void>;
  /** Publishes the actor's App Home anew. */
  refreshHome(): Promise<void>;
}

export interface CommandRequest extends Request {
  /** Names this deed: the same command, delivered again to any process, has the same. See `idFrom`. */
  deed: string;
  /** What follows the verb, normalised: full-width spaces and smart quotes made plain. */
  text: string;
  /** The same as it was typed, for a command that takes people's own words. */
  typed: string;
  args: string[];
  channel: string;
  /** Shows a message that only the actor sees. */
  reply(message: Message): Promise<void>;
}

export interface ActionRequest extends Request {
  /** What follows the colon of the action_id: `quiz.pick:2` → `2`. */
  suffix: string;
  /** A button's value or a select's chosen value; empty if there is none. */
  value: string;
  /** Values of checkboxes and multi-selects; of people and channels their ids. */
  values: string[];
  /** What stands in the inputs around the click, by block_id: the message's or the view's state. */
  inputs: Record<string, string | string[] | undefined>;
  /** Slack's `action_ts`: the same click, delivered again, has the same. */
  clickId: string;
  /** Where the click was made: a message, or a view (modal or App Home). */
  origin:
    | { kind: 'message'; channel: string; ts: string; isEphemeral: boolean }
    | { kind: 'modal' | 'home'; viewId: string; metadata: string };
  /** Replaces the message that was clicked. */
  replace(message: Message): Promise<void>;
  /** Shows a message that only the actor sees, beside the one that was clicked. */
  reply(message: Message): Promise<void>;
  /** Replaces the modal that was clicked. */
  updateModal(view: ModalView): Promise<void>;
}

export interface SubmitRequest extends Request {
  /** `private_metadata` of the view. */
  metadata: string;
  viewId: string;
  /**
   * block_id → the input's value: text, the chosen value, the chosen values (of people, channels and files their ids),
   * seconds since the epoch for a datetimepicker, JSON of the block for rich text.
   */
  inputs: Record<string, string | string[] | undefined>;
  /** Sends a message to the actor's DM with the bot, as the answer to what was just asked. */
  tell(message: Message): Promise<void>;
}

/** What becomes of a submitted modal: it closes, shows faults at its inputs, or becomes another view. */
export type SubmitResult = { close: true } | { errors: Record<string, string> } | { update: ModalView };

export interface Command {
  verb: string;
  aliases: string[];
  role: Role;
  /** What follows the verb, for help: `<文件>`; empty if nothing. */
  usage: Bilingual;
  summary: Bilingual;
  /** The endings of the files that it takes in its dialog; it is offered to who sends one: `csv`. */
  files?: readonly string[];
  run(request: CommandRequest): Promise<void>;
}

export interface Action {
  role: Role;
  run(request: ActionRequest): Promise<void>;
}

/** A modal that was closed without being submitted, as it stood then. */
export type CloseRequest = Pick<SubmitRequest, 'ctx' | 'actor' | 'metadata' | 'inputs'>;

export interface Modal {
  role: Role;
  submit(request: SubmitRequest): Promise<SubmitResult>;
  /** Keeps what was typed when the modal is closed; Slack tells of it where the view says `tellClosed` (see `modal`). */
  closed?(request: CloseRequest): Promise<void>;
  /** The same form with what waits behind "More settings"; see `draw/form/form.ts`. */
  more?(request: CloseRequest): Promise<ModalView>;
}

export interface ShortcutRequest extends Request {
  /** The message whose menu it was chosen from; absent for a global shortcut. */
  message?: {
    /** As a reader sees it: without Slack's escapes, links and channels by their names. */
    text: string;
    channel: string;
    ts: string;
    /** Who wrote it; undefined for a bot that is no user. */
    user: string | undefined;
  };
  /** Shows a message that only the actor sees: beside the message, or in their DM. */
  reply(message: Message): Promise<void>;
}

/** An entry of a message's menu, or of the lightning menu (global). Its callback_id is `<feature>.<verb>`. */
export interface Shortcut {
  type: 'message' | 'global';
  role: Role;
  /** At most 24 characters each. */
  title: Bilingual;
  run(request: ShortcutRequest): Promise<void>;
}

/** What an external select offers while the person types; its action_id is `<feature>.<verb>`. */
export interface OptionSource {
  role: Role;
  search(request: {
    ctx: Context;
    actor: Actor;
    /** What was typed, trimmed; empty when the list is opened. */
    query: string;
    /** `private_metadata` of the view; empty in a message. */
    metadata: string;
  }): Promise<PlainTextOption[]>;
}

export interface HomeRequest {
  ctx: Context;
  actor: Actor;
}

/** A notice's parameters are ids only; its renderer reads the state anew and may find that it is not needed any more. */
export interface NoticeRequest {
  ctx: Context;
  /** The recipient, as an actor; undefined when it goes to a channel. */
  recipient: Actor | undefined;
  locale: Locale;
  params: Record<string, string>;
  /** It stands in Slack already and is drawn anew. */
  isSent: boolean;
}
export type NoticeRenderer = (request: NoticeRequest) => Promise<Message | { drop: string }>;

export interface Scope {
  scope: string;
  /** Why we need it, for the administrator. */
  why: Bilingual;
}

/** A slash command of its own for what people do most: `/quiz` is `/jy quiz`. */
export interface DirectCommand {
  command: string;
  /** The verb it stands for; absent: the feature's overview. */
  verb?: string;
  summary: Bilingual;
}

/** What a feature offers. Router, help, role checks, App Home and the Slack manifest are pulled from it. */
export interface Feature extends Contributions {
  name: string;
  /** Other names of it behind the root command: `答题`. */
  aliases: string[];
  /** What people write who want it and do not name it: `报名`, `sign up`. In lower case. */
  phrases?: readonly string[];
  title: Bilingual;
  summary: Bilingual;
  /** What `/jy x` shows without a verb: the buttons a person would want next. */
  overview(request: CommandRequest): Promise<void>;
  commands: Command[];
  directCommands: DirectCommand[];
  /** Keyed by verb: `pick` answers the action_id `quiz.pick` and `quiz.pick:…`. */
  actions: Record<string, Action>;
  /** Keyed by verb: `report` answers the callback_id `quiz.report`. */
  modals: Record<string, Modal>;
  /** Keyed by verb: `announce` answers the callback_id `announcements.announce`. */
  shortcuts?: Record<string, Shortcut>;
  /** Keyed by verb: `audience` answers what is typed into a select of the action_id `announcements.audience`. */
  options?: Record<string, OptionSource>;
  /** Blocks of the actor's App Home. */
  home(request: HomeRequest): Promise<AnyBlock[]>;
  /** Keyed by verb: `card` draws the notice `quiz.card`. */
  notices: Record<string, NoticeRenderer>;
  /** Its notices that go to many, as an officer would name them, keyed by verb; the feature's title where none is given. */
  noticeTitles?: Record<string, Bilingual>;
  /** What tells its sends from others of their kind (a schedule's name and shift, a title), by notice. */
  subjects?(ctx: Context, notices: readonly string[]): Promise<Map<string, string[]>>;
  /** Why its renderers drop a notice, in words, keyed by what they answer as `drop`. */
  dropReasons?: Record<string, Bilingual>;
  /** Those of its notices that a member may refuse, keyed by verb, as a member would name them. */
  refusable: Record<string, Bilingual>;
  scopes: Scope[];
  /** Slack events it needs beside the kernel's, for the manifest. */
  events: string[];
  /**
   * Compares what the feature keeps beside the ledger with a recount from it.
   * `since`: only members with entries since then; `repair`: writes what the ledger says.
   */
  recount?(ctx: Context, options: { since?: Date; repair: boolean }): Promise<Difference[]>;
  /** Makes the indexes of its collections. */
  prepare(ctx: Context): Promise<void>;
}
