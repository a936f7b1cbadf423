import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlaygroundPerson } from '../playground/client/person.ts';
import { textOf } from '../playground/client.ts';
import { announcementReceipts } from '../src/features/announcements/receipts/service/receipts.ts';
import { cards } from '../src/features/quiz/model.ts';
import { items } from '../src/features/suggestions/item/model.ts';
import { certificates } from '../src/features/training/certificate/model.ts';
import { sessions } from '../src/features/training/model.ts';
import { readOldDatabase } from './helpers/old-database.ts';
import { answer, has, modalOf, SOON, says, seen } from './helpers/quiz-day.ts';
import { rememberedBy } from './helpers/remembered.ts';
import { openWorkplace, PEOPLE, type Workplace } from './helpers/workplace.ts';

/*
 * The database of the release before the pieces: announcements with receipts, suggestions in each state, trainings with
 * seats, a waiting line, attendance and a certificate, quiz cards. Today's product reads, shows and acts on all of it.
 */

const old = readOldDatabase('before-the-pieces.json.gz');
const SECOND_CARD = Date.parse('2026-03-03T07:00:00+08:00');

let work: Workplace;
let [chen, li, zhao, officer, admin]: PlaygroundPerson[] = [];
beforeAll(async () => {
  work = await openWorkplace({ at: old.at, bot: 'http', old });
  [chen, li, zhao, officer, admin] = (['chen', 'li', 'zhao', 'officer', 'admin'] as const).map((one) =>
    work.slack.as(PEOPLE[one]),
  );
});
afterAll(() => work.close());

const rowsOf = (name: string) => (old.collections[name] ?? []) as Record<string, unknown>[];
const person = (one: PlaygroundPerson | undefined): PlaygroundPerson => {
  if (one === undefined) throw new Error('the workplace is not open');
  return one;
};
/** Every document of the features, without what a start renews. */
async function kept(): Promise<Record<string, number>> {
  const { db } = work.ctx.db;
  const names = Object.keys(old.collections).toSorted();
  const counts = await Promise.all(names.map((name) => db?.collection(name).countDocuments({}) ?? 0));
  return Object.fromEntries(names.map((name, index) => [name, counts[index] ?? 0]));
}
const itemOf = async (state: 'solved' | 'progress') => {
  const found = await items(work.ctx).findOne({ state }).lean();
  if (found === null) throw new Error(`no suggestion is ${state}`);
  return found;
};

describe('the database of the release before the pieces', { timeout: 120_000 }, () => {
  it('has something of everything in it', () => {
    const states = [...new Set(rowsOf('suggestions').map(({ state }) => state))];
    expect(states.toSorted()).toEqual(
      ['accepted', 'closed', 'impossible', 'merged', 'partly', 'progress', 'received', 'solved'].toSorted(),
    );
    expect(rowsOf('training_certificates')).toHaveLength(1);
    expect(rowsOf('announcement_receipts').length + rowsOf('announcements_receipts').length).toBeGreaterThan(10);
  });

  it('loses nothing at the start, and starting again changes nothing', async () => {
    const first = await kept();
    // What a member remembers of each question stands in one document now.
    const { quiz_reviews: reviews = [], ...others } = old.collections;
    const remembered = await rememberedBy(work.ctx);
    for (const { member, right, stability } of reviews)
      expect(remembered[String(member)]).toMatchObject({ right, stability: Number(stability) });
    expect(first.quiz_reviews ?? 0).toBe(0);
    for (const [name, rows] of Object.entries(others))
      expect([name, first[name] ?? 0]).toEqual([name, Math.max(rows.length, first[name] ?? 0)]);
    await work.restart();
    await work.settled();
    expect(await kept()).toEqual(first);
  });

  it('is shown to everybody as it was', async () => {
    for (const [one, words] of [
      [chen, '有限空间监护'],
      [li, '急救培训'],
    ] as const) {
      await person(one).command('/training');
      await seen(person(one), says(words), words);
      await person(one).home();
    }
    await person(admin).command('/announce');
    await seen(person(admin), says('高温作业安排'), 'the announcement');
    await person(officer).command('/jy', 'suggestions waiting');
    await seen(person(officer), says('护栏松了'), 'what waits');
    await person(chen).command('/jy', 'suggestions mine');
    await seen(person(chen), says('更衣柜锁坏了三把'), 'their own');
    await person(admin).command('/jy', 'suggestions stats');
    await seen(person(admin), has('data_visualization'), 'the numbers');
  });

  it('takes the buttons of old messages: an announcement is confirmed, and its receipts add up', async () => {
    const before = await announcementReceipts.receipts(work.ctx).countDocuments({ state: 'confirmed' });
    await person(li).click('announcements.confirm');
    await expect
      .poll(() => announcementReceipts.receipts(work.ctx).countDocuments({ state: 'confirmed' }), { timeout: SOON })
      .toBe(before + 1);
  });

  it('an offered seat is accepted, and the line goes on', async () => {
    const full = await sessions(work.ctx).findOne({ topic: '急救培训' }).lean();
    await person(li).click('training.accept');
    const seats = async () => {
      const one = await sessions(work.ctx).findById(full?._id).lean();
      return one?.seats.map(({ member, state }) => `${member} ${state}`);
    };
    await expect.poll(seats, { timeout: SOON }).toContain(`${PEOPLE.li} held`);
    expect((await seats())?.some((one) => one.startsWith(`${PEOPLE.zhao} wait`))).toBe(true);
  });

  it('a card is answered', async () => {
    const isSecond = (one: { ts: string }) => Number(one.ts) * 1000 > SECOND_CARD;
    const card = await seen(person(zhao), (one) => has('quiz.pick')(one) && isSecond(one), 'the card');
    await answer(person(zhao), says('救生衣')(card) ? '救生衣' : '拉电闸', isSecond);
    expect(await cards(work.ctx).countDocuments({ member: PEOPLE.zhao, day: '2026-03-03' })).toBe(1);
  });

  it('a suggestion goes on from the state in which it was: rated by its sender, concluded by its owner', async () => {
    const solved = await itemOf('solved');
    await person(chen).click('suggestions.rate:satisfied');
    await expect
      .poll(async () => (await items(work.ctx).findById(solved._id).lean())?.state, { timeout: SOON })
      .toBe('closed');
    const progress = await itemOf('progress');
    await person(officer).command('/jy', 'suggestions waiting');
    const list = await seen(person(officer), says('蜂鸣器'), 'what waits');
    await person(officer).click(buttonBeside(list, progress._id), { message: list });
    await modalOf(person(officer), has('suggestions.step:together'), 'the suggestion');
    await person(officer).click('suggestions.step:together', { in: 'modal' });
    await modalOf(person(officer), says('提交人和关注的人会看到'), 'the outcome');
    await person(officer).submit({ step: 'solved', reason: '换好了' });
    await expect
      .poll(async () => (await items(work.ctx).findById(progress._id).lean())?.state, { timeout: SOON })
      .toBe('solved');
  });

  it('a certificate is verified and handed out, and the next number is another', async () => {
    const [mine] = await certificates(work.ctx).find({}).lean();
    await person(zhao).command('/training', `verify ${mine?.number}`);
    const verified = await seen(person(zhao), says('这张证书有效'), 'the verdict');
    expect(textOf(verified)).toContain('培训：有限空间监护');
    await person(chen).click('training.pdf');
    await expect
      .poll(async () => (await work.slack.calls('files.completeUploadExternal')).length, { timeout: SOON })
      .toBe(1);
    const { takeSerials } = await import('../src/certificates/register.ts');
    expect(await takeSerials(work.ctx, 2026, 1)).toBeGreaterThan(Number(mine?.number.slice(5, 11)));
  });
});

/** The action of the button whose value names it. */
function buttonBeside(shown: { blocks?: unknown }, id: string): string {
  const found = new RegExp(
    `"action_id":"([^"]+)"[^}]*\\}[^}]*${id}|"value":"[^"]*${id}[^"]*"[^}]*"action_id":"([^"]+)"`,
  ).exec(JSON.stringify(shown.blocks));
  return found?.[1] ?? found?.[2] ?? '';
}
