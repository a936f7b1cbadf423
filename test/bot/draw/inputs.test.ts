import fc from 'fast-check';
import { expect, it } from 'vitest';
import { validateView } from '../../../playground/server/validate/payload.ts';
import type { AnyBlock } from '../../../src/bot/draw/block-kit.ts';
import { modal, option } from '../../../src/bot/draw/blocks.ts';
import { moreInput } from '../../../src/bot/draw/inputs.ts';
import { hostileWords } from '../../helpers/hostile-words.ts';

const faultsOf = (...blocks: AnyBlock[]) =>
  validateView(modal({ callback: 'tiny.form', title: '表', close: '关', submit: '交', blocks }));
const RICH = {
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: '请检查', style: { bold: true } }] }],
};

it('inputs that ask the bot are what Slack takes, whatever the words', () => {
  fc.assert(
    fc.property(
      hostileWords(3_000),
      fc.array(hostileWords(200), { maxLength: 120 }),
      fc.boolean(),
      (words, labels, isOne) => {
        const initial = labels.map((label, at) => option(`${at}`, label));
        const said = { id: 'audience', label: words, hint: words, action: 'tiny.fruit', placeholder: words, initial };
        const block = moreInput({ kind: 'suggest', ...said, ...(isOne ? {} : { several: { max: 20 } }) });
        expect(faultsOf(block)).toEqual([]);
      },
    ),
  );
});

it('inputs begin with what they had', () => {
  const base = { id: 'x', label: '标签' };
  const blocks = [
    moreInput({ ...base, id: 'a', kind: 'rich-text', initial: JSON.stringify(RICH) }),
    moreInput({ ...base, id: 'b', kind: 'channels', initial: ['C0GENERAL'], max: 3 }),
    moreInput({ ...base, id: 'c', kind: 'date', initial: '2026-03-02' }),
    moreInput({ ...base, id: 'd', kind: 'date-time', initial: 1_772_413_200 }),
  ];
  expect(faultsOf(...blocks)).toEqual([]);
  expect(blocks.map((block) => 'element' in block && block.element)).toMatchObject([
    { initial_value: RICH },
    { initial_conversations: ['C0GENERAL'], max_selected_items: 3 },
    { initial_date: '2026-03-02' },
    { initial_date_time: 1_772_413_200 },
  ]);
});

it('an editor begins empty where there is nothing to begin with', () => {
  const { element } = moreInput({ kind: 'rich-text', id: 'a', label: '说明', initial: 'no JSON' }) as {
    element: object;
  };
  expect(element).toEqual({ type: 'rich_text_input', action_id: 'value:a' });
});
