import { type SubmitEvent, useEffect, useId, useState } from 'react';
import type { ActResult, ModalView } from '../../../protocol.ts';
import { Blocks } from '../blocks/blocks.tsx';
import { collect, type Fault, faultOf, flatten, stateOf } from '../lib/element-state.ts';
import { withEmoji } from '../lib/emoji.ts';
import { useSession } from '../lib/session.ts';
import { obj, str } from '../lib/shape.ts';
import { choices, type Surface, SurfaceContext } from '../lib/surface.ts';
import type { Words } from '../lib/words.ts';
import { Dialog } from '../ui/dialog.tsx';

const sentence = (fault: Fault, words: Words): string =>
  'limit' in fault ? words.fault[fault.kind](fault.limit) : words.fault[fault.kind];

/** The person's stack of modals: the top one is shown, the ones below wait. */
export function Modals() {
  const { modals } = useSession().state;
  const top = modals.at(-1);
  return top ? <Modal view={top} depth={modals.length} /> : null;
}

function Modal({ view, depth }: { view: ModalView; depth: number }) {
  const session = useSession();
  const { words, act } = session;
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [refusals, setRefusals] = useState(0);
  const [failed, setFailed] = useState('');
  const [busy, setBusy] = useState(false);
  const form = useId();
  const key = `view:${view.id}`;
  choices.seed(key, view.state.values);
  useEffect(() => {
    setErrors({});
    setFailed('');
  }, [view.id, view.hash]);
  useEffect(() => {
    if (refusals === 0) return;
    document.querySelector<HTMLElement>('.dialog .is-invalid :is(input, select, textarea, button)')?.focus();
  }, [refusals]);
  const viewState = () => collect(view.blocks, choices.of(key));
  const surface: Surface = {
    key,
    kind: 'modal',
    blocks: view.blocks,
    errors,
    touched: (blockId) => setErrors(({ [blockId]: _, ...others }) => others),
    act: async (block_id, action_id, state) => {
      setFailed('');
      const result = await act({
        kind: 'view-action',
        view: view.id,
        block_id,
        action_id,
        ...(state ? { state } : {}),
        viewState: viewState(),
      });
      if (!result.ok) setFailed(words.actionFailed(result.error ?? ''));
    },
    suggest: (block_id, action_id, value) => act({ kind: 'suggest', view: view.id, block_id, action_id, value }),
  };
  const check = (): Record<string, string> => {
    const found: Record<string, string> = {};
    for (const block of flatten(view.blocks)) {
      if (block.type !== 'input') continue;
      const blockId = str(block.block_id);
      const fault = faultOf(block, stateOf(choices.of(key), blockId, obj(block.element)));
      if (fault) found[blockId] = sentence(fault, words);
    }
    return found;
  };
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (busy || !view.submit) return;
    const faults = check();
    setErrors(faults);
    if (Object.keys(faults).length > 0) setRefusals((n) => n + 1);
    setFailed('');
    if (Object.keys(faults).length > 0) return;
    setBusy(true);
    const result: ActResult = await act({ kind: 'view-submit', view: view.id, viewState: viewState() });
    setBusy(false);
    if (result.errors) {
      setErrors(result.errors);
      setRefusals((n) => n + 1);
    } else if (!result.ok) setFailed(words.submitFailed(result.error ?? ''));
  };
  const close = (all: boolean) => void act({ kind: 'view-close', view: view.id, ...(all ? { all: true } : {}) });
  const closeText = withEmoji(view.close?.text ?? '') || (view.submit ? words.cancel : words.close);
  return (
    <Dialog
      title={withEmoji(view.title.text)}
      viewKey={view.id}
      onClose={() => close(depth > 1)}
      closeLabel={words.close}
      onBack={depth > 1 ? () => close(false) : undefined}
      backLabel={words.back}
      footer={
        <>
          <button type="button" className="btn" onClick={() => close(false)}>
            {closeText}
          </button>
          {view.submit && (
            <button type="submit" form={form} className="btn btn-primary" disabled={busy} aria-busy={busy || undefined}>
              {busy && <span className="spinner" aria-hidden="true" />}
              {withEmoji(view.submit.text)}
            </button>
          )}
        </>
      }
    >
      <form id={form} onSubmit={(event) => void submit(event)} noValidate>
        {failed && (
          <p className="failed" {...{ role: 'alert' }}>
            ⚠ {failed}
          </p>
        )}
        <SurfaceContext value={surface}>
          <div className="blocks" key={view.id}>
            <Blocks blocks={view.blocks} />
          </div>
        </SurfaceContext>
      </form>
    </Dialog>
  );
}
