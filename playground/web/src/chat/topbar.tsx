import { useEffect, useRef, useState } from 'react';
import { moveClock, setLimits } from '../lib/api.ts';
import { useSession } from '../lib/session.ts';
import { dateTimeOf, format, fromLocalInput, instantOf, toLocalInput, wallOf } from '../lib/time.ts';
import { Floating, Menu } from '../ui/menu.tsx';
import { Avatar } from './avatar.tsx';

const HOUR = 3_600_000;

/** The workspace's time, ticking. */
function useNow(): number {
  const { when } = useSession();
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return when().now;
}

function ClockPanel() {
  const { words, when, me, state } = useSession();
  const now = useNow();
  const [pick, setPick] = useState('');
  const [failed, setFailed] = useState('');
  const [busy, setBusy] = useState(false);
  /** What the switch was just set to, until the server says it too. */
  const [wanted, setWanted] = useState<boolean | undefined>();
  const move = async (to: { at: number } | { advanceMs: number }) => {
    setBusy(true);
    setFailed((await moveClock(to)) ?? '');
    setBusy(false);
  };
  const switchLimits = async (on: boolean) => {
    setWanted(on);
    setFailed((await setLimits(on)) ?? '');
    setWanted(undefined);
  };
  const tomorrow8 = () => {
    const wall = wallOf(when().now + 24 * HOUR, me.tz);
    return instantOf({ ...wall, hour: 8, minute: 0 }, me.tz);
  };
  const picked = fromLocalInput(pick, me.tz);
  const backwards = picked !== undefined && picked <= now;
  return (
    <div className="clock-panel">
      <h2>{words.clockTitle}</h2>
      <p className="clock-now">
        {format(now, when(), { dateStyle: 'full' })}{' '}
        <strong>{format(now, when(), { hour: '2-digit', minute: '2-digit', second: '2-digit' })}</strong>
      </p>
      <p className="hint">
        {me.tz} · {words.clockHint}
      </p>
      <div className="actions">
        <button type="button" className="btn" disabled={busy} onClick={() => void move({ advanceMs: HOUR })}>
          {words.plusHour}
        </button>
        <button
          type="button"
          className="btn"
          disabled={busy}
          onClick={() => void move({ at: Math.floor(now / HOUR) * HOUR + HOUR })}
        >
          {words.nextHour}
        </button>
        <button type="button" className="btn" disabled={busy} onClick={() => void move({ at: tomorrow8() })}>
          {words.tomorrow8}
        </button>
      </div>
      <label className="label">
        {words.pickTime}
        <input
          className="field"
          type="datetime-local"
          min={toLocalInput(now, me.tz)}
          value={pick}
          onChange={(event) => setPick(event.target.value)}
        />
      </label>
      {backwards && <p className="error">{words.backwards}</p>}
      <button
        type="button"
        className="btn btn-primary"
        disabled={busy || picked === undefined || backwards}
        onClick={() => picked !== undefined && void move({ at: picked })}
      >
        {words.setTime}
      </button>
      <label className="switch">
        <input
          type="checkbox"
          checked={wanted ?? state.limits}
          onChange={(event) => void switchLimits(event.target.checked)}
        />
        {words.limits}
      </label>
      {failed && (
        <p className="failed" {...{ role: 'alert' }}>
          ⚠ {words.actionFailed(failed)}
        </p>
      )}
    </div>
  );
}

function Clock() {
  const { words, when } = useSession();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const now = useNow();
  return (
    <>
      <button
        ref={button}
        type="button"
        className="top-btn clock"
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-label={`${words.clock}: ${dateTimeOf(now, when())}`}
        onClick={() => setOpen(!open)}
      >
        <span aria-hidden="true">🕗</span>
        <span className="clock-long">{dateTimeOf(now, when())}</span>
        <span className="clock-short">{format(now, when(), { hour: '2-digit', minute: '2-digit' })}</span>
      </button>
      {open && (
        <Floating
          anchor={button}
          close={() => setOpen(false)}
          attributes={{ role: 'dialog', 'aria-label': words.clock }}
        >
          <ClockPanel />
        </Floating>
      )}
    </>
  );
}

function Who() {
  const { words, me, state } = useSession();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <button
        ref={button}
        type="button"
        className="top-btn who"
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-label={`${words.actAs} (${me.name})`}
        onClick={() => setOpen(!open)}
      >
        <Avatar person={me} id={me.id} small />
        <span className="who-name">{me.name}</span>
      </button>
      {open && (
        <Floating
          anchor={button}
          close={() => setOpen(false)}
          attributes={{ role: 'dialog', 'aria-label': words.actAs }}
          arrows
        >
          <h2 className="panel-title">{words.actAs}</h2>
          <ul className="people">
            {state.people
              .filter((one) => !one.isBot)
              .map((one) => (
                <li key={one.id}>
                  <a
                    className="person"
                    href={`?as=${encodeURIComponent(one.id)}`}
                    aria-current={one.id === me.id ? 'true' : undefined}
                  >
                    <Avatar person={one} id={one.id} small />
                    <span>
                      <strong>{one.name}</strong>
                      <small>
                        {one.title}
                        {one.isDeleted ? ` · ${words.retired}` : ''}
                      </small>
                    </span>
                  </a>
                  <a
                    className="icon-btn"
                    href={`?as=${encodeURIComponent(one.id)}`}
                    target="_blank"
                    rel="noopener"
                    aria-label={`${words.newTab}: ${one.name}`}
                    title={words.newTab}
                  >
                    ↗
                  </a>
                </li>
              ))}
          </ul>
        </Floating>
      )}
    </>
  );
}

export function TopBar({ openSidebar, unread }: { openSidebar: () => void; unread: number }) {
  const { words, state, act, notice, conversation } = useSession();
  const items = state.shortcuts
    .filter((one) => one.type === 'global')
    .map((one) => ({
      key: one.callback_id,
      label: one.name,
      hint: one.description,
      run: () =>
        void act({
          kind: 'shortcut',
          callback_id: one.callback_id,
          ...(conversation ? { channel: conversation } : {}),
        }).then((result) => {
          if (!result.ok) notice(words.noAnswer(one.name, result.error ?? ''));
        }),
    }));
  return (
    <div className="topbar">
      <button type="button" className="icon-btn only-narrow burger" aria-label={words.menu} onClick={openSidebar}>
        ☰{unread > 0 && <span className="dot" />}
      </button>
      <span className="top-title">
        {state.team.name} <small>Playground</small>
      </span>
      <Menu label={words.shortcuts} icon="⚡" className="top-btn" items={items} empty={words.noShortcuts} />
      <Clock />
      <Who />
    </div>
  );
}
