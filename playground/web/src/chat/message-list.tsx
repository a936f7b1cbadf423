import { Fragment, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Message } from '../../../protocol.ts';
import { unescapeEntities } from '../lib/mrkdwn.ts';
import { useSession } from '../lib/session.ts';
import { dayLabel } from '../lib/time.ts';
import { MessageView } from './message.tsx';

interface Props {
  messages: Message[];
  label: string;
  inThread?: boolean;
}

const FOLLOW_MS = 5 * 60_000;

export function MessageList({ messages, label, inThread = false }: Props) {
  const session = useSession();
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const live = useRef<HTMLParagraphElement>(null);
  const pressed = useRef<string | undefined>(undefined);
  const [isMore, setIsMore] = useState(false);
  const toEnd = () => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
    setIsMore(false);
  };
  const last = messages.at(-1);
  const when = session.when();
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const stick = () => {
      if (atEnd.current) element.scrollTop = element.scrollHeight;
    };
    const observer = new ResizeObserver(stick);
    observer.observe(element);
    if (element.firstElementChild) observer.observe(element.firstElementChild);
    stick();
    return () => observer.disconnect();
  }, []);
  const newest = last?.ts;
  const known = useRef(newest);
  // Only what arrives while one looks is read aloud.
  useEffect(() => {
    if (newest === known.current) return;
    known.current = newest;
    if (last && live.current && last.user !== session.me.id) {
      const line = live.current;
      line.textContent = `${session.nameOf(last.user)}: ${unescapeEntities(last.text)}`;
      // Read once; who then walks through the page does not meet the message twice.
      setTimeout(() => {
        line.textContent = '';
      }, 2000);
    }
    if (atEnd.current) return;
    // What one has asked for is shown; what comes by itself is said, and does not take away what one reads.
    if (last?.user === session.me.id || session.isActing()) toEnd();
    else setIsMore(true);
  });
  // An answer that takes the place of what was pressed may be longer than that.
  const answered = messages.findLast((one) => one.ts === pressed.current);
  const drawn = answered === undefined ? '' : JSON.stringify(answered.blocks ?? []);
  const before = useRef(drawn);
  useEffect(() => {
    if (drawn === before.current) return;
    before.current = drawn;
    if (drawn === '' || !session.isActing()) return;
    const ts = pressed.current ?? '';
    box.current?.querySelector(`[data-ts="${ts}"]`)?.scrollIntoView({ block: 'nearest' });
  });
  return (
    <div
      className="messages"
      ref={box}
      onScroll={(event) => {
        const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
        atEnd.current = scrollHeight - scrollTop - clientHeight < 60;
        if (atEnd.current) setIsMore(false);
      }}
      onClickCapture={({ target }) => {
        const message = target instanceof Element ? target.closest<HTMLElement>('[data-ts]') : null;
        pressed.current = message?.dataset.ts;
      }}
      {...{ role: 'log', 'aria-label': label, 'aria-live': 'off', tabIndex: 0 }}
    >
      <div className="messages-inner">
        {messages.length === 0 && <p className="empty">{session.words.emptyConversation}</p>}
        {messages.map((message, index) => {
          const before = messages[index - 1];
          const at = Number(message.ts) * 1000;
          const day = dayLabel(at, when);
          const newDay = !inThread && (!before || dayLabel(Number(before.ts) * 1000, when) !== day);
          const follows =
            !newDay &&
            before !== undefined &&
            before.user === message.user &&
            at - Number(before.ts) * 1000 < FOLLOW_MS &&
            before.ephemeralFor === message.ephemeralFor &&
            !message.blocks?.length;
          return (
            <Fragment key={message.ts}>
              {newDay && (
                <div className="day">
                  <span>{day}</span>
                </div>
              )}
              <MessageView message={message} follows={follows} inThread={inThread} />
            </Fragment>
          );
        })}
      </div>
      {isMore && (
        <button type="button" className="btn btn-primary more-below" onClick={toEnd}>
          ↓ {session.words.newMessages}
        </button>
      )}
      <p className="hidden" aria-live="polite" ref={live} />
    </div>
  );
}
