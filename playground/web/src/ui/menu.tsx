import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { focusables, useOverlay } from './overlay.ts';

export interface MenuItem {
  key: string;
  label: ReactNode;
  hint?: string;
  danger?: boolean;
  disabled?: boolean;
  run: () => void;
}

interface Props {
  label: string;
  icon: ReactNode;
  items: MenuItem[];
  className?: string;
  /** What stands in the menu when there is nothing to choose. */
  empty?: string;
  /** A row of its own above the items. */
  top?: (close: () => void) => ReactNode;
}

export function Menu(props: Props) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => setOpen(false);
  return (
    <>
      <button
        ref={button}
        type="button"
        className={props.className ?? 'icon-btn'}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={props.label}
        title={props.label}
        onClick={() => setOpen(!open)}
      >
        {props.icon}
      </button>
      {open && (
        <Floating anchor={button} close={close} attributes={{ role: 'menu', 'aria-label': props.label }} arrows>
          {props.top?.(close)}
          {props.items.map((item) => (
            <button
              key={item.key}
              type="button"
              {...{ role: 'menuitem' }}
              className={`menu-item${item.danger ? ' is-danger' : ''}`}
              disabled={item.disabled}
              onClick={() => {
                close();
                item.run();
              }}
            >
              <span>{item.label}</span>
              {item.hint && <small>{item.hint}</small>}
            </button>
          ))}
          {props.items.length === 0 && props.empty && <p className="menu-empty">{props.empty}</p>}
        </Floating>
      )}
    </>
  );
}

interface FloatingProps {
  anchor: { current: HTMLElement | null };
  close: () => void;
  attributes: Record<string, string>;
  arrows?: boolean;
  /** On which side it lies flush with its button; the right one if absent. */
  flush?: 'left';
  children: ReactNode;
}

const EDGE = 8;

/** A panel beside its button, inside of the window. */
export function Floating({ anchor, close, attributes, arrows, flush, children }: FloatingProps) {
  const ref = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<{ left: number; top: number } | undefined>();
  useOverlay(ref, close, false);
  useLayoutEffect(() => {
    const panel = ref.current;
    const from = anchor.current?.getBoundingClientRect();
    if (!panel || !from) return;
    const { offsetWidth: width, offsetHeight: height } = panel;
    const below = from.bottom + 4;
    const top = below + height > innerHeight - EDGE ? Math.max(EDGE, from.top - height - 4) : below;
    const left = flush === 'left' ? from.left : from.right - width;
    setAt({ left: Math.max(EDGE, Math.min(left, innerWidth - width - EDGE)), top });
    (focusables(panel)[0] ?? panel).focus({ preventScroll: true });
  }, [anchor, flush]);
  const onKeyDown = (event: KeyboardEvent) => {
    const panel = ref.current;
    if (!arrows || !panel) return;
    const all = focusables(panel);
    const index = all.findIndex((one) => one.matches(':focus'));
    const to = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === 'Tab') close();
    if (to === undefined) return;
    event.preventDefault();
    all[(to + all.length) % all.length]?.focus();
  };
  return createPortal(
    <div
      ref={ref}
      className="floating"
      tabIndex={-1}
      style={at ?? { visibility: 'hidden' }}
      {...{ ...attributes, onKeyDown }}
    >
      {children}
    </div>,
    document.body,
  );
}
