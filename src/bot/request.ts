import type { Context } from '../context.ts';
import type { Locale } from '../lib/language.ts';
import type { Actor } from './actor.ts';
import type { Message, ModalView } from './draw/block-kit.ts';

interface Request {
  ctx: Context;
  actor: Actor;
  /**
   * Opens a modal: a loading view at once, `render`'s view when it is ready. A person with a modal open gets
   * it on top (a click inside a modal pushes).
   */
  openModal(render: () => Promise<ModalView>): Promise<void>;
  /** Publishes the actor's App Home again. */
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

/** A modal that was closed without being submitted, as it stood then. */
export type CloseRequest = Pick<SubmitRequest, 'ctx' | 'actor' | 'metadata' | 'inputs'>;

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

export interface HomeRequest {
  ctx: Context;
  actor: Actor;
}

/**
 * A notice's parameters are ids only; its renderer reads the state again and may find that it is not needed any more.
 */
export interface NoticeRequest {
  ctx: Context;
  /** The recipient, as an actor; undefined when it goes to a channel. */
  recipient: Actor | undefined;
  locale: Locale;
  params: Record<string, string>;
  /** It stands in Slack already and is drawn again. */
  isSent: boolean;
}
