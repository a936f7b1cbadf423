import { unzipSync } from 'fflate';
import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../../playground/protocol.ts';
import { items } from '../../../src/features/suggestions/item/model.ts';
import { accept, conclude } from '../../../src/features/suggestions/service/change.ts';
import { actor, has, modalOf, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';

const FORMULA = '=HYPERLINK("https://evil.example","点我") 路灯不亮';

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
});
afterAll(() => work.close());

async function bytesOf(message: Message): Promise<Uint8Array> {
  const answered = await fetch(`${work.playground.url}${message.files[0]?.url}`);
  return new Uint8Array(await answered.arrayBuffer());
}

describe('the year in numbers', { timeout: 90_000 }, () => {
  it('has a chart, a table of kinds and one of branches, and says the same in words', async () => {
    const chen = work.slack.as(PEOPLE.chen);
    await chen.command('/suggest', FORMULA);
    await seen(chen, says('S-2026-0001'), 'the number');
    const maria = work.slack.as(PEOPLE.maria);
    await maria.command('/suggest');
    await modalOf(maria, has('"photos"'), 'the form');
    await maria.submit({ text: 'The greenhouse door does not close', hide: ['yes'], kind: 'fault', place: '=1+1' });
    await modalOf(maria, says('S-2026-0002'), 'the number');
    await maria.closeModal(true);
    const first = await items(work.ctx).findOne({ number: 'S-2026-0001' }).lean();
    const admin = work.slack.as(PEOPLE.admin);
    await work.moveTo('2026-03-03T09:00:00+08:00');
    await accept(work.ctx, await actor(work, PEOPLE.admin), first?._id ?? '');
    await work.moveTo('2026-03-05T09:00:00+08:00');
    await conclude(work.ctx, await actor(work, PEOPLE.admin), first?._id ?? '', 'solved', '=SUM(1)');
    await seen(chen, has('suggestions.step:satisfied'), 'the question');
    await chen.click('suggestions.step:satisfied');
    await seen(chen, says('谢谢，记下了'), 'the thanks, on the card');
    await admin.command('/jy', 'suggestions stats');
    const stats = await seen(admin, has('data_visualization'), 'the chart');
    const tables = (stats.blocks ?? []).filter((one) => one.type === 'data_table') as unknown as {
      rows: unknown[][];
    }[];
    expect(tables.map(({ rows }) => rows.length)).toEqual([3, 3]);
    const row = { count: 1, solved: 1, toAccept: 1, toSolve: 3 };
    expect(tables[0]?.rows.find((cells) => JSON.stringify(cells).includes('合理化建议'))).toEqual([
      { type: 'raw_text', text: '合理化建议' },
      ...Object.values(row).map((value) => ({ type: 'raw_number', value, text: String(value) })),
      { type: 'raw_text', text: '100%' },
    ]);
    expect(stats.text).toContain('合理化建议: 件数 1 · 解决 1 · 受理（天） 1 · 解决（天） 3 · 满意 100%');
  });

  it('is a workbook in the officer’s messages, in which people’s words are text and no formula', async () => {
    const admin = work.slack.as(PEOPLE.admin);
    await admin.click('suggestions.export');
    const sent = await seen(admin, (one) => one.files.length > 0, 'the file');
    expect(sent.files[0]?.name).toBe('suggestions-2026.xlsx');
    const bytes = Buffer.from(await bytesOf(sent));
    const numbers = await readSheet(bytes, 1);
    expect(numbers.slice(0, 2)).toEqual([
      ['2026 年，全公司', '件数', '解决', '受理（天）', '解决（天）', '满意'],
      ['合计', 2, 1, 1, 3, 1],
    ]);
    const [, one = [], other = []] = await readSheet(bytes, 2);
    expect(one.slice(0, 8)).toEqual([
      ...['S-2026-0001', '合理化建议', '东湖养殖分会', null],
      ...[`'${FORMULA}`, '已办结', '陈小梅', '周岚'],
    ]);
    expect(other.slice(1, 7)).toEqual([
      ...['设施故障', '国际员工分会', "'=1+1"],
      ...['The greenhouse door does not close', '已收到', '匿名'],
    ]);
    expect([one.at(-1), other.at(-1)].map((supporters) => typeof supporters)).toEqual(['number', 'number']);
    expect(JSON.stringify(other)).not.toContain('Maria');
    const parts = Object.entries(unzipSync(bytes)).filter(([name]) => name.startsWith('xl/worksheets/'));
    for (const [, part] of parts) expect(Buffer.from(part).toString()).not.toMatch(/<f[ >]/);
  });
});
