import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import type { PlaygroundPerson } from '../../playground/client/person.ts';
import { type PlaygroundClient, textOf } from '../../playground/client.ts';
import type { Message, ModalView } from '../../playground/protocol.ts';

export const SOON = 60_000;
const HEARTBEAT_MS = 15_000;

export interface Size {
  width: number;
  height: number;
  scale: number;
}
export const WIDE: Size = { width: 1280, height: 560, scale: 1 };
export const PHONE: Size = { width: 390, height: 640, scale: 1.5 };

export type Photograph = (person: PlaygroundPerson, file: string, size: Size, waitFor: string) => Promise<void>;

/** Photographs a person's messages with the bot, or the modal above them, when a button or text is there. */
export function photographer(url: string, browser: Browser): Photograph {
  return async (person, file, { width, height, scale }, waitFor) => {
    // Its socket may reconnect after so long a step of the clock.
    await person.until(({ botOnline }) => botOnline || undefined, 'the bot to be online', SOON);
    const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: scale, locale: 'zh-CN' });
    await page.goto(`${url}/?as=${person.id}&in=${await person.dmChannel()}`);
    const hasModal = (await person.state()).modals.length > 0;
    const place = hasModal ? page.getByRole('dialog') : page.locator('article.message').filter({ hasText: waitFor });
    await place.last().getByText(waitFor).first().waitFor();
    await page.locator('.banner').waitFor({ state: 'detached' });
    await page.evaluate(() => document.fonts.ready);
    if (!hasModal) await place.last().scrollIntoViewIfNeeded();
    await page.screenshot({ path: fileURLToPath(new URL(file, import.meta.url)), animations: 'disabled' });
    await page.close();
  };
}

/** @param since only what came then or later, s since 1970 */
export async function message(person: PlaygroundPerson, contains: string, since = 0): Promise<Message> {
  const channel = await person.dmChannel();
  const isIt = (one: Message) =>
    Number(one.ts) >= since && (textOf(one).includes(contains) || JSON.stringify(one.blocks ?? []).includes(contains));
  return person.until(({ messages }) => messages[channel]?.findLast(isIt), `a message with ${contains}`, SOON);
}

export async function modal(person: PlaygroundPerson, contains: string): Promise<ModalView> {
  const top = ({ modals }: { modals: ModalView[] }) => {
    const view = modals.at(-1);
    return view !== undefined && JSON.stringify(view).includes(contains) ? view : undefined;
  };
  return person.until(top, `a modal with ${contains}`, SOON);
}

/** Moves the clock. Its socket takes a long step for a lost connection, sooner or later: what is pressed then is refused. */
export async function moveClock(play: PlaygroundClient, person: PlaygroundPerson, at: number): Promise<void> {
  await play.clock.moveTo(at);
  const isLost = ({ botOnline }: { botOnline: boolean }) => !botOnline || undefined;
  await person.until(isLost, 'the socket to be lost', HEARTBEAT_MS).catch(() => undefined);
  await person.until(({ botOnline }) => botOnline || undefined, 'the bot to be online', SOON);
}
