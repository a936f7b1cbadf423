import { actionId, confirm, imageElement, option, optionGroup, options, plain, url } from './composition.ts';
import { richTextBlock } from './rich-text.ts';
import {
  all,
  among,
  bool,
  type Check,
  constant,
  fault,
  isFields,
  list,
  num,
  object,
  opt,
  pattern,
  req,
  str,
} from './schema.ts';

const action = { action_id: opt(actionId) };
const confirmable = { confirm: opt(confirm) };
const focusable = { focus_on_load: opt(bool) };
const placeheld = { placeholder: opt(plain(150)) };
const chooser = { ...action, ...confirmable, ...focusable, ...placeheld };
const many = { max_selected_items: opt(num(1, 100, true)) };
const dispatch = {
  dispatch_action_config: opt(
    object({ trigger_actions_on: opt(list(among('on_enter_pressed', 'on_character_entered'), 1, 2)) }),
  ),
};
const typing = { ...action, ...focusable, ...placeheld, ...dispatch };
const dateText = pattern(/^\d{4}-\d{2}-\d{2}$/, 'must be a valid date of format YYYY-MM-DD');
const timeText = pattern(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a valid time of format HH:mm');
const filter = object({
  include: opt(list(among('im', 'mpim', 'private', 'public'), 1, 4)),
  exclude_external_shared_channels: opt(bool),
  exclude_bot_users: opt(bool),
});
const conversationExtras = { default_to_current_conversation: opt(bool), filter: opt(filter) };
const respond = { response_url_enabled: opt(bool) };
const ids = list(str(1, 255), 1, 100);

const same = (a: unknown, b: unknown) => isFields(a) && isFields(b) && a.value === b.value;

/** An initial option has to be one of the options. */
const initialAmong: Check = (value, at, faults) => {
  if (!isFields(value)) return;
  const groups = Array.isArray(value.option_groups) ? value.option_groups : [];
  const flat = [value.options, ...groups.map((group) => (isFields(group) ? group.options : []))]
    .filter(Array.isArray)
    .flat();
  const initial = value.initial_options ?? (value.initial_option ? [value.initial_option] : []);
  if (!Array.isArray(initial)) return;
  for (const one of initial)
    if (!flat.some((other) => same(one, other))) fault(faults, 'initial option does not match any of the options', at);
};

const optionsOrGroups: Check = (value, at, faults) => {
  if (isFields(value) && (value.options === undefined) === (value.option_groups === undefined))
    fault(faults, 'must define either `options` or `option_groups`', at);
};

const ordered =
  (low: string, high: string): Check =>
  (value, at, faults) => {
    if (!isFields(value) || value[low] === undefined || value[high] === undefined) return;
    if (Number(value[low]) > Number(value[high])) fault(faults, `${low} must not be greater than ${high}`, at);
  };

const staticChoices = { options: opt(options(false, 1, 100)), option_groups: opt(list(optionGroup, 1, 100)) };
const decimal = pattern(/^-?\d+(\.\d+)?$/, 'must be a number in a string');
const kind = (name: string) => ({ type: req(constant(name)) });

export const button: Check = object({
  ...kind('button'),
  ...action,
  ...confirmable,
  text: req(plain(75)),
  value: opt(str(0, 2000)),
  url: opt(url),
  style: opt(among('primary', 'danger')),
  accessibility_label: opt(str(1, 75)),
});

const feedback = object({ text: req(plain(75)), value: req(str(1, 2000)), accessibility_label: opt(str(1, 75)) });

const selectChecks: Record<string, Check> = {
  static_select: all(
    object({ ...kind('static_select'), ...chooser, ...staticChoices, initial_option: opt(option(false)) }),
    optionsOrGroups,
    initialAmong,
  ),
  multi_static_select: all(
    object({
      ...kind('multi_static_select'),
      ...chooser,
      ...many,
      ...staticChoices,
      initial_options: opt(options(false, 1, 100)),
    }),
    optionsOrGroups,
    initialAmong,
  ),
  external_select: object({
    ...kind('external_select'),
    ...chooser,
    initial_option: opt(option(false)),
    min_query_length: opt(num(0, 3000, true)),
  }),
  multi_external_select: object({
    ...kind('multi_external_select'),
    ...chooser,
    ...many,
    initial_options: opt(options(false, 1, 100)),
    min_query_length: opt(num(0, 3000, true)),
  }),
  users_select: object({ ...kind('users_select'), ...chooser, initial_user: opt(str(1, 255)) }),
  multi_users_select: object({ ...kind('multi_users_select'), ...chooser, ...many, initial_users: opt(ids) }),
  conversations_select: object({
    ...kind('conversations_select'),
    ...chooser,
    ...conversationExtras,
    ...respond,
    initial_conversation: opt(str(1, 255)),
  }),
  multi_conversations_select: object({
    ...kind('multi_conversations_select'),
    ...chooser,
    ...conversationExtras,
    ...many,
    initial_conversations: opt(ids),
  }),
  channels_select: object({ ...kind('channels_select'), ...chooser, ...respond, initial_channel: opt(str(1, 255)) }),
  multi_channels_select: object({ ...kind('multi_channels_select'), ...chooser, ...many, initial_channels: opt(ids) }),
};

const pickerChecks: Record<string, Check> = {
  checkboxes: all(
    object({
      ...kind('checkboxes'),
      ...action,
      ...confirmable,
      ...focusable,
      options: req(options(true, 1, 10)),
      initial_options: opt(options(true, 1, 10)),
    }),
    initialAmong,
  ),
  radio_buttons: all(
    object({
      ...kind('radio_buttons'),
      ...action,
      ...confirmable,
      ...focusable,
      options: req(options(true, 1, 10)),
      initial_option: opt(option(true)),
    }),
    initialAmong,
  ),
  datepicker: object({ ...kind('datepicker'), ...chooser, initial_date: opt(dateText) }),
  timepicker: object({
    ...kind('timepicker'),
    ...chooser,
    initial_time: opt(timeText),
    timezone: opt(str(1, 100)),
  }),
  datetimepicker: object({
    ...kind('datetimepicker'),
    ...action,
    ...confirmable,
    ...focusable,
    initial_date_time: opt(num(1_000_000_000, 9_999_999_999, true)),
  }),
};

const overflow = object({ ...kind('overflow'), ...action, ...confirmable, options: req(options(false, 1, 5, true)) });

const workflowButton = object({
  ...kind('workflow_button'),
  ...action,
  ...confirmable,
  text: req(plain(75)),
  workflow: req((value, at, faults) => {
    if (!isFields(value)) fault(faults, 'must provide an object', at);
  }),
  style: opt(among('primary', 'danger')),
  accessibility_label: opt(str(1, 75)),
});

const richTextInput = object({
  ...kind('rich_text_input'),
  ...typing,
  initial_value: opt(richTextBlock),
  min_lines: opt(num(1, 100, true)),
  max_lines: opt(num(1, 100, true)),
});

/** What may stand beside a section's text. */
export const accessories: Record<string, Check> = {
  image: imageElement,
  button,
  workflow_button: workflowButton,
  overflow,
  ...selectChecks,
  ...pickerChecks,
};

/** What may stand in an actions block. */
export const actionElements: Record<string, Check> = {
  button,
  workflow_button: workflowButton,
  overflow,
  rich_text_input: richTextInput,
  ...selectChecks,
  ...pickerChecks,
};

/** What may stand in an input block. */
export const inputElements: Record<string, Check> = {
  ...selectChecks,
  ...pickerChecks,
  plain_text_input: all(
    object({
      ...kind('plain_text_input'),
      ...typing,
      initial_value: opt(str(0, 3000)),
      multiline: opt(bool),
      min_length: opt(num(0, 3000, true)),
      max_length: opt(num(1, 3000, true)),
    }),
    ordered('min_length', 'max_length'),
  ),
  number_input: all(
    object({
      ...kind('number_input'),
      ...typing,
      is_decimal_allowed: req(bool),
      initial_value: opt(decimal),
      min_value: opt(decimal),
      max_value: opt(decimal),
    }),
    ordered('min_value', 'max_value'),
  ),
  email_text_input: object({ ...kind('email_text_input'), ...typing, initial_value: opt(str(0, 3000)) }),
  url_text_input: object({ ...kind('url_text_input'), ...typing, initial_value: opt(str(0, 3000)) }),
  rich_text_input: richTextInput,
  file_input: object({
    ...kind('file_input'),
    ...action,
    filetypes: opt(list(str(1, 20), 1, 100)),
    max_files: opt(num(1, 10, true)),
  }),
};

export const contextActions: Record<string, Check> = {
  feedback_buttons: object({
    ...kind('feedback_buttons'),
    ...action,
    positive_button: req(feedback),
    negative_button: req(feedback),
  }),
  icon_button: object({
    ...kind('icon_button'),
    ...action,
    ...confirmable,
    icon: req(among('trash')),
    text: req(plain(75)),
    value: opt(str(0, 2000)),
    accessibility_label: opt(str(1, 75)),
    visible_to_user_ids: opt(ids),
  }),
};
