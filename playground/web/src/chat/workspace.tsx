import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Act, WorkspaceState } from '../../../protocol.ts';
import { Text } from '../blocks/text.tsx';
import { type Live, sendAct } from '../lib/api.ts';
import { withEmoji } from '../lib/emoji.ts';
import { botOf, imWith, type Session, SessionContext } from '../lib/session.ts';
import { type Obj, textOf } from '../lib/shape.ts';
import { hintOf } from '../lib/starts.ts';
import { chosenLang, langOf, wordsFor } from '../lib/words.ts';
import { Dialog } from '../ui/dialog.tsx';
import { ConversationView, type Notice, ThreadPanel } from './conversation.tsx';
import { HomeView } from './home.tsx';
import { Modals } from './modals.tsx';
import { Sidebar } from './sidebar.tsx';
import { TopBar } from './topbar.tsx';

const HOME = 'home';
/** The bot's messages, whichever conversation that is. */
const MESSAGES = 'messages';

/** What comes so soon after something that one did is taken for its answer. */
const ANSWERED_MS = 10_000;

interface Place {
  shown: string;
  thread?: string | undefined;
}

function placeInUrl(): Place {
  const params = new URLSearchParams(location.search);
  return { shown: params.get('in') ?? '', thread: params.get('thread') ?? undefined };
}

interface Props {
  as: string;
  state: WorkspaceState;
  live: Live;
}

export function WorkspaceView({ as, state, live }: Props) {
  const [place, setPlace] = useState<Place>(placeInUrl);
  const [drawer, setDrawer] = useState(false);
  const [notices, setNotices] = useState<Notice[]>([]);
  const [asking, setAsking] = useState<{ confirm: Obj; answer: (yes: boolean) => void } | undefined>();
  const closeDrawer = useCallback(() => setDrawer(false), []);
  const counter = useRef(0);
  const actedAt = useRef(Number.NEGATIVE_INFINITY);
  const act = useCallback(
    (one: Act) => {
      actedAt.current = performance.now();
      return sendAct(as, one);
    },
    [as],
  );
  const [hint, setHint] = useState(() => hintOf(new URLSearchParams(location.search).get('start') ?? '', chosenLang()));
  const me = state.people.find((one) => one.id === state.me);
  const locale = me?.locale ?? 'zh-CN';
  const words = wordsFor(locale);
  const bot = botOf(state);
  const botIm = bot ? imWith(state, bot.id) : undefined;
  const fallback = bot ? HOME : (state.conversations[0]?.id ?? HOME);
  const wanted = place.shown === MESSAGES ? (botIm ?? HOME) : place.shown;
  const known = wanted === HOME || state.conversations.some((one) => one.id === wanted);
  const shown = known ? wanted : fallback;
  const conversation = state.conversations.find((one) => one.id === shown);
  const thread =
    conversation && place.thread && state.messages[shown]?.some((one) => one.ts === place.thread)
      ? place.thread
      : undefined;
  const unread = state.conversations.reduce((sum, one) => sum + one.unread, 0);

  useEffect(() => {
    const params = new URLSearchParams({ as, in: shown, ...(thread ? { thread } : {}) });
    history.replaceState(null, '', `?${params}`);
  }, [as, shown, thread]);
  useEffect(() => {
    document.documentElement.lang = langOf(locale) === 'zh' ? 'zh-CN' : 'en';
    document.title = `${unread > 0 ? `(${unread}) ` : ''}${me?.name ?? as} · ${state.team.name}`;
  }, [locale, unread, me, as, state.team.name]);

  const session = useMemo<Session | undefined>(() => {
    if (!me) return undefined;
    const go = (to: string) => {
      setPlace({ shown: to });
      setDrawer(false);
    };
    const openConversation = (id: string) => {
      go(id);
      void act({ kind: 'open-conversation', channel: id });
    };
    const personById = (id: string) => state.people.find((one) => one.id === id);
    return {
      state,
      me,
      words,
      act,
      isActing: () => performance.now() - actedAt.current < ANSWERED_MS,
      openConversation,
      personById,
      conversation: conversation?.id,
      when: () => ({ locale: me.locale, tz: me.tz, now: Date.now() + live.clockOffset }),
      openHome: () => go(HOME),
      openThread: (ts) => setPlace((was) => ({ shown: was.shown || shown, thread: ts })),
      openDm: (user) => {
        const im = imWith(state, user);
        if (im) return openConversation(im);
        void act({ kind: 'open-dm', user }).then((result) => result.channel && openConversation(result.channel));
      },
      nameOf: (id) => personById(id)?.name ?? id,
      notice: (text) => {
        counter.current += 1;
        setNotices((was) => [...was.slice(-4), { id: counter.current, channel: shown, text }]);
      },
      confirm: (confirm) =>
        new Promise<boolean>((resolve) => {
          setAsking({
            confirm,
            answer: (yes) => {
              setAsking(undefined);
              resolve(yes);
            },
          });
        }),
    };
  }, [state, me, words, act, conversation?.id, shown, live.clockOffset]);
  if (!session) return <p className="empty">{words.unknownPerson}</p>;

  const isApp = bot !== undefined && (shown === HOME || (botIm !== undefined && shown === botIm));
  const title = isApp
    ? (bot?.name ?? '')
    : conversation?.kind === 'im'
      ? session.nameOf(conversation.with ?? '')
      : `#${conversation?.name ?? ''}`;
  const here = notices.filter((one) => one.channel === shown);
  const dismiss = (id: number) => setNotices((was) => was.filter((one) => one.id !== id));
  return (
    <SessionContext value={session}>
      <div className="app">
        <TopBar openSidebar={() => setDrawer(true)} unread={unread} />
        {!state.botOnline && (
          <p className="banner" {...{ role: 'status' }}>
            {words.offline}
          </p>
        )}
        {!live.connected && (
          <p className="banner banner-soft" {...{ role: 'status' }}>
            {words.disconnected}
          </p>
        )}
        {hint && (
          <p className="banner banner-hint" {...{ role: 'note' }}>
            <span>💡 {hint}</span>
            <button type="button" className="icon-btn" aria-label={words.nextStep} onClick={() => setHint(undefined)}>
              ✕
            </button>
          </p>
        )}
        <div className={`columns${thread ? ' with-thread' : ''}`}>
          <Sidebar open={drawer} close={closeDrawer} shown={shown} />
          <main className="main">
            <header className="bar">
              <h1>{title}</h1>
              {isApp && bot && (
                <div className="tabs" {...{ role: 'tablist', 'aria-label': title }}>
                  <button
                    type="button"
                    {...{ role: 'tab', 'aria-selected': shown === HOME }}
                    onClick={session.openHome}
                  >
                    {words.home}
                  </button>
                  <button
                    type="button"
                    {...{ role: 'tab', 'aria-selected': shown !== HOME }}
                    onClick={() => session.openDm(bot.id)}
                  >
                    {words.messages}
                    {shown === HOME && (state.conversations.find((one) => one.id === botIm)?.unread ?? 0) > 0 && (
                      <span className="dot" />
                    )}
                  </button>
                </div>
              )}
            </header>
            {conversation ? (
              <ConversationView conversation={conversation} notices={here} dismiss={dismiss} />
            ) : (
              <HomeView />
            )}
            {!conversation &&
              here.map((one) => (
                <p key={one.id} className="notice" {...{ role: 'alert' }}>
                  <span>⚠ {one.text}</span>
                  <button type="button" className="icon-btn" aria-label={words.close} onClick={() => dismiss(one.id)}>
                    ✕
                  </button>
                </p>
              ))}
          </main>
          {thread && <ThreadPanel channel={shown} ts={thread} />}
        </div>
        <Modals />
        {asking && (
          <Dialog
            small
            alert
            title={withEmoji(textOf(asking.confirm.title))}
            closeLabel={words.close}
            onClose={() => asking.answer(false)}
            footer={
              <>
                <button type="button" className="btn" onClick={() => asking.answer(false)}>
                  {withEmoji(textOf(asking.confirm.deny)) || words.confirmNo}
                </button>
                <button
                  type="button"
                  className={`btn ${asking.confirm.style === 'danger' ? 'btn-danger' : 'btn-primary'}`}
                  onClick={() => asking.answer(true)}
                >
                  {withEmoji(textOf(asking.confirm.confirm)) || words.confirmYes}
                </button>
              </>
            }
          >
            <Text of={asking.confirm.text} />
          </Dialog>
        )}
      </div>
    </SessionContext>
  );
}
