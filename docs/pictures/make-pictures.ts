/**
 * Makes the pictures of the README and of the guides: `npx tsx docs/pictures/make-pictures.ts`, or those that are named
 * (`quiz announcement suggestions guide training arena`). Starts a playground of its own, lets the demo's next morning come,
 * has its people do what they do, and photographs what they see. CHROMIUM names the browser, /usr/bin/chromium unless told.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { connect, type PlaygroundClient } from '../../playground/client.ts';
import type { ModalView } from '../../playground/protocol.ts';
import { startTree } from '../../playground/tree/tree.ts';
import { addDays, dayOf, instantOf } from '../../src/lib/zone.ts';
import { isWorkingDay } from '../../src/members/shift.ts';
import { arena } from './arena-pictures.ts';
import { guide } from './guide-pictures.ts';
import { message, modal, PHONE, type Photograph, photographer, SOON, WIDE } from './photograph.ts';
import { training } from './training-pictures.ts';

const ZONE = 'Asia/Shanghai';
/** Who read Chinese and are on duty at that hour; the draw decides who has a question with four options. */
const WORKERS = ['U0QH2002', 'U0QH2003', 'U0QH1003', 'U0QH1004', 'U0QH3003'];
const [ZHAO = '', , CHEN = '', LI = ''] = WORKERS;
const CHAIR = 'U0QH1001';
const OFFICER = 'U0QH1002';
const MARIA = 'U0QH1005';

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
  const writing = play.as(LI);
  await writing.command('/suggest');
  await modal(writing, '"photos"');
  await writing.fill({ text: SUGGESTIONS[1]?.[1] ?? '', place: '一食堂' });
  await photograph(writing, 'suggestion-form-phone.png', { ...PHONE, height: 1_060 }, '匿名');
  await writing.closeModal(true);
  for (const [who, words] of SUGGESTIONS) {
    const worker = play.as(who);
    await worker.command('/suggest', words);
    await message(worker, '收到了，编号');
  }
  const officer = play.as(OFFICER);
  await officer.command('/jy', 'suggestions waiting');
  await message(officer, 'suggestions.open:0');
  await officer.click('suggestions.open:0');
  await modal(officer, 'suggestions.step:accept');
  await officer.click('suggestions.step:accept', { in: 'modal' });
  await modal(officer, '办结日期');
  await officer.submit();
  await modal(officer, 'suggestions.step:start');
  await officer.closeModal(true);
  const zhao = play.as(ZHAO);
  await zhao.command('/jy', 'suggestions board');
  await message(zhao, '看板');
  await photograph(zhao, 'suggestions-phone.png', PHONE, '看板');
}

const folder = await mkdtemp(join(tmpdir(), 'jingying-pictures-'));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});

/** A part's pictures, in a company that begins today, or in one that has its three months behind it. */
type Part = [
  name: string,
  seed: 'small' | 'history',
  make: (play: PlaygroundClient, photograph: Photograph) => Promise<void>,
];
const PARTS: readonly Part[] = [
  ['quiz', 'small', cardOfTheDay],
  ['announcement', 'small', announcement],
  ['suggestions', 'small', suggestions],
  ['guide', 'small', (play, photograph) => guide(play, photograph, { chair: CHAIR, officer: OFFICER, worker: CHEN })],
  [
    'training',
    'small',
    (play, photograph) => training(play, photograph, { chair: CHAIR, first: ZHAO, next: CHEN, last: MARIA }),
  ],
  ['arena', 'history', (play, photograph) => arena(play, photograph, { zh: CHEN, en: MARIA })],
];

async function makeAll(seed: Part[1], parts: readonly Part[]): Promise<void> {
  const tree = await startTree({ dataDir: join(folder, seed), port: 0, limits: false, seed });
  const play = connect(tree.url());
  try {
    if (seed === 'small') await play.clock.moveTo(nextMorning(await play.clock.now()));
    const photograph = photographer(tree.url(), browser);
    for (const [, , make] of parts) await make(play, photograph);
  } finally {
    play.close();
    await tree.stop();
  }
}

try {
  const wanted = process.argv.slice(2);
  for (const seed of ['small', 'history'] as const) {
    const parts = PARTS.filter(([name, own]) => own === seed && (wanted.length === 0 || wanted.includes(name)));
    if (parts.length > 0) await makeAll(seed, parts);
  }
} finally {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
}
