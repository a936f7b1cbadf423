import {
  all,
  among,
  bool,
  type Check,
  constant,
  fault,
  isFields,
  list,
  object,
  opt,
  req,
  str,
  typed,
} from './schema.ts';

export const plain = (max: number): Check =>
  object({ type: req(constant('plain_text')), text: req(str(1, max)), emoji: opt(bool) });

const mrkdwn = (max: number): Check =>
  object({ type: req(constant('mrkdwn')), text: req(str(1, max)), verbatim: opt(bool) });

export const mrkdwnOnly = mrkdwn;

/** Either kind of text object. */
export const text = (max: number): Check => typed({ plain_text: plain(max), mrkdwn: mrkdwn(max) }, 'text type');

export const actionId = str(1, 255);
export const url: Check = str(1, 3000);

export const confirm: Check = object({
  title: req(plain(100)),
  text: req(text(300)),
  confirm: req(plain(30)),
  deny: req(plain(30)),
  style: opt(among('primary', 'danger')),
});

/** Radio buttons and checkboxes take mrkdwn in their options; the others plain text only. */
export const option = (marked: boolean, withUrl = false): Check =>
  object({
    text: req(marked ? text(75) : plain(75)),
    value: req(str(1, 150)),
    description: opt(marked ? text(75) : plain(75)),
    ...(withUrl ? { url: opt(url) } : {}),
  });

export const optionGroup: Check = object({ label: req(plain(75)), options: req(list(option(false), 1, 100)) });

/** Two options of one element with the same value cannot be told apart. */
export const distinctValues: Check = (value, at, faults) => {
  if (!Array.isArray(value)) return;
  const seen = new Set<unknown>();
  value.forEach((one, index) => {
    if (!isFields(one)) return;
    if (seen.has(one.value)) fault(faults, 'option value already exists', `${at}/${index}/value`);
    seen.add(one.value);
  });
};

export const options = (marked: boolean, min: number, max: number, withUrl = false): Check =>
  all(list(option(marked, withUrl), min, max), distinctValues);

const imageSource: Check = (value, at, faults) => {
  if (isFields(value) && (value.image_url === undefined) === (value.slack_file === undefined))
    fault(faults, 'must define either `image_url` or `slack_file`', at);
};

const imageFields = {
  alt_text: req(str(1, 2000)),
  image_url: opt(url),
  slack_file: opt(object({ id: opt(str(1, 255)), url: opt(url) })),
};

export const imageElement: Check = all(object({ type: req(constant('image')), ...imageFields }), imageSource);

export const imageBlock: Check = all(
  object({ type: req(constant('image')), block_id: opt(str(1, 255)), title: opt(plain(2000)), ...imageFields }),
  imageSource,
);
