import { useId, useState } from 'react';
import { stateWith } from '../lib/element-state.ts';
import { withEmoji } from '../lib/emoji.ts';
import { useSession } from '../lib/session.ts';
import { imageUrl, num, objs, safeUrl, str, strs, textOf } from '../lib/shape.ts';
import { type ElementProps, useElement } from '../lib/surface.ts';
import { Menu } from '../ui/menu.tsx';
import { FileInput } from './file-input.tsx';
import { Picker } from './picker.tsx';
import { MultiSelect, SingleSelect, Suggested } from './selects.tsx';
import { Plain, Text } from './text.tsx';
import { RichTextInput, TextInput } from './text-inputs.tsx';

function Button(props: ElementProps) {
  const { element } = props;
  const { press } = useElement(props);
  const [busy, setBusy] = useState(0);
  const style = str(element.style);
  const url = safeUrl(str(element.url));
  const run = async () => {
    setBusy((n) => n + 1);
    await press();
    setBusy((n) => n - 1);
  };
  const common = {
    className: `btn${style === 'primary' ? ' btn-primary' : style === 'danger' ? ' btn-danger' : ''}`,
    'aria-label': str(element.accessibility_label) || undefined,
    onClick: () => void run(),
  };
  const words = <Plain text={textOf(element.text)} />;
  if (url)
    return (
      <a {...common} href={url} target="_blank" rel="noopener noreferrer">
        {words} <span aria-hidden="true">↗</span>
      </a>
    );
  return (
    <button type="button" {...common} aria-busy={busy > 0 || undefined}>
      {words}
    </button>
  );
}

function Overflow(props: ElementProps) {
  const { words } = useSession();
  const { press } = useElement(props);
  const items = objs(props.element.options).map((option, index) => ({
    key: str(option.value, String(index)),
    label: withEmoji(textOf(option.text)),
    run: () => {
      const url = safeUrl(str(option.url));
      if (url) window.open(url, '_blank', 'noopener');
      void press({ type: 'overflow', selected_option: option });
    },
  }));
  return <Menu label={words.more} icon="⋯" className="btn btn-square" items={items} />;
}

function Choices(props: ElementProps) {
  const { element, invalid } = props;
  const { state, choose } = useElement(props);
  const name = useId();
  const many = element.type === 'checkboxes';
  const chosen = many
    ? objs(state.selected_options).map((one) => one.value)
    : [str((state.selected_option as { value?: string } | null)?.value)];
  const options = objs(element.options);
  const pick = (value: unknown, on: boolean) => {
    const next = many
      ? options.filter((one) => (one.value === value ? on : chosen.includes(one.value)))
      : (options.find((one) => one.value === value) ?? null);
    void choose(stateWith(element, next));
  };
  return (
    <fieldset
      className="choices"
      aria-describedby={props.describedBy}
      aria-invalid={invalid || undefined}
      aria-label={props.label}
    >
      {options.map((option, index) => (
        <label key={str(option.value, String(index))} className="choice">
          <input
            type={many ? 'checkbox' : 'radio'}
            name={name}
            checked={chosen.includes(option.value)}
            onChange={(event) => pick(option.value, event.target.checked)}
            data-autofocus={index === 0 && element.focus_on_load === true ? true : undefined}
          />
          <span>
            <span className="choice-text">
              <Text of={option.text} />
            </span>
            {option.description !== undefined && (
              <small>
                <Text of={option.description} />
              </small>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function Feedback(props: ElementProps) {
  const { press } = useElement(props);
  const [given, setGiven] = useState('');
  return (['positive_button', 'negative_button'] as const).map((key) => {
    const button = props.element[key] as { text?: unknown; value?: string; accessibility_label?: string } | undefined;
    return (
      <button
        key={key}
        type="button"
        className="btn btn-small"
        aria-pressed={given === key}
        aria-label={button?.accessibility_label}
        onClick={() => {
          setGiven(key);
          void press({ type: 'feedback_buttons', text: button?.text, value: button?.value });
        }}
      >
        {key === 'positive_button' ? '👍 ' : '👎 '}
        <Plain text={textOf(button?.text)} />
      </button>
    );
  });
}

function IconButton(props: ElementProps) {
  const { press } = useElement(props);
  const { me } = useSession();
  const visible = strs(props.element.visible_to_user_ids);
  if (visible.length > 0 && !visible.includes(me.id)) return null;
  return (
    <button
      type="button"
      className="btn btn-small"
      aria-label={str(props.element.accessibility_label) || undefined}
      onClick={() => void press()}
    >
      {props.element.icon === 'trash' ? '🗑 ' : ''}
      <Plain text={textOf(props.element.text)} />
    </button>
  );
}

export function Element(props: ElementProps) {
  const { words } = useSession();
  const { element } = props;
  const type = str(element.type);
  switch (type) {
    case 'button':
      return <Button {...props} />;
    case 'workflow_button':
      return (
        <button type="button" className="btn" disabled>
          <Plain text={textOf(element.text)} />
        </button>
      );
    case 'overflow':
      return <Overflow {...props} />;
    case 'feedback_buttons':
      return <Feedback {...props} />;
    case 'icon_button':
      return <IconButton {...props} />;
    case 'checkboxes':
    case 'radio_buttons':
      return <Choices {...props} />;
    case 'static_select':
    case 'users_select':
    case 'conversations_select':
    case 'channels_select':
      return <SingleSelect {...props} />;
    case 'multi_static_select':
    case 'multi_users_select':
    case 'multi_conversations_select':
    case 'multi_channels_select':
      return <MultiSelect {...props} />;
    case 'external_select':
    case 'multi_external_select':
      return <Suggested {...props} />;
    case 'datepicker':
    case 'timepicker':
    case 'datetimepicker':
      return <Picker {...props} />;
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return <TextInput {...props} />;
    case 'rich_text_input':
      return <RichTextInput {...props} />;
    case 'file_input':
      return <FileInput {...props} />;
    case 'image': {
      const url = imageUrl(element);
      return url ? (
        <img className="thumb" src={url} alt={str(element.alt_text)} width={num(element.image_width)} />
      ) : null;
    }
    default:
      return <p className="unsupported">{words.unsupported(type)}</p>;
  }
}
