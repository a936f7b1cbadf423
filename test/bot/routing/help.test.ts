import { describe, expect, it } from 'vitest';
import { textOf } from '../../../playground/client.ts';
import { validateBlocks } from '../../../playground/server/validate/payload.ts';
import type { Actor, Role } from '../../../src/bot/actor.ts';
import { helpMessage } from '../../../src/bot/routing/help.ts';
import { createRegistry } from '../../../src/bot/routing/registry.ts';
import type { Context } from '../../../src/context.ts';
import { features } from '../../../src/features/index.ts';
import { LOCALES } from '../../../src/lib/language.ts';
import { tinyFeature } from '../tiny-feature.ts';

const registry = createRegistry(features);
const ctx = { config: { COMMAND: '/jy' } } as Context;
const actor = (locale: Actor['locale'], ...roles: Role[]): Actor => ({
  user: 'U1',
  name: '王芳',
  locale,
  tz: 'Asia/Shanghai',
  roles,
  scope: 'company',
  branch: undefined,
  team: undefined,
  post: undefined,
  shift: undefined,
});

describe.each(LOCALES)('help in %s', (locale) => {
  const help = (...roles: Role[]) => helpMessage({ ctx, registry }, actor(locale, ...roles));

  it('shows each what they may do, and fits a message', () => {
    const [worker, administrator] = [help('worker'), help('administrator')];
    for (const { blocks, text } of [worker, administrator]) {
      expect(validateBlocks(blocks, 'message')).toEqual([]);
      expect(validateBlocks(blocks, 'modal')).toEqual([]);
      expect(text.length).toBeLessThan(4000);
    }
    const officersOwn = locale === 'zh' ? '/jy 题库' : '/jy banks';
    expect(textOf(worker.blocks)).toContain('/quiz');
    expect(textOf(worker.blocks)).not.toContain(officersOwn);
    expect(textOf(administrator.blocks)).toContain(officersOwn);
  });

  it('leaves out a feature in which one may do nothing, even when one asks for it', () => {
    const title = locale === 'zh' ? '*投递*' : '*Sends*';
    const sends = features.find(({ name }) => name === 'sends');
    const asked = (role: Role) => textOf(helpMessage({ ctx, registry }, actor(locale, role), sends).blocks);
    expect(textOf(help('worker').blocks)).not.toContain(title);
    expect(asked('worker')).not.toContain(title);
    expect(asked('worker')).toContain('/quiz');
    expect(textOf(help('officer').blocks)).toContain(title);
    expect(asked('officer')).toContain(title);
    expect(asked('officer')).not.toContain('/quiz');
  });

  it('says where a shortcut is found, to those who may use it', () => {
    const tiny = createRegistry([tinyFeature([], async () => [], 'officer')]);
    const shown = (role: Role) => textOf(helpMessage({ ctx, registry: tiny }, actor(locale, role)).blocks);
    const [own, everyones] =
      locale === 'zh'
        ? ['“⋮”菜单 → 试一试', '“+”菜单 → 打开小表']
        : ['of any message → Try', 'message field → Open the'];
    expect(shown('worker')).toContain(everyones);
    expect(shown('worker')).not.toContain(own);
    expect(shown('officer')).toContain(own);
  });

  it('shows lines that run what they say', () => {
    const lines = features.flatMap((feature) =>
      (feature.commands ?? []).map((command) => ({
        feature,
        command,
        line: registry.typed('/jy', feature, command, locale),
      })),
    );
    expect(new Set(lines.map(({ line }) => line)).size).toBe(lines.length);
    for (const { feature, command, line } of lines) {
      const [, first = '', second = ''] = line.split(' ');
      const found = registry.feature(first) ?? registry.featureOfVerb(first);
      expect(found).toBe(feature);
      expect(registry.command(feature, second || first)).toBe(command);
    }
  });
});

describe('a verb without its feature', () => {
  it.each([
    ['语言', 'people'],
    ['Language', 'people'],
    ['练习', 'quiz'],
    // Rosters and banks are both imported.
    ['导入', undefined],
    ['constructor', undefined],
  ])('%s is of %s', (word, name) => expect(registry.featureOfVerb(word)?.name).toBe(name));
});

describe('the registry', () => {
  it.each(['refusable', 'noticeTitles'] as const)('takes no %s of a notice that is not there', (of) => {
    const [quiz, ...others] = features;
    if (quiz === undefined) expect.fail('there are features');
    const wrong = { ...quiz, [of]: { gone: { zh: '没有', en: 'gone' } } };
    expect(() => createRegistry([wrong, ...others])).toThrow('quiz has no notice "gone"');
  });
});
