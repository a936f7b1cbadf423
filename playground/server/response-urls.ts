import { randomBytes } from 'node:crypto';
import { contentOf } from './message-content.ts';
import type { StoredMessage } from './model.ts';
import { SlackError } from './slack-error.ts';
import type { Fields } from './validate/schema.ts';
import type { Workspace } from './workspace.ts';

const USES = 5;
const LIFE_MS = 30 * 60_000;

export interface Origin {
  channel: string;
  user: string;
  /** The message that was clicked, when there is one. */
  message?: StoredMessage;
}

interface Issued extends Origin {
  uses: number;
  expiresAt: number;
}

/** `response_url`s: five uses in thirty minutes of the workspace's clock. */
export class ResponseUrls {
  readonly #issued = new Map<string, Issued>();
  readonly #workspace: Workspace;
  readonly #bot: string;
  readonly #baseUrl: () => string;

  constructor(workspace: Workspace, bot: string, baseUrl: () => string) {
    this.#workspace = workspace;
    this.#bot = bot;
    this.#baseUrl = baseUrl;
  }

  create(origin: Origin): string {
    const now = this.#workspace.now();
    for (const [id, one] of this.#issued) if (one.expiresAt < now) this.#issued.delete(id);
    const id = randomBytes(18).toString('base64url');
    this.#issued.set(id, { ...origin, uses: 0, expiresAt: now + LIFE_MS });
    return `${this.#baseUrl()}/actions/${id}`;
  }

  use(id: string, body: Fields) {
    const issued = this.#issued.get(id);
    if (!issued) throw new SlackError('expired_url');
    if (this.#workspace.now() > issued.expiresAt) throw new SlackError('expired_url');
    if (issued.uses >= USES) throw new SlackError('used_url');
    this.reply(issued, body);
    issued.uses += 1;
  }

  /** Shows what a bot answered to a command or click: ephemeral unless it says otherwise. */
  reply(origin: Origin, body: Fields) {
    if (body.delete_original === true) {
      if (origin.message) this.#workspace.remove(this.#current(origin.message));
      return;
    }
    const content = contentOf(body.text, body.blocks);
    const original = body.replace_original === true ? origin.message : undefined;
    if (original) {
      const current = this.#current(original);
      Object.assign(current, this.#workspace.prepared(content));
      if (!current.ephemeralFor) current.editedTs = this.#workspace.newTs();
      this.#workspace.changed();
      return;
    }
    const threadTs = typeof body.thread_ts === 'string' ? body.thread_ts : undefined;
    const isPublic = body.response_type === 'in_channel';
    this.#workspace.post({
      channel: origin.channel,
      user: this.#bot,
      ...content,
      ...(threadTs ? { threadTs } : {}),
      ...(isPublic ? {} : { ephemeralFor: origin.user }),
    });
  }

  #current(message: StoredMessage): StoredMessage {
    const found = this.#workspace.findMessage(message.channel, message.ts);
    if (!found) throw new SlackError('message_not_found');
    return found;
  }
}
