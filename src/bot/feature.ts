import type { PlainTextOption } from '@slack/types';
import type { Context } from '../context.ts';
import type { Bilingual, Locale } from '../lib/language.ts';
import type { Difference } from '../lib/lists/difference.ts';
import type { Actor, Role } from './actor.ts';
import type { Message, ModalView } from './draw/block-kit.ts';
import type {
  ActionRequest,
  CloseRequest,
  CommandRequest,
  HomeRequest,
  NoticeRequest,
  ShortcutRequest,
  SubmitRequest,
} from './request.ts';
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

/**
 * What becomes of a submitted modal: it closes, shows faults at its inputs, or becomes another view. `late`: what stands in its place
 * when it took so long that Slack does not close it any more.
 */
export type SubmitResult =
  | { close: true; late?: ModalView }
  | { errors: Record<string, string> }
  | { update: ModalView };

export interface Command {
  verb: string;
  aliases: string[];
  role: Role;
  /** What follows the verb, for help: `<文件>`; empty if nothing. */
  usage: Bilingual;
  summary: Bilingual;
  /** Of a command that means nothing without words behind it: the action whose button does the same. */
  sameAs?: string;
  /** It shows numbers that are reported at the end of a month: it stands among them on an officer's Home. */
  isReport?: boolean;
  /** The endings of the files that it takes in its dialog; it is offered to a person who sends one: `csv`. */
  files?: readonly string[];
  run(request: CommandRequest): Promise<void>;
}

export interface Action {
  role: Role;
  run(request: ActionRequest): Promise<void>;
}

export interface Modal {
  role: Role;
  submit(request: SubmitRequest): Promise<SubmitResult>;
  /** Keeps what was typed when the modal is closed; Slack tells of it where the view says `tellClosed` (see `modal`). */
  closed?(request: CloseRequest): Promise<void>;
  /** The same form with what waits behind "More settings"; see `draw/form/form.ts`. */
  more?(request: CloseRequest): Promise<ModalView>;
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

/** A modal, and whether what it shows is on its way: then it is drawn again by itself. */
export interface LiveShown {
  view: ModalView;
  isMoving: boolean;
}

/** A page that goes on by itself; see `goesOn`. @returns undefined where there is nothing to show (any more) */
export type LivePage = (request: HomeRequest, id: string) => Promise<LiveShown | undefined>;

/** @returns `drop`: why it is not needed any more, a key of `dropReasons`; `about`: what it was about */
export type NoticeRenderer = (request: NoticeRequest) => Promise<Message | { drop: string; about?: string }>;

/**
 * What a notice's copy does while it stands in Slack: it follows things (it is planned with one of them as its `about`, and
 * drawn again when that changes), the feature draws it again by its name, or it stays, and why that is true.
 */
export type Follows = { things: readonly string[] } | { byName: true } | { stays: string };

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

/**
 * What a feature offers. Router, help, role checks, App Home and the Slack manifest are pulled from it.
 * What a feature does not have, it leaves out.
 */
export interface Feature extends Contributions {
  name: string;
  /** Other names of it behind the root command: `答题`. */
  aliases: string[];
  /** What people write who want it and do not name it: `报名`, `sign up`. In lower case. */
  phrases?: readonly string[];
  title: Bilingual;
  /** In front of its rows and of the first line of its messages: no other feature has it. */
  emoji: string;
  summary: Bilingual;
  /** What `/jy x` shows without a verb: the buttons a person would want next. */
  overview(request: CommandRequest): Promise<void>;
  commands?: Command[];
  directCommands?: DirectCommand[];
  /** Keyed by verb: `pick` answers the action_id `quiz.pick` and `quiz.pick:…`. */
  actions?: Record<string, Action>;
  /** Keyed by verb: `report` answers the callback_id `quiz.report`. */
  modals?: Record<string, Modal>;
  /** Keyed by verb: `announce` answers the callback_id `announcements.announce`. */
  shortcuts?: Record<string, Shortcut>;
  /** Keyed by verb: `audience` answers what is typed into a select of the action_id `announcements.audience`. */
  options?: Record<string, OptionSource>;
  /**
   * Its row on the actor's Home: how it stands for them, in a line or two of mrkdwn. Without a line, or where one says
   * nothing, the feature is in the menu "More".
   */
  home?(request: HomeRequest): Promise<string | undefined>;
  /** What its row opens; the overview where it is absent. */
  page?(request: HomeRequest): Promise<Message>;
  /** Whether there is anything in it for the actor; absent: for everybody who may run one of its commands. */
  isFor?(actor: Actor): boolean;
  /** Keyed by verb: `card` draws the notice `quiz.card`. */
  notices?: Record<string, NoticeRenderer>;
  /** Keyed by verb: `page` draws an open `announcements.page` again. */
  live?: Record<string, LivePage>;
  /** What the copies of its notices follow, keyed by verb. */
  follows?: Record<string, Follows>;
  /** Its notices that go to many, as an officer would name them, keyed by verb; the feature's title where none is given. */
  noticeTitles?: Record<string, Bilingual>;
  /** What tells its sends from others of their kind (a schedule's name and shift, a title), by notice, in the reader's language. */
  subjects?(ctx: Context, notices: readonly string[], locale: Locale): Promise<Map<string, string[]>>;
  /** Why its renderers drop a notice, in words, keyed by what they answer as `drop`. */
  dropReasons?: Record<string, Bilingual>;
  /** Those of its notices that a member may refuse, keyed by verb, as a member would name them. */
  refusable?: Record<string, Bilingual>;
  scopes?: Scope[];
  /** Slack events it needs beside the kernel's, for the manifest. */
  events?: string[];
  /**
   * Compares what the feature keeps beside the ledger with a recount from it.
   * `since`: only members with entries since then; `repair`: writes what the ledger says.
   */
  recount?(ctx: Context, options: { since?: Date; repair: boolean }): Promise<Difference[]>;
  /** Makes the indexes of its collections. */
  prepare?(ctx: Context): Promise<void>;
}
