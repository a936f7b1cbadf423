import { useEffect, useState } from 'react';
import type { FileInfo, Message } from '../../../protocol.ts';
import { Blocks } from '../blocks/blocks.tsx';
import { Mrkdwn } from '../blocks/text.tsx';
import { collect } from '../lib/element-state.ts';
import { emojiFor, QUICK_REACTIONS } from '../lib/emoji.ts';
import { useSession } from '../lib/session.ts';
import { fileUrl } from '../lib/shape.ts';
import { choices, type Surface, SurfaceContext } from '../lib/surface.ts';
import { dateTimeOf, timeOf } from '../lib/time.ts';
import { Menu, type MenuItem } from '../ui/menu.tsx';
import { Avatar } from './avatar.tsx';

const sizeOf = (bytes: number) =>
  bytes < 1024
    ? `${bytes} B`
    : bytes < 1_048_576
      ? `${Math.round(bytes / 1024)} KB`
      : `${(bytes / 1_048_576).toFixed(1)} MB`;

function Attachment({ file }: { file: FileInfo }) {
  const { words } = useSession();
  const url = fileUrl(file.url);
  if (!url) return null;
  if (/^image\/(png|jpeg|gif|webp)$/.test(file.mimetype)) {
    return (
      <a className="file-image" href={url} target="_blank" rel="noopener noreferrer">
        <img src={url} alt={file.name} />
      </a>
    );
  }
  return (
    <a className="file" href={url} download={file.name}>
      <span aria-hidden="true">📄</span>
      <span>
        <strong>{file.name}</strong>
        <small>
          {sizeOf(file.size)} · {words.download}
        </small>
      </span>
    </a>
  );
}

function Tools({ message, inThread }: { message: Message; inThread: boolean }) {
  const { words, state, act, openThread, notice } = useSession();
  const { channel, ts } = message;
  const react = (name: string) => void act({ kind: 'react', channel, ts, name });
  const shortcuts: MenuItem[] = state.shortcuts
    .filter((one) => one.type === 'message')
    .map((one) => ({
      key: one.callback_id,
      label: one.name,
      hint: one.description,
      run: () =>
        void act({ kind: 'shortcut', callback_id: one.callback_id, channel, ts }).then((result) => {
          if (!result.ok) notice(words.noAnswer(one.name, result.error ?? ''));
        }),
    }));
  const reply: MenuItem = { key: 'reply', label: words.replyInThread, run: () => openThread(message.threadTs ?? ts) };
  return (
    <div className="tools">
      {!inThread && (
        <button
          type="button"
          className="icon-btn tool-wide"
          aria-label={words.replyInThread}
          title={words.replyInThread}
          onClick={reply.run}
        >
          💬
        </button>
      )}
      <Menu
        label={words.more}
        icon="⋯"
        items={inThread ? shortcuts : [reply, ...shortcuts]}
        top={(close) => (
          <div className="quick">
            {QUICK_REACTIONS.map((name) => (
              <button
                key={name}
                type="button"
                {...{ role: 'menuitem' }}
                aria-label={`${words.addReaction}: ${name}`}
                onClick={() => {
                  close();
                  react(name);
                }}
              >
                {emojiFor(name)}
              </button>
            ))}
          </div>
        )}
      />
    </div>
  );
}

interface Props {
  message: Message;
  /** The same person wrote just before: no avatar and name again. */
  follows: boolean;
  inThread?: boolean;
}

export function MessageView({ message, follows, inThread = false }: Props) {
  const session = useSession();
  const { words, act, me } = session;
  const { channel, ts } = message;
  const [failed, setFailed] = useState('');
  const person = session.personById(message.user);
  const name = person?.name ?? message.user;
  const when = session.when();
  const at = Number(ts) * 1000;
  const blocks = message.blocks ?? [];
  const key = `message:${channel}:${ts}`;
  const surface: Surface = {
    key,
    kind: 'message',
    blocks,
    errors: {},
    act: async (block_id, action_id, state) => {
      setFailed('');
      const result = await act({
        kind: 'message-action',
        channel,
        ts,
        block_id,
        action_id,
        ...(state ? { state } : {}),
        messageState: collect(blocks, choices.of(key), channel),
      });
      if (!result.ok) setFailed(result.error ?? 'error');
    },
    suggest: (block_id, action_id, value) => act({ kind: 'suggest', channel, ts, block_id, action_id, value }),
  };
  useEffect(() => {
    if (!failed) return;
    const timer = setTimeout(() => setFailed(''), 15_000);
    return () => clearTimeout(timer);
  }, [failed]);
  const ephemeral = message.ephemeralFor !== undefined;
  return (
    <article
      className={`message${follows ? ' follows' : ''}${ephemeral ? ' is-ephemeral' : ''}`}
      aria-label={`${name} ${timeOf(at, when)}`}
      data-ts={ts}
    >
      <div className="gutter">
        {follows ? <time>{timeOf(at, when)}</time> : <Avatar person={person} id={message.user} />}
      </div>
      <div className="message-main">
        {ephemeral && (
          <p className="only-you">
            <span aria-hidden="true">👁 </span>
            {words.onlyYou}
          </p>
        )}
        {!follows && (
          <p className="by">
            <strong>{name}</strong>
            {person?.isBot && <span className="badge">{words.app}</span>}
            <time dateTime={new Date(at).toISOString()} title={dateTimeOf(at, when)}>
              {timeOf(at, when)}
            </time>
          </p>
        )}
        <SurfaceContext value={surface}>
          {blocks.length > 0 ? (
            <div className="blocks">
              <Blocks blocks={blocks} />
            </div>
          ) : (
            <div className="text">
              <Mrkdwn text={message.text} />
            </div>
          )}
        </SurfaceContext>
        {message.edited && <small className="edited">{words.edited}</small>}
        {failed && (
          <p className="failed" {...{ role: 'alert' }}>
            ⚠ {words.actionFailed(failed)}
          </p>
        )}
        {message.files.length > 0 && (
          <div className="files">
            {message.files.map((file) => (
              <Attachment key={file.id} file={file} />
            ))}
          </div>
        )}
        {message.reactions.length > 0 && (
          <ul className="reactions">
            {message.reactions.map((one) => (
              <li key={one.name}>
                <button
                  type="button"
                  aria-pressed={one.users.includes(me.id)}
                  aria-label={`${one.name}: ${one.users.map(session.nameOf).join(', ')}`}
                  title={one.users.map(session.nameOf).join(', ')}
                  onClick={() => void act({ kind: 'react', channel, ts, name: one.name })}
                >
                  {emojiFor(one.name)} {one.users.length}
                </button>
              </li>
            ))}
          </ul>
        )}
        {!inThread && message.replyCount > 0 && (
          <button type="button" className="replies" onClick={() => session.openThread(ts)}>
            💬 {words.replies(message.replyCount)}
          </button>
        )}
      </div>
      {!ephemeral && <Tools message={message} inThread={inThread} />}
    </article>
  );
}
