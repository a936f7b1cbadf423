import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileOf, textOf } from '../../playground/client.ts';
import { actions, button, section } from '../../src/bot/draw/blocks.ts';
import { message } from '../../src/bot/draw/message.ts';
import { competitors } from '../../src/features/competition/competitors.ts';
import { competitions, type Value, values } from '../../src/features/competition/model.ts';
import { challengeRef, importRef, peopleRef } from '../../src/features/competition/refs.ts';
import type { Indicator } from '../../src/features/competition/rules/facts.ts';
import { standingOf } from '../../src/features/competition/rules/reckon.ts';
import { rankedRows } from '../../src/features/competition/rules/results.ts';
import { appoint, create, give, keepIndicator, start } from '../../src/features/competition/service/competitions.ts';
import { factsOf } from '../../src/features/competition/service/facts.ts';
import { keepFigures } from '../../src/features/competition/service/figures.ts';
import { previewFile, valueImporter } from '../../src/features/competition/service/file.ts';
import { end, lives } from '../../src/features/competition/service/lives.ts';
import { recount } from '../../src/features/competition/service/packs.ts';
import { report, reportMany } from '../../src/features/competition/service/reports.ts';
import {
  refuse,
  refusedCount,
  settleLeft,
  verify,
  waitingCount,
} from '../../src/features/competition/service/values.ts';
import { stateWords } from '../../src/features/competition/value-views.ts';
import { ledger } from '../../src/participation/ledger/model.ts';
import { recordMany } from '../../src/participation/ledger/service.ts';
import { actor, modalOf, says, seen } from '../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';

const { officer: OFFICER, li: REPORTER, chen: VERIFIER, zhao: WORKER, maria: NEXT } = PEOPLE;
const EAST = 'branch:东湖养殖分会';
const SOUTH = 'branch:南岗种植分会';
const FACTS = { kind: 'theme', level: 'branch', from: '2026-01-01', to: '2026-12-31', half: 10 } as const;
const indicator: Indicator = {
  ...{ id: 'yield', name: '亩产量', measure: '公斤', direction: 'more', weight: 10, scale: 'total', cap: 120 },
  ...{ target: 500, pace: 'month', fold: 'sum', days: 30, source: '生产日报' },
  ...{ reporters: [REPORTER], verifiers: [VERIFIER] },
};

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-02-02T09:00:00+08:00', bot: 'http' });
}, 180_000);
afterAll(() => work.close());

async function opened(id: string, more: Partial<Indicator> = {}, name = id) {
  const by = await actor(work, OFFICER);
  await create(work.ctx, by, id, { ...FACTS, name, chosen: [EAST, SOUTH], prizes: [10, 6] });
  await keepIndicator(work.ctx, by, id, { ...indicator, ...more });
  return start(work.ctx, by, id);
}
const theValue = async (competition: string, unit: string): Promise<Value> => {
  const found = await values(work.ctx).findOne({ competition, unit }).lean<Value>();
  if (found === null) throw new Error(`no value of ${unit}`);
  return found;
};
const put = async (id: string, unit: string, value: number, user: string = REPORTER, reason = '') => {
  const one = await lives.present(work.ctx, id);
  return report(work.ctx, { user }, one, { indicator: 'yield', unit, slot: '2026-01', value, reason });
};

describe('who reports and who verifies', { timeout: 240_000 }, () => {
  it('can be changed while a competition runs, by its form, and stands in the audit', async () => {
    const { _id: id } = await opened('people', {}, '换人');
    expect(await put(id, EAST, 480)).toBeUndefined();
    const person = work.slack.as(OFFICER);
    await person.command('/jy', '竞赛');
    const list = await seen(person, says('换人'), 'the competitions');
    await person.click('competition.standings:0', { message: list });
    await person.click('competition.open');
    await modalOf(person, says('填报 李强 · 核定 陈小梅'), 'the page');
    await person.click('competition.people:0', { in: 'modal' });
    await modalOf(person, says('谁核定'), 'the form');
    expect((await person.submit({ verifiers: [REPORTER] })).errors?.verifiers).toContain('不能又填报又核定');
    // The field of those who verify says what it said when it was opened: it keeps what somebody else has written meanwhile.
    const by = await actor(work, OFFICER);
    await appoint(work.ctx, by, id, 'yield', { reporters: [REPORTER], verifiers: [VERIFIER, WORKER] });
    await person.submit({ reporters: [NEXT], verifiers: [VERIFIER] });
    await modalOf(person, says('已保存'), 'the page with them');
    await person.closeModal(true);
    const [kept] = (await lives.present(work.ctx, id)).indicators;
    expect([kept?.reporters, kept?.verifiers]).toEqual([[NEXT], [VERIFIER, WORKER]]);
    await work.slack.as(PEOPLE.admin).command('/jy', '名册 记录');
    await seen(work.slack.as(PEOPLE.admin), says('改了竞赛“换人”一项指标的填报人或核定人'), 'the audit');
  });

  it('never lets those who have reported a value verify it, also when they verify from now on', async () => {
    const by = await actor(work, OFFICER);
    await appoint(work.ctx, by, 'people', 'yield', { reporters: [NEXT], verifiers: [REPORTER, WORKER] });
    const { _id, rev, pending } = await theValue('people', EAST);
    expect(pending).toMatchObject({ value: 480, by: REPORTER });
    await expect(verify(work.ctx, { user: REPORTER }, _id, rev)).rejects.toMatchObject({
      said: { zh: expect.stringContaining('要由别人核定') },
    });
    await expect(verify(work.ctx, { user: VERIFIER }, _id, rev)).rejects.toMatchObject({
      said: { zh: expect.stringContaining('不由你核定') },
    });
    expect(await waitingCount(work.ctx, { user: REPORTER })).toBe(0);
    expect(await put('people', SOUTH, 500, REPORTER)).toEqual({ word: 'notReporter' });
  });

  it('can never be changed so that nobody could verify a value, and what was sent back goes to who reports now', async () => {
    await opened('change');
    const by = await actor(work, OFFICER);
    const swapped = { reporters: [NEXT], verifiers: [REPORTER] };
    const stuck = { said: { zh: expect.stringContaining('没有人能核定它') } };
    expect(await put('change', EAST, 480)).toBeUndefined();
    await expect(appoint(work.ctx, by, 'change', 'yield', swapped)).rejects.toMatchObject(stuck);
    const { _id, rev } = await theValue('change', EAST);
    await refuse(work.ctx, { user: VERIFIER }, _id, rev, '和磅单对不上');
    const asked = () => Promise.all([REPORTER, NEXT].map((user) => refusedCount(work.ctx, { user })));
    expect(await asked()).toEqual([1, 0]);
    await expect(appoint(work.ctx, by, 'change', 'yield', swapped)).rejects.toMatchObject(stuck);
    await appoint(work.ctx, by, 'change', 'yield', { ...swapped, verifiers: [REPORTER, VERIFIER] });
    expect(await asked()).toEqual([0, 1]);
    expect(await put('change', EAST, 470, NEXT)).toBeUndefined();
    expect(await asked()).toEqual([0, 0]);
  });

  it('lay a correction that was sent back to rest by saying again what is verified', async () => {
    await opened('rest');
    await put('rest', EAST, 480);
    const first = await theValue('rest', EAST);
    await verify(work.ctx, { user: VERIFIER }, first._id, first.rev);
    expect(await put('rest', EAST, 490, REPORTER, '复核')).toBeUndefined();
    await refuse(work.ctx, { user: VERIFIER }, first._id, first.rev + 2, '和磅单对不上');
    expect(stateWords('zh', await theValue('rest', EAST))).toContain('480，已核定；更正为 490 被退回：和磅单对不上');
    expect(await refusedCount(work.ctx, { user: REPORTER })).toBe(1);
    const person = work.slack.as(REPORTER);
    await person.command('/jy', '竞赛 填报');
    const list = await seen(person, says('更正为 490 被退回'), 'what was sent back');
    await person.click('competition.report:0', { message: list });
    await modalOf(person, says('亩产量'), 'the form, with what is verified');
    await person.submit();
    await modalOf(person, says('和已核定的数一样'), 'nothing waits');
    await person.closeModal(true);
    expect(await refusedCount(work.ctx, { user: REPORTER })).toBe(0);
    const rested = await theValue('rest', EAST);
    expect(stateWords('zh', rested)).toBe('480，已核定');
    expect(await put('rest', EAST, 480)).toBeUndefined();
    expect((await theValue('rest', EAST)).rev).toBe(rested.rev);
  });

  it('are never the same, whoever asks for it and however', async () => {
    const by = await actor(work, OFFICER);
    const both = { reporters: [NEXT, VERIFIER], verifiers: [VERIFIER] };
    const sameBoth = { said: { zh: expect.stringContaining('不能又填报又核定') } };
    await expect(appoint(work.ctx, by, 'people', 'yield', both)).rejects.toMatchObject(sameBoth);
    await create(work.ctx, by, 'draft', { ...FACTS, name: '草稿', chosen: [], prizes: [] });
    await expect(keepIndicator(work.ctx, by, 'draft', { ...indicator, ...both })).rejects.toMatchObject(sameBoth);
    const worker = await actor(work, WORKER);
    const people = { reporters: [WORKER], verifiers: [NEXT] };
    await expect(appoint(work.ctx, worker, 'people', 'yield', people)).rejects.toThrow();
    // A forged button opens nothing for a worker.
    const person = work.slack.as(WORKER);
    const forged = message([
      section('forged'),
      actions(button({ ...peopleRef.button({ id: 'people', indicator: 'yield' }), label: '换人' })),
    ]);
    await work.ctx.slack.chat.postMessage({ channel: await person.dmChannel(), ...forged } as never);
    await person.click('competition.people', { message: await seen(person, says('forged'), 'the forged button') });
    await seen(person, says('干部'), 'the refusal');
  });
});

describe('what counts at the end', { timeout: 240_000 }, () => {
  it('is the same whoever is first: a bonus, a verification and the end at one moment', async () => {
    for (const id of ['race0', 'race1', 'race2', 'race3']) {
      await opened(id);
      for (const [unit, value] of [
        [EAST, 480],
        [SOUTH, 470],
      ] as const)
        expect(await put(id, unit, value)).toBeUndefined();
      const [east, south] = [await theValue(id, EAST), await theValue(id, SOUTH)];
      await verify(work.ctx, { user: VERIFIER }, east._id, east.rev);
      const by = await actor(work, OFFICER);
      await Promise.all([
        end(work.ctx, id),
        give(work.ctx, by, id, { id: `${id}-bonus`, unit: SOUTH, points: 20, isOut: false, reason: '安全月先进' }),
        verify(work.ctx, { user: VERIFIER }, south._id, south.rev),
        end(work.ctx, id),
      ]);
      const ended = await lives.present(work.ctx, id);
      expect(ended.unranked).toBeUndefined();
      expect(ended.results?.at(-1)?.rows).toEqual(rankedRows(standingOf(await factsOf(work.ctx, ended))));
      const points = await ledger(work.ctx).aggregate<{ points: number }>([
        { $match: { activity: id, member: WORKER } },
        { $group: { _id: null, points: { $sum: '$points' } } },
      ]);
      expect(points.map((one) => one.points)).toEqual([10]);
    }
  });

  it('follows the figures of the ledger that a second process has kept late, though it died there', async () => {
    const by = await actor(work, OFFICER);
    await create(work.ctx, by, 'late', { ...FACTS, name: '学时', chosen: [EAST, SOUTH], prizes: [10, 6] });
    const hours = { key: 'training.hours', feature: 'training', kinds: ['attend'], counts: 'hours' } as const;
    const counted = { reporters: [], verifiers: [], ledger: { ...hours, kinds: [...hours.kinds] } };
    await keepIndicator(work.ctx, by, 'late', { ...indicator, ...counted, id: 'learn' });
    await start(work.ctx, by, 'late');
    const ended = await end(work.ctx, 'late');
    const deed = { member: WORKER, feature: 'training', activity: 'late', kind: 'attend', minutes: 120, points: 0 };
    const at = new Date('2026-01-20T01:00:00Z');
    const person = { branch: '南岗种植分会' };
    const more = { category: 'skill', streak: false, outcome: {}, key: 'training.attend-late', at };
    await recordMany(work.ctx, [{ deed: { ...deed, ...more }, person }] as never);
    await keepFigures(work.ctx, ended);
    await settleLeft(work.ctx);
    const one = await lives.present(work.ctx, 'late');
    const rows = one.results?.at(-1)?.rows;
    expect(rows).not.toEqual(ended.results?.at(-1)?.rows);
    expect(rows).toEqual(rankedRows(standingOf(await factsOf(work.ctx, one))));
    expect(await recount(work.ctx, one)).toBe(0);
  });

  it('is ranked by the next process where one has died right after the end was written', async () => {
    await opened('died');
    await put('died', EAST, 480);
    const east = await theValue('died', EAST);
    await verify(work.ctx, { user: VERIFIER }, east._id, east.rev);
    const ended = { state: 'ended', endedAt: new Date(), placed: [], unranked: true, wakeAt: new Date() };
    await competitions(work.ctx).updateOne({ _id: 'died' }, { $set: ended, $inc: { rev: 1, rankings: 1 } });
    await lives.wake(work.ctx);
    const one = await lives.present(work.ctx, 'died');
    expect(one.unranked).toBeUndefined();
    expect(one.results?.at(-1)?.rows.map(({ unit, rank }) => [unit, rank])).toEqual([
      [EAST, 1],
      [SOUTH, 2],
    ]);
  });
});

describe('many at once', { timeout: 240_000 }, () => {
  it('takes the same number again in a file as in a form: nothing is new, and no reason is asked', async () => {
    const one = await opened('again');
    await put('again', EAST, 480);
    const east = await theValue('again', EAST);
    await verify(work.ctx, { user: VERIFIER }, east._id, east.rev);
    expect(await put('again', EAST, 480)).toBeUndefined();
    const rows = [
      { indicator: 'yield', unit: EAST, slot: '2026-01', value: 480 },
      { indicator: 'yield', unit: SOUTH, slot: '2026-01', value: 470 },
      { indicator: 'yield', unit: EAST, slot: '2026-02', value: 300 },
    ];
    expect(await reportMany(work.ctx, { user: REPORTER }, one, rows)).toEqual([undefined, undefined, undefined]);
    expect((await theValue('again', EAST)).rev).toBe(east.rev + 1);
    expect(
      await reportMany(work.ctx, { user: REPORTER }, one, [{ ...rows[0], value: 490 } as (typeof rows)[0]]),
    ).toEqual([{ word: 'noReason' }]);
    // A file as it is looked at, and as it is taken.
    const person = work.slack.as(REPORTER);
    await person.command('/jy', '竞赛 导入');
    await modalOf(person, says('哪个竞赛'), 'the form');
    const csv = ['指标,单位,期,数值', '亩产量,东湖养殖分会,2026-01,480', '亩产量,南岗种植分会,2026-01,470'].join('\n');
    await person.choose('competition', 'again', { in: 'modal' });
    await person.attach('file', fileOf('same.csv', csv));
    await person.submit();
    const preview = await modalOf(person, says('可以导入'), 'the preview');
    expect(textOf(preview.blocks)).toContain('可以导入 2 个数');
    const { file } = importRef.read(String(preview.private_metadata));
    expect((await previewFile(work.ctx, { user: REPORTER }, one, file)).bad).toEqual([]);
    const wanted = { user: REPORTER, source: file, choice: { competition: 'again' } };
    expect(await valueImporter.take(work.ctx, wanted)).toEqual({ taken: 2, bad: 0 });
    await person.closeModal(true);
  });

  it('finds one of 500 units by what is typed, also the last', async () => {
    const one = await opened('many');
    const units = Array.from({ length: 500 }, (_, nth) => ({ key: `t3:分会${nth}班`, name: `${nth} 号班`, heads: 5 }));
    await competitions(work.ctx).updateOne({ _id: 'many' }, { $set: { units } });
    const search = (query: string) =>
      competitors.competitors?.search({
        ctx: work.ctx,
        actor: { ...officer, locale: 'zh' },
        query,
        metadata: challengeRef.pack({ id: one._id }),
      });
    const officer = await actor(work, OFFICER);
    expect(await search('')).toHaveLength(100);
    expect((await search('499'))?.map(({ text }) => text.text)).toEqual(['499 号班']);
  });

  it('lists what somebody reports a page at a time', async () => {
    const by = await actor(work, OFFICER);
    await create(work.ctx, by, 'wide', { ...FACTS, name: '很多指标', chosen: [EAST, SOUTH], prizes: [] });
    for (let nth = 0; nth < 12; nth++)
      await keepIndicator(work.ctx, by, 'wide', {
        ...indicator,
        id: `i${nth}`,
        name: `指标${nth}`,
        reporters: [WORKER],
      });
    await start(work.ctx, by, 'wide');
    const person = work.slack.as(WORKER);
    await person.command('/jy', '竞赛 填报');
    const first = await seen(person, says('指标0'), 'the first ten');
    expect(textOf(first.blocks)).not.toContain('指标11');
    await person.click('competition.reports:next', { message: first });
    await seen(person, says('指标11'), 'the rest');
  });
});
