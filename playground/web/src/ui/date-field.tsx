import { type KeyboardEvent, useRef, useState } from 'react';
import { useSession } from '../lib/session.ts';
import { format } from '../lib/time.ts';
import { Floating } from './menu.tsx';

interface Props {
  /** `YYYY-MM-DD`; empty where none is chosen. */
  day: string;
  /** The day it is, in the person's zone. */
  today: string;
  /** Earlier days cannot be chosen. */
  first?: string;
  placeholder?: string;
  choose: (day: string) => void;
  attributes?: Record<string, unknown>;
}

const DAY_MS = 86_400_000;
const WEEK = 7;
const ROWS = 6;

/** Days are counted at noon in UTC, where no clock is changed. */
const msOf = (day: string): number => Date.parse(`${day}T12:00:00Z`);
const dayAt = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const plus = (day: string, days: number): string => dayAt(msOf(day) + days * DAY_MS);
const monthStart = (day: string): string => `${day.slice(0, 7)}-01`;

function plusMonths(day: string, months: number): string {
  const date = new Date(msOf(monthStart(day)));
  date.setUTCMonth(date.getUTCMonth() + months);
  return dayAt(date.getTime());
}

/** A day, chosen in a month's calendar, as in Slack. */
export function DateField({ day, today, first, placeholder, choose, attributes }: Props) {
  const { words, me } = useSession();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const when = { locale: me.locale, tz: 'UTC', now: msOf(today) };
  const shown =
    day === ''
      ? placeholder || words.chooseDate
      : format(msOf(day), when, { year: 'numeric', month: 'long', day: 'numeric', weekday: 'short' });
  return (
    <span className="date-field">
      <button
        ref={button}
        type="button"
        className={`field date-button${day === '' ? ' is-empty' : ''}`}
        aria-haspopup="dialog"
        aria-expanded={open}
        {...attributes}
        onClick={() => setOpen(!open)}
      >
        <span aria-hidden="true">📅</span> {shown}
      </button>
      {open && (
        <Floating
          anchor={button}
          close={() => setOpen(false)}
          flush="left"
          attributes={{ role: 'dialog', 'aria-label': words.chooseDate }}
        >
          <Calendar
            day={day}
            today={today}
            first={first}
            choose={(one) => {
              setOpen(false);
              choose(one);
            }}
          />
        </Floating>
      )}
    </span>
  );
}

function Calendar({
  day,
  today,
  first,
  choose,
}: Pick<Props, 'day' | 'today' | 'choose'> & { first: string | undefined }) {
  const { words, me } = useSession();
  const [looked, setLooked] = useState(day || today);
  const grid = useRef<HTMLDivElement>(null);
  const when = { locale: me.locale, tz: 'UTC', now: msOf(today) };
  const start = monthStart(looked);
  // Weeks begin on Monday.
  const before = (new Date(msOf(start)).getUTCDay() + 6) % WEEK;
  const days = Array.from({ length: ROWS * WEEK }, (_, index) => plus(start, index - before));
  const look = (one: string) => {
    setLooked(one);
    requestAnimationFrame(() => grid.current?.querySelector<HTMLElement>(`[data-day="${one}"]`)?.focus());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -WEEK, ArrowDown: WEEK }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    look(plus(looked, step));
  };
  return (
    <div className="calendar">
      <div className="calendar-head">
        <button
          type="button"
          className="icon-btn"
          aria-label={words.month.prev}
          onClick={() => setLooked(plusMonths(looked, -1))}
        >
          ‹
        </button>
        <strong aria-live="polite">{format(msOf(start), when, { year: 'numeric', month: 'long' })}</strong>
        <button
          type="button"
          className="icon-btn"
          aria-label={words.month.next}
          onClick={() => setLooked(plusMonths(looked, 1))}
        >
          ›
        </button>
      </div>
      <div className="calendar-days" ref={grid} {...{ onKeyDown }}>
        {days.slice(0, WEEK).map((one) => (
          <small key={one} aria-hidden="true">
            {format(msOf(one), when, { weekday: 'narrow' })}
          </small>
        ))}
        {days.map((one) => (
          <button
            key={one}
            type="button"
            data-day={one}
            tabIndex={one === looked ? 0 : -1}
            className={`day-button${one.slice(0, 7) === looked.slice(0, 7) ? '' : ' is-other'}${one === today ? ' is-today' : ''}`}
            aria-pressed={one === day}
            aria-label={format(msOf(one), when, { year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' })}
            disabled={first !== undefined && one < first}
            onClick={() => choose(one)}
          >
            {Number(one.slice(8))}
          </button>
        ))}
      </div>
      {day !== '' && (
        <button type="button" className="btn btn-small" onClick={() => choose('')}>
          {words.clearDate}
        </button>
      )}
    </div>
  );
}
