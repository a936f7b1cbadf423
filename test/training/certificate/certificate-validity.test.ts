import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../../playground/client.ts';
import { deliveries } from '../../../src/delivery/model.ts';
import { type Certificate, certificates } from '../../../src/features/training/certificate/model.ts';
import { courses } from '../../../src/features/training/model.ts';
import { gathered } from '../../../src/features/training/seats/service/seats.ts';
import { tick } from '../../../src/features/training/service/tick.ts';
import { actor, has, modalOf, SOON, says, seen } from '../../helpers/quiz-day.ts';
import { PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { noticeOf } from '../classroom.ts';
import { attends, certificatesOf, courseWith, openWithCertificates, pageOf } from './certified.ts';

const { correct } = gathered;

const { admin, chen, li, maria, zhao } = PEOPLE;

let work: Workplace;
beforeAll(async () => {
  work = await openWithCertificates();
});
afterAll(() => work.close());

describe('whether a certificate holds', { timeout: 120_000 }, () => {
  const topic = '有限空间作业 <!channel> 🦐';
  let session = '';
  let number = '';
  beforeAll(async () => {
    const [made] = await courseWith(work, topic, ['2026-03-11'], [chen, zhao, maria]);
    session = made?._id ?? '';
    const terms = { needed: 'each', certificate: { months: 12, skill: '有限空间监护' } };
    await courses(work.ctx).updateOne({ _id: made?.course ?? '' }, { $set: { terms } });
    await work.moveTo('2026-03-11T13:55:00+08:00');
    for (const user of [chen, maria]) await attends(work, user, session);
    await work.moveTo('2026-03-12T09:00:00+08:00');
    await tick(work.ctx);
    number = (await certificatesOf(work)).find((one) => one.member === maria)?.number ?? '';
    await noticeOf(work.slack.as(maria), 'Your certificate', 'training.pdf');
  });

  it('is verified by anyone, however the number is typed; a mistyped one is told from one that is not there', async () => {
    const other = work.slack.as(zhao);
    const wide = number.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
    await other.command('/training', `verify  ${wide.replaceAll('-', ' － ')}`);
    const shown = await seen(other, says('这张证书有效'), 'the verdict');
    expect(textOf(shown)).toMatch(
      /姓名：Maria Santos[\s\S]*有限空间作业[\s\S]*2026年3月12日颁发 · 有效期至 2027年3月12日/,
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

  it('is verified without a command, from App Home', async () => {
    const other = work.slack.as(zhao);
    await other.part('training');
    await other.click('training certificates', { in: 'modal' });
    await modalOf(other, has('training.check'), 'the own certificates');
    await other.click('training.check', { in: 'modal' });
    await modalOf(other, says('印在证书上'), 'the form');
    await other.submit({ number: ` ${number} ` });
    await modalOf(other, says('✓ 这张证书有效。'), 'the verdict');
    await other.closeModal(true);
  });

  it('has a page for who is not in Slack, with nothing in it that runs or is kept', async () => {
    const answer = await pageOf(work, number);
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'/);
    expect(html).toContain('<body class="yes">');
    expect(html).toContain('这张证书有效');
    expect(html).toContain('This certificate is valid');
    expect(html).toContain('&lt;!channel&gt;');
    expect(html).not.toMatch(/<script|<!channel>|U0QH/);
    const wrong = await pageOf(work, '<script>alert(1)</script>');
    expect([wrong.status, await wrong.text()]).toEqual([404, expect.stringContaining('<body>')]);
    expect((await pageOf(work, '2026-999999-0')).status).toBe(404);
  });

  it('is annulled by a correction, and given back under its number by another', async () => {
    const chair = await actor(work, admin);
    await correct(work.ctx, chair, session, maria, 'absent', '代签');
    await seen(work.slack.as(maria), says(`certificate ${number} is annulled`), 'the word to its holder');
    expect(await (await pageOf(work, number)).text()).toMatch(/<body class="no">.*这张证书已作废/s);
    await correct(work.ctx, chair, session, maria, 'left-early', '本人到场');
    await correct(work.ctx, chair, session, zhao, 'present', '手机没电');
    await noticeOf(work.slack.as(zhao), '你的证书：有限空间作业', 'training.pdf');
    const made = await certificatesOf(work);
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
    const { _id, ...own } = (await certificatesOf(work)).find((one) => one.member === chen) as Certificate & {
      _id: unknown;
    };
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
