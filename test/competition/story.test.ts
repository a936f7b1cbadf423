import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileOf, textOf } from '../../playground/client.ts';
import { actions, button, section } from '../../src/bot/draw/blocks.ts';
import { message } from '../../src/bot/draw/message.ts';
import { type Competition, competitions, type Value, values } from '../../src/features/competition/model.ts';
import { verifyRef } from '../../src/features/competition/refs.ts';
import type { Indicator } from '../../src/features/competition/rules/facts.ts';
import { keepIndicator } from '../../src/features/competition/service/competitions.ts';
import { standingsOf } from '../../src/features/competition/service/facts.ts';
import { report } from '../../src/features/competition/service/reports.ts';
import { verify } from '../../src/features/competition/service/values.ts';
import { tick } from '../../src/features/competition/service.ts';
import { ledger } from '../../src/participation/ledger/model.ts';
import { actor, has, modalOf, says, seen } from '../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';
import { openWorkbook } from './reckoned-workbook.ts';

const { officer: OFFICER, li: REPORTER, chen: VERIFIER, zhao: WORKER } = PEOPLE;
const [EAST, SOUTH, PORT, GUEST] = ['东湖养殖分会', '南岗种植分会', '临港加工分会', '国际员工分会'] as const;
const NOBODY_TYPES = { source: '台账', reporters: [REPORTER], verifiers: [VERIFIER] };

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-01-05T09:00:00+08:00', bot: 'http' });
}, 180_000);
afterAll(() => work.close());

async function theOne(): Promise<Competition> {
  const found = await competitions(work.ctx).findOne({ workspace: work.ctx.workspace }).lean<Competition>();
  if (found === null) throw new Error('no competition');
  return found;
}

const valueAt = async (name: string, unit: string, slot: string): Promise<Value> => {
  const { indicators } = await theOne();
  const indicator = indicators.find((one) => one.name === name)?.id ?? '';
  const found = await values(work.ctx)
    .findOne({ indicator, unit: `branch:${unit}`, slot })
    .lean<Value>();
  if (found === null) throw new Error(`no value of ${name}, ${unit}, ${slot}`);
  return found;
};

/** Reports and verifies a value, without a screen. */
async function counted(name: string, unit: string, slot: string, value: number, reason = ''): Promise<void> {
  const one = await theOne();
  const indicator = one.indicators.find((each) => each.name === name)?.id ?? '';
  expect(
    await report(work.ctx, { user: REPORTER }, one, { indicator, unit: `branch:${unit}`, slot, value, reason }),
  ).toBeUndefined();
  const { _id, rev } = await valueAt(name, unit, slot);
  await verify(work.ctx, { user: VERIFIER }, _id, rev);
}

const pointsOf = async (member: string) =>
  (await ledger(work.ctx).find({ feature: 'competition', member }).sort({ at: 1 }).lean()).map(({ kind, points }) => [
    kind,
    points,
  ]);

describe('a year’s competition between four branches', { timeout: 240_000 }, () => {
  it('is set up by an officer, and each fault is said at its field', async () => {
    const person = work.slack.as(OFFICER);
    await person.command('/jy', '竞赛 新建');
    const form = await modalOf(person, says('主题'), 'the form');
    expect(form.blocks.filter(({ type }) => type === 'input')).toHaveLength(5);
    const facts = { name: '勇闯新业——拼搏2026', from: '2026-01-01', to: '2026-12-31' };
    expect((await person.submit({ ...facts, to: '2025-12-31' })).errors?.to).toContain('不能早于');
    await person.click('bot.more', { in: 'modal' });
    await modalOf(person, says('只让这些参赛'), 'the rest');
    await person.submit({ ...facts, chosen: [EAST, SOUTH, PORT, GUEST], half: '10', prizes: '10,6,3' });
    await modalOf(person, says('还没有指标'), 'the page');
    await person.click('competition.indicator', { in: 'modal' });
    await modalOf(person, says('指标和计量单位'), 'the indicator');
    const good = { name: '亩产量（公斤）', source: '生产日报', reporters: [REPORTER], verifiers: [VERIFIER] };
    expect((await person.submit({ ...good, name: '亩产量' })).errors?.name).toContain('括号');
    expect((await person.submit({ ...good, source: '' })).errors?.source).toContain('数据来源');
    expect((await person.submit({ ...good, verifiers: [REPORTER] })).errors?.verifiers).toContain('不能又填报又核定');
    await person.submit(good);
    const page = await modalOf(person, says('亩产量'), 'the page with it');
    expect(textOf(page.blocks)).toContain('填报 李强 · 核定 陈小梅');
  });

  it('has five indicators and begins', async () => {
    const { _id } = await theOne();
    const by = await actor(work, OFFICER);
    const usual: Indicator = {
      ...{ id: '', name: '', measure: '', direction: 'more', weight: 10, scale: 'total', cap: 120 },
      ...{ pace: 'month', fold: 'mean', days: 5 },
      ...NOBODY_TYPES,
    };
    const [first] = (await theOne()).indicators;
    await keepIndicator(work.ctx, by, _id, { ...(first as Indicator), target: 500, fold: 'mean', weight: 30 });
    await keepIndicator(work.ctx, by, _id, {
      ...usual,
      id: 'rate',
      name: '合格率',
      measure: '%',
      scale: 'rate',
      target: 98,
      weight: 20,
    });
    await keepIndicator(work.ctx, by, _id, {
      ...usual,
      id: 'harm',
      name: '事故',
      measure: '起',
      direction: 'less',
      target: 0,
      weight: 20,
      fold: 'sum',
    });
    await keepIndicator(work.ctx, by, _id, {
      ...usual,
      id: 'save',
      name: '节约',
      measure: '万元',
      scale: 'head',
      weight: 15,
      fold: 'sum',
    });
    await keepIndicator(work.ctx, by, _id, {
      ...{
        ...usual,
        id: 'learn',
        name: '学时',
        measure: '学时',
        scale: 'head',
        weight: 15,
        fold: 'sum',
        reporters: [],
        verifiers: [],
      },
      ledger: { key: 'training.hours', feature: 'training', kinds: ['attend'], counts: 'hours' },
    });
    const person = work.slack.as(OFFICER);
    await person.closeModal(true);
    await person.command('/jy', '竞赛');
    await seen(person, says('草稿'), 'the draft');
    await person.click('competition.open:0');
    await modalOf(person, says('菁英统计'), 'the five');
    await person.click('competition.start', { in: 'modal' });
    await modalOf(person, says('竞赛已经开始'), 'it begins');
    await person.closeModal(true);
    const { units, state } = await theOne();
    expect(state).toBe('open');
    expect(units.map(({ name }) => name).sort()).toEqual([EAST, SOUTH, PORT, GUEST].sort());
    await tick(work.ctx);
    await seen(work.slack.as(WORKER), says('你在南岗种植分会'), 'the opening');
  });

  it('takes a file of values: two rows come back, and nothing in it verifies anything', async () => {
    await work.moveTo('2026-02-02T09:00:00+08:00');
    const person = work.slack.as(REPORTER);
    await person.command('/jy', '竞赛 导入');
    await modalOf(person, says('哪个竞赛'), 'the form');
    const rows = [
      '指标,分会,月份,数值,计量单位,是否核定',
      `亩产量,${EAST},2026-01,520,公斤,已核定`,
      `亩产量,${SOUTH},1月,480,公斤,已核定`,
      `亩产量,${PORT},2026-01,0.5,吨,已核定`,
      `合格率,${EAST},2026-01,1000000000,%,已核定`,
      `合格率,${SOUTH},2026-01,99,,已核定`,
    ];
    await person.attach('file', fileOf('values.csv', rows.join('\n')));
    await person.submit();
    const words = textOf((await modalOf(person, says('可以导入'), 'the preview')).blocks);
    expect(words).toContain('可以导入 3 个数');
    expect(words).toContain('第 4 行：计量单位和这个指标的不一样');
    expect(words).toContain('第 5 行：数太大了');
    expect(words).toContain('是否核定');
    await person.submit();
    await seen(person, says('导入完成：3 个数等核定，2 行没有导入'), 'what became of it');
    await person.closeModal(true);
    const found = await values(work.ctx).find({}).lean<Value[]>();
    expect(found).toHaveLength(3);
    expect(found.every((one) => one.counted === undefined && one.pending?.by === REPORTER)).toBe(true);
    const { now, waiting } = await standingsOf(work.ctx, await theOne());
    expect(waiting).toBe(3);
    expect(
      now.rows.every(({ marks }) =>
        marks.every(({ indicator, value }) => indicator === 'learn' || value === undefined),
      ),
    ).toBe(true);
  });

  it('lets nobody verify what they have reported: not from the list, not by a forged button', async () => {
    const person = work.slack.as(REPORTER);
    await person.command('/jy', '竞赛 核定');
    await seen(person, says('没有等你核定的数'), 'nothing for them');
    const { _id, rev } = await valueAt('亩产量', EAST, '2026-01');
    const forged = message([
      section('forged'),
      actions(button({ ...verifyRef.button({ value: _id, rev, page: 1 }), label: '核定' })),
    ]);
    await work.ctx.slack.chat.postMessage({ channel: await person.dmChannel(), ...forged } as never);
    const shown = await seen(person, says('forged'), 'the forged button');
    await person.click('competition.verify', { message: shown });
    await seen(person, says('要由别人核定'), 'the refusal');
    expect((await valueAt('亩产量', EAST, '2026-01')).counted).toBeUndefined();
    // A verifier who puts in a number of their own has a hand in it, too.
    await values(work.ctx).updateOne({ _id }, { $addToSet: { hands: VERIFIER } });
    await expect(verify(work.ctx, { user: VERIFIER }, _id, rev)).rejects.toMatchObject({
      said: { zh: expect.stringContaining('要由别人核定') },
    });
    await values(work.ctx).updateOne({ _id }, { $pull: { hands: VERIFIER } });
  });

  it('counts what somebody else has verified, and sends back what is refused', async () => {
    const person = work.slack.as(VERIFIER);
    await person.command('/jy', '竞赛 核定');
    await seen(person, has('competition.verify:2'), 'three to verify');
    await person.click('competition.verify:0');
    await seen(person, says('已核定，计入名次'), 'verified');
    const list = await seen(person, has('competition.refuse:0'), 'two left');
    await person.click('competition.refuse:0', { message: list });
    await modalOf(person, says('为什么退回'), 'the reason');
    await person.submit({ reason: '和磅单对不上 <!channel>' });
    await modalOf(person, says('已退回'), 'sent back');
    await person.closeModal(true);
    const told = await seen(work.slack.as(REPORTER), says('你填报的数被退回'), 'the refusal');
    expect(JSON.stringify(told)).not.toContain('<!channel>');
    const states = (await values(work.ctx).find({}).lean<Value[]>()).map((one) =>
      one.counted !== undefined ? 'counted' : one.refused !== undefined ? 'refused' : 'pending',
    );
    expect(states.sort()).toEqual(['counted', 'pending', 'refused']);
  });

  it('says at the field what is wrong with a value, and keeps what was typed', async () => {
    const person = work.slack.as(REPORTER);
    await person.command('/jy', '竞赛 填报');
    await seen(person, has('competition.report:1'), 'what was sent back, and what they report');
    await person.click('competition.report:1');
    await modalOf(person, says('亩产量'), 'the form');
    const good = { unit: PORT, slot: '2026年1月', value: '455' };
    expect((await person.submit({ ...good, value: '1e9' })).errors?.value).toContain('数太大了');
    expect((await person.submit({ ...good, value: '0.4吨' })).errors?.value).toContain('计量单位');
    expect((await person.submit({ ...good, value: '-3' })).errors?.value).toContain('不能小于 0');
    await person.submit({ ...good, value: '455 公斤' });
    await modalOf(person, says('等核定'), 'it waits');
    await person.closeModal(true);
    expect((await valueAt('亩产量', PORT, '2026-01')).pending).toMatchObject({ value: 455, by: REPORTER });
  });

  it('shows how every rank was computed, and the file reckons the same', async () => {
    const all: [string, string, number][] = [
      ['亩产量', EAST, 520],
      ['亩产量', SOUTH, 480],
      ['亩产量', PORT, 455],
      ['亩产量', GUEST, 510],
      ['合格率', EAST, 97],
      ['合格率', SOUTH, 99],
      ['合格率', PORT, 98.5],
      ['合格率', GUEST, 93],
      ['事故', EAST, 0],
      ['事故', SOUTH, 1],
      ['事故', PORT, 0],
      ['事故', GUEST, 0],
      ['节约', EAST, 12],
      ['节约', SOUTH, 9.5],
      ['节约', PORT, 14],
      ['节约', GUEST, 3],
    ];
    for (const [name, unit, value] of all) {
      const known = await values(work.ctx)
        .findOne({ unit: `branch:${unit}`, counted: value })
        .lean<Value>();
      if (known === null) await counted(name, unit, '2026-01', value);
    }
    const { now } = await standingsOf(work.ctx, await theOne());
    expect(now.counting).toHaveLength(5);
    const person = work.slack.as(WORKER);
    await person.command('/jy', '竞赛 名次');
    const table = textOf((await seen(person, says('第 1 名'), 'the standings')).blocks);
    for (const { unit, total, rank } of now.rows) expect(table).toContain(`*第 ${rank} 名* ${unit.name} · ${total} 分`);
    await person.click('competition.how');
    const how = textOf((await modalOf(person, says('南岗种植分会的名次怎么算的'), 'how')).blocks);
    const own = now.rows.find(({ unit }) => unit.name === SOUTH);
    expect(how).toContain(`总分 ${own?.total} 分，第 ${own?.rank} 名`);
    expect(how).toContain('目标 98');
    await person.click('competition.book', { in: 'modal' });
    const sent = await seen(person, (one) => one.files.length > 0, 'the file');
    const bytes = new Uint8Array(await (await fetch(`${work.playground.url}${sent.files[0]?.url}`)).arrayBuffer());
    const book = openWorkbook(bytes);
    const again = now.rows.map((_, at) => ['B', 'E', 'A'].map((column) => book.reckon('名次', `${column}${at + 2}`)));
    expect(again).toEqual(now.rows.map(({ unit, total, rank }) => [unit.name, total, rank]));
    await person.closeModal(true);
  });

  it('lets any worker try other weights, and keeps nothing of it', async () => {
    const before = (await theOne()).rev;
    const person = work.slack.as(WORKER);
    await person.command('/jy', '竞赛 名次');
    await seen(person, has('competition.try'), 'the standings');
    await person.click('competition.try');
    await modalOf(person, has('"w0"'), 'the weights');
    await person.submit({ w0: '0', w1: '100' });
    await modalOf(person, says('只是试算'), 'what would be');
    await person.closeModal(true);
    expect((await theOne()).rev).toBe(before);
  });

  it('pairs rivals: a challenge with a stake is declined, with words', async () => {
    const person = work.slack.as(OFFICER);
    const { _id: id } = await theOne();
    await person.command('/jy', '竞赛 名次');
    await seen(person, has('competition.open'), 'the standings');
    await person.click('competition.open');
    await modalOf(person, has('competition.rivals'), 'the page');
    await person.click('competition.rivals', { in: 'modal' });
    await modalOf(person, says('还没有对手赛'), 'no match yet');
    await person.click('competition.challenge', { in: 'modal' });
    await modalOf(person, says('赌约'), 'the form');
    const wanted = { challenger: EAST, rival: SOUTH, stake: '输的一方打扫塘口' };
    expect((await person.submit({ ...wanted, rival: EAST })).errors?.rival).toContain('两个不同');
    await person.submit(wanted);
    await modalOf(person, says('等对方答复'), 'it waits');
    await person.closeModal(true);
    const rival = work.slack.as('U0QH2001');
    const asked = await seen(rival, says('向 南岗种植分会 发起对手赛'), 'the challenge');
    await rival.click('不应战', { message: asked });
    await modalOf(rival, says('想说的话'), 'words');
    await rival.submit({ words: '正在抢收，下回奉陪' });
    await modalOf(rival, says('已回复不应战'), 'declined');
    await rival.closeModal(true);
    const told = await seen(person, says('没有应战'), 'the answer');
    expect(textOf(told.blocks)).toContain('下回奉陪');
    expect(id).toBe((await theOne())._id);
  });

  it('ends, books points, and mends them by reversing entries after a correction', async () => {
    const person = work.slack.as(OFFICER);
    await person.command('/jy', '竞赛 名次');
    await seen(person, has('competition.open'), 'the standings');
    await person.click('competition.open');
    await modalOf(person, has('competition.end'), 'the page');
    await person.click('competition.end', { in: 'modal' });
    await modalOf(person, says('名次和得分都记下了'), 'it is over');
    await person.closeModal(true);
    const ended = await theOne();
    const first = ended.results?.at(-1)?.rows ?? [];
    const prize = (rank = 0) => [10, 6, 3][rank - 1] ?? 0;
    const rankOf = (rows: typeof first, unit: string) => rows.find((one) => one.unit === `branch:${unit}`)?.rank;
    expect(await pointsOf(REPORTER)).toEqual([['placed', prize(rankOf(first, EAST))]]);
    expect(await pointsOf(WORKER)).toEqual([['placed', prize(rankOf(first, SOUTH))]]);
    await tick(work.ctx);
    await seen(work.slack.as(WORKER), says('结束了'), 'the result');

    const south = { indicator: 'harm', unit: `branch:${SOUTH}`, slot: '2026-01', value: 0 };
    expect(await report(work.ctx, { user: REPORTER }, ended, south)).toEqual({ word: 'noReason' });
    expect(await report(work.ctx, { user: REPORTER }, ended, { ...south, reason: '误报' })).toBeUndefined();
    expect((await theOne()).results).toEqual(ended.results);
    const { _id, rev, counted: stands } = await valueAt('事故', SOUTH, '2026-01');
    expect(stands).toBe(1);
    await verify(work.ctx, { user: VERIFIER }, _id, rev);
    const mended = (await theOne()).results?.at(-1)?.rows ?? [];
    const change = prize(rankOf(mended, SOUTH)) - prize(rankOf(first, SOUTH));
    expect(change).toBeGreaterThan(0);
    expect(await pointsOf(WORKER)).toEqual([
      ['placed', prize(rankOf(first, SOUTH))],
      ['reversal', change],
    ]);
    const now = mended.find(({ unit }) => unit === `branch:${SOUTH}`);
    const told = says(`*第 ${now?.rank} 名* ${SOUTH} · ${now?.total} 分`);
    await seen(work.slack.as(WORKER), (one) => says('结束了')(one) && told(one), 'the card with the corrected result');
    await person.command('/jy', '竞赛 名次');
    await seen(person, says('已结束'), 'the end ranking');
    await person.click('competition.how');
    await modalOf(person, says('怎么算的'), 'how');
    await person.choose('competition.how:other', SOUTH, { in: 'modal' });
    await modalOf(person, says('1 改为 0，误报'), 'the correction');
    await person.closeModal(true);
    // The tick finds nothing left to do, and doing it again changes nothing.
    const entries = await ledger(work.ctx).countDocuments({ feature: 'competition' });
    await tick(work.ctx);
    expect(await ledger(work.ctx).countDocuments({ feature: 'competition' })).toBe(entries);
  });
});
