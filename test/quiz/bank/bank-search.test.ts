import mongoose from 'mongoose';
import { beforeAll, describe, expect, it } from 'vitest';
import { searchText } from '../../../src/features/quiz/bank/search-text.ts';
import { rewriteQuestion } from '../../../src/features/quiz/bank/service/mend.ts';
import { indexOldQuestions } from '../../../src/features/quiz/bank/service/old-questions.ts';
import { insertQuestions } from '../../../src/features/quiz/bank/service/store.ts';
import { type BrowseFilter, browse } from '../../../src/features/quiz/browse/service.ts';
import { questions } from '../../../src/features/quiz/model.ts';
import { useDesk } from '../officer-desk.ts';

const desk = useDesk('search');
const BANK = 'bank';
const COUNT = 10_000;

const contentOf = (index: number) => ({
  kind: 'single' as const,
  stem: `第${index}号增氧机的轴承多久检查一次？`,
  options: ['每天', `第${index % 97}天`, 'ＡＢＣ'],
  correct: 0,
  category: `类${index % 20}`,
  tags: ['设备'],
  posts: [],
});
const ALL = { words: '', kind: undefined, category: undefined, state: 'active' } as const;
const find = (filter: Partial<BrowseFilter>, page = 1) => browse(desk.ctx, BANK, { ...ALL, ...filter }, page);

/** Documents that MongoDB reads for what a search asks of it. */
async function readFor(filter: Partial<BrowseFilter>, page = 1): Promise<number> {
  const { client } = desk.ctx.db as unknown as { client: { s: { url: string } } };
  const watched = await mongoose
    .createConnection(client.s.url, { dbName: desk.ctx.db.name, monitorCommands: true, autoIndex: false })
    .asPromise();
  const ctx = { ...desk.ctx, db: watched };
  const sent: Record<string, unknown>[] = [];
  watched.getClient().on('commandStarted', ({ commandName, command }) => {
    if (commandName === 'find' || commandName === 'aggregate') sent.push(command);
  });
  await browse(ctx, BANK, { ...ALL, ...filter }, page);
  let read = 0;
  for (const { lsid: _session, $db: _db, $clusterTime: _time, ...command } of [...sent]) {
    const asked = await watched.db?.command({ explain: command, verbosity: 'executionStats' });
    const stats = asked?.executionStats ?? asked?.stages?.[0]?.$cursor?.executionStats;
    read += stats.totalDocsExamined;
  }
  await watched.close();
  return read;
}

describe('a search in a bank of ten thousand', () => {
  beforeAll(async () => {
    await insertQuestions(
      desk.ctx,
      BANK,
      Array.from({ length: COUNT }, (_, index) => [`f${index}`, contentOf(index)]),
    );
  }, 120_000);

  it('finds words anywhere, in any width and case, all of them; page by page in the order of the file', async () => {
    expect((await find({ words: '轴承' }, 4)).total).toBe(COUNT);
    expect((await find({ words: '轴承' }, 4)).rows.map(({ content }) => content.stem)).toEqual(
      Array.from({ length: 8 }, (_, index) => contentOf(24 + index).stem),
    );
    expect((await find({ words: '９９９９' })).total).toBe(1);
    expect((await find({ words: 'abc 类19', category: '类19' })).total).toBe(COUNT / 20);
    expect((await find({ words: '轴承 没有这样的词' })).total).toBe(0);
    expect((await find({ words: '.*' })).total).toBe(0);
    expect((await find({}, 99_999)).page).toBe(COUNT / 8);
    expect((await find({})).categories).toHaveLength(20);
  });

  it('reads no question but those of the page', async () => {
    expect(await readFor({ words: '9号增氧机', kind: 'single' }, 100)).toBeLessThanOrEqual(8);
    expect(await readFor({ words: '没有这样的词' })).toBe(0);
  });

  it('a mended question is found by its new words', async () => {
    const [one] = (await find({ words: '第77号' })).rows;
    const content = { ...contentOf(77), stem: '第77号换成了水泵' };
    await rewriteQuestion(desk.ctx, one?._id ?? '', 1, content, false);
    expect((await find({ words: '水泵' })).rows).toMatchObject([{ _id: one?._id, search: searchText(content) }]);
  });
});

it('questions from before there was a search are found too, also where two processes start at once', async () => {
  const old = { ...contentOf(1), stem: '旧题：缆绳' };
  await insertQuestions(desk.ctx, 'old', [['old', old]]);
  await questions(desk.ctx).updateMany({ bank: 'old' }, { $unset: { search: 1 } });
  const look = () =>
    browse(desk.ctx, 'old', { words: '缆绳', kind: undefined, category: undefined, state: 'active' }, 1);
  expect((await look()).total).toBe(0);
  await Promise.all([indexOldQuestions(desk.ctx), indexOldQuestions(desk.ctx)]);
  expect((await look()).total).toBe(1);
});
