import { describe, expect, it } from 'vitest';
import { plain, section } from '../../src/bot/draw/blocks.ts';
import { message } from '../../src/bot/draw/message.ts';
import { beginnings, faultsOf } from '../helpers/every-view.ts';
import { COMMANDING } from '../helpers/hostile-words.ts';

const call = (args: Record<string, unknown>) => ({ method: 'chat.postMessage', at: 0, ok: true, args });

describe('what a story looks at in every message and view', () => {
  it('has nothing against one that holds', () => {
    const { text, blocks } = message([section(`*${plain(COMMANDING)}*`)]);
    expect(faultsOf(call({ text, blocks }))).toEqual([]);
    // In a form the structures are JSON.
    expect(faultsOf(call({ text, blocks: JSON.stringify(blocks) }))).toEqual([]);
    expect(faultsOf(call({ channel: 'C1' }))).toEqual([]);
  });

  it.each(['<!channel>', '<@UEVIL>', '<https://evil.example|这里>', '*恶*', '_恶_', '~恶~', '`恶`'])(
    'finds %s where it would be obeyed',
    (words) => {
      const blocks = [section(`建议：${words}`)];
      const { text } = message(blocks);
      const found = faultsOf(call({ text, blocks }));
      expect(found.some((one) => one.includes('obeyed in the blocks') && one.includes(words))).toBe(true);
      const view = { type: 'modal', blocks };
      expect(faultsOf(call({ view: JSON.stringify(view) }))).toHaveLength(1);
      // A link is read aloud by its words.
      expect(found.some((one) => one.includes('obeyed in the text'))).toBe(/^<[^|]*$/.test(words));
    },
  );

  it('finds a text that says something else than its blocks', () => {
    const found = faultsOf(call({ text: '收到了', blocks: [section('没有收到')] }));
    expect(found).toEqual(['chat.postMessage: the text says "收到了", and the blocks "没有收到"']);
  });

  it('finds a notice that does not begin with the name of its feature', () => {
    const names = beginnings([{ emoji: '🎓', title: { zh: '培训', en: 'Training' } }]);
    const metadata = { event_type: 'jingying_delivery', event_payload: { delivery: 'x' } };
    const sent = (first: string, more = {}) => {
      const { text, blocks } = message([section(`${first}\n明天 8:30`)]);
      return faultsOf(call({ text, blocks, ...more }), names);
    };
    expect(sent('🎓 培训 · 吊装安全', { metadata })).toEqual([]);
    expect(sent('🎓 Training · hoisting', { metadata: JSON.stringify(metadata) })).toEqual([]);
    expect(sent('吊装安全')).toEqual([]);
    expect(sent('吊装安全', { metadata })[0]).toContain('does not begin with its feature');
  });

  it('finds what Slack refuses for the way it is drawn, and leaves alone what a story refuses on purpose', () => {
    const refused = (error: string) => faultsOf({ ...call({}), ok: false, error, messages: ['too long'] });
    expect(refused('invalid_blocks')).toEqual(['Slack refuses chat.postMessage (invalid_blocks): too long']);
    expect(refused('channel_not_found')).toEqual([]);
    expect(refused('fault error')).toEqual([]);
  });
});
