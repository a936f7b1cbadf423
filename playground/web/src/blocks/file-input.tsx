import { useRef } from 'react';
import type { Upload } from '../../../protocol.ts';
import { toUpload } from '../lib/api.ts';
import { useSession } from '../lib/session.ts';
import { arr, isObj, num, strs } from '../lib/shape.ts';
import { type ElementProps, useElement } from '../lib/surface.ts';

/** Chosen just now, or (by its id) already in the workspace from before a reload. */
type Chosen = Upload | { id: string; name: string };

const isChosen = (x: unknown): x is Chosen =>
  isObj(x) && typeof x.name === 'string' && (typeof x.content === 'string' || typeof x.id === 'string');

export function FileInput(props: ElementProps) {
  const { element } = props;
  const { words } = useSession();
  const { state, set } = useElement(props);
  const input = useRef<HTMLInputElement>(null);
  const uploads = arr(state.files).filter(isChosen);
  const most = num(element.max_files) ?? 10;
  const keep = (next: Chosen[]) => set({ type: 'file_input', files: next });
  const add = async (files: FileList | null) => {
    const added = await Promise.all([...(files ?? [])].map(toUpload));
    keep([...uploads, ...added].slice(-most));
    if (input.current) input.current.value = '';
  };
  return (
    <div className="files-in">
      <button
        type="button"
        id={props.id}
        className="btn"
        aria-describedby={props.describedBy}
        aria-invalid={props.invalid || undefined}
        onClick={() => input.current?.click()}
      >
        📎 {words.chooseFiles(most)}
      </button>
      <input
        ref={input}
        className="hidden"
        type="file"
        tabIndex={-1}
        aria-hidden="true"
        multiple={most > 1}
        accept={
          strs(element.filetypes)
            .map((type) => `.${type}`)
            .join(',') || undefined
        }
        onChange={(event) => void add(event.target.files)}
      />
      <small className="hint">
        {[strs(element.filetypes).join(' · '), most > 1 ? words.upTo(most) : ''].filter((one) => one !== '').join('  ')}
      </small>
      <ul className="chips">
        {uploads.map((upload, index) => (
          <li key={`${upload.name}${index}`} className="chip">
            📄 {upload.name}
            <button
              type="button"
              aria-label={`${words.remove} ${upload.name}`}
              onClick={() => keep(uploads.filter((one) => one !== upload))}
            >
              ✕
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
