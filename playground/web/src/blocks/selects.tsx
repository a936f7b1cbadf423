import { useEffect, useId, useRef, useState } from 'react';
import { actionIdOf, stateWith, valueKey } from '../lib/element-state.ts';
import { withEmoji } from '../lib/emoji.ts';
import { useSession } from '../lib/session.ts';
import { arr, isObj, num, str, textOf } from '../lib/shape.ts';
import { type ElementProps, useElement } from '../lib/surface.ts';
import { type Group, grouped, groupsFor, type Item, keyOf } from './options.ts';

export function SingleSelect(props: ElementProps) {
  const { element } = props;
  const session = useSession();
  const { state, choose } = useElement(props);
  const groups = groupsFor(element, session);
  const items = groups.flatMap((group) => group.items);
  const now = keyOf(state[valueKey(state.type)]);
  const placeholder = withEmoji(textOf(element.placeholder)) || session.words.select;
  const option = (item: Item) => (
    <option key={item.key} value={item.key}>
      {item.hint ? `${item.label} — ${item.hint}` : item.label}
    </option>
  );
  return (
    <select
      id={props.id}
      className="field select"
      aria-label={props.label ?? (props.id ? undefined : placeholder)}
      aria-describedby={props.describedBy}
      aria-invalid={props.invalid || undefined}
      data-autofocus={element.focus_on_load === true ? true : undefined}
      value={now}
      onChange={(event) =>
        void choose(stateWith(element, items.find((item) => item.key === event.target.value)?.value ?? null))
      }
    >
      <option value="">{placeholder}</option>
      {groups.map((group) =>
        group.label ? (
          <optgroup key={group.label} label={group.label}>
            {group.items.map(option)}
          </optgroup>
        ) : (
          group.items.map(option)
        ),
      )}
    </select>
  );
}

interface ListProps extends ElementProps {
  groups: Group[];
  many: boolean;
  query: string;
  onQuery: (text: string) => void;
  note?: string | undefined;
}

/** A button that opens a list one can search, for many choices and for choices the bot suggests. */
function SearchList(props: ListProps) {
  const { element, many, groups } = props;
  const { words, nameOf, state: workspace } = useSession();
  const { state, set, choose } = useElement(props);
  const [open, setOpen] = useState(false);
  const changed = useRef(false);
  const button = useRef<HTMLButtonElement>(null);
  const name = useId();
  const value = state[valueKey(state.type)];
  const chosen = many ? arr(value) : value ? [value] : [];
  const keys = chosen.map(keyOf);
  const labelOf = (one: unknown) =>
    isObj(one) ? withEmoji(textOf(one.text)) : str(one).startsWith('U') ? nameOf(str(one)) : conversationName(str(one));
  const conversationName = (id: string) => {
    const found = workspace.conversations.find((one) => one.id === id);
    return found?.kind === 'im' ? nameOf(found.with ?? '') : `#${found?.name ?? id}`;
  };
  const placeholder = withEmoji(textOf(element.placeholder)) || words.select;
  const most = num(element.max_selected_items) ?? Number.POSITIVE_INFINITY;
  const close = () => {
    setOpen(false);
    if (changed.current && props.dispatch) void choose(state);
    changed.current = false;
    button.current?.focus();
  };
  const pick = (item: Item, on: boolean) => {
    if (!many) {
      void choose(stateWith(element, item.value));
      setOpen(false);
      button.current?.focus();
      return;
    }
    changed.current = true;
    set(
      stateWith(element, on ? [...chosen, item.value].slice(0, most) : chosen.filter((one) => keyOf(one) !== item.key)),
    );
  };
  const clear = (one?: unknown) =>
    void choose(stateWith(element, many ? chosen.filter((other) => other !== one) : null));
  return (
    <div className="search-select">
      <div className="search-now">
        <button
          ref={button}
          id={props.id}
          type="button"
          className="field select"
          aria-expanded={open}
          aria-label={props.label && `${props.label}: ${chosen.map(labelOf).join(', ') || placeholder}`}
          aria-describedby={props.describedBy}
          aria-invalid={props.invalid || undefined}
          onClick={() => (open ? close() : setOpen(true))}
        >
          {many ? placeholder : chosen.length > 0 ? labelOf(chosen[0]) : placeholder}
        </button>
        {!many && chosen.length > 0 && (
          <button type="button" className="icon-btn" aria-label={words.clear} onClick={() => clear()}>
            ✕
          </button>
        )}
      </div>
      {many && chosen.length > 0 && (
        <ul className="chips">
          {chosen.map((one) => (
            <li key={keyOf(one)} className="chip">
              {labelOf(one)}
              <button type="button" aria-label={`${words.remove} ${labelOf(one)}`} onClick={() => clear(one)}>
                ✕
              </button>
            </li>
          ))}
        </ul>
      )}
      {open && (
        <fieldset
          className="search-list"
          aria-label={props.label ?? placeholder}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.preventDefault();
            event.nativeEvent.stopPropagation();
            close();
          }}
        >
          <input
            className="field"
            type="search"
            ref={(field) => field?.focus()}
            aria-label={words.search}
            placeholder={words.search}
            value={props.query}
            onChange={(event) => props.onQuery(event.target.value)}
            onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
          />
          <div className="search-items">
            {groups.map((group) => (
              <div key={group.label}>
                {group.label && <p className="group-label">{group.label}</p>}
                {group.items.map((item) => (
                  <label key={item.key} className="choice">
                    <input
                      type={many ? 'checkbox' : 'radio'}
                      name={name}
                      checked={keys.includes(item.key)}
                      disabled={many && !keys.includes(item.key) && keys.length >= most}
                      onChange={(event) => pick(item, event.target.checked)}
                    />
                    <span>
                      {item.label}
                      {item.hint && <small>{item.hint}</small>}
                    </span>
                  </label>
                ))}
              </div>
            ))}
            <output className="search-note">
              {props.note ?? (groups.every((group) => group.items.length === 0) ? words.noResults : '')}
            </output>
          </div>
          {many && (
            <button type="button" className="btn btn-small" onClick={close}>
              {words.done}
            </button>
          )}
        </fieldset>
      )}
    </div>
  );
}

export function MultiSelect(props: ElementProps) {
  const [query, setQuery] = useState('');
  const wanted = query.trim().toLowerCase();
  const groups = groupsFor(props.element, useSession())
    .map((group) => ({ ...group, items: group.items.filter((item) => item.label.toLowerCase().includes(wanted)) }))
    .filter((group) => group.items.length > 0);
  return <SearchList {...props} many groups={groups} query={query} onQuery={setQuery} />;
}

/** Options that the bot suggests while one types. */
export function Suggested(props: ElementProps) {
  const { words } = useSession();
  const { surface } = useElement(props);
  const [query, setQuery] = useState('');
  const [groups, setGroups] = useState<Group[]>([]);
  const [note, setNote] = useState<string | undefined>(words.search);
  const asked = useRef(surface);
  asked.current = surface;
  const actionId = actionIdOf(props.element);
  const least = num(props.element.min_query_length) ?? 3;
  useEffect(() => {
    let late = false;
    if (query.length < least) {
      setGroups([]);
      setNote(words.search);
      return;
    }
    setNote(words.searching);
    const timer = setTimeout(async () => {
      const result = await asked.current.suggest(props.blockId, actionId, query);
      if (late) return;
      setGroups(result.ok ? grouped(result.options, result.optionGroups) : []);
      setNote(result.ok ? undefined : words.actionFailed(result.error ?? ''));
    }, 250);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [query, least, actionId, props.blockId, words]);
  return (
    <SearchList
      {...props}
      many={str(props.element.type).startsWith('multi')}
      groups={groups}
      query={query}
      onQuery={setQuery}
      note={note}
    />
  );
}
