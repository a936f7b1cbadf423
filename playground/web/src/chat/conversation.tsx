import { useEffect } from 'react';
import type { Conversation } from '../../../protocol.ts';
import { useSession } from '../lib/session.ts';
import { Composer } from './composer.tsx';
import { MessageList } from './message-list.tsx';

export interface Notice {
  id: number;
  channel: string;
  text: string;
}

interface Props {
  conversation: Conversation;
  notices: Notice[];
  dismiss: (id: number) => void;
}

export function ConversationView({ conversation, notices, dismiss }: Props) {
  const { state, act, words, nameOf } = useSession();
  const { id, unread } = conversation;
  const newest = state.messages[id]?.at(-1)?.ts;
  // Two messages may come in one state: `unread` is then the same number for another message.
  useEffect(() => {
    const read = () => {
      if (document.visibilityState === 'visible') void act({ kind: 'open-conversation', channel: id });
    };
    if (unread > 0 && newest) read();
    document.addEventListener('visibilitychange', read);
    return () => document.removeEventListener('visibilitychange', read);
  }, [id, unread, newest, act]);
  const messages = (state.messages[id] ?? []).filter((one) => !one.threadTs || one.threadTs === one.ts);
  const name = conversation.kind === 'im' ? nameOf(conversation.with ?? '') : `#${conversation.name}`;
  return (
    <>
      <MessageList key={id} messages={messages} label={name} />
      <div className="notices" aria-live="assertive">
        {notices.map((one) => (
          <p key={one.id} className="notice">
            <span>
              ⚠ {one.text} <small>{words.onlyYou}</small>
            </span>
            <button type="button" className="icon-btn" aria-label={words.close} onClick={() => dismiss(one.id)}>
              ✕
            </button>
          </p>
        ))}
      </div>
      <Composer key={`c${id}`} channel={id} placeholder={words.placeholder(name)} />
    </>
  );
}

export function ThreadPanel({ channel, ts }: { channel: string; ts: string }) {
  const { state, words, openThread } = useSession();
  const messages = (state.messages[channel] ?? []).filter((one) => one.ts === ts || one.threadTs === ts);
  return (
    <aside className="thread" aria-label={words.thread}>
      <header className="bar">
        <h2>{words.thread}</h2>
        <button type="button" className="icon-btn" aria-label={words.close} onClick={() => openThread(undefined)}>
          ✕
        </button>
      </header>
      <MessageList key={ts} messages={messages} label={words.thread} inThread />
      <Composer key={`t${ts}`} channel={channel} threadTs={ts} placeholder={words.placeholderThread} />
    </aside>
  );
}
