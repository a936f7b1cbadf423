import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlaygroundPerson } from '../../../playground/client/person.ts';
import { textOf } from '../../../playground/client.ts';
import type { Message } from '../../../playground/protocol.ts';
import { type Item, items } from '../../../src/features/suggestions/item/model.ts';
import { has, modalOf, SOON, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
});
afterAll(() => work.close());

async function itemOf(number: string): Promise<Item> {
  const found = await items(work.ctx).findOne({ number }).lean<Item>();
  if (found === null) throw new Error(`no item ${number}`);
  return found;
}

async function send(user: string, text: string): Promise<void> {
  const worker = work.slack.as(user);
  await worker.command('/suggest', text);
  await seen(worker, says('收到了，编号'), 'the number');
}

/** Opens an item of a list by its number. */
async function openFrom(person: PlaygroundPerson, list: Message, number: string): Promise<void> {
  const rows = (list.blocks ?? []).map((one) => JSON.stringify(one)).filter((one) => one.includes('suggestions.open:'));
  await person.click(`suggestions.open:${rows.findIndex((one) => one.includes(number))}`, { message: list });
}

describe('who writes what others have written', { timeout: 90_000 }, () => {
  it('is shown it in the form’s place, and supports it instead: nothing is sent, and the draft is given up', async () => {
    await send(PEOPLE.chen, '食堂晚班没有热菜');
    const li = work.slack.as(PEOPLE.li);
    await li.command('/suggest');
    await modalOf(li, has('"photos"'), 'the form');
    await li.submit({ text: '食堂晚班想要热菜' });
    const alike = await modalOf(li, has('suggestions.instead:0'), 'the similar one');
    expect(says('食堂晚班没有热菜')(alike)).toBe(true);
    await li.click('suggestions.instead:0', { in: 'modal' });
    await modalOf(li, says('已支持 S-2026-0001'), 'the support');
    await li.closeModal(true);
    expect(await itemOf('S-2026-0001')).toMatchObject({ supporters: [PEOPLE.li], watchers: [PEOPLE.li] });
    expect(await items(work.ctx).countDocuments({})).toBe(1);
    expect(await work.ctx.db.collection('suggestions_drafts').countDocuments({})).toBe(0);
  });

  it('sends it all the same where it is another matter', async () => {
    const zhao = work.slack.as(PEOPLE.zhao);
    await zhao.command('/suggest', '食堂晚班的热菜太咸');
    const alike = await seen(zhao, has('suggestions.send'), 'the similar one');
    await zhao.click('suggestions.send', { message: alike });
    await seen(zhao, says('收到了，编号 *S-2026-0002*'), 'the number');
    expect((await itemOf('S-2026-0002')).text).toBe('食堂晚班的热菜太咸');
  });

  it('keeps each of two sentences that wait for the word on them', async () => {
    const maria = work.slack.as(PEOPLE.maria);
    await maria.command('/suggest', '食堂热菜一');
    const first = await seen(maria, has('suggestions.send'), 'the similar one');
    await maria.command('/suggest', '食堂热菜二');
    await seen(maria, (one) => has('suggestions.send')(one) && one.ts !== first.ts, 'the next similar one');
    await maria.click('suggestions.send', { message: first });
    await seen(maria, says('S-2026-0003'), 'the number');
    expect((await itemOf('S-2026-0003')).text).toBe('食堂热菜一');
  });
});

describe('an officer who merges', { timeout: 90_000 }, () => {
  it('brings supporters and watchers along, and each is told once', async () => {
    const maria = work.slack.as(PEOPLE.maria);
    const given = await itemOf('S-2026-0002');
    const li = work.slack.as(PEOPLE.li);
    for (const [person, button] of [
      [maria, 'suggestions.support'],
      [li, 'suggestions.watch:on'],
    ] as const) {
      await person.command('/jy', 'suggestions board');
      const board = await seen(person, (one) => has('suggestions.open:')(one) && says('S-2026-0002')(one), 'the board');
      await openFrom(person, board, 'S-2026-0002');
      await modalOf(person, has(button), 'the item');
      await person.click(button, { in: 'modal' });
      await modalOf(person, has('suggestions.watch:off'), 'that they follow it');
      await person.closeModal(true);
    }
    const officer = work.slack.as(PEOPLE.officer);
    await officer.command('/jy', 'suggestions waiting');
    const list = await seen(officer, says('S-2026-0002'), 'what waits');
    await openFrom(officer, list, 'S-2026-0002');
    await modalOf(officer, has('suggestions.merge'), 'the item');
    await officer.click('suggestions.merge', { in: 'modal' });
    const form = await modalOf(officer, says('并入哪一条'), 'the form');
    expect(textOf(form.blocks)).toContain('S-2026-0001');
    expect((await officer.submit({})).errors).toHaveProperty('similar');
    expect((await officer.submit({ similar: 'other' })).errors).toEqual({ number: '请选一条，或者写编号。' });
    const wrong = await officer.submit({ similar: 'other', number: 'S-2026-0002' });
    expect(JSON.stringify(wrong.errors)).toContain('没有找到');
    await officer.submit({ similar: 'S-2026-0001' });
    await modalOf(officer, says('已并入 S-2026-0001'), 'that it is done');
    await officer.closeModal(true);
    const kept = await itemOf('S-2026-0001');
    expect(kept.supporters.toSorted()).toEqual([PEOPLE.li, PEOPLE.maria, PEOPLE.zhao].toSorted());
    expect(kept.watchers.toSorted()).toEqual([PEOPLE.li, PEOPLE.maria, PEOPLE.zhao].toSorted());
    for (const [person, words] of [
      [work.slack.as(PEOPLE.zhao), 'S-2026-0002：已并入 S-2026-0001'],
      [li, 'S-2026-0002：已并入 S-2026-0001'],
      [maria, 'S-2026-0002: Merged into S-2026-0001'],
    ] as const) {
      await seen(person, says(words), 'the news');
    }
    const deliveries = work.ctx.db.collection('deliveries');
    const ofMerger = { 'params.item': given._id, kind: 'suggestions.news' };
    await expect.poll(() => deliveries.countDocuments({ ...ofMerger, state: 'sent' }), { timeout: SOON }).toBe(3);
    expect(await deliveries.countDocuments(ofMerger)).toBe(3);
  });
});
