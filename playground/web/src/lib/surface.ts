/** Where blocks stand: a message, a modal or the Home. Keeps what the person chose and carries actions to the server. */
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { ActResult, Block, ElementState, ViewState } from '../../../protocol.ts';
import { actionIdOf, stateOf } from './element-state.ts';
import { useSession } from './session.ts';
import { type Obj, obj } from './shape.ts';

type Values = ViewState['values'];
const NONE: Values = {};

/** Per surface (`message:C1:12.3`, `view:V1`); lives as long as the tab. */
class Choices {
  readonly #all = new Map<string, Values>();
  readonly #listeners = new Set<() => void>();

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  of(surface: string): Values {
    return this.#all.get(surface) ?? NONE;
  }

  set(surface: string, blockId: string, actionId: string, state: ElementState): void {
    const values = this.of(surface);
    this.#all.set(surface, { ...values, [blockId]: { ...values[blockId], [actionId]: state } });
    for (const listener of this.#listeners) listener();
  }

  /** Before the person chose anything here: what the server still knows from before a reload. */
  seed(surface: string, values: Values): void {
    if (!this.#all.has(surface)) this.#all.set(surface, values);
  }
}

export const choices = new Choices();

export interface Surface {
  key: string;
  kind: 'message' | 'modal' | 'home';
  blocks: Block[];
  errors: Record<string, string>;
  /** Something was entered here: what was said about it before is over. */
  touched?: (blockId: string) => void;
  act: (blockId: string, actionId: string, state?: ElementState) => Promise<void>;
  suggest: (blockId: string, actionId: string, value: string) => Promise<ActResult>;
}

export const SurfaceContext = createContext<Surface | null>(null);

export function useSurface(): Surface {
  const surface = useContext(SurfaceContext);
  if (!surface) throw new Error('blocks without a surface');
  return surface;
}

export interface ElementProps {
  element: Obj;
  blockId: string;
  /** Does a choice reach the bot at once? Always outside of input blocks. */
  dispatch: boolean;
  /** The input's label, hint and error by id. */
  id?: string;
  label?: string | undefined;
  describedBy?: string | undefined;
  invalid?: boolean;
}

/** An element's present state, and how to change it. */
export function useElement({ element, blockId, dispatch }: ElementProps) {
  const surface = useSurface();
  const session = useSession();
  const values = useSyncExternalStore(choices.subscribe, () => choices.of(surface.key));
  const state = stateOf(values, blockId, element, session.conversation);
  const set = (next: ElementState) => {
    choices.set(surface.key, blockId, actionIdOf(element), next);
    surface.touched?.(blockId);
  };
  const asks = element.confirm !== undefined;
  const confirmed = () => session.confirm(obj(element.confirm));
  /** Chosen: kept, and told to the bot where it wants to know. Asks first if the element says so. */
  const choose = async (next: ElementState) => {
    if (dispatch && asks && !(await confirmed())) return;
    set(next);
    if (dispatch) await surface.act(blockId, actionIdOf(element), next);
  };
  /** A press: nothing is kept. */
  const press = async (extra?: ElementState) => {
    if (!asks || (await confirmed())) await surface.act(blockId, actionIdOf(element), extra);
  };
  return { state, set, choose, press, surface };
}
