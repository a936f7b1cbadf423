import type {
  Act,
  ActResult,
  ElementState,
  Message,
  ModalView,
  Upload,
  ViewState,
  WorkspaceState,
} from '../protocol.ts';
import { type Fields, isFields } from '../server/validate/schema.ts';
import { type Found, findOperable, type Match, optionFits, optionsOf, stateWith, type Where } from './find-element.ts';
import { LiveState } from './live-state.ts';
import { readableText } from './readable-text.ts';
import { get, post } from './requests.ts';
import { sceneOf } from './scene.ts';

/** The button of a form behind which the rest of it waits. */
const MORE = 'bot.more';
const hasMore = ({ modals }: WorkspaceState): boolean =>
  modals.at(-1)?.blocks.some((one) => one.block_id === MORE) ?? false;

/**
 * One person at their Slack. Each method acts and returns when the bot has acked; what the bot does after its ack is
 * waited for with `until`. Methods throw when Slack would show a failure; `act` returns it instead.
 */
export class PlaygroundPerson {
  readonly id: string;
  /** Set: what this person does was done before their account was deactivated, and arrives only now. */
  isLate = false;
  readonly #url: string;
  readonly #live: LiveState;
  /** What was chosen in messages, by channel and ts: only the person's own screen knows it. */
  readonly #chosen = new Map<string, ViewState>();

  constructor(url: string, id: string) {
    this.id = id;
    this.#url = url;
    this.#live = new LiveState(url, id);
  }

  state(): Promise<WorkspaceState> {
    return get(`${this.#url}/play/state?as=${encodeURIComponent(this.id)}`);
  }

  async act(act: Act): Promise<ActResult> {
    const { ok, ...rest } = await post(`${this.#url}/play/act`, { as: this.id, act, late: this.isLate });
    return { ok: ok === true, ...rest };
  }

  /** In the bot's direct messages unless a channel is given. */
  async command(command: string, text = '', channel?: string): Promise<ActResult> {
    return this.#sure({ kind: 'command', command, text, channel: channel ?? (await this.dmChannel()) });
  }

  async say(text: string, channel?: string, files?: Upload[]): Promise<ActResult> {
    const place = channel ?? (await this.dmChannel());
    return this.#sure({ kind: 'post', channel: place, text, ...(files ? { files } : {}) });
  }

  /** Presses the button, or picks the option, with this action_id or label. */
  async click(match: Match, where: Where = {}): Promise<ActResult> {
    try {
      return await this.#press(match, where);
    } catch (error) {
      // Drawn again between the look and the tap: the thumb taps what is there now.
      if (!(error instanceof Error) || !error.message.endsWith('element_not_found')) throw error;
      return this.#press(match, where);
    }
  }

  async #press(match: Match, where: Where): Promise<ActResult> {
    const found = await this.#find(match, where, true);
    const { element, option } = found;
    const type = String(element.type);
    if (!option) return this.#operate(found, undefined);
    if (type === 'overflow') return this.#operate(found, { type, selected_option: option });
    if (type === 'feedback_buttons') return this.#operate(found, { type, value: option.value });
    const before = this.#stateIn(await this.state(), found);
    const kept = Array.isArray(before?.selected_options) ? before.selected_options.filter(isFields) : [];
    const rest = kept.filter((one) => one.value !== option.value);
    if (type === 'checkboxes' || type.startsWith('multi_'))
      return this.#operate(found, {
        type,
        selected_options: rest.length < kept.length ? rest : [...kept, option],
      });
    return this.#operate(found, { type, selected_option: option });
  }

  /**
   * Puts values into a select, radio buttons, checkboxes or a picker; options by their text or value. A select that asks
   * the bot has each value typed into it; of what it offers then, the one of that text or value is taken, else the first.
   */
  async choose(match: Match, value: string | string[], where: Where = {}): Promise<ActResult> {
    const found = await this.#input(match, where);
    if (!String(found.element.type).includes('external'))
      return this.#operate(found, stateWith(found.element, value, optionsOf(found.element)));
    const taken: Fields[] = [];
    for (const typed of [value].flat()) {
      const offered = await this.#suggested(found, typed);
      const option = offered.find((one) => optionFits(one, typed)) ?? offered[0];
      if (option === undefined) throw new Error(`nothing is offered for "${typed}"`);
      taken.push(option);
    }
    const values = taken.map((one) => String(one.value));
    return this.#operate(found, stateWith(found.element, values, taken));
  }

  /** Types into an input, named by its action_id, block_id or label. */
  type(match: Match, text: string, where: Where = {}): Promise<ActResult> {
    return this.choose(match, text, where);
  }

  async attach(match: Match, ...uploads: Upload[]): Promise<ActResult> {
    return this.#operate(await this.#input(match, {}), { type: 'file_input', uploads });
  }

  async fill(values: Record<string, string | string[]>): Promise<void> {
    for (const [match, value] of Object.entries(values)) await this.choose(match, value, { in: 'modal' });
  }

  /** Submits the top modal; `errors` of the answer are the ones shown under its inputs. */
  async submit(values: Record<string, string | string[]> = {}): Promise<ActResult> {
    await this.fill(values);
    const { id } = await this.modal();
    return this.#sure({ kind: 'view-submit', view: id, viewState: { values: {} } });
  }

  async closeModal(all = false): Promise<ActResult> {
    const { id } = await this.modal();
    return this.#sure({ kind: 'view-close', view: id, all });
  }

  /** The top modal, waited for. */
  modal(): Promise<ModalView> {
    return this.until((state) => state.modals.at(-1), 'a modal');
  }

  /** Opens the bot's home and waits until the bot has published it. */
  async home(): Promise<NonNullable<WorkspaceState['home']>> {
    const before = (await this.state()).home?.hash;
    await this.#sure({ kind: 'open-home' });
    return this.until(({ home }) => (home && home.hash !== before ? home : undefined), 'a fresh home');
  }

  /** Opens what a feature's row on the bot's home leads to, or its entry of the menu there. */
  async part(feature: string): Promise<ModalView> {
    const row = `bot.part:${feature}`;
    const isRow = JSON.stringify((await this.home()).blocks).includes(`"${row}"`);
    await this.click(isRow ? row : feature, { in: 'home' });
    return this.until(({ modals }) => {
      const top = modals.at(-1);
      return top?.callback_id === 'bot.part' ? top : undefined;
    }, `the page of ${feature}`);
  }

  async dmChannel(): Promise<string> {
    const state = await this.state();
    const bot = state.people.find((one) => one.isBot)?.id ?? '';
    const known = state.conversations.find((one) => one.kind === 'im' && one.with === bot);
    return known?.id ?? (await this.#sure({ kind: 'open-dm', user: bot })).channel ?? '';
  }

  /** The direct messages with the bot, oldest first, with those that only this person sees. */
  async dm(): Promise<Message[]> {
    const channel = await this.dmChannel();
    return (await this.state()).messages[channel] ?? [];
  }

  /** The newest message of the direct messages, or of a channel. */
  async lastMessage(channel?: string): Promise<Message | undefined> {
    return channel ? (await this.state()).messages[channel]?.at(-1) : (await this.dm()).at(-1);
  }

  /** Waits until the predicate finds something; `what` is for the error. */
  until<T>(
    predicate: (state: WorkspaceState) => T | undefined | null | false,
    what: string,
    timeoutMs = 5000,
  ): Promise<T> {
    return this.#live.until(
      predicate,
      (last) =>
        new Error(
          `${this.id} did not see ${what} within ${timeoutMs} ms, but:\n${last ? sceneOf(last) : '(no connection)'}`,
        ),
      timeoutMs,
    );
  }

  /** Waits for a message, in any conversation, with this text in it. */
  untilMessage(text: Match, timeoutMs?: number): Promise<Message> {
    const has = (words: string) => (typeof text === 'string' ? words.includes(text) : text.test(words));
    return this.until(
      (state) =>
        Object.values(state.messages)
          .flat()
          .filter((one) => has(readableText(one)))
          .sort((a, b) => Number(a.ts) - Number(b.ts))
          .at(-1),
      `a message with ${text}`,
      timeoutMs,
    );
  }

  close() {
    this.#live.close();
  }

  async #sure(act: Act): Promise<ActResult> {
    const result = await this.act(act);
    if (!result.ok && !result.errors) throw new Error(`${this.id}: ${act.kind} failed: ${result.error}`);
    return result;
  }

  /** An input; where a form does not show it, the person opens "More settings" first. */
  async #input(match: Match, where: Where): Promise<Found> {
    const state = await this.state();
    const isMissing = findOperable(state, match, where, false) === undefined;
    if (isMissing && hasMore(state)) {
      await this.click(MORE, { in: 'modal' });
      await this.until((now) => !hasMore(now), 'all of the form');
    }
    return this.#find(match, where, false);
  }

  /** Elements are waited for a moment: the bot may still be drawing them after its ack. */
  #find(match: Match, where: Where, isOptionEnough: boolean): Promise<Found> {
    return this.until(
      (state) => findOperable(state, match, where, isOptionEnough),
      `something to operate named ${match}`,
    );
  }

  #stateIn(state: WorkspaceState, { place, block, element }: Found): ElementState | undefined {
    const values =
      place.kind === 'view'
        ? state.modals.find((one) => one.id === place.view)?.state.values
        : this.#chosen.get(`${place.channel} ${place.ts}`)?.values;
    return values?.[block.block_id ?? '']?.[String(element.action_id)];
  }

  #operate({ block, element, place }: Found, state: ElementState | undefined): Promise<ActResult> {
    const target = {
      block_id: block.block_id ?? '',
      action_id: String(element.action_id),
      ...(state ? { state } : {}),
    };
    if (place.kind === 'view')
      return this.#sure({ kind: 'view-action', view: place.view, ...target, viewState: { values: {} } });
    const key = `${place.channel} ${place.ts}`;
    const messageState = this.#chosen.get(key) ?? { values: {} };
    if (state) {
      messageState.values[target.block_id] = { ...messageState.values[target.block_id], [target.action_id]: state };
      this.#chosen.set(key, messageState);
    }
    return this.#sure({ kind: 'message-action', channel: place.channel, ts: place.ts, ...target, messageState });
  }

  async #suggested({ block, element, place }: Found, value: string): Promise<Fields[]> {
    const from = place.kind === 'view' ? { view: place.view } : { channel: place.channel, ts: place.ts };
    const action = { block_id: block.block_id ?? '', action_id: String(element.action_id) };
    const { options, optionGroups } = await this.#sure({ kind: 'suggest', ...from, ...action, value });
    return optionsOf({ options: options ?? [], option_groups: optionGroups ?? [] });
  }
}
