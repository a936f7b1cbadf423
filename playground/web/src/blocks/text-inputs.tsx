import type { KeyboardEvent } from 'react';
import { plainToRichText, richTextToPlain, stateWith } from '../lib/element-state.ts';
import { useSession } from '../lib/session.ts';
import { num, obj, str, strs, textOf } from '../lib/shape.ts';
import { type ElementProps, useElement } from '../lib/surface.ts';

const KIND: Record<string, { type: string; inputMode: 'text' | 'email' | 'url' | 'decimal' }> = {
  email_text_input: { type: 'text', inputMode: 'email' },
  url_text_input: { type: 'text', inputMode: 'url' },
  number_input: { type: 'text', inputMode: 'decimal' },
};

function common(props: ElementProps) {
  const { element } = props;
  return {
    id: props.id,
    className: 'field',
    'aria-label': props.label,
    'aria-describedby': props.describedBy,
    'aria-invalid': props.invalid || undefined,
    placeholder: textOf(element.placeholder) || undefined,
    'data-autofocus': element.focus_on_load === true ? true : undefined,
  };
}

export function TextInput(props: ElementProps) {
  const { element, dispatch } = props;
  const { words } = useSession();
  const { state, set, choose, surface } = useElement(props);
  const value = str(state.value);
  const config = obj(element.dispatch_action_config);
  const triggers = strs(config.trigger_actions_on);
  const onCharacter = dispatch && triggers.includes('on_character_entered');
  const onEnter = dispatch && (triggers.length === 0 || triggers.includes('on_enter_pressed'));
  const multiline = element.multiline === true;
  const change = (text: string) => {
    const next = stateWith(element, text === '' ? null : text);
    if (onCharacter) void choose(next);
    else set(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.shiftKey || (multiline && !onEnter)) return;
    event.preventDefault();
    if (onEnter) void surface.act(props.blockId, str(element.action_id), state);
    else event.currentTarget.closest('form')?.requestSubmit();
  };
  const max = num(element.max_length);
  const attributes = { ...common(props), value, onKeyDown };
  return (
    <>
      {multiline ? (
        <textarea {...attributes} rows={4} onChange={(event) => change(event.target.value)} />
      ) : (
        <input
          {...attributes}
          {...KIND[str(element.type)]}
          autoComplete="off"
          onChange={(event) => change(event.target.value)}
        />
      )}
      {max !== undefined && (
        <span className={`counter${value.length > max ? ' is-over' : ''}`}>
          {value.length > max ? words.over(value.length - max) : words.left(max - value.length)}
        </span>
      )}
    </>
  );
}

export function RichTextInput(props: ElementProps) {
  const { state, set } = useElement(props);
  return (
    <textarea
      {...common(props)}
      rows={Math.max(3, num(props.element.min_lines) ?? 3)}
      value={richTextToPlain(state.rich_text_value)}
      onChange={(event) => set(stateWith(props.element, plainToRichText(event.target.value)))}
    />
  );
}
