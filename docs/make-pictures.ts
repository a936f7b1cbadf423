/**
 * Makes the pictures of the README: `npx tsx docs/make-pictures.ts`. Starts a playground of its own, lets the demo's next
 * morning come, has its people do what they do, and photographs what they see. CHROMIUM names the browser,
 * /usr/bin/chromium unless told.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import type { PlaygroundPerson } from '../playground/client/person.ts';
import { connect, type PlaygroundClient, textOf } from '../playground/client.ts';
import type { Message, ModalView } from '../playground/protocol.ts';
import { startTree } from '../playground/tree/tree.ts';
import { addDays, DAY_MS, MINUTE_MS } from '../src/lib/zone.ts';
import { dayOf, instantOf, isWorkingDay } from '../src/members/shift.ts';

const ZONE = 'Asia/Shanghai';
const SOON = 60_000;
/** Who read Chinese and are on duty at that hour; the draw decides who has a question with four options. */
const WORKERS = ['U0QH2002', 'U0QH2003', 'U0QH1003', 'U0QH1004', 'U0QH3003'];
const [ZHAO = '', , CHEN = '', LI = ''] = WORKERS;
const CHAIR = 'U0QH1001';
const OFFICER = 'U0QH1002';
const WIDE = { width: 1280, height: 560, scale: 1 };
const PHONE = { width: 390, height: 640, scale: 2 };

const NOTICE = {
  title: '有限空间作业：先通风，再检测',
  body: richText('进入鱼池、窨井、饲料仓之前：先通风半小时，再测氧和硫化氢，门口留人。少一步，都不许下。'),
  category: 'safety',
  include: ['全体职工'],
  options: ['ack'],
  question: '下池之前，先做什么？\n* 通风\n下去看看\n等班长来',
};
const SUGGESTIONS: [who: string, words: string][] = [
  [CHEN, '三号增氧机夜里有异响，怕是轴承坏了，请检修'],
  [LI, '食堂夜班能不能热饭'],
  [ZHAO, '东湖泵房台阶太滑，装一条扶手'],
];

const CAMP = {
  ...{ topic: '特训营：有限空间作业安全', kind: 'camp', duration: '120', minutes: '120', where: '综合楼三楼' },
  ...{ capacity: '30', repeat: 'week', times: '4', include: ['全体职工'], about: '带工作证。四次都到，发结业证书。' },
};

function richText(text: string): string {
  return JSON.stringify({
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
  });
}

/** 08:05 of the next working day. */
function nextMorning(now: number): number {
  let day = addDays(dayOf(new Date(now), ZONE), 1);
  while (!isWorkingDay(undefined, day)) day = addDays(day, 1);
  return instantOf(day, '08:05', ZONE).getTime();
}

type Photograph = (person: PlaygroundPerson, file: string, size: typeof WIDE, waitFor: string) => Promise<void>;

/** Photographs a person's messages with the bot, when a button or text is there. */
function photographer(url: string, browser: Browser): Photograph {
  return async (person, file, { width, height, scale }, waitFor) => {
    // Its socket may reconnect after so long a step of the clock.
    await person.until(({ botOnline }) => botOnline || undefined, 'the bot to be online', SOON);
    const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: scale, locale: 'zh-CN' });
    await page.goto(`${url}/?as=${person.id}&in=${await person.dmChannel()}`);
    await page.locator('article.message').last().getByText(waitFor).first().waitFor();
    await page.locator('.banner').waitFor({ state: 'detached' });
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: fileURLToPath(new URL(file, import.meta.url)), animations: 'disabled' });
    await page.close();
  };
}

async function message(person: PlaygroundPerson, contains: string): Promise<Message> {
  const channel = await person.dmChannel();
  const isIt = (one: Message) => textOf(one).includes(contains) || JSON.stringify(one.blocks ?? []).includes(contains);
  return person.until(({ messages }) => messages[channel]?.findLast(isIt), `a message with ${contains}`, SOON);
}

async function modal(person: PlaygroundPerson, contains: string): Promise<ModalView> {
  const top = ({ modals }: { modals: ModalView[] }) => {
    const view = modals.at(-1);
    return view !== undefined && JSON.stringify(view).includes(contains) ? view : undefined;
  };
  return person.until(top, `a modal with ${contains}`, SOON);
}

async function cardOfTheDay(play: PlaygroundClient, photograph: Photograph): Promise<void> {
  for (const worker of WORKERS.map((id) => play.as(id))) {
    const card = await message(worker, '前作答');
    if (!JSON.stringify(card.blocks).includes('quiz.pick:3')) continue;
    await photograph(worker, 'quiz.png', WIDE, '前作答');
    await photograph(worker, 'quiz-phone.png', PHONE, '前作答');
    return;
  }
}

/** The chair announces; some confirm; the chair looks at the receipts. */
async function announcement(play: PlaygroundClient, photograph: Photograph): Promise<void> {
  const chair = play.as(CHAIR);
  await chair.command('/announce');
  await message(chair, 'announcements.write');
  await chair.click('announcements.write');
  await modal(chair, 'rich_text_input');
  const { errors } = await chair.submit(NOTICE);
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  await modal(chair, 'announcements.send');
  await chair.click('announcements.send', { in: 'modal' });
  const isSent = ({ modals }: { modals: ModalView[] }) =>
    !JSON.stringify(modals).includes('announcements.send') || undefined;
  await chair.until(isSent, 'that it is sent', SOON);
  await chair.closeModal(true);
  const zhao = play.as(ZHAO);
  await message(zhao, NOTICE.title);
  await photograph(zhao, 'announcement-phone.png', PHONE, NOTICE.title);
  for (const id of [ZHAO, CHEN, LI, OFFICER]) {
    const worker = play.as(id);
    await message(worker, NOTICE.title);
    await worker.click('announcements.answer:0');
  }
  await chair.command('/jy', 'announcements receipts');
  await message(chair, 'data_visualization');
  await photograph(chair, 'receipts.png', { ...WIDE, height: 1180 }, NOTICE.title);
}

/** Workers suggest, an officer takes one on, and the board shows it. */
async function suggestions(play: PlaygroundClient, photograph: Photograph): Promise<void> {
  for (const [who, words] of SUGGESTIONS) {
    const worker = play.as(who);
    await worker.command('/suggest', words);
    await message(worker, '收到了，编号');
  }
  const officer = play.as(OFFICER);
  await officer.command('/jy', 'suggestions waiting');
  await message(officer, 'suggestions.open:0');
  await officer.click('suggestions.open:0');
  await modal(officer, 'suggestions.accept');
  await officer.click('suggestions.accept', { in: 'modal' });
  await modal(officer, '办结日期');
  await officer.submit();
  await modal(officer, 'suggestions.start');
  await officer.closeModal(true);
  const zhao = play.as(ZHAO);
  await zhao.command('/jy', 'suggestions board');
  await message(zhao, '看板');
  await photograph(zhao, 'suggestions-phone.png', PHONE, '看板');
}

/** The chair opens a camp of four dates; a worker signs up for all of them. */
async function training(play: PlaygroundClient, photograph: Photograph): Promise<void> {
  const chair = play.as(CHAIR);
  await chair.command('/training', 'new');
  await modal(chair, '"topic"');
  const startsAt = (await play.clock.now()) + 2 * DAY_MS + 6 * 60 * MINUTE_MS - 5 * MINUTE_MS;
  const { errors } = await chair.submit({ ...CAMP, startsAt: String(startsAt / 1_000) });
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  await modal(chair, 'training.publish');
  await chair.click('training.publish', { in: 'modal' });
  await modal(chair, '正在发布');
  await chair.closeModal(true);
  const zhao = play.as(ZHAO);
  await message(zhao, CAMP.topic);
  await photograph(zhao, 'training-phone.png', PHONE, CAMP.topic);
}

const folder = await mkdtemp(join(tmpdir(), 'jingying-pictures-'));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  const tree = await startTree({ dataDir: folder, port: 0, limits: false });
  const play = connect(tree.url());
  try {
    await play.clock.moveTo(nextMorning(await play.clock.now()));
    const photograph = photographer(tree.url(), browser);
    await cardOfTheDay(play, photograph);
    await announcement(play, photograph);
    await suggestions(play, photograph);
    await training(play, photograph);
  } finally {
    play.close();
    await tree.stop();
  }
} finally {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
}
