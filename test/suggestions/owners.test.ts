import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { submit } from '../../src/features/suggestions/form/service/submit.ts';
import { items } from '../../src/features/suggestions/item/model.ts';
import { accept, handOver } from '../../src/features/suggestions/service/change.ts';
import { newId } from '../../src/lib/ids.ts';
import { actor, has, modalOf, says, seen } from '../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';

const [OWNER, DEPUTY] = ['U0QH2001', 'U0QH3001'];

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http', env: { SUGGESTIONS_KEY: '' } });
});
afterAll(() => work.close());

async function send(text: string, isAnonymous = false) {
  const who = await actor(work, PEOPLE.zhao);
  const content = { kind: 'hazard', text, place: '', branch: '南岗种植分会', isAnonymous, files: [] };
  return submit(work.ctx, who, { ...content, once: newId() }, []);
}

const called = async (item: string) =>
  (await work.ctx.db.collection('deliveries').find({ 'params.item': item, kind: 'suggestions.duty' }).toArray())
    .map((one) => one.recipient)
    .sort();

describe('who looks after what', { timeout: 60_000 }, () => {
  it('is set by an administrator, by kind and branch', async () => {
    const admin = work.slack.as(PEOPLE.admin);
    await admin.command('/jy', 'suggestions kinds');
    await seen(admin, says('每个类别的时限'), 'the kinds');
    await admin.click('suggestions.kind:2');
    await modalOf(admin, says('中文名称'), 'the form');
    const { errors } = await admin.submit({ acceptDays: '0', branch: '南岗种植分会', owner: OWNER, deputy: DEPUTY });
    expect(errors).toHaveProperty('acceptDays');
    const { errors: mayNot } = await admin.submit({ acceptDays: '2', owner: PEOPLE.zhao });
    expect(mayNot).toEqual({ owner: expect.stringContaining('工会干部') });
    await admin.submit({ owner: OWNER });
    await modalOf(admin, says('受理 2 天'), 'the kinds as they are now');
    expect(await called((await send('拖拉机刹车失灵'))._id)).toEqual([OWNER]);
  });

  it('is the deputy’s while the owner is away', async () => {
    const owner = work.slack.as(OWNER);
    await owner.command('/jy', 'suggestions away 3');
    await seen(owner, says('由 <@U0QH3001> 接手'), 'the answer');
    expect(await called((await send('电线裸露'))._id)).toEqual([DEPUTY]);
    await owner.click('我回来了');
    await seen(owner, says('欢迎回来'), 'the answer');
    expect(await called((await send('护栏松动'))._id)).toEqual([OWNER]);
  });

  it('is handed over to officers only, and the new owner is called', async () => {
    const item = await send('通道堵塞');
    const owner = await actor(work, OWNER);
    await accept(work.ctx, owner, item._id);
    await expect(handOver(work.ctx, owner, item._id, PEOPLE.chen)).rejects.toThrow('union officer');
    await handOver(work.ctx, owner, item._id, DEPUTY);
    expect(await items(work.ctx).findOne({ _id: item._id }).lean()).toMatchObject({ owner: DEPUTY, state: 'accepted' });
    expect(await called(item._id)).toEqual([OWNER, DEPUTY].sort());
  });

  it('takes nothing anonymous without the key, and says so in the form', async () => {
    await expect(send('匿名', true)).rejects.toThrow('Anonymous items cannot be taken');
    const zhao = work.slack.as(PEOPLE.zhao);
    await zhao.command('/suggest');
    const form = await modalOf(zhao, says('现在不能匿名'), 'the form');
    expect(has('"hide"')(form)).toBe(false);
    await zhao.closeModal(true);
  });
});
