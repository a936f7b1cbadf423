import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../src/bot/actor.ts';
import { certified, type Earned } from '../../src/certificates/certified.ts';
import { type Certificate, certificateRegister, certificateYears } from '../../src/certificates/register.ts';
import { verify, verifyPage } from '../../src/certificates/verify.ts';
import { deliveries } from '../../src/delivery/model.ts';
import { makeIndexes } from '../../src/lib/stores/collection.ts';
import { openPostOffice, type PostOffice, READER, WORKING_HOUR } from '../delivery/post-office.ts';
import { addMember } from '../quiz/officer-desk.ts';

/* A second feature with certificates, for tests alone: an honour is an award of a year, printed in words of its own. */

interface Honour extends Certificate {
  award: string;
}

const register = certificateRegister<Honour>('honours', { award: { type: String, required: true } }, 'award');
const honours = certified<Honour>({
  feature: 'honours',
  register,
  what: { zh: '荣誉', en: 'Honour' },
  verb: 'check',
  wording: {
    title: { zh: '荣誉证书', en: 'Certificate of Honour' },
    body: { zh: '{days}被评为“{what}”，特发此证。', en: 'was named "{what}" {days}.' },
  },
  refused: {
    notYours: { zh: '这不是你的荣誉证书。', en: 'This honour is not yours.' },
    annulled: { zh: '这项荣誉已撤销。', en: 'This honour was taken back.' },
  },
});
/** Another feature, of which the page knows too. */
const classes = certified<Honour>({
  ...honours,
  feature: 'classes',
  register: certificateRegister<Honour>('classes', { award: { type: String, required: true } }, 'award'),
  what: { zh: '班', en: 'Class' },
});

const OTHER = 'U0QH1004';
const DAY_MS = 86_400_000;
const span = { from: WORKING_HOUR, to: WORKING_HOUR, minutes: 60 };
const earned = (member: string, more: Partial<Earned<Honour>> = {}): Earned<Honour> => ({
  member,
  scope: 'award-1',
  topic: '先进班组长',
  span,
  own: { award: 'award-1' },
  ...more,
});

let office: PostOffice;
beforeAll(async () => {
  office = await openPostOffice({ PUBLIC_URL: 'https://jingying.example' });
  await makeIndexes(office.ctx, [honours.register, classes.register, certificateYears]);
  await addMember(office.ctx, READER, { name: '陈小梅' });
  await addMember(office.ctx, OTHER, { name: '李强' });
});
afterAll(() => office.close());
beforeEach(async () => {
  office.setTime(WORKING_HOUR);
  for (const { register: of } of [honours, classes]) await of(office.ctx).deleteMany({});
  await deliveries(office.ctx).deleteMany({});
});

const issued = async (...all: Earned<Honour>[]): Promise<Honour[]> => honours.issue(office.ctx, all);
const found = async (one: Honour | undefined) => honours.find(office.ctx, one?.number ?? '');
const stored = async (one: Honour | undefined): Promise<Honour> => {
  const all = await register(office.ctx)
    .find({ number: one?.number ?? '' })
    .lean<Honour[]>();
  return all[0] as Honour;
};
const told = async () =>
  (await deliveries(office.ctx).find({}).sort({ notice: 1 }).lean()).map(({ notice, recipient }) => [
    notice,
    recipient,
  ]);

describe('certificates of any feature', () => {
  it('are issued once for each thing and member, however many do it at once, each under a number of its own', async () => {
    const both = [earned(READER), earned(OTHER)];
    const added = (await Promise.all([issued(...both), issued(...both), issued(...both)])).flat();
    expect(added.map((one) => [one.member, one.name]).toSorted()).toEqual([
      [READER, '陈小梅'],
      [OTHER, '李强'],
    ]);
    const others = await classes.issue(office.ctx, both);
    expect(new Set([...added, ...others].map(({ number }) => number)).size).toBe(4);
    expect(added[0]?.award).toBe('award-1');
  });

  it('are annulled and given back under their number, and overrule nobody who changed them since', async () => {
    const [one] = await issued(earned(READER));
    const before = await stored(one);
    expect(await honours.restate(office.ctx, before, undefined)).toBe(true);
    expect((await found(one))?.validity).toBe('annulled');
    expect(await honours.restate(office.ctx, before, undefined)).toBe(false);
    expect(await honours.restate(office.ctx, await stored(one), undefined)).toBe(false);
    const longer = { ...span, minutes: 90 };
    expect(await honours.restate(office.ctx, await stored(one), longer)).toBe(true);
    const after = await found(one);
    expect([after?.validity, after?.minutes, after?.number, after?.change]).toEqual(['valid', 90, one?.number, 2]);
    expect(await honours.restate(office.ctx, await stored(one), longer)).toBe(false);
  });

  it('tell their holder of each change once', async () => {
    const [one] = await issued(earned(READER), earned(OTHER));
    await Promise.all([honours.tell(office.ctx, { award: 'award-1' }), honours.tell(office.ctx, {})]);
    await honours.restate(office.ctx, await stored(one), undefined);
    await honours.tell(office.ctx, { award: 'another' });
    expect(await told()).toHaveLength(2);
    await honours.tell(office.ctx, { award: 'award-1' });
    await honours.tell(office.ctx, { award: 'award-1' });
    expect(await told()).toContainEqual([`honours.certificate-${one?.number}-1`, READER]);
    expect(await told()).toHaveLength(3);
  });

  it('remind of their end once, and know what has renewed them', async () => {
    const [short] = await issued(earned(READER, { months: 12 }));
    expect([short?.until, short?.remindOn]).toEqual(['2027-11-18', '2027-10-18']);
    await honours.remind(office.ctx);
    expect(await told()).toEqual([]);
    office.setTime(new Date('2027-10-18T02:00:00Z'));
    await honours.remind(office.ctx);
    await honours.remind(office.ctx);
    expect(await told()).toEqual([[`honours.refresh-${short?.number}`, READER]]);
    expect(await honours.isRenewed(office.ctx, await stored(short))).toBe(false);
    await issued(earned(READER, { scope: 'award-2', months: 12 }));
    expect(await honours.isRenewed(office.ctx, await stored(short))).toBe(true);
    office.setTime(new Date('2027-11-19T02:00:00Z'));
    expect((await found(short))?.validity).toBe('expired');
  });

  it('list a member’s own, the newest first, in pages', async () => {
    for (let index = 0; index < 21; index += 1) {
      office.setTime(new Date(WORKING_HOUR.getTime() + index * DAY_MS));
      await issued(earned(READER, { scope: `award-${index}` }));
    }
    const first = await honours.pageOf(office.ctx, READER, Number.NaN);
    expect([first.rows.length, first.page, first.pages, first.rows[0]?.issuedOn]).toEqual([20, 1, 2, '2026-12-08']);
    const second = await honours.pageOf(office.ctx, READER, 2);
    expect([second.rows.length, second.page, second.pages]).toEqual([1, 2, 2]);
    expect((await honours.pageOf(office.ctx, OTHER, 1)).rows).toEqual([]);
  });

  it('are printed in the feature’s words, for their holder alone', async () => {
    const second = { locale: 'en' as const, words: { topic: 'Leading team head' } };
    const [one] = await issued(earned(READER, { second }));
    const by = (user: string) => ({ user }) as Actor;
    const { pdf, missing } = await honours.file(office.ctx, by(READER), one?.number ?? '');
    const { text } = await extractText(await getDocumentProxy(pdf), { mergePages: true });
    const words = text.replaceAll(/\s+/g, '');
    for (const said of [
      '荣誉证书',
      '陈小梅',
      '2026年11月18日被评为“先进班组长”',
      '扫码验证',
      'wasnamed"Leadingteamhead"',
    ])
      expect(words).toContain(said);
    expect(missing).toEqual([]);
    await expect(honours.file(office.ctx, by(OTHER), one?.number ?? '')).rejects.toThrow('not yours');
    await honours.restate(office.ctx, await stored(one), undefined);
    await expect(honours.file(office.ctx, by(READER), one?.number ?? '')).rejects.toThrow('taken back');
  });

  it('are verified by anybody, whichever feature gave them: what is printed, and nothing else', async () => {
    const [one] = await issued(earned(READER, { topic: '先进<b>班组长</b>' }));
    const [other] = await classes.issue(office.ctx, [earned(OTHER)]);
    const page = verifyPage(() => [honours, classes]);
    const shown = async (typed: string) => {
      const { status, verdict, parts } = await page.answer(office.ctx, typed);
      return { status, verdict, text: parts.flatMap(({ lines }) => lines).join('\n') };
    };
    const valid = await shown(`No. ${one?.number ?? ''}`.slice(4));
    expect([valid.status, valid.verdict]).toEqual([200, 'yes']);
    expect(valid.text).toContain('荣誉：<bdi>先进&lt;b&gt;班组长&lt;/b&gt;</bdi>');
    expect(valid.text).toContain('Honour: ');
    expect(valid.text).not.toContain(READER);
    expect((await shown(other?.number ?? '')).text).toContain('Class: ');
    await honours.restate(office.ctx, await stored(one), undefined);
    expect((await shown(one?.number ?? '')).verdict).toBe('no');
    expect(await shown('2026-999999-9')).toMatchObject({ status: 404 });
    expect(await verify(office.ctx, [honours], other?.number ?? '')).toEqual({
      state: 'unknown',
      number: other?.number,
    });
    expect(await verify(office.ctx, [honours], '你好')).toEqual({ state: 'not-a-number' });
  });
});
