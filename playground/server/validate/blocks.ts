import { imageBlock, imageElement, mrkdwnOnly, plain, text, url } from './composition.ts';
import { dataTable, dataVisualization, table } from './data-blocks.ts';
import { accessories, actionElements, button, contextActions, inputElements } from './elements.ts';
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
  object,
  opt,
  req,
  str,
  typed,
} from './schema.ts';

export type Surface = 'message' | 'modal' | 'home';

const base = (name: string) => ({ type: req(constant(name)), block_id: opt(str(1, 255)) });

const textOrFields: Check = (value, at, faults) => {
  if (isFields(value) && value.text === undefined && value.fields === undefined)
    fault(faults, 'must define either `text` or `fields`', at);
};

const section = all(
  object({
    ...base('section'),
    text: opt(text(3000)),
    fields: opt(list(text(2000), 1, 10)),
    accessory: opt(typed(accessories, 'element type')),
    expand: opt(bool),
  }),
  textOrFields,
);

const input = object({
  ...base('input'),
  label: req(plain(2000)),
  hint: opt(plain(2000)),
  optional: opt(bool),
  dispatch_action: opt(bool),
  element: req(typed(inputElements, 'element type')),
});

/** Messages and Home do not take files; Slack refuses a `file_input` outside of a modal. */
const inputOutsideModal: Check = all(input, (value, at, faults) => {
  if (isFields(value) && isFields(value.element) && value.element.type === 'file_input')
    fault(faults, 'unsupported element type: file_input', `${at}/element/type`);
});

const card: Check = object({
  ...base('card'),
  hero_image: opt(imageElement),
  icon: opt(imageElement),
  title: opt(mrkdwnOnly(150)),
  subtitle: opt(mrkdwnOnly(150)),
  body: opt(mrkdwnOnly(3000)),
  actions: opt(list(button, 1, 5)),
});

const sources = list(object({ type: req(constant('url')), url: req(url), text: req(str(1, 255)) }), 0, 50);
const taskCard = object({
  ...base('task_card'),
  task_id: req(str(1, 255)),
  title: req(str(1, 255)),
  details: opt(richTextBlock),
  output: opt(richTextBlock),
  sources: opt(sources),
  status: req(among('pending', 'in_progress', 'complete', 'error')),
});

const everywhere: Record<string, Check> = {
  section,
  divider: object(base('divider')),
  header: object({ ...base('header'), text: req(plain(150)), level: opt(() => undefined) }),
  image: imageBlock,
  context: object({
    ...base('context'),
    elements: req(
      list(typed({ image: imageElement, plain_text: plain(2000), mrkdwn: mrkdwnOnly(2000) }, 'element type'), 1, 10),
    ),
  }),
  actions: object({ ...base('actions'), elements: req(list(typed(actionElements, 'element type'), 1, 25)) }),
  rich_text: richTextBlock,
  video: object({
    ...base('video'),
    video_url: req(url),
    thumbnail_url: req(url),
    alt_text: req(str(1, 2000)),
    title: req(plain(200)),
    title_url: opt(url),
    author_name: opt(str(1, 50)),
    provider_name: opt(str(1, 255)),
    provider_icon_url: opt(url),
    description: opt(plain(200)),
  }),
};

const contained = typed({ ...everywhere, table, input: inputOutsideModal }, 'block type');

const messageOnly: Record<string, Check> = {
  input: inputOutsideModal,
  table,
  data_table: dataTable,
  data_visualization: dataVisualization,
  markdown: object({ ...base('markdown'), text: req(str(1, 12_000)) }),
  file: object({ ...base('file'), source: req(constant('remote')), external_id: req(str(1, 255)) }),
  card,
  carousel: object({ ...base('carousel'), elements: req(list(card, 1, 10)) }),
  container: object({
    ...base('container'),
    title: opt(plain(150)),
    rich_text_title: opt(richTextBlock),
    subtitle: opt(text(150)),
    child_blocks: req(list(contained, 1, 10)),
    width: opt(among('narrow', 'standard', 'wide', 'full')),
    icon: opt(imageElement),
    is_collapsible: opt(bool),
    default_collapsed: opt(bool),
    has_header_divider: opt(bool),
  }),
  context_actions: object({
    ...base('context_actions'),
    elements: req(list(typed(contextActions, 'element type'), 1, 5)),
  }),
  task_card: taskCard,
  plan: object({ ...base('plan'), title: req(str(1, 255)), tasks: opt(list(taskCard, 0, 50)) }),
};

const modalOnly: Record<string, Check> = {
  input,
  alert: object({
    ...base('alert'),
    text: req(text(3000)),
    level: opt(among('default', 'info', 'warning', 'error', 'success')),
  }),
};

export const blockChecks: Record<Surface, Check> = {
  message: typed({ ...everywhere, ...messageOnly }, 'block type'),
  modal: typed({ ...everywhere, ...modalOnly }, 'block type'),
  home: typed({ ...everywhere, input: inputOutsideModal, table }, 'block type'),
};
