import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../playground/client.ts';
import { thanks } from '../../src/features/thanks/model.ts';
import { give, settingsOf, tick } from '../../src/features/thanks/service.ts';
import { WORDS } from '../../src/features/thanks/words.ts';
import { ledgerRows } from '../../src/participation/ledger/model.ts';
import { actor, has, modalOf, SOON, says, seen } from '../helpers/quiz-day.ts';
import { limitToBranch, openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';

const { admin, officer, chen, li, maria, zhao } = PEOPLE;
const CHANNEL = 'C0SAFETY';

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-10T09:30:00+08:00', bot: 'http' });
  await limitToBranch(work);
});
afterAll(() => work.close());

async function openForm(user: string) {
  const person = work.slack.as(user);
  await person.command('/jy', 'thanks give');
  await modalOf(person, has('"words"'), 'the form');
  return person;
}
const given = (words: string) => thanks(work.ctx).findOne({ words }).lean();
const channel = async () => (await work.slack.as(chen).state()).messages[CHANNEL] ?? [];

describe('thanks', { timeout: 120_000 }, () => {
  it('is set up by the company’s officers: what for, and the channel', async () => {
    const branch = work.slack.as(officer);
    await branch.command('/jy', 'thanks settings');
    await seen(branch, says(WORDS.onlyCompany.zh), 'who may');
    const chief = work.slack.as(admin);
    await chief.command('/jy', 'thanks settings');
    await modalOf(chief, has('"values"'), 'the settings');
    const refused = await chief.submit({ values: '安全第一 | Safety first\n安全第一', channel: CHANNEL });
    expect(JSON.stringify(refused.errors)).toContain('第 2 行和前面的重复');
    await chief.submit({ values: '安全第一 | Safety first\n准时 | On time', channel: CHANNEL });
    await seen(chief, says('✓ 已保存'), 'that it is saved');
    expect((await settingsOf(work.ctx)).values.map(({ key }) => key)).toContain('safety');
  });

  it('goes to a colleague with a reason and a line, and only the two see it until both like', async () => {
    const person = await openForm(chen);
    await person.submit({ to: '李强', value: 'safety', words: '帮我把漏电的插座换了 <!channel>', open: ['yes'] });
    await seen(person, says(/✓ 已送给[\s\S]*今天还有 4 个/), 'that it is sent');
    const receiver = work.slack.as(li);
    const card = await seen(receiver, says('帮我把漏电的插座换了'), 'the thanks');
    expect(textOf(card.blocks)).toContain('安全第一');
    expect(JSON.stringify(card.blocks)).not.toContain('<!channel>');
    expect((await channel()).some(says('漏电的插座'))).toBe(false);
    await receiver.click('thanks.agree', { message: card });
    await expect.poll(async () => (await channel()).filter(says('漏电的插座')).length, { timeout: SOON }).toBe(1);
    await seen(receiver, says('✓ 你们都愿意公开'), 'that it is shown');
  });

  it('is one entry of the receiver’s, without words and without points', async () => {
    const rows = await ledgerRows(work.ctx).find({ feature: 'thanks' }).toArray();
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ member: li, kind: 'thanked', category: 'safety', points: 0, outcome: {} });
    expect(JSON.stringify(rows)).not.toContain('插座');
  });

  it('does not go to oneself', async () => {
    const person = await openForm(chen);
    const refused = await person.submit({ to: '陈小梅', value: 'safety', words: '我真棒' });
    expect(JSON.stringify(refused.errors)).toContain(WORDS.notYourself.zh);
    await person.closeModal(true);
    expect(await given('我真棒')).toBeNull();
  });

  it('is taken back on its day, which gives the place back and empties the card', async () => {
    const person = await openForm(chen);
    await person.submit({ to: 'Maria Santos', value: 'safety', words: '发错了' });
    await seen(work.slack.as(maria), says('发错了'), 'the thanks');
    await person.command('/jy', 'thanks');
    await seen(person, has('thanks.gave'), 'what one can do');
    await person.click('thanks.gave');
    const id = (await given('发错了'))?._id ?? '';
    await seen(person, has(`thanks.takeBack:${id}`), 'what Chen gave');
    await person.click(`thanks.takeBack:${id}`);
    await seen(work.slack.as(maria), says('took this thanks back'), 'that it is gone');
    const rows = await ledgerRows(work.ctx).find({ member: maria, feature: 'thanks' }).toArray();
    expect(rows.map((one) => one.annuls === true)).toEqual([false, true]);
  });

  it('stays five a day when the sixth is pressed on two devices at once', async () => {
    const who = await actor(work, chen);
    const to = [maria, zhao, officer, maria];
    const left = to.map((one, n) => ({ to: one, value: 'safety', words: `第${n}个`, isOpen: false }));
    const all = await Promise.allSettled([
      ...left.map((one, n) => give(work.ctx, who, `many-${n}`, one)),
      give(work.ctx, who, 'sixth-a', { to: zhao, value: 'safety', words: '第六', isOpen: false }),
      give(work.ctx, who, 'sixth-b', { to: officer, value: 'safety', words: '第六', isOpen: false }),
    ]);
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(4);
    const today = { from: chen, day: '2026-03-10', takenBackAt: { $exists: false } };
    expect(await thanks(work.ctx).countDocuments(today)).toBe(5);
    const person = await openForm(chen);
    const refused = await person.submit({ to: '赵', value: 'safety', words: '还有一个' });
    expect(JSON.stringify(refused.errors)).toContain('今天的 5 个赞已经送完');
    await person.closeModal(true);
  });

  it('goes to one colleague twice a week and no more, also over days', async () => {
    await work.moveTo('2026-03-11T09:30:00+08:00');
    const who = await actor(work, officer);
    const one = { to: li, value: 'safety', words: '又帮了我', isOpen: false };
    const both = await Promise.allSettled(['a', 'b', 'c'].map((id) => give(work.ctx, who, `week-${id}`, one)));
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    await work.moveTo('2026-03-13T09:30:00+08:00');
    await expect(give(work.ctx, who, 'week-d', one)).rejects.toMatchObject({ said: WORDS.enoughForOne });
    await work.moveTo('2026-03-16T09:30:00+08:00');
    await expect(give(work.ctx, who, 'week-d', one)).resolves.toMatchObject({ week: '2026-03-16' });
    // The same once more is the first one.
    await give(work.ctx, who, 'week-d', { ...one, words: '别的话' });
    expect(await thanks(work.ctx).countDocuments({ _id: 'week-d' })).toBe(1);
  });

  it('reaches who it is for when the process died right after it was written', async () => {
    const at = new Date('2026-03-16T09:31:00+08:00');
    const value = { key: 'safety', zh: '安全第一', en: 'Safety first' };
    await thanks(work.ctx).create({
      _id: 'orphan',
      workspace: work.ctx.workspace,
      from: zhao,
      to: maria,
      value,
      words: '没有说完的话',
      at,
      day: '2026-03-16',
      week: '2026-03-16',
      ofDay: 0,
      ofWeek: 0,
      isOpen: false,
      isTold: false,
    });
    await work.moveTo('2026-03-16T09:33:00+08:00');
    await Promise.all([tick(work.ctx), tick(work.ctx)]);
    await seen(work.slack.as(maria), says('没有说完的话'), 'the thanks');
    expect(await ledgerRows(work.ctx).countDocuments({ key: 'thanks.got-orphan' })).toBe(1);
    expect(await thanks(work.ctx).findById('orphan').lean()).toMatchObject({ isTold: true });
  });

  it('is counted by reason and branch, and names nobody', async () => {
    const chief = work.slack.as(admin);
    await chief.command('/jy', 'thanks numbers');
    const page = await seen(chief, says(/\d+ 个赞，\d+ 人被感谢/), 'the numbers');
    const count = await thanks(work.ctx).countDocuments({ takenBackAt: { $exists: false } });
    expect(page.text).toContain(`${count} 个赞`);
    for (const name of ['李', '陈', 'Maria']) expect(page.text).not.toContain(name);
  });
});
