/** What lies over the page (dialogs, menus, panels): only the topmost hears Escape and Tab; the focus goes back where it was. */
import { type RefObject, useEffect, useRef } from 'react';

interface Layer {
  element: HTMLElement;
  close: () => void;
  /** A dialog keeps the focus; a menu or panel closes when one clicks elsewhere. */
  modal: boolean;
}

const layers: Layer[] = [];
const FOCUSABLE =
  'a[href], button:not(:disabled), input:not(:disabled):not([type="hidden"]), select:not(:disabled), textarea:not(:disabled), summary, [tabindex]:not([tabindex="-1"])';

export const focusables = (root: HTMLElement): HTMLElement[] =>
  [...root.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((one) => one.getClientRects().length > 0);

function onKeyDown(event: KeyboardEvent) {
  const top = layers.at(-1);
  if (!top || event.isComposing) return;
  if (event.key === 'Escape' && !event.defaultPrevented) {
    event.preventDefault();
    event.stopPropagation();
    top.close();
  } else if (event.key === 'Tab' && top.modal) {
    const all = focusables(top.element);
    const [first, last] = [all[0], all.at(-1)];
    const here = document.activeElement;
    const outside = !here || !top.element.contains(here) || here === top.element;
    const next = event.shiftKey
      ? outside || here === first
        ? last
        : undefined
      : outside || here === last
        ? first
        : undefined;
    if (next) {
      event.preventDefault();
      next.focus();
    } else if (!first) event.preventDefault();
  }
}

function onPointerDown(event: PointerEvent) {
  const top = layers.at(-1);
  if (top && !top.modal && event.target instanceof Node && !top.element.contains(event.target)) top.close();
}

function push(layer: Layer) {
  if (layers.length === 0) {
    document.addEventListener('keydown', onKeyDown);
    document.addEventListener('pointerdown', onPointerDown, true);
  }
  layers.push(layer);
}

function drop(layer: Layer) {
  layers.splice(layers.indexOf(layer), 1);
  if (layers.length === 0) {
    document.removeEventListener('keydown', onKeyDown);
    document.removeEventListener('pointerdown', onPointerDown, true);
  }
}

export function useOverlay(ref: RefObject<HTMLElement | null>, close: () => void, modal: boolean): void {
  const latest = useRef(close);
  useEffect(() => {
    latest.current = close;
  });
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const before = document.activeElement;
    const layer: Layer = { element, close: () => latest.current(), modal };
    push(layer);
    return () => {
      drop(layer);
      const here = document.activeElement;
      if (here && here !== document.body && !element.contains(here)) return;
      if (before instanceof HTMLElement && before.isConnected) before.focus();
      else document.querySelector<HTMLElement>('[data-home-focus]')?.focus();
    };
  }, [ref, modal]);
}
