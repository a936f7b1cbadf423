import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';

/** Where the pages of a failed test are drawn. */
const RESULTS = fileURLToPath(new URL('../../test-results/e2e', import.meta.url));

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const SIZES = { phone: { width: 390, height: 844 }, desk: { width: 1280, height: 800 } };

/** The machine's own Chromium, without a window. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    headless: true,
    args: FLAGS,
  });
}

/** One person in front of the chat, on a page of their own. */
export interface Seat {
  page: Page;
  /** What the page's own scripts threw. */
  faults: string[];
  /** The bot's App Home. */
  home(): Promise<Locator>;
  /** The direct messages with the bot. */
  messages(): Promise<void>;
  /** Types a line to the bot and sends it. */
  send(line: string): Promise<void>;
  /** The newest message in which this stands. */
  message(text: string | RegExp): Locator;
  /** The open modal with this title. */
  modal(title: string): Locator;
  shoot(name: string): Promise<void>;
}

export async function openSeat(
  browser: Browser,
  url: string,
  user: string,
  size: { width: number; height: number },
): Promise<Seat> {
  const page = await browser.newPage({ viewport: size, deviceScaleFactor: 1 });
  page.setDefaultTimeout(20_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(`${url}/?as=${user}&in=home`);
  const tab = (name: RegExp) => page.getByRole('tab', { name });
  await tab(/^(主页|Home)$/).waitFor();
  const messages = async () => {
    await tab(/^(消息|Messages)/).click();
    await page.getByRole('textbox', { name: /^(发给|Message )/ }).waitFor();
  };
  return {
    page,
    faults,
    messages,
    home: async () => {
      await tab(/^(主页|Home)$/).click();
      return page.getByRole('region', { name: /^(主页|Home)$/ });
    },
    send: async (line) => {
      await messages();
      const composer = page.getByRole('textbox', { name: /^(发给|Message )/ });
      await composer.fill(line);
      await composer.press('Enter');
    },
    message: (text) => page.getByRole('article').filter({ hasText: text }).last(),
    modal: (title) => page.getByRole('dialog', { name: title }),
    shoot: async (name) => {
      await mkdir(RESULTS, { recursive: true });
      await page.screenshot({ path: join(RESULTS, `${name}.png`) });
    },
  };
}
