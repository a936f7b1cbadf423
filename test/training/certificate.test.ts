import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../playground/client.ts';
import { deliveries } from '../../src/delivery/model.ts';
import { type Certificate, certificates } from '../../src/features/training/certificate-model.ts';
import { courses, enrolments } from '../../src/features/training/model.ts';
import { certify } from '../../src/features/training/service/certify.ts';
import { cancelSession } from '../../src/features/training/service/change.ts';
import { checkIn, codeFor } from '../../src/features/training/service/check-in.ts';
import { correct } from '../../src/features/training/service/roll.ts';
import { moveSeat } from '../../src/features/training/service/seats.ts';
import { tick } from '../../src/features/training/service/tick.ts';
import { readCertificateNumber } from '../../src/participation/certificate/number.ts';
import { actor, has, modalOf, SOON, says, seen } from '../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';
import { noticeOf, openCourseOf, openWhole, sessionOf } from './classroom.ts';

const { admin, officer, chen, li, maria, zhao } = PEOPLE;
const PUBLIC_URL = 'https://jingying.example/bot';

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-09T09:00:00+08:00', bot: 'http', env: { PUBLIC_URL: `${PUBLIC_URL}/` } });
});
afterAll(() => work.close());

const all = () => certificates(work.ctx).find({}).sort({ number: 1 }).lean<Certificate[]>();
const page = (number: string) => fetch(new URL(`/verify/${encodeURIComponent(number)}`, work.botUrl));
const read = async (url: string | undefined) => {
  const bytes = new Uint8Array(await (await fetch(`${work.playground.url}${url}`)).arrayBuffer());
  const document = await getDocumentProxy(bytes);
  const { text } = await extractText(document, { mergePages: true });
  return { pages: document.numPages, text: text.replaceAll(/\s+/g, '') };
};
const attends = async (user: string, session: string) => {
  const code = codeFor(work.ctx, await sessionOf(work, session))?.code ?? '';
  await checkIn(work.ctx, await actor(work, user), session, code);
};
/** A course with these people on the list. */
const courseWith = async (topic: string, days: readonly string[], people: readonly string[]) => {
  const [startsAt, ...more] = days;
  const facts = { topic, startsAt: new Date(`${startsAt}T14:00:00+08:00`), duration: 120, minutes: 120 };
  const dates = { more: more.map((day) => `${day} 14:00`).join('\n') };
  const made = await openCourseOf(work, { include: people.map((user) => `member:${user}`), facts, ...dates });
  for (const one of made) for (const member of people) await moveSeat(work.ctx, one._id, { do: 'sign-up', member });
  return made;
};

describe('a certificate, from the form to the refresher', { timeout: 120_000 }, () => {
  const topic = '有限空间作业 <!channel> 🦐';
  let session = '';
  let number = '';

  it('is asked for on the form of what completes the course, which says what cannot be', async () => {
    const [made] = await courseWith(topic, ['2026-03-11'], [chen, zhao, maria]);
    session = made?._id ?? '';
    const chair = work.slack.as(admin);
    await chair.command('/training', 'manage');
    await seen(chair, has('training.open:0'), 'the list');
    await chair.click('training.open:0');
    await openWhole(chair);
    await chair.click('training.terms', { in: 'modal' });
    await modalOf(chair, has('"skill"'), 'the form');
    const { errors } = await chair.submit({ months: '12', skill: '有限空间监护' });
    expect(Object.keys(errors ?? {}).sort()).toEqual(['months', 'skill']);
    await chair.submit({ certificate: 'yes', months: '12', skill: '有限空间监护' });
    await modalOf(chair, says('课程设置已保存'), 'the page again');
    await chair.closeModal(true);
    expect((await courses(work.ctx).findOne({}).lean())?.terms).toEqual({
      ...{ needed: 'each', certificate: { months: 12, skill: '有限空间监护' } },
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
    await attends(chen, session);
    await attends(maria, session);
    await work.moveTo('2026-03-12T09:00:00+08:00');
    await tick(work.ctx);
    await work.restart();
    await Promise.all([tick(work.ctx), tick(work.ctx)]);
    const got = await noticeOf(work.slack.as(maria), 'Your certificate: 有限空间作业', 'training.pdf');
    expect(textOf(got)).toMatch(/issued 12 March 2026 · valid until 12 March 2027/);
    const made = await all();
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
    const { pages, text } = await read(sent.files[0]?.url);
    expect(pages).toBe(1);
    for (const words of ['Maria', '有限空间作业<!channel>', '共2小时', number, '有效期至2027年3月12日', '扫码验证'])
      expect(text).toContain(words);
  });

  it('is nobody else’s to get', async () => {
    const other = work.slack.as(zhao);
    await other.command('/training', 'certificates');
    await seen(other, says('你还没有证书'), 'none of their own');
    await expect(
      import('../../src/features/training/service/certificates.ts').then(async ({ certificateFile }) =>
        certificateFile(work.ctx, await actor(work, zhao), number),
      ),
    ).rejects.toThrow('not yours');
  });

  it('is verified by anyone, however the number is typed; a mistyped one is told from one that is not there', async () => {
    const other = work.slack.as(zhao);
    const wide = number.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
    await other.command('/training', `verify  ${wide.replaceAll('-', ' － ')}`);
    const shown = await seen(other, says('这张证书有效'), 'the verdict');
    expect(textOf(shown)).toMatch(
      /姓名：Maria Santos[\s\S]*有限空间作业[\s\S]*2026年3月12日 发 · 有效期至 2027年3月12日/,
    );
    expect(JSON.stringify(shown)).not.toContain('<!channel>');
    const wrong = `${number.slice(0, -1)}${(Number(number.at(-1)) + 1) % 10}`;
    await other.command('/training', `验证 ${wrong}`);
    await seen(other, says('编号输错了'), 'the mistake');
    await other.command('/training', 'verify 2025-000001-2');
    await seen(other, says(/没有编号为|编号输错了/), 'none such');
    await other.command('/training', 'verify abc');
    await seen(other, says('请写证书编号'), 'what to write');
  });

  it('has a page for who is not in Slack, with nothing in it that runs or is kept', async () => {
    const answer = await page(number);
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'/);
    expect(html).toContain('这张证书有效');
    expect(html).toContain('This certificate is valid');
    expect(html).toContain('&lt;!channel&gt;');
    expect(html).not.toMatch(/<script|<!channel>|U0QH/);
    expect((await page('<script>alert(1)</script>')).status).toBe(404);
    expect((await page('2026-999999-0')).status).toBe(404);
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

  it('is annulled by a correction, and given back under its number by another', async () => {
    const chair = await actor(work, admin);
    await correct(work.ctx, chair, session, maria, 'absent', '代签');
    await seen(work.slack.as(maria), says(`certificate ${number} is annulled`), 'the word to its holder');
    expect(await (await page(number)).text()).toContain('这张证书已作废');
    await correct(work.ctx, chair, session, maria, 'left-early', '本人到场');
    await correct(work.ctx, chair, session, zhao, 'present', '手机没电');
    await noticeOf(work.slack.as(zhao), '你的证书：有限空间作业', 'training.pdf');
    const made = await all();
    expect(made.map((one) => [one.member, one.annulledAt, one.minutes])).toEqual(
      expect.arrayContaining([
        [maria, undefined, 60],
        [zhao, undefined, 120],
        [chen, undefined, 120],
      ]),
    );
    expect(made.find((one) => one.member === maria)?.number).toBe(number);
  });

  it('reminds once of the refresher, although everything was restarted; not who has renewed or lost it', async () => {
    const { _id, ...own } = (await all()).find((one) => one.member === chen) as Certificate & { _id: unknown };
    const later = { scope: 'later', number: '2027-000001-0', until: '2028-01-20', remindOn: '2027-12-20' };
    await certificates(work.ctx).create({ ...own, ...later });
    await correct(work.ctx, await actor(work, admin), session, zhao, 'absent', '弄错了');
    await work.moveTo('2027-02-11T12:00:00+08:00');
    await tick(work.ctx);
    expect(await deliveries(work.ctx).countDocuments({ kind: 'training.refresh' })).toBe(0);
    await work.moveTo('2027-02-12T12:00:00+08:00');
    await Promise.all([tick(work.ctx), tick(work.ctx)]);
    await work.restart();
    await tick(work.ctx);
    await seen(work.slack.as(maria), says('expires on 12 March 2027. Please sign up for a refresher.'), 'the reminder');
    const states = async () =>
      (await deliveries(work.ctx).find({ kind: 'training.refresh' }).lean()).map(
        (one) => `${one.recipient} ${one.state}`,
      );
    await expect
      .poll(async () => (await states()).sort(), { timeout: SOON })
      .toEqual([`${chen} dropped`, `${maria} sent`]);
  });

  it('is expired after its last day', async () => {
    await work.moveTo('2027-03-15T09:00:00+08:00');
    await work.slack.as(li).command('/training', `verify ${number}`);
    await seen(work.slack.as(li), says('已经过期'), 'the verdict');
  });
});

describe('certificates of a whole course', { timeout: 120_000 }, () => {
  it('come with the last date that is held, also when the one that was missing is cancelled', async () => {
    const days = ['2027-03-16', '2027-03-17', '2027-03-18'];
    const made = await courseWith('特训', days, [officer]);
    const course = made[0]?.course ?? '';
    await courses(work.ctx).updateOne({ _id: course }, { $set: { terms: { needed: 'all', certificate: {} } } });
    for (const [nth, one] of made.slice(0, 2).entries()) {
      await work.moveTo(`${days[nth]}T14:00:00+08:00`);
      await attends(officer, one._id);
      await work.moveTo(`${days[nth]}T17:10:00+08:00`);
      await tick(work.ctx);
    }
    const mine = () => certificates(work.ctx).find({ course }).lean<Certificate[]>();
    expect(await mine()).toEqual([]);
    await cancelSession(work.ctx, await actor(work, admin), made[2]?._id ?? '', '讲师生病', false);
    await tick(work.ctx);
    expect(await mine()).toMatchObject([{ member: officer, from: days[0], to: days[1], minutes: 240 }]);
    expect((await mine())[0]).not.toHaveProperty('until');
  });

  it('have numbers of their own, fifty at once and in any number of processes', async () => {
    const { workspace } = work.ctx;
    const [made] = await courseWith('五十人', ['2027-03-19'], [chen]);
    const { _id, course = '', startsAt } = made ?? (await sessionOf(work, ''));
    await courses(work.ctx).updateOne({ _id: course }, { $set: { terms: { needed: 'one', certificate: {} } } });
    const people = Array.from({ length: 50 }, (_, nth) => `U0FIFTY${nth}`);
    await enrolments(work.ctx).create(
      people.map((member) => ({
        ...{ workspace, session: _id, member, at: startsAt, mark: 'present' as const, settled: true },
        ...{ wrong: 0, corrections: [] },
      })),
    );
    await Promise.all([...people, ...people].map((one) => certify(work.ctx, course, [one])));
    const numbers = (await certificates(work.ctx).find({ course }).lean<Certificate[]>()).map((one) => one.number);
    expect(new Set(numbers).size).toBe(50);
    for (const one of numbers) expect(readCertificateNumber(one)).toEqual({ number: one });
  });
});
