import { actionId, confirm, option, optionGroup, options, plain } from './composition.ts';
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

export const action = { action_id: opt(actionId) };
export const confirmable = { confirm: opt(confirm) };
export const focusable = { focus_on_load: opt(bool) };
export const placeheld = { placeholder: opt(plain(150)) };
export const chooser = { ...action, ...confirmable, ...focusable, ...placeheld };
export const many = { max_selected_items: opt(num(1, 100, true)) };
export const dispatch = {
  dispatch_action_config: opt(
    object({ trigger_actions_on: opt(list(among('on_enter_pressed', 'on_character_entered'), 1, 2)) }),
  ),
};
export const typing = { ...action, ...focusable, ...placeheld, ...dispatch };
export const dateText = pattern(/^\d{4}-\d{2}-\d{2}$/, 'must be a valid date of format YYYY-MM-DD');
export const timeText = pattern(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a valid time of format HH:mm');
export const filter = object({
  include: opt(list(among('im', 'mpim', 'private', 'public'), 1, 4)),
  exclude_external_shared_channels: opt(bool),
  exclude_bot_users: opt(bool),
});
export const conversationExtras = { default_to_current_conversation: opt(bool), filter: opt(filter) };
export const respond = { response_url_enabled: opt(bool) };
export const ids = list(str(1, 255), 1, 100);

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

export const ordered =
  (low: string, high: string): Check =>
  (value, at, faults) => {
    if (!isFields(value) || value[low] === undefined || value[high] === undefined) return;
    if (Number(value[low]) > Number(value[high])) fault(faults, `${low} must not be greater than ${high}`, at);
  };

const staticChoices = { options: opt(options(false, 1, 100)), option_groups: opt(list(optionGroup, 1, 100)) };
export const decimal = pattern(/^-?\d+(\.\d+)?$/, 'must be a number in a string');
export const kind = (name: string) => ({ type: req(constant(name)) });

/** Every kind of select. */
export const selectChecks: Record<string, Check> = {
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

/** Radio buttons, checkboxes, dates and times. */
export const pickerChecks: Record<string, Check> = {
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
