import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Role } from '../../../src/bot/actor.ts';
import { createRegistry } from '../../../src/bot/routing/registry.ts';
import { normalise } from '../../../src/bot/text/command-text.ts';
import { nearest } from '../../../src/bot/typed/nearest.ts';
import { type Route, route, routeWithin } from '../../../src/bot/typed/route.ts';
import { features } from '../../../src/features/index.ts';

const registry = createRegistry(features);
const as = (...roles: Role[]) => ({ roles });
const ALL = as('administrator');
const to = (typed: string, who = as('worker')) => told(route(registry, who, normalise(typed)));

/** A route in a line: `quiz.me "3"`, `? quiz.board suggestions.board`, `unknown`, `help`. */
function told(found: Route): string {
  const name = ({ feature, command }: Extract<Route, { kind: 'run' }>['choice']) =>
    [feature.name, command?.verb].filter(Boolean).join('.');
  if (found.kind === 'help') return ['help', found.of?.name].filter(Boolean).join(' ');
  if (found.kind === 'unknown') return ['unknown', found.within?.name].filter(Boolean).join(' in ');
  if (found.kind === 'which') return `? ${found.choices.map(name).join(' ')}`;
  return `${name(found.choice)}${found.text === '' ? '' : ` "${found.text}"`}`;
}

describe('a line is understood', () => {
  it.each([
    ['', 'help'],
    ['帮助', 'help'],
    ['Help!', 'help'],
    ['？', 'help'],
    ['help quiz', 'help quiz'],
    ['quiz', 'quiz'],
    ['quiz，me', 'quiz.me'],
    ['quiz, me', 'quiz.me'],
    ['QUIZ,ME', 'quiz.me'],
    ['ＱＵＩＺ　ｍｅ', 'quiz.me'],
    ['quiz。me。', 'quiz.me'],
    ['/quiz me', 'quiz.me'],
    ['quizme', 'quiz.me'],
    ['答题练习', 'quiz.practice'],
    ['答题、练习、安全', 'quiz.practice "安全"'],
    ['答题练习安全', 'quiz.practice "安全"'],
    ['练习安全生产', 'quiz.practice "安全生产"'],
    ['每日一题：排行榜', 'quiz.board'],
    ['签到123456', 'training.checkin "123456"'],
    ['签到 123456', 'training.checkin "123456"'],
    ['签到：123456。', 'training.checkin "123456"'],
    ['签到（123456）', 'training.checkin "123456"'],
    ['签到１２３４５６', 'training.checkin "123456"'],
    ['培训签到123 456', 'training.checkin "123 456"'],
    ['Checkin123456', 'training.checkin "123456"'],
    ['语言中文', 'people.language "中文"'],
    ['lang English', 'people.language "English"'],
    ['提建议，食堂的汤太咸', 'suggestions.new "食堂的汤太咸"'],
    ['错题本', 'quiz.mistakes'],
    ['排行榜', 'quiz.board'],
    ['看板', 'suggestions.board'],
    ['board', '? quiz.board suggestions.board'],
    ['Board。', '? quiz.board suggestions.board'],
    ['board quiz', 'quiz.board'],
    ['我的建议', 'suggestions.mine'],
    // A name that is only part of a sentence runs nothing.
    ['签到了吗', 'unknown'],
    ['我的天啊', 'unknown'],
    ['排行榜看看', 'unknown'],
    ['提建议的人', 'unknown'],
    ['measure', 'unknown'],
    ['quizzes', 'unknown'],
    ['建议食堂换菜', 'unknown in suggestions'],
    ['quiz zzz', 'unknown in quiz'],
    ['constructor', 'unknown'],
    ['！！', 'unknown'],
  ])('%s → %s', (typed, wanted) => expect(to(typed)).toBe(wanted));

  it.each([
    // Workers have one `new`, officers two; a file is imported by three features.
    ['new', as('worker'), 'suggestions.new'],
    [
      'new',
      as('officer'),
      '? suggestions.new training.new clubs.new arena.new competition.new skills.new honours.new votes.new',
    ],
    ['导入', as('officer'), '? quiz.import training.import competition.import'],
    ['导入', ALL, '? quiz.import training.import competition.import people.import'],
    ['导入名册', ALL, 'people.import'],
    ['导入 培训', ALL, 'training.import'],
    ['导出安全题', ALL, 'quiz.export "安全题"'],
    // Who may not is told so by the command's own check.
    ['题库', as('worker'), 'quiz.banks'],
    ['日历2027', ALL, 'calendar "2027"'],
    ['日历 2027年', ALL, 'calendar "2027年"'],
  ])('%s of %j → %s', (typed, who, wanted) => expect(to(typed, who)).toBe(wanted));

  it.each([
    ['，me', 'quiz.me'],
    ['练习', 'quiz.practice'],
    ['帮助', 'help quiz'],
    ['签到', 'unknown in quiz'],
  ])('behind /quiz: %s → %s', (typed, wanted) => {
    const [quiz] = features;
    if (quiz === undefined) expect.fail('there are features');
    expect(told(routeWithin(registry, quiz, normalise(typed)))).toBe(wanted);
  });
});

describe('of the whole registry', () => {
  const named = features.flatMap((feature) => [
    ...[feature.name, ...feature.aliases].map((name) => ({ feature, command: undefined, name, whole: name })),
    ...(feature.commands ?? []).flatMap((command) =>
      [command.verb, ...command.aliases].map((name) => ({ feature, command, name, whole: `${feature.name} ${name}` })),
    ),
  ]);
  const glued = fc.constantFrom('', ' ', '　', '，', ', ', '：', '。');

  it('every name is found with a number glued to it, or behind any mark, in either case', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...named),
        glued,
        fc.nat(999_999),
        ({ feature, command, name, whole }, gap, number) => {
          const line = `${whole.toUpperCase()}${gap}${number}`;
          const found = route(registry, ALL, normalise(line));
          expect(found).toMatchObject({ kind: 'run', text: `${number}` });
          expect(found.kind === 'run' && found.choice.feature).toBe(feature);
          expect(found.kind === 'run' && found.choice.command).toBe(command);
          expect(route(registry, ALL, normalise(`${name}${gap}${number}`)).kind).toMatch(/run|which/);
        },
      ),
    );
  });

  it('a slip of a name runs nothing, and the name is among the two nearest', () => {
    const known = new Set(named.map(({ name }) => name));
    const slips = named.filter(({ name, command }) => command !== undefined && name.length > 5);
    fc.assert(
      fc.property(fc.constantFrom(...slips), fc.nat(), ({ name, command }, at) => {
        const place = 1 + (at % (name.length - 2));
        const slip = `${name.slice(0, place)}q${name.slice(place + 1)}`;
        fc.pre(!known.has(slip));
        expect(to(slip, ALL)).toBe('unknown');
        const two = nearest(registry, ALL, slip).slice(0, 2);
        expect(two.flatMap(({ choice }) => [choice.command?.verb, ...(choice.command?.aliases ?? [])])).toContain(
          command?.verb,
        );
      }),
    );
  });

  it('rubbish runs nothing', () => {
    const rubbish = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .map(normalise)
      .filter((text) => /[\p{L}\p{N}]/u.test(text) && !named.some(({ name }) => text.toLowerCase().includes(name)));
    fc.assert(
      fc.property(rubbish, (text) => {
        expect(to(text, ALL)).toMatch(/^unknown|^help/);
      }),
    );
  });

  it.each([
    ['签道 123456', 'checkin'],
    ['qiandao', 'checkin'],
    ['练席', 'practice'],
    ['排名榜', 'board'],
    ['practise', 'practice'],
    ['certifcates', 'certificates'],
  ])('%s is near %s', (typed, verb) => {
    const [first] = nearest(registry, as('worker'), typed);
    expect(first?.choice.command?.verb).toBe(verb);
  });
});
