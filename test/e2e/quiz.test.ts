import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { connect, type PlaygroundClient } from '../../playground/client.ts';
import { startTree, type Tree } from '../../playground/tree/tree.ts';
import { readBank } from '../../src/features/quiz/formats/read-bank.ts';
import type { Question } from '../../src/features/quiz/question/rules/question.ts';
import { addDays, dayOf, instantOf } from '../../src/lib/zone.ts';
import { isOfficialWorkday } from '../../src/members/calendar/official.ts';
import { openBrowser, openSeat, type Seat, SIZES } from './browser.ts';

const ZONE = 'Asia/Shanghai';
const BANK_NAME = '法律常识';
const [ZHOU, CHEN, MARIA] = ['U0QH1001', 'U0QH1003', 'U0QH1005'];

const fileOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));
/** Real questions that nobody here wrote, where they are at hand. */
const REAL_BANK = fileOf('../../../shared/question-banks/cmmlu/legal_and_moral_basis.csv');
const DEMO_BANK = fileOf('../../playground/demo-bank.csv');

type Single = Extract<Question, { kind: 'single' }>;

/** A bank whose cards all have letters to tap: the real one, else those of the demo's questions. */
async function bankFile(folder: string): Promise<string> {
  if (existsSync(REAL_BANK)) return REAL_BANK;
  const lines = (await readFile(DEMO_BANK, 'utf8')).split('\n');
  const file = join(folder, 'bank.csv');
  await writeFile(file, lines.filter((line, index) => index === 0 || line.startsWith('单选')).join('\n'));
  return file;
}

const squeezed = (text: string) => text.replace(/\s+/g, '');

/** The letters of a card's options as its reader sees them: the right one and a wrong one. */
async function lettersOn(card: Locator, questions: readonly Single[]): Promise<{ right: string; wrong: string }> {
  const text = (await card.allInnerTexts()).join('\n');
  const words = squeezed(text);
  const asked = questions.find(({ stem, options }) => [stem, ...options].every((one) => words.includes(squeezed(one))));
  if (!asked) throw new Error(`none of the bank's questions is on the card:\n${text}`);
  const letterOf = (option: string | undefined) => {
    const line = text.split('\n').find((one) => squeezed(one).slice(1) === squeezed(option ?? ''));
    if (!line) throw new Error(`the option "${option}" is not on the card:\n${text}`);
    return line.trim().charAt(0);
  };
  return {
    right: letterOf(asked.options[asked.correct]),
    wrong: letterOf(asked.options.find((_, index) => index !== asked.correct)),
  };
}

const button = (within: Locator, name: string) => within.getByRole('button', { name, exact: true });

/** One tap, and what it brings. */
async function tap(what: Locator, shown: Locator): Promise<void> {
  await what.click();
  await shown.waitFor();
}

describe('the daily quiz in the browser, from nothing', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'jingying-e2e-'));
  const crashes: string[] = [];
  let tree: Tree;
  let slack: PlaygroundClient;
  let browser: Browser;
  let officer: Seat;
  let chen: Seat;
  let maria: Seat;
  let bank: string;
  let questions: Single[];

  beforeAll(async () => {
    bank = await bankFile(dataDir);
    const reading = await readBank(await readFile(bank), basename(bank));
    questions = reading.questions.flatMap(({ question }) => (question.kind === 'single' ? [question] : []));
    tree = await startTree({ dataDir, port: 0, seed: 'none', http: true, onCrash: (fault) => crashes.push(fault) });
    slack = connect(tree.url());
    browser = await openBrowser();
    officer = await openSeat(browser, tree.url(), ZHOU, SIZES.desk);
    chen = await openSeat(browser, tree.url(), CHEN, SIZES.phone);
    maria = await openSeat(browser, tree.url(), MARIA, SIZES.desk);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    for (const [name, seat] of Object.entries({ officer, chen, maria })) await seat?.shoot(`${task.id}-${name}`);
  });
  afterAll(async () => {
    await browser?.close();
    slack?.close();
    await tree?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('an officer imports a bank: nothing counts before the preview is confirmed', async () => {
    await officer.send('/jy quiz import');
    const form = officer.modal('导入题库');
    await form.getByLabel('题库名').fill(BANK_NAME);
    await button(form, '预览').click();
    await form.getByRole('alert').waitFor();
    await form.locator('input[type=file]').setInputFiles(bank);
    await button(form, '预览').click();

    const preview = officer.modal('导入预览');
    await preview.getByText('还没有导入').waitFor();
    expect(await preview.textContent()).toContain(BANK_NAME);
    await preview.getByRole('button', { name: /^导入 \d+ 题$/ }).click();
    const done = officer.modal('导入题库');
    await done.getByText(`到“${BANK_NAME}”`).waitFor();
    await button(done, '关闭').last().click();
    await done.waitFor({ state: 'hidden' });

    await officer.send('/jy quiz banks');
    await officer.message(BANK_NAME).waitFor();
  });

  it('and schedules it for every working day at 08:00', async () => {
    await officer.send('/jy quiz schedule');
    await button(officer.message('还没有答题计划'), '新建计划').click();
    const form = officer.modal('新建答题计划');
    await form.getByLabel('计划名').fill('每日一题');
    await form.getByLabel('题库', { exact: true }).selectOption({ label: BANK_NAME });
    await form.getByLabel('时间', { exact: true }).fill('08:00');
    await button(form, '保存').click();
    await officer.modal('答题计划').getByText('“每日一题”已保存').waitFor();
  });

  it('in the morning the card comes; a tap marks, another changes, confirming answers', async () => {
    let day = addDays(dayOf(new Date(await slack.clock.now()), ZONE), 1);
    while (!isOfficialWorkday(day)) day = addDays(day, 1);
    await slack.clock.moveTo(instantOf(day, '08:00:30', ZONE).getTime());

    await chen.messages();
    const card = chen.message('只有你自己看得到');
    await card.waitFor();
    const { right, wrong } = await lettersOn(card, questions);
    await tap(button(card, wrong), button(card, `确认 ${wrong}`));
    await tap(button(card, right), button(card, `确认 ${right}`));
    const result = chen.message('你选的');
    await tap(button(card, `确认 ${right}`), result);
    await result.getByText('+10 分').waitFor();
    expect(await button(result, right).count()).toBe(0);
  });

  it('another worker answers hers in English, and learns what is right', async () => {
    await maria.messages();
    const card = maria.message('only you can see this');
    await card.waitFor();
    const { right, wrong } = await lettersOn(card, questions);
    await tap(button(card, right), button(card, `Confirm ${right}`));
    await tap(button(card, wrong), button(card, `Confirm ${wrong}`));
    const result = maria.message('your choice');
    await tap(button(card, `Confirm ${wrong}`), result);
    await result.getByText('ask you again tomorrow').waitFor();
  });

  it('App Home shows streak and points', async () => {
    const home = await chen.home();
    await home.getByText('今天的题已答完').waitFor();
    await home.getByText('连续答题 1 天').waitFor();
    await home.getByText('本周 10 分').waitFor();
    await (await maria.home()).getByText('2 points this week').waitFor();
  });

  it('after all processes are restarted the record stands', async () => {
    const before = tree.pids();
    await tree.restart();
    expect(Object.values(tree.pids()).every((pid) => !Object.values(before).includes(pid))).toBe(true);

    await chen.page.goto(`${tree.url()}/?as=${CHEN}&in=home`);
    const home = await chen.home();
    await home.getByText('今天的题已答完').waitFor();
    await home.getByText('本周 10 分').waitFor();
    await chen.send('/jy quiz me');
    const mine = chen.message('我的成绩');
    await mine.getByText('连续答题 1 天').waitFor();
    await mine.getByText('累计 10 分').waitFor();
  });

  it('and nothing went wrong on the way', () => {
    expect([officer, chen, maria].flatMap((seat) => seat.faults)).toEqual([]);
    expect(crashes).toEqual([]);
  });
});
