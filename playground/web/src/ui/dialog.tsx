import { type ReactNode, useEffect, useId, useRef } from 'react';
import { createPortal } from 'react-dom';
import { focusables, useOverlay } from './overlay.ts';

interface Props {
  title: string;
  /** When this changes, another view lies on top and the focus goes into it. */
  viewKey?: string;
  onClose: () => void;
  closeLabel: string;
  onBack?: (() => void) | undefined;
  backLabel?: string;
  footer?: ReactNode;
  small?: boolean;
  alert?: boolean;
  children: ReactNode;
}

export function Dialog(props: Props) {
  const ref = useRef<HTMLDivElement>(null);
  const id = useId();
  useOverlay(ref, props.onBack ?? props.onClose, true);
  const { viewKey } = props;
  useEffect(() => {
    const root = ref.current;
    if (!root) return;
    const body = root.querySelector<HTMLElement>('.dialog-body');
    const wanted =
      root.querySelector<HTMLElement>('[data-autofocus]') ??
      (body ? focusables(body).find((one) => /^(INPUT|SELECT|TEXTAREA)$/.test(one.tagName)) : undefined) ??
      root.querySelector<HTMLElement>('.dialog-foot .btn-primary, .dialog-foot .btn') ??
      root;
    wanted.focus({ preventScroll: wanted === root });
  }, [viewKey]);
  const attributes = {
    role: props.alert ? 'alertdialog' : 'dialog',
    'aria-modal': true,
    'aria-labelledby': id,
    tabIndex: -1,
  };
  return createPortal(
    <div className="backdrop">
      <div ref={ref} className={`dialog${props.small ? ' dialog-small' : ''}`} {...attributes}>
        <header className="dialog-head">
          {props.onBack && (
            <button type="button" className="icon-btn" aria-label={props.backLabel} onClick={props.onBack}>
              ‹
            </button>
          )}
          <h2 id={id}>{props.title}</h2>
          <button type="button" className="icon-btn" aria-label={props.closeLabel} onClick={props.onClose}>
            ✕
          </button>
        </header>
        <div className="dialog-body">{props.children}</div>
        {props.footer && <footer className="dialog-foot">{props.footer}</footer>}
      </div>
    </div>,
    document.body,
  );
}
