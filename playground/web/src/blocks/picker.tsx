import { useState } from 'react';
import { stateWith } from '../lib/element-state.ts';
import { useSession } from '../lib/session.ts';
import { str, textOf } from '../lib/shape.ts';
import { type ElementProps, useElement } from '../lib/surface.ts';
import { fromLocalInput, toLocalInput } from '../lib/time.ts';
import { DateField } from '../ui/date-field.tsx';

/** What an hour is, until it is said. */
const MORNING = '09:00';

/** Dates and times; those with an instant are read in the person's own zone. */
export function Picker(props: ElementProps) {
  const type = str(props.element.type);
  if (type === 'timepicker') return <TimePicker {...props} />;
  return type === 'datepicker' ? <DatePicker {...props} /> : <DateTimePicker {...props} />;
}

function attributesOf(props: ElementProps) {
  return {
    id: props.id,
    'aria-label': props.label ?? (textOf(props.element.placeholder) || undefined),
    'aria-describedby': props.describedBy,
    'aria-invalid': props.invalid || undefined,
    'data-autofocus': props.element.focus_on_load === true ? true : undefined,
  };
}

function useToday(): string {
  const { when, me } = useSession();
  return toLocalInput(when().now, me.tz).slice(0, 10);
}

function DatePicker(props: ElementProps) {
  const { element } = props;
  const { state, choose } = useElement(props);
  const today = useToday();
  return (
    <DateField
      day={str(state.selected_date)}
      today={today}
      placeholder={textOf(element.placeholder)}
      choose={(day) => void choose(stateWith(element, day === '' ? null : day))}
      attributes={attributesOf(props)}
    />
  );
}

function DateTimePicker(props: ElementProps) {
  const { element } = props;
  const { me } = useSession();
  const { state, choose } = useElement(props);
  const today = useToday();
  const stored = state.selected_date_time;
  const [day = '', time = ''] = typeof stored === 'number' ? toLocalInput(stored * 1000, me.tz).split('T') : [];
  const commit = (text: string) => {
    const at = fromLocalInput(text, me.tz);
    void choose(stateWith(element, at === undefined ? null : at / 1000));
  };
  const { id, ...rest } = attributesOf(props);
  return (
    <span className="date-time">
      <DateField
        day={day}
        today={today}
        choose={(one) => commit(one === '' ? '' : `${one}T${time || MORNING}`)}
        attributes={{ id, ...rest }}
      />
      <input
        {...rest}
        className="field picker"
        type="time"
        value={time}
        onChange={(event) => event.target.value !== '' && commit(`${day || today}T${event.target.value}`)}
      />
    </span>
  );
}

function TimePicker(props: ElementProps) {
  const { element } = props;
  const { state, choose } = useElement(props);
  const shown = str(state.selected_time);
  const [draft, setDraft] = useState<string | undefined>();
  const commit = (text: string) => {
    setDraft(undefined);
    if (text === shown) return;
    void choose({
      ...stateWith(element, text === '' ? null : text),
      ...(element.timezone ? { timezone: element.timezone } : {}),
    });
  };
  return (
    <input
      {...attributesOf(props)}
      className="field picker"
      type="time"
      value={draft ?? shown}
      // Where each choice is told, only the whole hour is one.
      onChange={(event) => (props.dispatch ? setDraft(event.target.value) : commit(event.target.value))}
      onBlur={() => draft !== undefined && commit(draft)}
      onKeyDown={(event) => event.key === 'Enter' && draft !== undefined && commit(draft)}
    />
  );
}
