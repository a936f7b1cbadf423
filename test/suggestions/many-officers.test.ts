import { expect, test } from 'vitest';
import { textOf } from '../../playground/client.ts';
import { type Item, items } from '../../src/features/suggestions/item/model.ts';
import { has, modalOf, says, seen } from '../helpers/quiz-day.ts';
import { officerOf, openWorkplace, PEOPLE } from '../helpers/workplace.ts';

const OFFICERS = 50;

test('fifty officers press "accept" at once: one owner stands, and the others are told who', {
  timeout: 180_000,
}, async () => {
  const work = await openWorkplace({
    at: '2026-03-02T09:00:00+08:00',
    bot: 'http',
    moreOfficers: OFFICERS,
    ackMs: 60_000,
  });
  try {
    const chen = work.slack.as(PEOPLE.chen);
    await chen.command('/suggest', '塘埂塌了一段');
    await seen(chen, says('收到了，编号'), 'the number');
    const officers = Array.from({ length: OFFICERS }, (_, i) => work.slack.as(officerOf(i)));
    for (const officer of officers) {
      await officer.command('/jy', 'suggestions waiting');
      await seen(officer, says('塘埂塌了一段'), 'what waits');
      await officer.click('suggestions.open:0');
      await modalOf(officer, has('suggestions.step:accept'), 'the item');
      await officer.click('suggestions.step:accept', { in: 'modal' });
      await modalOf(officer, says('办结日期'), 'the form');
    }
    await Promise.all(officers.map((officer) => officer.submit()));
    const found = await items(work.ctx).findOne({}).lean<Item>();
    expect(found?.events.map((one) => one.what)).toEqual(['received', 'accepted']);
    const told = await Promise.all(
      officers.map(async (officer) =>
        textOf((await modalOf(officer, (view) => !says(/办结日期|正在保存/)(view), 'what became of it')).blocks),
      ),
    );
    const owner = found?.owner ?? '';
    expect(told[officers.findIndex((one) => one.id === owner)]).toContain('已记下，并告诉了提交人');
    expect(told.filter((words) => words.includes(`<@${owner}> 已经受理了`))).toHaveLength(OFFICERS - 1);
    await seen(chen, says('S-2026-0001：已受理'), 'the news');
    expect((await chen.dm()).filter(says('已受理'))).toHaveLength(1);
  } finally {
    await work.close();
  }
});
