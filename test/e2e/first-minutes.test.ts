import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPrograms } from '../../playground/build-programs.ts';
import { connect, type PlaygroundClient } from '../../playground/client.ts';
import { PLAYED } from '../../playground/company.ts';
import { CROWD } from '../../playground/crowd.ts';
import { startTree, type Tree } from '../../playground/tree/tree.ts';
import { openBrowser, SIZES } from './browser.ts';

const LONG_MS = 900_000;
const CHEN = 'U0QH1003';
const CROWD_MEMBER = 'U0QH5003';

describe('the first five minutes', { timeout: LONG_MS }, () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'jingying-first-'));
  const crashes: string[] = [];
  let tree: Tree;
  let slack: PlaygroundClient;
  let browser: Browser;

  const messagesOf = async (user: string): Promise<{ ts: string; text: string }[]> =>
    (await (await fetch(`${tree.url()}/play/messages?as=${user}`)).json()).messages;

  async function openStart(size: { width: number; height: number }, locale: string): Promise<Page> {
    const page = await browser.newPage({ viewport: size, locale });
    page.setDefaultTimeout(60_000);
    await page.goto(tree.url());
    await page.locator('.start-card').first().waitFor();
    return page;
  }

  beforeAll(async () => {
    tree = await startTree({ dataDir, port: 0, http: true, onCrash: (fault) => crashes.push(fault) });
    slack = connect(tree.url());
    browser = await openBrowser();
  }, LONG_MS);
  afterAll(async () => {
    await browser?.close();
    slack?.close();
    await tree?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('open a company whose books agree with its ledger', async () => {
    const { jy, nodeArgs } = await buildPrograms();
    const { stdout, status } = spawnSync(process.execPath, [...nodeArgs, jy, 'verify'], {
      env: { ...process.env, ...tree.env() },
      encoding: 'utf8',
    });
    expect(stdout).toMatch(
      new RegExp(`^${PLAYED.length + CROWD.length} members and \\d+ roll-ups recounted, 0 differences`),
    );
    expect(status).toBe(0);
  });

  it('leave the last days in the messages of those whom one can be, and nothing for the others', async () => {
    const now = await slack.clock.now();
    const own = await messagesOf(CHEN);
    expect(own.length).toBeGreaterThan(3);
    expect(own.length).toBeLessThan(30);
    const days = own.map(({ ts }) => (now - Number(ts) * 1000) / 86_400_000);
    expect(Math.min(...days)).toBeGreaterThanOrEqual(0);
    // Two working days, which a week of holidays may lie between.
    expect(Math.max(...days)).toBeLessThan(14);
    expect(await messagesOf(CROWD_MEMBER)).toEqual([]);
  });

  it('send nothing late', async () => {
    const before = await messagesOf(CHEN);
    await slack.clock.moveTo((await slack.clock.now()) + 120_000);
    await slack.as(CHEN).command('/jy', 'quiz me');
    await slack.as(CHEN).untilMessage('我的成绩');
    const since = (await messagesOf(CHEN)).filter(({ ts }) => before.every((one) => one.ts !== ts));
    expect(since.map(({ text }) => text).filter((text) => !text.includes('我的成绩'))).toEqual([]);
  });

  for (const [size, locale, title] of [
    ['phone', 'zh-CN', '职工答今天的题'],
    ['desk', 'en-GB', 'A worker answers today’s question'],
  ] as const)
    it(`offer three starts, everybody and the other language: ${size}, ${locale}`, async () => {
      const page = await openStart(SIZES[size], locale);
      expect(await page.locator('.start-card').count()).toBe(3);
      await page.getByText(title).waitFor();
      expect(await page.locator('.person-card').count()).toBe(PLAYED.length);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(SIZES[size].width);
      await page.getByRole('button', { name: locale === 'zh-CN' ? 'English' : '中文' }).click();
      await page
        .getByText(locale === 'zh-CN' ? 'union chair' : '工会主席')
        .first()
        .waitFor();
      await page.close();
    });

  it('show the chair what is overdue', async () => {
    const page = await openStart(SIZES.desk, 'zh-CN');
    await page.locator('.start-card').nth(1).click();
    await page.getByText('下一步').waitFor();
    await page
      .getByText(/超期 1|已超期/)
      .first()
      .waitFor();
    await page.close();
  });

  it('bring the question of the next working morning by one press, and an answer by two', async () => {
    const page = await openStart(SIZES.phone, 'en-GB');
    await page.locator('.start-card').nth(2).click();
    await page.getByText('Next: ').waitFor();
    const asked = page.getByRole('article').filter({ hasText: 'only you can see this' });
    const before = await asked.count();
    await page.locator('.morning').click();
    await expect.poll(() => asked.count(), { timeout: 120_000 }).toBe(before + 1);
    await page.close();
  });

  it('without a crash', () => {
    expect(crashes).toEqual([]);
  });
});
