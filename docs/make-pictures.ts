/**
 * Makes the pictures of the README: `npx tsx docs/make-pictures.ts`. Starts a playground of its own, lets the
 * demo's next morning come, and photographs the card. CHROMIUM names the browser, /usr/bin/chromium unless told.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { connect, textOf } from '../playground/client.ts';
import { startTree } from '../playground/tree/tree.ts';
import { addDays } from '../src/lib/zone.ts';
import { dayOf, instantOf, isWorkingDay } from '../src/members/shift.ts';

const ZONE = 'Asia/Shanghai';
/** Who read Chinese and are on duty at that hour; the draw decides who has a question with four options. */
const WORKERS = ['U0QH2002', 'U0QH2003', 'U0QH1003', 'U0QH1004', 'U0QH3003'];
const PICTURES = [
  { file: 'quiz.png', width: 1280, height: 560, scale: 1 },
  { file: 'quiz-phone.png', width: 390, height: 640, scale: 2 },
];

/** 08:05 of the next working day. */
function nextMorning(now: number): number {
  let day = addDays(dayOf(new Date(now), ZONE), 1);
  while (!isWorkingDay(undefined, day)) day = addDays(day, 1);
  return instantOf(day, '08:05', ZONE).getTime();
}

async function photograph(url: string, worker: string, channel: string): Promise<void> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  try {
    for (const { file, width, height, scale } of PICTURES) {
      const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: scale, locale: 'zh-CN' });
      await page.goto(`${url}/?as=${worker}&in=${channel}`);
      await page.locator('article.message').last().getByRole('button', { name: 'A', exact: true }).waitFor();
      await page.locator('.banner').waitFor({ state: 'detached' });
      await page.evaluate(() => document.fonts.ready);
      await page.screenshot({ path: fileURLToPath(new URL(file, import.meta.url)), animations: 'disabled' });
      await page.close();
    }
  } finally {
    await browser.close();
  }
}

const folder = await mkdtemp(join(tmpdir(), 'jingying-pictures-'));
try {
  const tree = await startTree({ dataDir: folder, port: 0, limits: false });
  const play = connect(tree.url());
  try {
    await play.clock.moveTo(nextMorning(await play.clock.now()));
    for (const id of WORKERS) {
      const worker = play.as(id);
      const channel = await worker.dmChannel();
      const card = await worker.until(
        ({ messages }) => messages[channel]?.find((message) => textOf(message).includes('前作答')),
        'the card of the day',
        60_000,
      );
      if (!JSON.stringify(card.blocks).includes('quiz.pick:3')) continue;
      // Its socket may reconnect after so long a step of the clock.
      await worker.until(({ botOnline }) => botOnline || undefined, 'the bot to be online', 60_000);
      await photograph(tree.url(), id, channel);
      break;
    }
  } finally {
    play.close();
    await tree.stop();
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
