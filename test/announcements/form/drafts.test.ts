import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyDraft, saveDraft } from '../../../src/features/announcements/draft/service/drafts.ts';
import { announcementForm, formShown } from '../../../src/features/announcements/form/views.ts';
import { announcements } from '../../../src/features/announcements/model.ts';
import { announcementReceipts } from '../../../src/features/announcements/receipts/service/receipts.ts';
import { tick } from '../../../src/features/announcements/service/change.ts';
import { send } from '../../../src/features/announcements/service/send.ts';
import { actorOf } from '../../../src/members/service.ts';
import { has, modalOf, SOON, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { counted, newest, openForm, rich, write } from '../desk.ts';

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
});
afterAll(() => work.close());

describe('what is kept before it goes out', { timeout: 60_000 }, () => {
  it('keeps an incomplete draft, and what stands in a form that is closed', async () => {
    const officer = await openForm(work, PEOPLE.officer);
    // What is needed is marked, so that Slack takes no form without it.
    expect(Object.keys((await officer.submit({ title: '只有标题' })).errors ?? {})).toEqual(['body']);
    await officer.fill({ title: '关掉以前' });
    await officer.closeModal(true);
    await expect
      .poll(() => newest(work).catch(() => undefined), { timeout: SOON })
      .toMatchObject({ title: '关掉以前', state: 'draft' });
  });

  it('turns a message into an announcement', async () => {
    await work.slack.as(PEOPLE.li).say('三号塘缺氧', 'C0GENERAL');
    const officer = work.slack.as(PEOPLE.officer);
    const message = await seen(officer, says('三号塘'), 'the message');
    await officer.act({ kind: 'shortcut', callback_id: 'announcements.turn', channel: 'C0GENERAL', ts: message.ts });
    await modalOf(officer, has('三号塘缺氧'), 'the form with its words');
    await officer.closeModal(true);
    await expect.poll(async () => (await newest(work)).body, { timeout: SOON }).toContain('三号塘缺氧');
  });

  it('two forms opened from two messages and closed are two drafts', async () => {
    const officer = work.slack.as(PEOPLE.officer);
    for (const words of ['四号塘换水', '五号塘换水']) {
      await work.slack.as(PEOPLE.li).say(words, 'C0GENERAL');
      const { ts } = await seen(officer, says(words), 'the message');
      await officer.act({ kind: 'shortcut', callback_id: 'announcements.turn', channel: 'C0GENERAL', ts });
      await modalOf(officer, has(words), 'the form with its words');
      await officer.closeModal(true);
    }
    const drafts = () =>
      announcements(work.ctx)
        .find({ body: /[四五]号塘换水/, state: 'draft' })
        .lean();
    await expect.poll(async () => (await drafts()).length, { timeout: SOON }).toBe(2);
  });

  it('an urgent one waits for a second officer', async () => {
    const officer = await write(work, PEOPLE.officer, {
      title: '紧急撤离',
      body: rich('马上'),
      include: ['zhaodl'],
      options: ['ack', 'urgent'],
    });
    await modalOf(officer, has('announcements.send'), 'the preview');
    await officer.click('announcements.send', { in: 'modal' });
    const shown = await modalOf(officer, says('等另一位干部确认'), 'that it waits');
    expect(JSON.stringify(shown)).not.toContain('announcements.approve');
    const { _id } = await newest(work);
    await tick(work.ctx);
    expect(await announcementReceipts.receipts(work.ctx).countDocuments({ announcement: _id })).toBe(0);
    const chair = work.slack.as(PEOPLE.admin);
    const asked = await seen(chair, says('写了一条紧急公告'), 'the question');
    await chair.click('announcements.open', { message: asked });
    await modalOf(chair, has('announcements.approve'), 'the announcement');
    await chair.click('announcements.approve', { in: 'modal' });
    await seen(work.slack.as(PEOPLE.zhao), says('🔴 紧急：紧急撤离'), 'it');
    await expect.poll(() => counted(work, _id), { timeout: SOON }).toEqual({ reached: 1 });
    await officer.closeModal(true);
    await chair.closeModal(true);
  });

  it('is not sent where somebody who is left out cannot be read any more, and the form still shows it', async () => {
    const actor = await actorOf(work.ctx, PEOPLE.admin);
    if (actor === undefined) throw new Error('no chair');
    const draft = { ...emptyDraft(), title: '夏季作息', body: rich('六点上班'), include: ['all'], except: ['member:'] };
    const { _id } = await saveDraft(work.ctx, actor, 'lost-exception', draft);
    await expect(send(work.ctx, actor, _id)).rejects.toThrow('can no longer be used');
    expect((await announcements(work.ctx).findById(_id).lean())?.state).toBe('draft');
    const shown = formShown('zh', { draft, names: new Map(), hasChannels: true, hasBanks: false, others: 0 });
    const reader = { locale: 'zh' as const, tz: 'Asia/Shanghai', now: new Date('2026-03-02T09:00:00+08:00') };
    const view = announcementForm.draw(reader, shown);
    expect(JSON.stringify(view)).toContain('一项已经不能用的对象');
  });
});
