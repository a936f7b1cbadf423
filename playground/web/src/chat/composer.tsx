import { type KeyboardEvent, type SubmitEvent, useId, useRef, useState } from 'react';
import { toUpload } from '../lib/api.ts';
import { escapeEntities } from '../lib/mrkdwn.ts';
import { type Session, useSession } from '../lib/session.ts';

interface Suggestion {
  key: string;
  label: string;
  hint: string;
  text: string;
}

/** Commands while `/…` is being typed, people while `@…` is. */
function suggestionsFor(session: Session, text: string, inThread: boolean): Suggestion[] {
  if (/^\/\S*$/.test(text) && !inThread) {
    return session.state.commands
      .filter((one) => one.command.startsWith(text))
      .map((one) => ({
        key: one.command,
        label: `${one.command} ${one.usage_hint}`.trim(),
        hint: one.description,
        text: `${one.command} `,
      }));
  }
  const mention = /(^|\s)@(\S*)$/.exec(text);
  if (!mention) return [];
  const wanted = (mention[2] ?? '').toLowerCase();
  return session.state.people
    .filter((one) => !one.isDeleted && one.name.toLowerCase().includes(wanted))
    .slice(0, 8)
    .map((one) => ({
      key: one.id,
      label: one.name,
      hint: one.title,
      text: `${text.slice(0, mention.index)}${mention[1]}@${one.name} `,
    }));
}

/** What was typed as Slack's client sends it: entities escaped, `@name` as a mention. */
function asSent(session: Session, text: string, named: boolean): string {
  let out = escapeEntities(text);
  // Long names first: a name may be the beginning of another one.
  for (const { id, name } of session.state.people.toSorted((a, b) => b.name.length - a.name.length)) {
    out = out.replaceAll(`@${escapeEntities(name)}`, named ? `<@${id}|${escapeEntities(name)}>` : `<@${id}>`);
  }
  return out;
}

interface Props {
  channel: string;
  placeholder: string;
  threadTs?: string;
}

export function Composer({ channel, placeholder, threadTs }: Props) {
  const session = useSession();
  const { words, act, notice } = session;
  const [text, setText] = useState('');
  const [files, setFiles] = useState<File[]>([]);
  const [active, setActive] = useState(0);
  const [dismissed, setDismissed] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const listId = useId();
  const inThread = threadTs !== undefined;
  const suggestions = dismissed ? [] : suggestionsFor(session, text, inThread);
  const exact = text.startsWith('/') && suggestions.some((one) => one.text.trim() === text.trim());
  const open = suggestions.length > 0;
  const now = Math.min(active, suggestions.length - 1);
  const typed = session.state.commands.find((one) => text.startsWith(`${one.command} `));

  const change = (next: string) => {
    setText(next);
    setActive(0);
    setDismissed(false);
  };
  const take = (suggestion: Suggestion | undefined) => {
    if (!suggestion) return;
    change(suggestion.text);
    setDismissed(true);
    field.current?.focus();
  };

  const send = async () => {
    const said = text.trim();
    if (!said && files.length === 0) return;
    const slash = /^(\/[^\s/]+)(?:\s+([\s\S]*))?$/.exec(said);
    if (slash?.[1] && files.length === 0) {
      const command = slash[1];
      if (!session.state.commands.some((one) => one.command === command)) return notice(words.notCommand(command));
      if (inThread) return notice(words.noThreadCommands(command));
      change('');
      const result = await act({ kind: 'command', channel, command, text: asSent(session, slash[2] ?? '', true) });
      if (!result.ok) notice(words.noAnswer(command, result.error ?? ''));
      return;
    }
    const held = files;
    change('');
    setFiles([]);
    const uploads = await Promise.all(held.map(toUpload));
    const result = await act({
      kind: 'post',
      channel,
      text: asSent(session, said, false),
      ...(inThread ? { threadTs } : {}),
      ...(uploads.length > 0 ? { files: uploads } : {}),
    });
    if (!result.ok) {
      notice(words.postFailed(result.error ?? ''));
      setText(said);
      setFiles(held);
    }
  };

  const onKeyDown = (event: KeyboardEvent) => {
    // Enter that ends the choice of Chinese characters sends nothing.
    if (event.nativeEvent.isComposing) return;
    if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      setActive((now + (event.key === 'ArrowDown' ? 1 : suggestions.length - 1)) % suggestions.length);
    } else if (open && !event.shiftKey && (event.key === 'Tab' || (event.key === 'Enter' && !exact))) {
      event.preventDefault();
      take(suggestions[now]);
    } else if (open && event.key === 'Escape') {
      event.preventDefault();
      setDismissed(true);
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void send();
    }
  };
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    void send();
    field.current?.focus();
  };

  return (
    <form className="composer" onSubmit={onSubmit}>
      {open && (
        <div className="suggestions" id={listId} {...{ role: 'listbox', 'aria-label': words.suggestions }}>
          {suggestions.map((one, index) => (
            <button
              key={one.key}
              id={`${listId}-${index}`}
              type="button"
              tabIndex={-1}
              {...{ role: 'option', 'aria-selected': index === now }}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(one)}
            >
              <strong>{one.label}</strong>
              <small>{one.hint}</small>
            </button>
          ))}
        </div>
      )}
      {typed && !open && text.trim() === typed.command && (
        <p className="composer-hint">
          {typed.command} {typed.usage_hint}
        </p>
      )}
      {files.length > 0 && (
        <ul className="chips">
          {files.map((file) => (
            <li key={`${file.name}${file.size}`} className="chip">
              📄 {file.name}
              <button
                type="button"
                aria-label={`${words.remove} ${file.name}`}
                onClick={() => setFiles(files.filter((one) => one !== file))}
              >
                ✕
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="composer-row">
        <button
          type="button"
          className="icon-btn"
          aria-label={words.attach}
          title={words.attach}
          onClick={() => picker.current?.click()}
        >
          📎
        </button>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          tabIndex={-1}
          onChange={(event) => {
            setFiles([...files, ...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
        <textarea
          ref={field}
          rows={1}
          value={text}
          aria-label={placeholder}
          placeholder={placeholder}
          data-home-focus={inThread ? undefined : true}
          {...(open ? { 'aria-controls': listId, 'aria-activedescendant': `${listId}-${now}` } : {})}
          aria-autocomplete="list"
          onChange={(event) => change(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <button
          type="submit"
          className="btn btn-primary btn-send"
          aria-label={words.send}
          title={words.send}
          disabled={!text.trim() && files.length === 0}
        >
          ➤
        </button>
      </div>
    </form>
  );
}
