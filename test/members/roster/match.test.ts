import { describe, expect, it } from 'vitest';
import { matchRoster, nameKey, nameKeysIn, type PersonKey, type RosterKey } from '../../../src/members/roster/match.ts';

const TODAY = new Date('2026-11-18T02:00:00Z');
const row = (employeeNumber: string, name: string, email = '', more: Partial<RosterKey> = {}): RosterKey => ({
  employeeNumber,
  name,
  email,
  importedAt: TODAY,
  ...more,
});
const person = (user: string, name: string, email?: string, ...hints: string[]): PersonKey => ({
  user,
  name,
  email,
  hints,
});
const found = (rows: RosterKey[], people: PersonKey[]) =>
  Object.fromEntries([...matchRoster(rows, people)].map(([number, { user, by }]) => [number, `${user} by ${by}`]));

describe('the roster and Slack', () => {
  it.each<[string, RosterKey[], PersonKey[], Record<string, string>]>([
    ['by email', [row('0231', '王芳', 'wf@x.cn')], [person('U1', 'Fang', 'WF@x.cn')], { '0231': 'U1 by email' }],
    ['never by the name alone', [row('0231', '王芳')], [person('U1', '王芳')], {}],
    ['never by the number alone', [row('0231', '王芳')], [person('U1', '李娜', undefined, '0231')], {}],
    [
      'by name and number in the title',
      [row('0231', '王芳')],
      [person('U1', '王芳', undefined, '养殖工 0231')],
      { '0231': 'U1 by number' },
    ],
    [
      'by a display name with the number',
      [row('0231', '王芳')],
      [person('U1', 'wangfang', undefined, '王芳 0231')],
      { '0231': 'U1 by number' },
    ],
    [
      'with brackets and full width',
      [row('QH-1001', '周岚')],
      [person('U1', '周岚（ｑｈ－１００１）')],
      { 'QH-1001': 'U1 by number' },
    ],
    ['with the number written close', [row('0231', '王芳')], [person('U1', '王芳0231')], { '0231': 'U1 by number' }],
    [
      'with zeros that a spreadsheet dropped',
      [row('231', '王芳')],
      [person('U1', '王芳 000231')],
      { '231': 'U1 by number' },
    ],
    [
      'in English, whatever the case',
      [row('QH2004', 'Tom Baker')],
      [person('U1', 'tom baker', undefined, 'Engineer, qh2004')],
      { QH2004: 'U1 by number' },
    ],
    ['not by a part of a longer number', [row('0231', '王芳')], [person('U1', '王芳', undefined, '10231')], {}],
    ['not by a short number that titles are full of', [row('3', '王芳')], [person('U1', '王芳', undefined, '3班')], {}],
    ['not by a number of zeros', [row('000', '王芳')], [person('U1', '王芳', undefined, '000')], {}],
    [
      'by email before by number',
      [row('0231', '王芳', 'wf@x.cn')],
      [person('U1', '王芳', undefined, '0231'), person('U2', '王芳', 'wf@x.cn')],
      { '0231': 'U2 by email' },
    ],
    [
      'each person once',
      [row('0231', '王芳', 'wf@x.cn'), row('0232', '王芳')],
      [person('U1', '王芳', 'wf@x.cn', '0232')],
      { '0231': 'U1 by email' },
    ],
    [
      'nobody where two fit',
      [row('0231', '王芳')],
      [person('U1', '王芳', undefined, '0231'), person('U2', '王芳 0231')],
      {},
    ],
    [
      'whom it was before where two fit',
      [row('0231', '王芳', '', { matchedUser: 'U2' })],
      [person('U1', '王芳 0231'), person('U2', '王芳 0231')],
      { '0231': 'U2 by number' },
    ],
    ['nobody for two rows that claim one', [row('0231', '王芳'), row('231', '王芳')], [person('U1', '王芳 0231')], {}],
    [
      'the later import where two rows have one email',
      [row('1', '王芳', 'wf@x.cn', { importedAt: new Date(0) }), row('2', '王芳', 'wf@x.cn')],
      [person('U1', '王芳', 'wf@x.cn')],
      { '2': 'U1 by email' },
    ],
    ['a number that looks like a pattern', [row('A.*(1', '王芳')], [person('U1', '王芳', undefined, 'AXX(1')], {}],
  ])('match %s', (_name, rows, people, expected) => {
    expect(found(rows, people)).toEqual(expected);
  });

  it('is one and the same whatever the order of its rows', () => {
    const rows = [row('0231', '王芳', 'a@x.cn'), row('0232', '王芳'), row('0233', '李娜', 'b@x.cn')];
    const people = [
      person('U1', '王芳', undefined, '0232'),
      person('U2', '王芳', 'a@x.cn'),
      person('U3', '李娜', 'b@x.cn'),
    ];
    expect(found(rows.toReversed(), people.toReversed())).toEqual(found(rows, people));
  });

  it('takes a company of 30,000 in a moment', () => {
    const numbers = Array.from({ length: 30_000 }, (_, index) => `QH${10_000 + index}`);
    const rows = numbers.map((number) => row(number, '王芳'));
    const people = numbers
      .slice(0, 2_000)
      .map((number, index) => person(`U${index}`, `员工${index}`, `${number}@x.cn`));
    const start = performance.now();
    matchRoster(rows, people);
    expect(performance.now() - start).toBeLessThan(3_000);
  });

  it('compares names without width, case, spaces and signs', () => {
    expect(nameKey(' Ｔｏｍ  O’Baker ')).toBe('tomobaker');
    expect(nameKey('阿依古丽·买买提')).toBe(nameKey('阿依古丽 买买提'));
    expect(nameKeysIn('王芳（0231）')).toContain('王芳');
  });
});
