import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateBlocks, validateView } from '../../playground/server/validate/payload.ts';
import type { Actor, Role } from '../../src/bot/actor.ts';
import { section } from '../../src/bot/draw/blocks.ts';
import {
  importForm,
  importResult,
  unmatchedMessage,
  unmatchedModal,
} from '../../src/features/people/roster/import-views.ts';
import { previewModal, takeModal } from '../../src/features/people/roster/views.ts';
import type { Refusable, Settings } from '../../src/features/people/service.ts';
import { languageFrom } from '../../src/features/people/settings/actions.ts';
import {
  languageMessage,
  settingsForm,
  settingsLine,
  settingsShown,
} from '../../src/features/people/settings/views.ts';
import { overviewMessage } from '../../src/features/people/views.ts';
import { LOCALES, type Locale } from '../../src/lib/language.ts';
import type { RosterRow } from '../../src/members/model.ts';
import { ROSTER_FAULTS, type RosterFaultReason } from '../../src/members/roster/faults.ts';
import type { RosterPlan, RosterReport } from '../../src/members/roster/plan-model.ts';
import type { RosterFault } from '../../src/members/roster/roster.ts';
import type { RosterImport } from '../../src/members/roster/service.ts';
import { COMMANDS, hostileWords, mrkdwnIn } from '../helpers/hostile-words.ts';

/** As long as a roster lets it be, and written to do harm. */
const evil = (length: number) => '<!channel>*_~`&'.repeat(20).slice(0, length);

const actor = (locale: Locale, more: Partial<Actor> = {}): Actor => ({
  user: 'U1',
  name: '王芳',
  locale,
  tz: 'Asia/Shanghai',
  roles: ['worker'],
  scope: 'branch',
  branch: '东湖',
  team: '一班',
  post: '养殖工',
  shift: '06:00-14:30',
  ...more,
});

const rosterRow: RosterRow = {
  workspace: 'T1',
  employeeNumber: evil(40),
  name: evil(80),
  nameKey: 'x',
  email: evil(254),
  branch: evil(60),
  team: evil(60),
  post: evil(60),
  roles: ['worker', 'officer'],
  scope: 'company',
  shift: '',
  importedAt: new Date(0),
};
const rows = (count: number) => Array.from({ length: count }, () => rosterRow);

const none = { count: 0, first: [] };

/** A preview with these faults, and so many more that are only counted. */
const planWith = (faults: RosterFault[], more = 0): RosterPlan => ({
  _id: 'p1',
  workspace: 'T1',
  by: 'U1',
  kind: 'import',
  at: new Date(0),
  base: '',
  state: 'applied',
  report: {
    added: 1,
    changed: 0,
    same: 0,
    fields: {},
    absentWorkers: 0,
    unused: [],
    passed: [],
    rights: none,
    withoutOfficer: none,
    renumbered: none,
    namesakes: none,
    near: none,
    absent: none,
    notes: none,
    faults: { count: faults.length + more, first: faults },
  },
  numbers: ['1'],
  absent: [],
});

const result = (more: Partial<RosterImport> = {}): RosterImport => ({
  rows: 30_000,
  matched: 10,
  unmatched: rows(29_990),
  withheld: rows(40),
  plan: planWith(
    (Object.keys(ROSTER_FAULTS) as RosterFaultReason[]).map((reason, index) => ({
      line: index + 30_000,
      reason,
      row: evil(200),
    })),
    2,
  ),
  ...more,
});

const refusable: Refusable[] = Array.from({ length: 12 }, (_, index) => ({
  feature: `f${index}`,
  title: { zh: '每日一题', en: 'Daily quiz' },
  notices: Array.from({ length: 10 }, (_each, notice) => ({
    kind: `f${index}.n${notice}`,
    name: { zh: '提醒'.repeat(40), en: 'reminder '.repeat(10) },
  })),
}));
const settings: Settings = { chosen: undefined, quiet: { from: '22:00', to: '07:00' }, refused: ['f1.n1', 'gone.x'] };

const now = new Date('2026-03-02T00:00:00Z');
const settingsView = (one: Actor, decided: Settings, offered: Refusable[]) =>
  settingsForm(offered).draw({ ...one, now }, settingsShown(one, decided, offered), { isWhole: true });

describe.each(LOCALES)('views in %s', (locale) => {
  const boss = actor(locale, { roles: ['worker', 'administrator', 'officer'], name: evil(80), branch: evil(60) });
  const size = { members: 100_000, rows: 30_000, matched: 10 };
  const page = { total: 30_000, page: 2, pages: 2_000, rows: rows(15) };

  it('stay within Slack’s limits with the longest words, which do nothing', () => {
    const messages = [
      overviewMessage(boss, size),
      overviewMessage(actor(locale), undefined),
      unmatchedMessage(locale, page),
      unmatchedMessage(locale, { total: 0, page: 1, pages: 1, rows: [] }),
      languageMessage(locale, undefined),
      languageMessage(locale, null),
    ];
    for (const { text, blocks } of messages) {
      expect(validateBlocks(blocks, 'message')).toEqual([]);
      expect(text.length).toBeGreaterThan(0);
      expect(text.length).toBeLessThanOrEqual(4_000);
      expect(text + JSON.stringify(blocks)).not.toContain('<!channel>');
    }
    const views = [importForm.draw({ ...boss, now }), importResult(locale, result()), unmatchedModal(locale, page)];
    views.push(settingsView(boss, settings, refusable), settingsView(actor(locale), { ...settings, chosen: 'en' }, []));
    for (const view of views) {
      expect(validateView(view)).toEqual([]);
      expect(JSON.stringify(view)).not.toContain('<!channel>');
    }
    const refused = refusable.flatMap(({ notices }) => notices.map(({ kind }) => kind));
    const row = section(settingsLine(locale, { ...settings, refused }, refusable));
    expect(validateBlocks([row], 'home')).toEqual([]);
  });

  it('are sound for all kinds of people, and whatever they chose', () => {
    const words = fc.option(hostileWords(120), { nil: undefined });
    const somebody = fc.record({
      name: hostileWords(80),
      branch: words,
      team: words,
      post: words,
      shift: words,
      roles: fc.subarray<Role>(['worker', 'representative', 'officer', 'administrator']),
      scope: fc.constantFrom('company' as const, 'branch' as const),
    });
    const time = fc.constantFrom('00:00', '07:00', '22:00', '23:59');
    const kinds = refusable.flatMap(({ notices }) => notices.map(({ kind }) => kind));
    const chosen = fc.record({
      chosen: fc.constantFrom(undefined, 'zh' as const, 'en' as const),
      quiet: fc.record({ from: time, to: time }),
      refused: fc.subarray(kinds),
    });
    const property = fc.property(somebody, chosen, fc.subarray(refusable), (facts, decided, offered) => {
      const one = actor(locale, facts);
      const message = overviewMessage(one, size);
      const home = [section(settingsLine(locale, decided, offered))];
      expect(validateBlocks(message.blocks, 'message')).toEqual([]);
      expect(validateBlocks(home, 'home')).toEqual([]);
      expect(validateView(settingsView(one, decided, offered))).toEqual([]);
      expect(message.text + mrkdwnIn([message.blocks, home])).not.toMatch(COMMANDS);
    });
    fc.assert(property);
  });

  it('show the roster to administrators only', () => {
    expect(JSON.stringify(overviewMessage(boss, size))).toContain('people.import');
    expect(JSON.stringify(overviewMessage(actor(locale), undefined))).not.toContain('people.import');
  });

  it('show a preview inside the limits of a modal, and no word of the file is a command', () => {
    const { plan } = result();
    const list = (one: object, count: number) => ({ count: 30_000, first: Array.from({ length: count }, () => one) });
    const rights = [{ role: 'administrator' }, { role: 'officer', branch: evil(60) }, { role: 'representative' }];
    const person = { employeeNumber: evil(40), name: evil(80), rights, gains: rights, loses: rights };
    const report = {
      ...plan.report,

      rights: list(person, 40),
      absent: list(person, 40),
      unused: Array(200).fill({ header: evil(60), guess: 'branch' }),

      withoutOfficer: { count: 11, first: Array(10).fill(evil(60)) },
      near: list({ added: evil(60), known: evil(60) }, 10),
      renumbered: list({ name: evil(80), from: evil(40), to: evil(40) }, 10),
      namesakes: list({ name: evil(80), known: evil(40), added: evil(40) }, 10),
    } as RosterReport;
    for (const view of [
      previewModal(locale, { ...plan, report }, 'F1'),
      takeModal(locale, { ...plan, report }, 'p1'),
    ]) {
      expect(validateView(view)).toEqual([]);
      expect(mrkdwnIn(view.blocks)).not.toMatch(COMMANDS);
    }
  });

  it('say of each fault where and why, and how many more there are', () => {
    const shown = JSON.stringify(importResult(locale, result()));
    expect(shown).toContain(ROSTER_FAULTS['broken-row'][locale]);
    expect(shown).toContain('30000');
    expect(shown).toContain(locale === 'zh' ? '还有 2 条' : '2 more');
  });
});

describe('the words', () => {
  it('of a result without faults are one sentence, and how to undo it', () => {
    const { blocks } = importResult(
      'zh',
      result({ rows: 3, matched: 3, unmatched: [], withheld: [], plan: planWith([]) }),
    );
    expect(blocks).toMatchObject([
      { text: { text: '导入 3 人，其中 3 人已在 Slack 找到。' } },
      { type: 'context' },
      { type: 'actions' },
    ]);
  });

  it('say who one is', () => {
    expect(overviewMessage(actor('zh', { roles: ['worker', 'officer'] }), undefined).text).toBe(
      '我的资料\n王芳\n身份：分会干部\n单位：东湖 · 一班\n岗位：养殖工\n班次：06:00-14:30\n[设置] [请假、不在] [English]',
    );
  });

  it.each([
    ['zh', 'zh'],
    ['中文', 'zh'],
    [' English ', 'en'],
    ['自动', null],
    ['fr', undefined],
    ['constructor', undefined],
    ['', undefined],
  ])('"%s" for a language', (word, expected) => expect(languageFrom(word)).toBe(expected));
});
