import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PlaygroundPerson } from '../../playground/client/person.ts';
import { textOf } from '../../playground/client.ts';
import { type Item, items } from '../../src/features/suggestions/item/model.ts';
import { has, modalOf, says, seen } from '../helpers/quiz-day.ts';
import { officerOf, openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';

let work: Workplace;
beforeEach(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http', moreOfficers: 1 });
});
afterEach(() => work.close());

async function openItem(officer: PlaygroundPerson): Promise<void> {
  await officer.command('/jy', 'suggestions waiting');
  await seen(officer, says('塘埂塌了一段'), 'what waits');
  await officer.click('suggestions.open:0');
  await modalOf(officer, has('suggestions.step:accept'), 'the item');
}

test('a page that is older than what a colleague did opens no form: it shows how it stands', async () => {
  const chen = work.slack.as(PEOPLE.chen);
  await chen.command('/suggest', '塘埂塌了一段');
  await seen(chen, says('收到了，编号'), 'the number');
  const [he, wu] = [work.slack.as(PEOPLE.officer), work.slack.as(officerOf(0))];
  await openItem(he);
  await openItem(wu);
  await he.click('suggestions.step:accept', { in: 'modal' });
  await modalOf(he, says('办结日期'), 'the form');
  await he.submit();
  const page = await modalOf(he, says('已记下'), 'the page');
  // The form is gone, and no second page lies on the first.
  expect((await he.state()).modals).toHaveLength(1);
  expect(textOf(page.blocks)).toContain('已受理');

  await wu.click('suggestions.step:accept', { in: 'modal' });
  const now = await modalOf(wu, says('情况已经变了'), 'how it stands');
  expect(textOf(now.blocks)).toContain('负责人 何建国');
  expect(now.submit).toBeUndefined();
  const found = await items(work.ctx).findOne({}).lean<Item>();
  expect(found?.events.map((one) => one.what)).toEqual(['received', 'accepted']);
});
