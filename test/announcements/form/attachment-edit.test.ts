import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlaygroundPerson } from '../../../playground/client/person.ts';
import { fileOf } from '../../../playground/client.ts';
import type { Block, Message, Upload } from '../../../playground/protocol.ts';
import { deleteFormer } from '../../../src/features/announcements/draft/service/former-files.ts';
import { type Announcement, announcements } from '../../../src/features/announcements/model.ts';
import { photoWithPlace } from '../../helpers/photo-with-place.ts';
import { has, modalOf, SOON, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { newest, sendIt, untilCounted, writeOne } from '../desk.ts';

let work: Workplace;
let id: string;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
});
afterAll(() => work.close());

const PHOTO = fileOf('三号塘.jpg', photoWithPlace(), 'image/jpeg');
const PDF = fileOf('安全 手册.pdf', '%PDF-1.7 手册', 'application/pdf');
const READERS = [PEOPLE.officer, PEOPLE.chen, PEOPLE.li] as const;

const picture = ({ blocks }: Message): Block | undefined => (blocks ?? []).find((block) => block.type === 'image');
const stored = async () => (await announcements(work.ctx).findById(id).lean<Announcement>()) ?? (await newest(work));
const status = async (file: string | undefined, user: string) =>
  (await fetch(`${work.playground.url}/play/files/${file}?as=${user}`)).status;

/** The officer opens what was sent, and in it the form that corrects it. */
async function correct(): Promise<PlaygroundPerson> {
  const officer = work.slack.as(PEOPLE.officer);
  await officer.command('/announce');
  const list = await seen(officer, has('announcements.open:0'), 'the list');
  await officer.click('announcements.open:0', { message: list });
  await modalOf(officer, has('announcements.correct'), 'the receipts');
  await officer.click('announcements.correct', { in: 'modal' });
  await modalOf(officer, (one) => one.callback_id === 'announcements.correct', 'the form');
  return officer;
}

async function replaceBy(upload: Upload): Promise<void> {
  const officer = await correct();
  await officer.attach('attachment', upload);
  await officer.submit();
  await modalOf(officer, says('每一份都会更新'), 'that it is done');
  await officer.closeModal(true);
}

describe('a picture or file of what has gone out', { timeout: 90_000 }, () => {
  it('is replaced in every copy, and the one before is gone for everybody', async () => {
    const fields = { title: '塘口', body: '请看', include: ['donghu'] };
    const officer = await writeOne(work, PEOPLE.officer, fields, PHOTO);
    id = await sendIt(work, officer);
    await untilCounted(work, id, { reached: 3 });
    const before = (await stored()).attachment?.file;
    expect(await status(before, PEOPLE.chen)).toBe(200);
    await replaceBy(PDF);
    const after = (await stored()).attachment?.file;
    for (const reader of READERS) {
      const card = await seen(
        work.slack.as(reader),
        (one) => says('安全 手册.pdf')(one) && says('塘口')(one),
        'the card',
      );
      expect(picture(card)).toBeUndefined();
      expect(card.files.map(({ name }) => name)).toEqual(['安全 手册.pdf']);
      expect(card.text).toContain('修改过');
      expect(await status(after, reader)).toBe(200);
    }
    await deleteFormer(work.ctx);
    expect(await status(before, PEOPLE.chen)).toBe(404);
    expect((await stored()).formerFiles).toBeUndefined();
  });

  it('one that cannot go out is said at its place, and nothing is changed', async () => {
    const before = await stored();
    const officer = await correct();
    await officer.attach('attachment', fileOf('塘口.jpg', '<svg/>', 'image/jpeg'));
    const { errors } = await officer.submit({ title: '塘口二' });
    expect(errors?.attachment).toContain('不能随公告发出，没有用上，其余的都没有丢');
    expect(await stored()).toEqual(before);
    const form = await modalOf(officer, (one) => one.callback_id === 'announcements.correct', 'the form');
    expect(JSON.stringify(form.state)).toContain('塘口二');
    await officer.closeModal(true);
  });

  it('a picture takes the place of a file, whose deletion is tried until Slack does it', async () => {
    const before = (await stored()).attachment?.file;
    await work.slack.faults.add({ method: 'files.delete', fault: 'error', error: 'internal_error' });
    await replaceBy(PHOTO);
    await deleteFormer(work.ctx);
    expect(await status(before, PEOPLE.chen)).toBe(200);
    await work.slack.faults.clear();
    await deleteFormer(work.ctx);
    expect(await status(before, PEOPLE.chen)).toBe(404);
    const { attachment } = await stored();
    const has3 = (one: Message) => JSON.stringify(picture(one) ?? {}).includes(attachment?.file ?? '?');
    for (const reader of READERS) {
      const card = await seen(work.slack.as(reader), has3, 'the card with the picture');
      expect(says('安全 手册.pdf')(card)).toBe(false);
      expect(card.files).toEqual([]);
    }
  });

  it('is taken off every copy on demand', async () => {
    const before = (await stored()).attachment?.file;
    const officer = await correct();
    await officer.submit({ detach: 'yes' });
    await modalOf(officer, says('每一份都会更新'), 'that it is done');
    await officer.closeModal(true);
    expect((await stored()).attachment).toBeUndefined();
    for (const reader of READERS) {
      const isBare = (one: Message) => says('塘口')(one) && has('announcements.confirm')(one) && !picture(one);
      await expect.poll(async () => (await work.slack.as(reader).dm()).some(isBare), { timeout: SOON }).toBe(true);
    }
    await deleteFormer(work.ctx);
    expect(await status(before, PEOPLE.chen)).toBe(404);
  });
});
