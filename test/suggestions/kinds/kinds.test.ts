import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../../playground/client.ts';
import type { ModalView } from '../../../playground/protocol.ts';
import { type Item, items } from '../../../src/features/suggestions/item/model.ts';
import { kindsOf } from '../../../src/features/suggestions/kinds/service.ts';
import { has, modalOf, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
});
afterAll(() => work.close());

const newest = () => items(work.ctx).findOne({}).sort({ number: -1 }).lean<Item>();

async function openKinds() {
  const admin = work.slack.as(PEOPLE.admin);
  await admin.command('/jy', 'suggestions kinds');
  await seen(admin, says('每个类别的时限'), 'the kinds');
  return admin;
}

/** The form as a worker finds it. */
async function form(user: string): Promise<ModalView> {
  const worker = work.slack.as(user);
  await worker.command('/suggest');
  return modalOf(worker, has('"photos"'), 'the form');
}

describe('the kinds', { timeout: 60_000 }, () => {
  it('get one more from an administrator, with clocks of its own, once', async () => {
    const admin = await openKinds();
    await admin.click('suggestions.addKind');
    await modalOf(admin, says('中文名称'), 'the form');
    const { errors } = await admin.submit({ zh: '安全隐患', en: ' ', acceptDays: '1', points: '2000' });
    expect(Object.keys(errors ?? {}).sort()).toEqual(['en', 'points']);
    const taken = await admin.submit({ en: 'Savings', points: '5' });
    expect(taken.errors).toMatchObject({ zh: expect.stringContaining('同名') });
    await admin.submit({ zh: '节能 <降耗>' });
    const list = await modalOf(admin, says('节能 &lt;降耗&gt;'), 'the kinds with the new one');
    expect(textOf(list.blocks)).toContain('受理 1 天 · 答复 10 天 · 办结 20 天\n采纳 5 分');
    await admin.closeModal(true);
    expect(await kindsOf(work.ctx)).toHaveLength(5);
  });

  it('are what workers choose from; the clock is that of the kind', async () => {
    const chen = work.slack.as(PEOPLE.chen);
    await form(PEOPLE.chen);
    await chen.submit({ text: '夜里关掉二号库的灯', kind: '节能 <降耗>' });
    await modalOf(chen, says('周二）17:30 前会有人受理'), 'the number');
    await chen.closeModal(true);
  });

  it('are renamed, in both languages, for what was sent before, too', async () => {
    const admin = await openKinds();
    await admin.click('suggestions.kind:4');
    await modalOf(admin, says('中文名称'), 'the form');
    await admin.submit({ zh: '节能降耗', en: 'Energy' });
    await modalOf(admin, says('节能降耗'), 'the new name');
    await admin.closeModal(true);
    const chen = work.slack.as(PEOPLE.chen);
    await chen.command('/jy', '建议 我的');
    await seen(chen, says('二号库'), 'their own');
    await chen.click('suggestions.open:0');
    await modalOf(chen, says('节能降耗'), 'the item');
    await chen.closeModal(true);
    expect(JSON.stringify(await form(PEOPLE.maria))).toContain('"Energy"');
    await work.slack.as(PEOPLE.maria).closeModal(true);
  });

  it('are retired: nothing new comes under them, what there is goes on, and a form that was open still works', async () => {
    const chen = work.slack.as(PEOPLE.chen);
    await form(PEOPLE.chen);
    await chen.choose('kind', '节能降耗', { in: 'modal' });
    const admin = await openKinds();
    await admin.click('suggestions.kind:4');
    await modalOf(admin, has('suggestions.retireKind'), 'the form');
    await admin.click('suggestions.retireKind', { in: 'modal' });
    await modalOf(admin, says('*节能降耗* · 已停用'), 'the kinds');
    await admin.closeModal(true);
    expect(JSON.stringify(await form(PEOPLE.zhao))).not.toContain('节能降耗');
    await work.slack.as(PEOPLE.zhao).closeModal(true);
    await chen.submit({ text: '空调温度统一调高一度' });
    await modalOf(chen, says('收到了，编号'), 'the number');
    await chen.closeModal(true);
    const sent = await newest();
    expect((await kindsOf(work.ctx)).find((one) => one.kind === sent?.kind)).toMatchObject({ isRetired: true });
    const officer = work.slack.as(PEOPLE.officer);
    await officer.command('/jy', 'suggestions waiting');
    await seen(officer, says('空调温度'), 'what waits');
    await officer.click('suggestions.open:0');
    await modalOf(officer, says('节能降耗'), 'the item under its kind');
    await officer.closeModal(true);
  });

  it('never end: the last one stays, and a sentence behind the command goes under the first that is offered', async () => {
    const admin = await openKinds();
    for (const index of [0, 1, 2]) {
      await admin.click(`suggestions.kind:${index}`);
      await modalOf(admin, has('suggestions.retireKind'), 'the form');
      await admin.click('suggestions.retireKind', { in: 'modal' });
      await modalOf(admin, says('每个类别的时限'), 'the kinds');
      await admin.closeModal(true);
    }
    await admin.click('suggestions.kind:3');
    await modalOf(admin, has('suggestions.retireKind'), 'the form');
    await admin.click('suggestions.retireKind', { in: 'modal' });
    await modalOf(admin, says('至少要留一个类别'), 'the refusal');
    await admin.closeModal(true);
    const li = work.slack.as(PEOPLE.li);
    await li.command('/suggest', '护栏松动');
    await seen(li, says('收到了，编号'), 'the number');
    expect((await newest())?.kind).toBe('fault');
    await admin.click('suggestions.kind:0');
    await modalOf(admin, has('suggestions.restoreKind'), 'the form');
    await admin.click('suggestions.restoreKind', { in: 'modal' });
    await modalOf(admin, says('每个类别的时限'), 'the kinds');
    await admin.closeModal(true);
    expect((await kindsOf(work.ctx))[0]).toMatchObject({ kind: 'idea', isRetired: false });
  });

  it('are an administrator’s: an officer is told so', async () => {
    const officer = work.slack.as(PEOPLE.officer);
    await officer.command('/jy', 'suggestions kinds');
    await seen(officer, says('管理员'), 'the refusal');
  });
});
