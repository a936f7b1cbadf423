import { imageElement, options, plain, url } from './composition.ts';
import { richTextBlock } from './rich-text.ts';
import { all, among, bool, type Check, fault, isFields, list, num, object, opt, req, str } from './schema.ts';

import { action, confirmable, decimal, ids, kind, ordered, pickerChecks, selectChecks, typing } from './selects.ts';
export const button: Check = object({
  ...kind('button'),
  ...action,
  ...confirmable,
  text: req(plain(75)),
  value: opt(str(1, 2000)),
  url: opt(url),
  style: opt(among('primary', 'danger')),
  accessibility_label: opt(str(1, 75)),
});

const feedback = object({ text: req(plain(75)), value: req(str(1, 2000)), accessibility_label: opt(str(1, 75)) });

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
