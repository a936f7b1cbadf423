import { among, bool, type Check, constant, list, num, object, opt, req, str, typed } from './schema.ts';

const style = opt(
  object({
    bold: opt(bool),
    italic: opt(bool),
    strike: opt(bool),
    code: opt(bool),
    underline: opt(bool),
    highlight: opt(bool),
    client_highlight: opt(bool),
    unlink: opt(bool),
  }),
);
const part = (name: string, fields: Parameters<typeof object>[0]): Check =>
  object({ type: req(constant(name)), style, ...fields });

const id = req(str(1, 255));
const words: Record<string, Check> = {
  text: part('text', { text: req(str(1, 12_000)) }),
  link: part('link', { url: req(str(1, 3000)), text: opt(str(0, 12_000)), unsafe: opt(bool) }),
};
const inline = typed(
  {
    ...words,
    user: part('user', { user_id: id }),
    channel: part('channel', { channel_id: id }),
    usergroup: part('usergroup', { usergroup_id: id }),
    team: part('team', { team_id: id }),
    emoji: part('emoji', { name: id, unicode: opt(str(1, 100)), url: opt(str(1, 3000)), skin_tone: opt(num()) }),
    broadcast: part('broadcast', { range: req(among('here', 'channel', 'everyone')) }),
    color: part('color', { value: id }),
    date: part('date', {
      timestamp: req(num()),
      format: req(str(1, 255)),
      url: opt(str(1, 3000)),
      fallback: opt(str(1, 255)),
    }),
  },
  'type',
);

const border = { border: opt(num(0, 1, true)) };
const section: Check = object({
  type: req(constant('rich_text_section')),
  elements: req(list(inline, 0, 1000)),
});

const element = typed({
  rich_text_section: section,
  rich_text_list: object({
    type: req(constant('rich_text_list')),
    style: req(among('bullet', 'ordered')),
    elements: req(list(section, 0, 1000)),
    indent: opt(num(0, 8, true)),
    offset: opt(num(0, 10_000, true)),
    ...border,
  }),
  rich_text_quote: object({
    type: req(constant('rich_text_quote')),
    elements: req(list(inline, 0, 1000)),
    ...border,
  }),
  rich_text_preformatted: object({
    type: req(constant('rich_text_preformatted')),
    elements: req(list(typed(words), 0, 1000)),
    language: opt(str(1, 50)),
    ...border,
  }),
});

export const richTextBlock: Check = object({
  type: req(constant('rich_text')),
  block_id: opt(str(1, 255)),
  elements: req(list(element, 1, 1000)),
});
