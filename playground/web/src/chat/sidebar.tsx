import { useEffect, useRef } from 'react';
import type { Conversation } from '../../../protocol.ts';
import { imWith, useSession } from '../lib/session.ts';
import { Menu } from '../ui/menu.tsx';
import { Avatar } from './avatar.tsx';

interface Props {
  open: boolean;
  close: () => void;
  /** The conversation shown, or `home`. */
  shown: string;
}

function Item({ conversation, shown }: { conversation: Conversation; shown: string }) {
  const { openConversation, nameOf, personById, words } = useSession();
  const { id, unread } = conversation;
  const other = conversation.with ?? '';
  return (
    <li>
      <button
        type="button"
        className={`place${unread > 0 ? ' is-unread' : ''}`}
        aria-current={shown === id ? 'page' : undefined}
        onClick={() => openConversation(id)}
      >
        {conversation.kind === 'im' ? (
          <Avatar person={personById(other)} id={other} small />
        ) : (
          <span className="hash" aria-hidden="true">
            #
          </span>
        )}
        <span className="place-name">{conversation.kind === 'im' ? nameOf(other) : conversation.name}</span>
        {unread > 0 && (
          <span className="count">
            <span aria-hidden="true">{unread}</span>
            <span className="hidden">{words.unread(unread)}</span>
          </span>
        )}
      </button>
    </li>
  );
}

export function Sidebar({ open, close, shown }: Props) {
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!open) return;
    nav.current?.querySelector('button')?.focus();
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) close();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [open, close]);
  const session = useSession();
  const { state, words, me } = session;
  const bots = state.people.filter((one) => one.isBot && !one.isDeleted);
  const isApp = (one: Conversation) => session.personById(one.with ?? '')?.isBot === true;
  const channels = state.conversations.filter((one) => one.kind === 'channel');
  const dms = state.conversations.filter((one) => one.kind === 'im' && !isApp(one));
  const others = state.people.filter((one) => !one.isBot && !one.isDeleted && !one.isCrowd && one.id !== me.id);
  return (
    <>
      {open && <button type="button" className="veil" aria-label={words.close} onClick={close} />}
      <nav ref={nav} className={`sidebar${open ? ' is-open' : ''}`} aria-label={state.team.name}>
        <div className="team">
          <strong>{state.team.name}</strong>
          <button type="button" className="icon-btn only-narrow" aria-label={words.close} onClick={close}>
            ✕
          </button>
        </div>
        <h2 id="side-apps">{words.apps}</h2>
        <ul aria-labelledby="side-apps">
          {bots.map((bot) => {
            const im = state.conversations.find((one) => one.kind === 'im' && one.with === bot.id);
            const unread = im?.unread ?? 0;
            const current = shown === 'home' || (im !== undefined && shown === im.id);
            return (
              <li key={bot.id}>
                <button
                  type="button"
                  className={`place${unread > 0 ? ' is-unread' : ''}`}
                  aria-current={current ? 'page' : undefined}
                  onClick={() => (imWith(state, bot.id) ? session.openDm(bot.id) : session.openHome())}
                >
                  <Avatar person={bot} id={bot.id} small />
                  <span className="place-name">{bot.name}</span>
                  {unread > 0 && (
                    <span className="count">
                      <span aria-hidden="true">{unread}</span>
                      <span className="hidden">{words.unread(unread)}</span>
                    </span>
                  )}
                </button>
              </li>
            );
          })}
        </ul>
        <h2 id="side-channels">{words.channels}</h2>
        <ul aria-labelledby="side-channels">
          {channels.map((one) => (
            <Item key={one.id} conversation={one} shown={shown} />
          ))}
        </ul>
        <div className="side-head">
          <h2 id="side-dms">{words.dms}</h2>
          <Menu
            label={words.newDm}
            icon="＋"
            items={others.map((one) => ({
              key: one.id,
              label: one.name,
              hint: one.title,
              run: () => session.openDm(one.id),
            }))}
          />
        </div>
        <ul aria-labelledby="side-dms">
          {dms.map((one) => (
            <Item key={one.id} conversation={one} shown={shown} />
          ))}
        </ul>
      </nav>
    </>
  );
}
