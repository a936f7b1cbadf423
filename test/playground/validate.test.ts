import { expect, test } from 'vitest';
import { demoCompany, demoRoster } from '../../playground/company.ts';
import { validateBlocks, validateView } from '../../playground/server/validate/payload.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const option = (text: string, value = text) => ({ text: plain(text), value });
const input = (element: object) => ({ type: 'input', label: plain('名'), element });
const home = (...blocks: object[]) => ({ type: 'home', blocks });
const modal = (...blocks: object[]) => ({ type: 'modal', title: plain('题'), submit: plain('交'), blocks });
const bars = (count: number, more: object = {}) => ({
  type: 'data_visualization',
  title: '本周',
  chart: {
    type: 'bar',
    series: Array.from({ length: count }, (_, i) => ({ name: `s${i}`, data: [{ label: '一', value: -1 }] })),
    axis_config: { categories: ['一'] },
    ...more,
  },
});
const dataTable = (more: object = {}) => ({
  type: 'data_table',
  caption: '榜',
  rows: [
    [
      { type: 'raw_text', text: '人' },
      { type: 'raw_text', text: '分' },
    ],
    [
      { type: 'raw_text', text: '小梅' },
      { type: 'raw_number', value: 3 },
    ],
  ],
  ...more,
});

test.each([
  ['a table and charts', [dataTable(), bars(6), bars(1)]],
  [
    'radio buttons in a message',
    [{ type: 'actions', elements: [{ type: 'radio_buttons', action_id: 'a', options: [option('甲')] }] }],
  ],
  [
    'rich text',
    [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: '好' }] }] }],
  ],
])('a message takes %s', (_name, blocks) => {
  expect(validateBlocks(blocks, 'message')).toEqual([]);
});

test.each([
  ['a third chart', [bars(1), bars(1), bars(1)], 'no more than 2 data_visualization'],
  ['a seventh series', [bars(7)], '/blocks/0/chart/series'],
  ['a category without value', [bars(1, { axis_config: { categories: ['一', '二'] } })], 'one value for each category'],
  [
    'a pie of nothing',
    [{ type: 'data_visualization', title: 'x', chart: { type: 'pie', segments: [{ label: 'a', value: 0 }] } }],
    'more than 0',
  ],
  ['a table without caption', [dataTable({ caption: undefined })], 'missing required field: caption'],
  ['a page of 101 rows', [dataTable({ page_size: 101 })], '/blocks/0/page_size'],
  ['an unknown field', [{ type: 'divider', colour: 'red' }], 'invalid additional property: colour'],
  ['a header in mrkdwn', [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }], '/blocks/0/text/type'],
  ['an empty section', [{ type: 'section' }], 'must define either `text` or `fields`'],
  [
    'a long label',
    [{ type: 'actions', elements: [{ type: 'button', text: plain('长'.repeat(76)) }] }],
    'must be less than 76 characters',
  ],
  [
    '26 buttons',
    [{ type: 'actions', elements: Array.from({ length: 26 }, () => ({ type: 'button', text: plain('x') })) }],
    'no more than 25 items',
  ],
  [
    'a button with an empty value',
    [{ type: 'actions', elements: [{ type: 'button', text: plain('x'), value: '' }] }],
    '/blocks/0/elements/0/value',
  ],
  ['a file input', [input({ type: 'file_input' })], 'unsupported element type: file_input'],
  [
    'the same block_id',
    [
      { type: 'divider', block_id: 'a' },
      { type: 'divider', block_id: 'a' },
    ],
    '/blocks/1/block_id',
  ],
  [
    '11 radio buttons',
    [
      {
        type: 'actions',
        elements: [{ type: 'radio_buttons', options: Array.from({ length: 11 }, (_, i) => option(`${i}`)) }],
      },
    ],
    'no more than 10 items',
  ],
  [
    'an initial option that is none',
    [{ type: 'actions', elements: [{ type: 'static_select', options: [option('a')], initial_option: option('b') }] }],
    'does not match',
  ],
])('a message refuses %s', (_name, blocks, words) => {
  expect(validateBlocks(blocks, 'message').join('\n')).toContain(words);
});

test('modals and homes take what Slack lets them', () => {
  const twice = input({ type: 'plain_text_input', action_id: 'same' });
  expect(validateView(modal({ ...twice, block_id: 'a' }, { ...twice, block_id: 'b' })).join()).toContain(
    'already exists',
  );
  expect(validateView({ ...modal(twice), submit: undefined }).join()).toContain('missing required field: submit');
  expect(validateView(home(dataTable())).join()).toContain('unsupported block type: data_table');
  expect(validateView({ ...home(), title: plain('x') }).join()).toContain('invalid additional property: title');
  expect(validateView({ ...modal(), private_metadata: 'x'.repeat(3001) }).join()).toContain('/view/private_metadata');
});

test('the roster is the demo company', () => {
  const rows = demoRoster().trim().split('\n');
  const people = demoCompany().people.filter((one) => !one.isBot);
  expect(rows).toHaveLength(people.length + 1);
  for (const one of people) expect(demoRoster()).toContain(`,${one.realName},${one.email},`);
});
