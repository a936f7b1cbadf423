import { useState } from 'react';
import { stateWith } from '../lib/element-state.ts';
import { useSession } from '../lib/session.ts';
import { str, textOf } from '../lib/shape.ts';
import { type ElementProps, useElement } from '../lib/surface.ts';
import { fromLocalInput, toLocalInput } from '../lib/time.ts';

const PICKERS: Record<string, 'date' | 'time' | 'datetime-local'> = {
  datepicker: 'date',
  timepicker: 'time',
  datetimepicker: 'datetime-local',
};

/** Dates and times; those with an instant are read in the person's own zone. */
export function Picker(props: ElementProps) {
  const { element } = props;
  const { me } = useSession();
  const { state, choose } = useElement(props);
  const type = str(element.type);
  const stored =
    state[
      { datepicker: 'selected_date', timepicker: 'selected_time', datetimepicker: 'selected_date_time' }[type] ?? ''
    ];
  const shown = typeof stored === 'number' ? toLocalInput(stored * 1000, me.tz) : str(stored);
  const [draft, setDraft] = useState<string | undefined>();
  const commit = (text: string) => {
    setDraft(undefined);
    if (text === shown) return;
    const at = type === 'datetimepicker' ? fromLocalInput(text, me.tz) : undefined;
    const value = text === '' ? null : type === 'datetimepicker' ? (at === undefined ? null : at / 1000) : text;
    void choose({
      ...stateWith(element, value),
      ...(type === 'timepicker' && element.timezone ? { timezone: element.timezone } : {}),
    });
  };
  const change = (text: string) => {
    // While a year is being typed the input already holds years like 0002.
    if (props.dispatch && type !== 'datepicker') setDraft(text);
    else if (text === '' || type === 'timepicker' || Number(text.slice(0, 4)) >= 1900) commit(text);
    else setDraft(text);
  };
  return (
    <input
      id={props.id}
      className="field picker"
      type={PICKERS[type]}
      aria-label={props.label ?? (textOf(element.placeholder) || undefined)}
      aria-describedby={props.describedBy}
      aria-invalid={props.invalid || undefined}
      data-autofocus={element.focus_on_load === true ? true : undefined}
      value={draft ?? shown}
      onChange={(event) => change(event.target.value)}
      onBlur={() => draft !== undefined && commit(draft)}
      onKeyDown={(event) => event.key === 'Enter' && draft !== undefined && commit(draft)}
    />
  );
}
