import { useEffect, useRef, useState } from 'react';
import { moveClock, setLimits } from '../lib/api.ts';
import { useSession } from '../lib/session.ts';
import { dateTimeOf, daysAhead, format, fromLocalInput, toLocalInput, type When } from '../lib/time.ts';
import { nameFor, titleOf } from '../lib/units.ts';
import { langOf, type Words } from '../lib/words.ts';
import { DateField } from '../ui/date-field.tsx';
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
  const [day = '', time = ''] = pick.split('T');
  const today = toLocalInput(now, me.tz).slice(0, 10);
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
        <button type="button" className="btn" disabled={busy} onClick={() => void move({ at: state.nextMorning })}>
          {morningName(words, when(), state.nextMorning)}
        </button>
      </div>
      <div className="label">
        {words.pickTime}
        <span className="date-time">
          <DateField
            day={day}
            today={today}
            first={today}
            choose={(one) => setPick(one === '' ? '' : `${one}T${time || '08:05'}`)}
          />
          <input
            className="field"
            type="time"
            aria-label={words.pickTime}
            value={time}
            onChange={(event) => setPick(`${day || today}T${event.target.value}`)}
          />
        </span>
      </div>
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

/** What a morning is called today. */
function morningName(words: Words, when: When, at: number): string {
  const days = daysAhead(at, when);
  if (days === 0) return words.thisMorning;
  return days === 1 ? words.tomorrowMorning : words.morningOf(format(at, when, { weekday: 'short' }));
}

/** To the next morning of a working day, when the day's question comes. */
function Morning() {
  const { words, when, state, notice } = useSession();
  const [busy, setBusy] = useState(false);
  const name = morningName(words, when(), state.nextMorning);
  return (
    <button
      type="button"
      className="top-btn morning"
      disabled={busy}
      aria-label={`${name} ${dateTimeOf(state.nextMorning, when())}`}
      title={dateTimeOf(state.nextMorning, when())}
      onClick={() => {
        setBusy(true);
        void moveClock({ at: state.nextMorning }).then((fault) => {
          setBusy(false);
          if (fault) notice(words.actionFailed(fault));
        });
      }}
    >
      <span aria-hidden="true">☀️</span> <span className="morning-name">{name}</span>
    </button>
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
  const lang = langOf(me.locale);
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
          <div className="panel-head">
            <h2 className="panel-title">{words.actAs}</h2>
            <a href="/">{words.startsTitle}</a>
          </div>
          <ul className="people">
            {state.people
              .filter((one) => !one.isBot && !one.isCrowd)
              .map((one) => (
                <li key={one.id}>
                  <a
                    className="person"
                    href={`?as=${encodeURIComponent(one.id)}`}
                    aria-current={one.id === me.id ? 'true' : undefined}
                  >
                    <Avatar person={one} id={one.id} small />
                    <span>
                      <strong>{nameFor(one, lang)}</strong>
                      <small>
                        {titleOf(one, lang)}
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
      {items.length > 0 && <Menu label={words.shortcuts} icon="⚡" className="top-btn" items={items} />}
      <Morning />
      <Clock />
      <Who />
    </div>
  );
}
