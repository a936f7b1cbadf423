import { expect, test } from 'vitest';
import { createRegistry } from '../../../src/bot/routing/registry.ts';
import { readableText } from '../../../src/bot/text/readable-text.ts';
import { buildManifest } from '../../../src/manifest.ts';
import { tinyFeature } from '../tiny-feature.ts';

const found = async () => [];

test('the manifest names shortcuts, and where options are asked for', () => {
  const tiny = tinyFeature([], found, 'worker');
  const { features, settings } = buildManifest([tiny], { command: '/jy', url: 'https://bot.example.com' });
  expect(features.shortcuts).toEqual([
    { name: '试一试 Try', type: 'message', callback_id: 'tiny.ask', description: '小小 / 小小' },
    { name: '打开小表', type: 'global', callback_id: 'tiny.open', description: '小小 / 小小' },
  ]);
  expect(settings.interactivity).toEqual({
    is_enabled: true,
    request_url: 'https://bot.example.com/slack/events',
    message_menu_options_url: 'https://bot.example.com/slack/events',
  });
  const names = buildManifest([tiny], { command: '/jy', locale: 'en' }).features.shortcuts.map(({ name }) => name);
  expect(names).toEqual(['试一试 Try', 'Open the very small form']);
});

test('shortcuts and options are found by the names that Slack sends', () => {
  const registry = createRegistry([tinyFeature([], found, 'worker')]);
  expect(registry.shortcut('tiny.ask')?.type).toBe('message');
  expect(registry.shortcut('tiny.no')).toBeUndefined();
  expect(registry.optionSource('tiny.fruit:2')).toBe(registry.optionSource('tiny.fruit'));
  expect(registry.optionSource('tiny.no')).toBeUndefined();
});

test.each([
  ['3 号 &lt;水泵&gt; &amp;amp; 阀', '3 号 <水泵> &amp; 阀'],
  ['看 <https://example.com/a?b=1&amp;c=2>', '看 https://example.com/a?b=1&c=2'],
  ['看 <https://example.com|这里>', '看 这里 (https://example.com)'],
  ['<mailto:a@example.com|a@example.com>', 'a@example.com'],
  ['<!channel> <!here|here> <!subteam^S1|@维修> <!subteam^S1>', '@channel @here @维修 @subteam^S1'],
  ['<@U1> <@U1|小美> <#C1|安全> <#C1>', '<@U1> @小美 #安全 <#C1>'],
  ['<!date^1772413200^{date}|3 月 2 日>', '3 月 2 日'],
  ['*粗* _斜_ 1 < 2', '*粗* _斜_ 1 < 2'],
  ['', ''],
])('%s is read as %s', (text, read) => {
  expect(readableText(text)).toBe(read);
});
