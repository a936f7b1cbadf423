import { describe, expect, it } from 'vitest';
import type { Block } from '../../playground/protocol.ts';
import { collect, faultOf, plainToRichText, richTextToPlain } from '../../playground/web/src/lib/element-state.ts';

const option = (value: string) => ({ text: { type: 'plain_text', text: value }, value });
const input = (element: Record<string, unknown>, more: Record<string, unknown> = {}): Block => ({
  type: 'input',
  block_id: 'b',
  label: { type: 'plain_text', text: 'L' },
  element: { action_id: 'a', ...element },
  ...more,
});

describe('the state of elements', () => {
  it('is the initial value, until the person chose; what belongs to another kind of element is forgotten', () => {
    const blocks: Block[] = [
      {
        type: 'section',
        block_id: 's',
        accessory: { type: 'static_select', action_id: 'x', initial_option: option('1') },
      },
      {
        type: 'actions',
        block_id: 't',
        elements: [
          { type: 'button', action_id: 'y' },
          { type: 'checkboxes', action_id: 'z' },
        ],
      },
      { type: 'container', block_id: 'c', child_blocks: [input({ type: 'plain_text_input', initial_value: 'v' })] },
    ];
    const { values } = collect(blocks, {
      t: { z: { type: 'checkboxes', selected_options: [option('k')] } },
      b: { a: { type: 'number_input', value: '3' } },
    });
    expect(values).toEqual({
      s: { x: { type: 'static_select', selected_option: option('1') } },
      t: { z: { type: 'checkboxes', selected_options: [option('k')] } },
      b: { a: { type: 'plain_text_input', value: 'v' } },
    });
  });

  it("has Slack's words for what is not chosen", () => {
    const state = (type: string) => collect([input({ type })], {}).values.b?.a;
    expect(state('plain_text_input')).toEqual({ type: 'plain_text_input', value: null });
    expect(state('datetimepicker')).toEqual({ type: 'datetimepicker', selected_date_time: null });
    expect(state('multi_users_select')).toEqual({ type: 'multi_users_select', selected_users: [] });
    expect(state('file_input')).toEqual({ type: 'file_input', files: [] });
  });

  it('is checked before it is sent', () => {
    const fault = (element: Record<string, unknown>, value: unknown, more = {}) =>
      faultOf(input(element, more), { type: String(element.type), value })?.kind;
    expect(fault({ type: 'plain_text_input' }, '  ')).toBe('required');
    expect(fault({ type: 'plain_text_input' }, null, { optional: true })).toBeUndefined();
    expect(fault({ type: 'plain_text_input', max_length: 2 }, 'abc')).toBe('long');
    expect(fault({ type: 'plain_text_input', min_length: 2 }, 'a')).toBe('short');
    expect(fault({ type: 'email_text_input' }, 'a@b')).toBe('email');
    expect(fault({ type: 'url_text_input' }, 'x')).toBe('url');
    expect(fault({ type: 'number_input', is_decimal_allowed: false }, '1.5')).toBe('number');
    expect(fault({ type: 'number_input', is_decimal_allowed: true, min_value: '0', max_value: '5' }, '6')).toBe('max');
    expect(faultOf(input({ type: 'checkboxes' }), { type: 'checkboxes', selected_options: [] })?.kind).toBe('required');
  });

  it('makes rich text of plain text and back', () => {
    expect(richTextToPlain(plainToRichText('甲\n乙 <b>'))).toBe('甲\n乙 <b>');
    expect(plainToRichText('')).toBeNull();
  });
});
