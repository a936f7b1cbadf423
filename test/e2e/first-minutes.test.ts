import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTree, type Tree } from '../../playground/tree/tree.ts';
import { openBrowser, SIZES } from './browser.ts';

/** A Tuesday afternoon: today's question has come, and tomorrow's is for ☀️ to bring. */
const AT = Date.parse('2026-12-01T14:30:00+08:00');
/** Long enough for a machine that is busy with other things. */
const SOON = 60_000;

describe('the first five minutes, with three months of a company', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'jingying-first-'));
  const crashes: string[] = [];
  let tree: Tree;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const onCrash = (fault: string): void => void crashes.push(fault);
    tree = await startTree({ dataDir, port: 0, seed: 'history', at: AT, http: true, onCrash });
    browser = await openBrowser();
    page = await browser.newPage({ viewport: SIZES.phone });
    page.setDefaultTimeout(SOON);
  }, 600_000);
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await page?.screenshot({ path: join(tmpdir(), `${task.id}.png`) });
  });
  afterAll(async () => {
    await browser?.close();
    await tree?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const start = (title: string): Locator => page.locator('.start-card').filter({ hasText: title });
  const begin = async (title: string): Promise<void> => {
    await page.goto(tree.url());
    await start(title).click();
  };

  /** Whatever kind of question came. */
  async function answer(card: Locator): Promise<void> {
    const box = card.getByRole('checkbox').first();
    if ((await box.count()) > 0) await box.check();
    else await card.getByRole('button').first().click();
    const field = page.getByRole('dialog').getByRole('textbox').first();
    const confirm = page.getByRole('button', { name: /^(确认|提交)/ }).last();
    await confirm.waitFor();
    if ((await field.count()) > 0) await field.fill('2');
    await confirm.click();
  }

  it('says in two sentences what this is, in the language one chooses, and offers three starts', async () => {
    await page.goto(tree.url());
    await page.getByRole('button', { name: '中文' }).click();
    const head = page.locator('.chooser header p').first();
    await head.waitFor();
    expect(await head.textContent()).toMatch(/一天一道题[\s\S]*“青禾水产”：74 人，三个月的记录/);
    await start('工会主席看要办的事').waitFor();
    expect(await page.locator('.start-card').count()).toBe(3);
    expect(await page.locator('.everybody li').count()).toBe(14);
    await page.getByRole('button', { name: 'English' }).click();
    await start('The union’s chair looks at what needs her').waitFor();
    // Roles and units are in the reader's language, too.
    expect((await page.locator('.everybody').allInnerTexts()).join()).not.toMatch(/分会|工会主席/);
    await page.getByRole('button', { name: '中文' }).click();
  });

  it('shows the chair what needs her: what is overdue, what was announced, what is to come', async () => {
    await begin('工会主席看要办的事');
    const home = page.getByRole('region', { name: '主页' });
    await home.getByText('超期').first().waitFor();
    expect(await home.textContent()).toMatch(/建议|走访/);
  });

  it('brings the day’s question with ☀️; a worker answers it and learns at once', async () => {
    await begin('职工答今天的题');
    const sun = page.getByRole('button', { name: /早上|明早|今早/ });
    // Yesterday's card stands there, too, until it says that it is closed; and an arena asks as well.
    const articles = page.getByRole('article');
    await articles.last().waitFor();
    const before = await articles.count();
    await sun.first().click();
    const isCard = (text: string) => /每日一题[\s\S]*前作答/.test(text);
    const newest = async () => (await articles.allInnerTexts()).findLastIndex(isCard);
    await expect.poll(newest, { timeout: SOON }).toBeGreaterThanOrEqual(before);
    const card = articles.filter({ hasText: /每日一题[\s\S]*前作答/ }).last();
    await answer(card);
    await page
      .getByText(/答对了|答错了|没答对|不对|对了一部分|部分/)
      .last()
      .waitFor();
    expect(await page.getByText('依据').count()).toBeGreaterThan(0);
  });

  it('speaks English to a colleague who does', async () => {
    await begin('外籍同事用英文');
    await page.getByText('Electrical safety in winter: greenhouses and dormitories').first().waitFor();
    await page.getByRole('tab', { name: 'Home' }).click();
    await page.getByRole('region', { name: 'Home' }).getByText('Daily quiz').first().waitFor();
    expect(crashes).toEqual([]);
  });
});
