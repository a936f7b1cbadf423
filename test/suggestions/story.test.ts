import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileOf, textOf } from '../../playground/client.ts';
import { deliveries } from '../../src/delivery/model.ts';
import { type Item, items } from '../../src/features/suggestions/item/model.ts';
import { ledger } from '../../src/participation/ledger/model.ts';
import { photoWithPlace } from '../helpers/photo-with-place.ts';
import { has, modalOf, SOON, says, seen } from '../helpers/quiz-day.ts';
import { limitToBranch, openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
  await limitToBranch(work);
});
afterAll(() => work.close());

async function itemOf(number: string): Promise<Item> {
  const found = await items(work.ctx).findOne({ number }).lean<Item>();
  if (found === null) throw new Error(`no item ${number}`);
  return found;
}

const state = async (number: string) => (await itemOf(number)).state;

describe('a suggestion from the sentence to the word on it', { timeout: 90_000 }, () => {
  it('gets its number at once, and calls the branch’s officer', async () => {
    const chen = work.slack.as(PEOPLE.chen);
    await chen.command('/suggest', '三号增氧机轴承异响 <!channel> 请检修');
    const sent = textOf(await seen(chen, says('收到了，编号 *S-2026-0001*'), 'the number'));
    expect(sent).toContain('周四）17:30 前会有人受理');
    const call = await seen(work.slack.as(PEOPLE.officer), says('S-2026-0001：新来一条，请受理'), 'the call');
    expect(JSON.stringify(call)).not.toContain('<!channel>');
  });

  it('is shown to who writes something like it, who supports it instead', async () => {
    const li = work.slack.as(PEOPLE.li);
    await li.command('/suggest', '增氧机轴承有异响');
    await seen(li, has('suggestions.instead:0'), 'the similar one');
    await li.click('suggestions.instead:0');
    await seen(li, says('已支持 S-2026-0001'), 'the support');
    expect(await itemOf('S-2026-0001')).toMatchObject({ supporters: [PEOPLE.li], watchers: [PEOPLE.li] });
    expect(await items(work.ctx).countDocuments({})).toBe(1);
  });

  it('is taken on, answered and solved by the officer; both who sent and who watches hear of it', async () => {
    const officer = work.slack.as(PEOPLE.officer);
    await officer.command('/jy', 'suggestions waiting');
    await seen(officer, says('增氧机轴承异响'), 'what waits');
    await officer.click('suggestions.open:0');
    const item = await modalOf(officer, has('suggestions.step:accept'), 'the item');
    expect(JSON.stringify(item)).not.toMatch(/suggestions\.(support|watch)/);
    await officer.click('suggestions.step:accept', { in: 'modal' });
    await modalOf(officer, says('办结日期'), 'the form');
    await officer.submit();
    await modalOf(officer, has('suggestions.step:start'), 'the next step');
    await officer.click('suggestions.step:start', { in: 'modal' });
    await modalOf(officer, says('告诉提交人'), 'the reply');
    await officer.submit({ reason: '轴承已经订货' });
    await modalOf(officer, says('办理中'), 'in hand');
    await officer.click('suggestions.step:together', { in: 'modal' });
    await modalOf(officer, says('提交人和关注的人会看到'), 'the outcome');
    await officer.submit({ step: 'solved', reason: '换好了 <@U1> 新轴承' });
    await modalOf(officer, says('已解决'), 'solved');
    // What is new comes first; the suggestion itself stands under it as a quotation.
    for (const user of [PEOPLE.chen, PEOPLE.li])
      await seen(work.slack.as(user), says(/S-2026-0001：已解决[\s\S]*新轴承\n> 三号增氧机/), `the news of ${user}`);
    expect(await ledger(work.ctx).find({ feature: 'suggestions' }).lean()).toMatchObject([
      { member: PEOPLE.chen, kind: 'adopted', points: 20, outcome: { number: 'S-2026-0001' } },
    ]);
  });

  it('comes back once when it is not satisfied, to the next rank, and closes then', async () => {
    const chen = work.slack.as(PEOPLE.chen);
    const asked = await seen(chen, has('suggestions.step:reopen'), 'the question');
    expect(JSON.stringify(asked.blocks)).not.toContain('"style":"primary"');
    await chen.click('suggestions.step:reopen');
    const asks = await modalOf(chen, has('"reason"'), 'the question why');
    // Who is above is said before, and it is neither the officer who answered nor another branch's.
    expect(textOf(asks.blocks)).toContain('提交以后交给公司工会：周岚');
    expect((await chen.submit({})).errors).toHaveProperty('reason');
    await chen.submit({ reason: '还是响' });
    await modalOf(chen, says('这条交给公司工会：周岚'), 'the answer');
    expect(await itemOf('S-2026-0001')).toMatchObject({ state: 'received', round: 1, rank: 1, satisfaction: 'not' });
    await chen.closeModal(true);
    await seen(work.slack.as(PEOPLE.admin), says(/S-2026-0001：提交人不满意，交上一级重办[\s\S]*还是响/), 'the call');
    const officer = work.slack.as(PEOPLE.officer);
    expect((await officer.dm()).filter(says('提交人不满意，交上一级重办'))).toEqual([]);
    // The card offers nothing any more that would come too late.
    const card = await seen(chen, (one) => one.ts === asked.ts && says('重新办理')(one), 'the card');
    expect(JSON.stringify(card.blocks)).not.toContain('suggestions.step');
    expect(await state('S-2026-0001')).toBe('received');
  });

  it('closes when it is not satisfied a second time, and earns no second points', async () => {
    const higher = work.slack.as(PEOPLE.admin);
    const call = await seen(higher, says('交上一级重办'), 'the call');
    await higher.click('suggestions.open', { message: call });
    await modalOf(higher, has('suggestions.step:accept'), 'the item');
    await higher.click('suggestions.step:accept', { in: 'modal' });
    await modalOf(higher, says('办结日期'), 'the form');
    await higher.submit();
    await modalOf(higher, has('suggestions.step:together'), 'the next step');
    await higher.click('suggestions.step:together', { in: 'modal' });
    await modalOf(higher, says('提交人和关注的人会看到'), 'the outcome');
    await higher.submit({ step: 'partly', reason: '先修了一台' });
    await modalOf(higher, says('部分解决'), 'that it is done');
    await higher.closeModal(true);
    const chen = work.slack.as(PEOPLE.chen);
    // The fourth piece of the day's news comes with the others at 17:00; who looks is not kept waiting.
    await chen.command('/jy', '建议 我的');
    await seen(chen, says('部分解决'), 'their own');
    await chen.click('suggestions.open:0');
    await modalOf(chen, has('suggestions.step:refuse'), 'the question');
    await chen.click('suggestions.step:refuse', { in: 'modal' });
    await modalOf(chen, says('已经重办过一次'), 'the question why');
    await chen.submit({ reason: '只修了一台' });
    await modalOf(chen, says('谢谢，记下了'), 'the answer');
    await chen.closeModal(true);
    expect(await itemOf('S-2026-0001')).toMatchObject({ state: 'closed', round: 1, satisfaction: 'not' });
    await seen(higher, says('已办结，提交人不满意'), 'the end, to its owner');
    expect(await ledger(work.ctx).countDocuments({ feature: 'suggestions' })).toBe(1);
  });

  it('goes on without the place of its photo', async () => {
    const maria = work.slack.as(PEOPLE.maria);
    await maria.command('/suggest');
    await modalOf(maria, says('What is it about'), 'the form');
    const photo = photoWithPlace();
    expect(Buffer.from(photo).includes('GPS-PLACE')).toBe(true);
    await maria.attach('photos', fileOf('pond.jpg', photo, 'image/jpeg'));
    await maria.submit({ text: 'The greenhouse door does not close' });
    await modalOf(maria, says('Received as *S-2026-0002*'), 'the number');
    const stored = await work.ctx.db.collection('suggestions_photos').findOne({});
    expect(Buffer.from(stored?.bytes.buffer).includes('GPS-PLACE')).toBe(false);
    await maria.closeModal(true);
  });

  it('refuses what is no photo, and the form keeps the words when it is closed', async () => {
    const maria = work.slack.as(PEOPLE.maria);
    await maria.command('/suggest');
    await modalOf(maria, says('What is it about'), 'the form');
    await maria.attach('photos', fileOf('pond.jpg', '<svg/>', 'image/jpeg'));
    const { errors } = await maria.submit({ text: 'Lamps along the north canal' });
    expect(JSON.stringify(errors)).toContain('JPG, PNG or WebP');
    await maria.closeModal(true);
    await maria.command('/suggest');
    const again = await modalOf(maria, says('did not submit is still here'), 'the draft');
    expect(JSON.stringify(again)).toContain('Lamps along the north canal');
    await maria.closeModal(true);
  });

  it('is closed to another branch’s officer, who neither sees nor acts', async () => {
    const officer = work.slack.as(PEOPLE.officer);
    await officer.closeModal(true);
    const other = await itemOf('S-2026-0002');
    await officer.command('/jy', 'suggestions waiting');
    const list = textOf(await seen(officer, says('待办'), 'what waits'));
    expect(list).not.toContain('S-2026-0002');
    await officer.command('/jy', 'suggestions board');
    const board = await seen(officer, says('S-2026-0002'), 'the public board');
    await officer.click('suggestions.open:0', { message: board });
    const shown = await modalOf(officer, says('greenhouse'), 'the item');
    expect(JSON.stringify(shown)).not.toMatch(/suggestions\.(step|merge|photos)/);
    expect(JSON.stringify(shown)).not.toContain('Maria');
    await officer.closeModal(true);
    expect(other.branch).toBe('国际员工分会');
    const told = await deliveries(work.ctx).distinct('recipient', {
      kind: 'suggestions.duty',
      'params.item': other._id,
    });
    expect(told).not.toContain(PEOPLE.officer);
  });

  it('is counted in numbers', async () => {
    const admin = work.slack.as(PEOPLE.admin);
    await admin.command('/jy', 'suggestions stats');
    const stats = await seen(admin, has('data_visualization'), 'the chart');
    expect(textOf(stats)).toContain('共 2 条');
    await admin.click('suggestions.export');
    await expect
      .poll(async () => (await work.slack.calls('files.completeUploadExternal')).length, { timeout: SOON })
      .toBe(1);
  });
});
