import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadCompiled } from '../../src/programs/compiled.ts';

describe('a program that is loaded from what V8 compiled last time', () => {
  let folder = '';
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  const load = () => loadCompiled<{ words: () => string }>(pathToFileURL(join(folder, 'main.js')));
  const kept = () => readdirSync(join(folder, '.compiled'));

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    folder = mkdtempSync(join(tmpdir(), 'jingying-compiled-'));
    write('shared.js', 'const path = require("node:path"); exports.at = () => path.basename(__filename);');
    write('main.js', 'exports.words = () => `\\u4f60\\u597d from ${require("./shared.js").at()}`; // the end');
  });
  afterEach(() => {
    vi.useRealTimers();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is the same the first time and the next, and keeps each of its files once it has settled', () => {
    expect(load().words()).toBe('你好 from shared.js');
    vi.runAllTimers();
    expect(kept().map((name) => name.split('.js')[0])).toEqual(['main', 'shared']);
    const before = kept();
    expect(load().words()).toBe('你好 from shared.js');
    vi.runAllTimers();
    expect(kept()).toEqual(before);
  });

  it('takes a new build of the same length for what it is', () => {
    load().words();
    vi.runAllTimers();
    write('main.js', 'exports.words = () => `\\u4f60\\u597d with ${require("./shared.js").at()}`; // the end');
    utimesSync(join(folder, 'main.js'), 1, 1);
    expect(load().words()).toBe('你好 with shared.js');
  });

  it('runs where nothing can be kept, and where what is kept is rubbish', () => {
    writeFileSync(join(folder, '.compiled'), '');
    expect(load().words()).toBe('你好 from shared.js');
    vi.runAllTimers();
    rmSync(join(folder, '.compiled'));
    load().words();
    vi.runAllTimers();
    for (const name of kept()) writeFileSync(join(folder, '.compiled', name), 'rubbish');
    expect(load().words()).toBe('你好 from shared.js');
  });

  it('loads files that need each other, and ends with what one throws', () => {
    write('shared.js', 'exports.at = () => require("./main.js").name;');
    write('main.js', 'exports.name = "main"; exports.words = () => require("./shared.js").at();');
    expect(load().words()).toBe('main');
    mkdirSync(join(folder, 'broken'));
    write('broken/main.js', 'throw new Error("no start")');
    expect(() => loadCompiled(pathToFileURL(join(folder, 'broken', 'main.js')))).toThrow('no start');
  });
});
