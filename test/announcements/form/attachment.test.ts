import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileOf } from '../../../playground/client.ts';
import type { Block, Message, ModalView } from '../../../playground/protocol.ts';
import { photoWithPlace } from '../../helpers/photo-with-place.ts';
import { has, modalOf, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { newest, openForm, sendIt, writeOne } from '../desk.ts';

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
});
afterAll(() => work.close());

const PHOTO = fileOf('三号塘.jpg', photoWithPlace(), 'image/jpeg');
const picture = (shown: Message | ModalView): Block | undefined =>
  (shown.blocks ?? []).find((block) => block.type === 'image');

/** A file of the workspace as a person gets it. */
async function fetched(id: string, user: string): Promise<{ status: number; bytes: Buffer }> {
  const answer = await fetch(`${work.playground.url}/play/files/${id}?as=${user}`);
  return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) };
}

describe('a picture or a file', { timeout: 60_000 }, () => {
  it('a photo stands in the preview and in the message, and its place goes nowhere', async () => {
    const officer = await writeOne(work, PEOPLE.officer, { title: '塘口', body: '请看图', include: ['donghu'] }, PHOTO);
    const preview = picture(await modalOf(officer, has('announcements.send'), 'the preview'));
    expect(preview).toMatchObject({ alt_text: '公告“塘口”的图片' });
    const id = await sendIt(work, officer);
    const { attachment } = await newest(work);
    const card = await seen(work.slack.as(PEOPLE.chen), has('announcements.confirm'), 'the card');
    expect(picture(card)).toMatchObject({ slack_file: { id: attachment?.file }, alt_text: '公告“塘口”的图片' });
    expect(card.text).toContain('公告“塘口”的图片');
    const arrived = await fetched(attachment?.file ?? '', PEOPLE.chen);
    expect(arrived.status).toBe(200);
    expect(arrived.bytes.length).toBeGreaterThan(50);
    expect(arrived.bytes.includes('GPS-PLACE')).toBe(false);
    // The original stays between the officer and the bot.
    expect((await fetched(attachment?.source ?? '', PEOPLE.chen)).status).toBe(404);
    expect((await fetched(attachment?.source ?? '', PEOPLE.officer)).bytes.includes('GPS-PLACE')).toBe(true);
    expect(id).not.toBe('');
  });

  it('is still there when the message is edited', async () => {
    const officer = work.slack.as(PEOPLE.officer);
    await officer.command('/announce');
    const list = await seen(officer, has('announcements.open:0'), 'the list');
    await officer.click('announcements.open:0', { message: list });
    await modalOf(officer, has('announcements.correct'), 'the receipts');
    await officer.click('announcements.correct', { in: 'modal' });
    await modalOf(officer, (one) => one.callback_id === 'announcements.correct', 'the words');
    await officer.submit({ title: '塘口（改）' });
    const card = await seen(work.slack.as(PEOPLE.chen), says('塘口（改）'), 'the edited card');
    expect(picture(card)?.alt_text).toBe('公告“塘口（改）”的图片');
    await officer.closeModal(true);
  });

  it('a PDF arrives as a link that those who got it can open, and nobody else', async () => {
    const upload = fileOf('安全 手册.pdf', '%PDF-1.7 手册', 'application/pdf');
    const fields = { title: '手册', body: '见附件', include: ['zhaodl'], options: ['ack'] };
    const officer = await writeOne(work, PEOPLE.admin, fields, upload);
    await modalOf(officer, says('安全 手册.pdf'), 'the preview');
    await sendIt(work, officer);
    const zhao = work.slack.as(PEOPLE.zhao);
    const card = await seen(zhao, says('安全 手册.pdf'), 'the card');
    expect(card.text).toContain('附件：安全 手册.pdf');
    expect(card.files.map(({ name }) => name)).toEqual(['安全 手册.pdf']);
    const { attachment } = await newest(work);
    expect((await fetched(attachment?.file ?? '', PEOPLE.zhao)).bytes.toString()).toBe('%PDF-1.7 手册');
    expect((await fetched(attachment?.file ?? '', PEOPLE.chen)).status).toBe(404);
  });

  it('is gone for everybody when it is taken back', async () => {
    const { attachment } = await newest(work);
    const chair = work.slack.as(PEOPLE.admin);
    await chair.command('/announce');
    const list = await seen(chair, (one) => has('announcements.open:0')(one) && says('手册')(one), 'the list');
    await chair.click('announcements.open:0', { message: list });
    await modalOf(chair, has('announcements.recall'), 'the receipts');
    await chair.click('announcements.recall', { in: 'modal' });
    await modalOf(chair, says('已撤回'), 'that it is taken back');
    expect((await fetched(attachment?.file ?? '', PEOPLE.zhao)).status).toBe(404);
    await chair.closeModal(true);
  });

  it.each([
    ['that is none of the kinds', fileOf('塘口.jpg', '<svg/>', 'image/jpeg'), '不能随公告发出'],
    ['that is too large', fileOf('大.pdf', `%PDF-${'x'.repeat(10_000_000)}`, 'application/pdf'), '超过 10 MB'],
  ])('one %s is said at its place, and the rest is kept', async (_, upload, sentence) => {
    const officer = await openForm(work, PEOPLE.officer);
    await officer.attach('attachment', upload);
    const { errors } = await officer.submit({ title: '没有丢', body: '正文', include: ['donghu'] });
    expect(errors).toEqual({ attachment: expect.stringContaining(sentence) });
    expect(errors?.attachment).toContain(sentence.startsWith('超过') ? '没有用上' : '其余的都没有丢');
    const kept = await newest(work);
    expect(kept).toMatchObject({ title: '没有丢', state: 'draft' });
    expect(kept.attachment).toBeUndefined();
    await officer.closeModal(true);
  });

  it('one that Slack does not take is said, and taken when it is sent again', async () => {
    const officer = await openForm(work, PEOPLE.officer);
    await officer.attach('attachment', PHOTO);
    await work.slack.faults.add({ method: 'files.completeUploadExternal', fault: 'error', error: 'internal_error' });
    const { errors } = await officer.submit({ title: '再来', body: '正文', include: ['donghu'] });
    expect(errors?.attachment).toContain('Slack 现在没有收下这个文件');
    await work.slack.faults.clear();
    await officer.submit();
    const preview = await modalOf(officer, has('announcements.send'), 'the preview');
    expect(picture(preview)).toBeDefined();
    expect(await newest(work)).toMatchObject({ title: '再来', attachment: { kind: 'picture' } });
  });

  it('stays with the draft, and is taken off on demand', async () => {
    const officer = work.slack.as(PEOPLE.officer);
    await officer.click('announcements.edit', { in: 'modal' });
    const form = await modalOf(officer, says('现在带着：图片'), 'the form');
    expect(form.callback_id).toBe('announcements.form');
    await officer.submit();
    expect(picture(await modalOf(officer, has('announcements.send'), 'the preview'))).toBeDefined();
    await officer.click('announcements.edit', { in: 'modal' });
    await modalOf(officer, says('现在带着：图片'), 'the form');
    await officer.submit({ detach: 'yes' });
    expect(picture(await modalOf(officer, has('announcements.send'), 'the preview'))).toBeUndefined();
    expect((await newest(work)).attachment).toBeUndefined();
    await officer.closeModal(true);
  });
});
