import { describe, expect, it } from 'vitest';
import { questionBlocks } from '../../src/papers/views.ts';

const answer = (place: number) => ({ action: `arena.answer:${place}`, value: String(place) });
const question = (options: string[]) => ({ nth: 0, of: 1, words: '先做什么？', options });

describe('a question of a paper', () => {
  it('shows all of every option: two that part after four hundred characters are told apart', () => {
    const long = '停'.repeat(400);
    const drawn = JSON.stringify(questionBlocks(question([`${long}甲`, `${long}乙`]), '第 1/1 题', answer));
    expect(drawn).toContain(`A  ${long}甲`);
    expect(drawn).toContain(`B  ${long}乙`);
  });

  it('has a button with a letter for each option, and no words of a bank that Slack would read as its own', () => {
    const blocks = questionBlocks(question(['<!channel>', '*乙*', '丙', '丁', '戊']), '第 1/1 题', answer);
    const [buttons] = blocks.flatMap((one) => (one.type === 'actions' ? [one.elements] : []));
    expect(buttons?.map((one) => ('text' in one ? one.text?.text : ''))).toEqual(['A', 'B', 'C', 'D', 'E']);
    expect(JSON.stringify(blocks)).not.toContain('<!channel>');
  });
});
