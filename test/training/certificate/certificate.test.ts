import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../../playground/client.ts';
import { deliveries } from '../../../src/delivery/model.ts';
import { courses } from '../../../src/features/training/model.ts';
import { tick } from '../../../src/features/training/service/tick.ts';
import { auditPage } from '../../../src/members/audit.ts';
import { actor, has, modalOf, SOON, says, seen } from '../../helpers/quiz-day.ts';
import { PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { noticeOf, openWhole } from '../classroom.ts';
import { attends, certificatesOf, courseWith, openWithCertificates, PUBLIC_URL } from './certified.ts';

const { admin, chen, maria, zhao } = PEOPLE;

let work: Workplace;
beforeAll(async () => {
  work = await openWithCertificates();
});
afterAll(() => work.close());

const readPdf = async (url: string | undefined) => {
  const bytes = new Uint8Array(await (await fetch(`${work.playground.url}${url}`)).arrayBuffer());
  const document = await getDocumentProxy(bytes);
  const { text } = await extractText(document, { mergePages: true });
  return { pages: document.numPages, text: text.replaceAll(/\s+/g, '') };
};

describe('a certificate, from the form to the record', { timeout: 120_000 }, () => {
  const topic = '有限空间作业 <!channel> 🦐';
  let session = '';
  let number = '';

  it('is asked for on the form of what completes the course, which says what cannot be', async () => {
    const [made] = await courseWith(work, topic, ['2026-03-11'], [chen, zhao, maria]);
    session = made?._id ?? '';
    const chair = work.slack.as(admin);
    await chair.command('/training', 'manage');
    await seen(chair, has('training.open:0'), 'the list');
    await chair.click('training.open:0');
    await openWhole(chair);
    await chair.click('training.terms', { in: 'modal' });
    await modalOf(chair, has('"certificate"'), 'the form');
    await chair.click('bot.more', { in: 'modal' });
    await modalOf(chair, has('"skill"'), 'the rest of it');
    const { errors } = await chair.submit({ months: '12', skill: '有限空间监护' });
    expect(Object.keys(errors ?? {}).sort()).toEqual(['months', 'skill']);
    await chair.submit({ certificate: 'yes', months: '12', skill: '有限空间监护' });
    await modalOf(chair, says('课程设置已保存'), 'the page again');
    await chair.closeModal(true);
    expect((await courses(work.ctx).findOne({}).lean())?.terms).toEqual({
      needed: 'each',
      certificate: { months: 12, skill: '有限空间监护' },
    });
  });

  it('shows on the trainer’s screen a picture that opens the bot, where the button to check in comes first', async () => {
    await work.moveTo('2026-03-11T13:55:00+08:00');
    const trainer = work.slack.as(admin);
    await trainer.command('/training');
    await seen(trainer, has('training.roll:1'), 'what they teach');
    await trainer.click('training.roll:1');
    await modalOf(trainer, (one) => has('slack_file')(one) && says('手机扫一扫')(one), 'the picture');
    await trainer.closeModal(true);
    const worker = work.slack.as(chen);
    expect(JSON.stringify((await worker.home()).blocks.slice(0, 2))).toContain('training.code');
  });

  it('comes when the attendance has closed, to who was there, once, though everything ends without a word', async () => {
    await attends(work, chen, session);
    await attends(work, maria, session);
    await work.moveTo('2026-03-12T09:00:00+08:00');
    await tick(work.ctx);
    await work.restart();
    await Promise.all([tick(work.ctx), tick(work.ctx)]);
    const got = await noticeOf(work.slack.as(maria), 'Your certificate: 有限空间作业', 'training.pdf');
    expect(textOf(got)).toMatch(/Issued 12 March 2026 · valid until 12 March 2027/);
    const made = await certificatesOf(work);
    expect(made.map((one) => one.member).sort()).toEqual([chen, maria].sort());
    number = made.find((one) => one.member === maria)?.number ?? '';
    expect(textOf(got)).toContain(`${PUBLIC_URL}/verify/${number}`);
    expect(JSON.stringify(got)).not.toContain('<!channel>');
    expect(await deliveries(work.ctx).countDocuments({ kind: 'training.certificate' })).toBe(2);
  });

  it('is one page of PDF, which says what was learnt and until when it holds', async () => {
    const holder = work.slack.as(maria);
    await holder.click('training.pdf', { message: await noticeOf(holder, 'Your certificate', 'training.pdf') });
    const sent = await seen(holder, (one) => one.files.length > 0, 'the file');
    expect(sent.files[0]?.name).toBe(`certificate-${number}.pdf`);
    const { pages, text } = await readPdf(sent.files[0]?.url);
    expect(pages).toBe(1);
    for (const words of ['Maria', '有限空间作业<!channel>', '共2小时', number, '有效期至2027年3月12日', '扫码验证'])
      expect(text).toContain(words);
  });

  it('is noted once in the log, however often its holder gets it', async () => {
    const holder = work.slack.as(maria);
    const files = async () => (await holder.dm()).flatMap((one) => one.files).length;
    const before = await files();
    await holder.click('training.pdf', { message: await noticeOf(holder, 'Your certificate', 'training.pdf') });
    await expect.poll(files, { timeout: SOON }).toBe(before + 1);
    const noted = async () =>
      (await auditPage(work.ctx, 1)).rows.filter(({ what }) => what.zh.includes(number)).map(({ by }) => by);
    await expect.poll(noted, { timeout: SOON }).toEqual([maria]);
  });

  it('is nobody else’s to get', async () => {
    const other = work.slack.as(zhao);
    await other.command('/training', 'certificates');
    await seen(other, says('你还没有证书'), 'none of their own');
    await expect(
      import('../../../src/features/training/certificate/service/certified.ts').then(async ({ trainingCertificates }) =>
        trainingCertificates.file(work.ctx, await actor(work, zhao), number),
      ),
    ).rejects.toThrow('not yours');
  });

  it('stands on the member’s record with its skill, and officers of that member see it', async () => {
    const holder = work.slack.as(maria);
    await holder.command('/jy', 'people');
    await seen(holder, says(/Skills\*\n有限空间监护 · since 12 March 2026 · valid until 12 March 2027/), 'the skill');
    const chair = work.slack.as(admin);
    await chair.command('/training', '证书');
    await seen(chair, has('training.holder'), 'the button to look somebody up');
    await chair.click('training.holder');
    await modalOf(chair, has('"holder"'), 'the form');
    await chair.submit({ holder: 'Maria Santos' });
    await modalOf(chair, says('技能：有限空间监护'), 'what she has');
    await chair.closeModal(true);
  });
});
