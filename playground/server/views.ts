import { randomBytes } from 'node:crypto';
import type { Block } from '../protocol.ts';
import type { PlainText, StoredView, ViewBody } from './model.ts';
import { SlackError } from './slack-error.ts';
import { validateView, viewIsTooLarge } from './validate/payload.ts';
import { isFields } from './validate/schema.ts';
import { stateOf, withBlockIds } from './view-state.ts';
import type { Workspace } from './workspace.ts';

const STACK = 3;

const newHash = (now: number) => `${Math.floor(now / 1000)}.${randomBytes(4).toString('hex')}`;
const isBlock = (value: unknown): value is Block => isFields(value) && typeof value.type === 'string';
const words = (value: unknown): PlainText | undefined =>
  isFields(value) && typeof value.text === 'string' ? { type: 'plain_text', text: value.text, emoji: true } : undefined;

/** The view a bot gave, checked, with block_ids. */
function bodyOf(view: unknown, type: 'modal' | 'home'): ViewBody {
  const faults = validateView(view);
  if (isFields(view) && faults.length === 0 && view.type !== type)
    faults.push(`[ERROR] must be a view of type ${type} [json-pointer:/view/type]`);
  if (faults.length > 0 || !isFields(view)) throw new SlackError('invalid_arguments', faults);
  if (viewIsTooLarge(view)) throw new SlackError('view_too_large');
  const title = words(view.title);
  const submit = words(view.submit);
  const close = words(view.close);
  return {
    type,
    blocks: withBlockIds(Array.isArray(view.blocks) ? view.blocks.filter(isBlock) : []),
    ...(title ? { title } : {}),
    ...(submit ? { submit } : {}),
    ...(close ? { close } : {}),
    private_metadata: String(view.private_metadata ?? ''),
    callback_id: String(view.callback_id ?? ''),
    external_id: String(view.external_id ?? ''),
    clear_on_close: view.clear_on_close === true,
    notify_on_close: view.notify_on_close === true,
  };
}

/** The modals and homes of all people. */
export class Views {
  readonly #workspace: Workspace;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** Checks a modal without showing it: the trigger is spent only on one that is right. */
  check(view: unknown) {
    const body = bodyOf(view, 'modal');
    this.#checkExternalId(body.external_id, undefined);
  }

  open(user: string, view: unknown): StoredView {
    const body = bodyOf(view, 'modal');
    this.#checkExternalId(body.external_id, undefined);
    const opened = this.#create(user, body, undefined);
    this.#workspace.modals.set(user, [opened]);
    this.#workspace.changed();
    return opened;
  }

  push(user: string, view: unknown): StoredView {
    const body = bodyOf(view, 'modal');
    this.#checkExternalId(body.external_id, undefined);
    const stack = this.#workspace.stack(user);
    if (stack.length >= STACK) throw new SlackError('push_limit_reached');
    const pushed = this.#create(user, body, stack.at(-1));
    stack.push(pushed);
    this.#workspace.changed();
    return pushed;
  }

  /** Replaces a view's content; its id stays, and so does what was typed where block_id and action_id stay. */
  update(target: StoredView, view: unknown, hash?: string): StoredView {
    const body = bodyOf(view, target.type);
    if (hash !== undefined && hash !== target.hash) throw new SlackError('hash_conflict');
    this.#checkExternalId(body.external_id, target);
    target.body = body;
    target.state = stateOf(body.blocks, target.state);
    target.hash = newHash(this.#workspace.now());
    this.#workspace.changed();
    return target;
  }

  publish(user: string, view: unknown, hash?: string): StoredView {
    const known = this.#workspace.homeOf(user);
    if (known) return this.update(known, view, hash);
    const home = this.#create(user, bodyOf(view, 'home'), undefined);
    this.#workspace.data.homes.push(home);
    this.#workspace.changed();
    return home;
  }

  /** Takes the top modal away, or all; returns those that went. */
  close(user: string, all: boolean): StoredView[] {
    const stack = this.#workspace.stack(user);
    const gone = all ? stack.splice(0) : stack.splice(-1);
    this.#workspace.changed();
    return gone;
  }

  #create(user: string, body: ViewBody, below: StoredView | undefined): StoredView {
    const id = this.#workspace.newId('V');
    return {
      id,
      hash: newHash(this.#workspace.now()),
      type: body.type,
      user,
      body,
      state: stateOf(body.blocks),
      rootViewId: below?.rootViewId ?? id,
      previousViewId: below?.id ?? null,
    };
  }

  #checkExternalId(externalId: string, own: StoredView | undefined) {
    if (externalId === '') return;
    const other = this.#workspace.findView({ externalId });
    if (other && other !== own) throw new SlackError('duplicate_external_id');
  }
}
