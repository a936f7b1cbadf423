import { describe, expect, it } from 'vitest';
import { validateView } from '../../../playground/server/validate/payload.ts';
import { inputAction, modal, option, section } from '../../../src/bot/draw/blocks.ts';
import { refilled, type SubmittedForm, withSentence } from '../../../src/bot/routing/refill.ts';
import { LOCALES } from '../../../src/lib/language.ts';

const OPTIONS = [option('a', '甲'), option('b', '乙'), option('c', '丙')];
const plain = (text: string) => ({ type: 'plain_text' as const, text });

/** A form and what was put into it, as a submission brings both. */
function form(elements: Record<string, object>, state: Record<string, object>, more: object[] = []): SubmittedForm {
  const blocks = Object.entries(elements).map(([block_id, element]) => ({
    type: 'input',
    block_id,
    label: plain(block_id),
    element: { action_id: inputAction(block_id), ...element },
  }));
  return {
    ...modal({
      callback: 'quiz.schedule',
      title: '新计划',
      close: '取消',
      submit: '保存',
      metadata: 'new|1',
      blocks: [],
    }),
    callback_id: 'quiz.schedule',
    private_metadata: 'new|1',
    blocks: [...more, ...blocks],
    state: {
      values: Object.fromEntries(Object.entries(state).map(([id, value]) => [id, { [inputAction(id)]: value }])),
    },
  };
}

const elementsIn = (shown: ReturnType<typeof refilled>) =>
  Object.fromEntries(
    shown.blocks.flatMap((block) =>
      block.type === 'input' ? [[block.block_id ?? '', block.element as unknown as Record<string, unknown>]] : [],
    ),
  );

describe('a form that comes back', () => {
  it.each<[string, object, object, object]>([
    ['a text', { type: 'plain_text_input' }, { value: '安全' }, { initial_value: '安全' }],
    ['a number', { type: 'number_input', is_decimal_allowed: false }, { value: '3' }, { initial_value: '3' }],
    [
      'a choice',
      { type: 'static_select', options: OPTIONS },
      { selected_option: OPTIONS[1] },
      { initial_option: OPTIONS[1] },
    ],
    [
      'a radio button',
      { type: 'radio_buttons', options: OPTIONS },
      { selected_option: OPTIONS[0] },
      { initial_option: OPTIONS[0] },
    ],
    [
      'a choice of a group, as the form offers it',
      { type: 'static_select', option_groups: [{ label: plain('组'), options: OPTIONS }] },
      { selected_option: { value: 'c', text: plain('丙') } },
      { initial_option: OPTIONS[2] },
    ],
    [
      'boxes',
      { type: 'checkboxes', options: OPTIONS },
      { selected_options: [OPTIONS[0], OPTIONS[2]] },
      { initial_options: [OPTIONS[0], OPTIONS[2]] },
    ],
    ['a time', { type: 'timepicker' }, { selected_time: '09:30' }, { initial_time: '09:30' }],
    ['a date', { type: 'datepicker' }, { selected_date: '2026-03-02' }, { initial_date: '2026-03-02' }],
    ['an instant', { type: 'datetimepicker' }, { selected_date_time: 1772409600 }, { initial_date_time: 1772409600 }],
    ['a channel', { type: 'conversations_select' }, { selected_conversation: 'C1' }, { initial_conversation: 'C1' }],
    ['a person', { type: 'users_select' }, { selected_user: 'U1' }, { initial_user: 'U1' }],
    ['people', { type: 'multi_users_select' }, { selected_users: ['U1'] }, { initial_users: ['U1'] }],
  ])('has %s that was put in', (_, element, state, expected) => {
    const { type } = element as { type: string };
    const shown = refilled(form({ one: element }, { one: { type, ...state } }), ['请再试一次。'], 'zh');
    expect(elementsIn(shown).one).toEqual({ action_id: 'value:one', ...element, ...expected });
    expect(validateView(shown)).toEqual([]);
  });

  it('has nothing where something was taken away', () => {
    const before = {
      text: { type: 'plain_text_input', initial_value: '旧' },
      choice: { type: 'static_select', options: OPTIONS, initial_option: OPTIONS[0] },
      boxes: { type: 'checkboxes', options: OPTIONS, initial_options: [OPTIONS[0]] },
    };
    const state = { text: { value: null }, choice: { selected_option: null }, boxes: { selected_options: [] } };
    const shown = refilled(form(before, state), ['请再试一次。'], 'zh');
    for (const element of Object.values(elementsIn(shown))) expect(JSON.stringify(element)).not.toContain('initial');
    expect(validateView(shown)).toEqual([]);
  });

  it('has what was chosen beside a text and in a row', () => {
    const select = (id: string) => ({ type: 'static_select', action_id: inputAction(id), options: OPTIONS });
    const more = [
      { type: 'section', block_id: 'beside', text: plain('范围'), accessory: select('beside') },
      { type: 'actions', block_id: 'row', elements: [select('row')] },
    ];
    const state = { beside: { selected_option: OPTIONS[1] }, row: { selected_option: OPTIONS[2] } };
    const { blocks } = refilled(form({}, state, more), ['请再试一次。'], 'zh');
    expect(blocks[1]).toMatchObject({ accessory: { initial_option: OPTIONS[1] } });
    expect(blocks[2]).toMatchObject({ elements: [{ initial_option: OPTIONS[2] }] });
  });

  it.each(LOCALES)('says in %s what is wrong, and that a file has to be chosen again', (locale) => {
    const file = { type: 'file_input', max_files: 1 };
    const chosen = form({ file }, { file: { type: 'file_input', files: [{ id: 'F1' }] } });
    const again = locale === 'zh' ? '文件要重新选择' : 'choose it again';
    const shown = refilled(chosen, ['<!channel> *太大*'], locale);
    expect(shown.blocks[0]).toMatchObject({ text: { type: 'plain_text' } });
    expect(JSON.stringify(shown.blocks[0])).toContain(again);
    expect(JSON.stringify(refilled(form({ file }, {}), ['太大'], locale).blocks[0])).not.toContain(again);
    expect(validateView(refilled(chosen, ['错'.repeat(4000)], locale))).toEqual([]);
  });

  it('says it once, however often it comes back, and stays the same form', () => {
    const element = { type: 'plain_text_input' };
    const state = { one: { value: '安全' } };
    const intro = [section('先看这里')];
    const first = refilled(form({ one: element }, state, intro), ['第一次'], 'zh');
    const second = refilled(
      { ...form({}, state), blocks: first.blocks, private_metadata: first.private_metadata ?? '' },
      ['第二次'],
      'zh',
    );
    expect(JSON.stringify(second)).not.toContain('第一次');
    expect(second.blocks).toHaveLength(3);
    expect(second).toMatchObject({ callback_id: 'quiz.schedule', private_metadata: 'new|1', submit: plain('保存') });
    expect(elementsIn(second).one).toMatchObject({ initial_value: '安全' });
  });
});

describe('a modal in which something was refused', () => {
  const row = {
    type: 'actions',
    block_id: 'row',
    elements: [{ type: 'button', action_id: 'x.y', text: plain('删除') }],
  };
  const shown = form({ one: { type: 'plain_text_input' } }, { one: { value: '安全' } }, [section('题库'), row]);

  it('stays, with the sentence above what was touched, once', () => {
    const first = withSentence(shown, '只有创建人可以删除。', 'row');
    const again = withSentence({ ...shown, blocks: first.blocks }, '请再试一次。', 'row');
    expect(again.blocks.map(({ type }) => type)).toEqual(['section', 'section', 'actions', 'input']);
    expect(again.blocks[1]).toMatchObject({ text: { type: 'mrkdwn', text: '请再试一次。' } });
    expect(again).toMatchObject({ callback_id: 'quiz.schedule', private_metadata: 'new|1', submit: plain('保存') });
    expect(elementsIn(again).one).toMatchObject({ initial_value: '安全' });
    expect(validateView(again)).toEqual([]);
  });

  it('has it on top where nothing in it was touched, and stays within a view’s blocks', () => {
    expect(withSentence(shown, '请再试一次。').blocks[0]).toMatchObject({ text: { text: '请再试一次。' } });
    const long = { ...shown, blocks: Array.from({ length: 100 }, () => section('一行')) };
    expect(validateView(withSentence(long, '请再试一次。'))).toEqual([]);
  });
});
