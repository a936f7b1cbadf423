import fc from 'fast-check';
import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../../playground/protocol.ts';
import { attendances, type Session, sessions } from '../../../src/features/training/model.ts';
import { numbersOf } from '../../../src/features/training/numbers/service/numbers.ts';
import { KINDS, type Kind } from '../../../src/features/training/rules/kinds.ts';
import { worthOf } from '../../../src/features/training/rules/worth.ts';
import { gathered } from '../../../src/features/training/seats/service/seats.ts';
import { attendancesOf } from '../../../src/features/training/session/service/sessions.ts';
import { hasAttended, MARKS } from '../../../src/gatherings/rules/marks.ts';
import { periodRange } from '../../../src/participation/boards/periods.ts';
import { totalsBy } from '../../../src/participation/rollups/cells.ts';
import { rollupsOf } from '../../../src/participation/rollups/rollups.ts';
import { actor, has, modalOf, says, seen } from '../../helpers/quiz-day.ts';
import { limitToBranch, openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { plainNumbers } from '../../participation/plain-numbers.ts';
import { openCourseOf } from '../classroom.ts';

const { book, bookUnbooked, correct, settle: settleAttendance } = gathered;

const { admin, officer, chen, li, maria, zhao } = PEOPLE;
const EVERYBODY = [officer, chen, li, maria, zhao];

let work: Workplace;
let template: Session;
let made = 0;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-06-10T09:00:00+08:00', bot: 'http' });
  const facts = { topic: '安全用电', startsAt: new Date('2026-12-01T14:00:00+08:00'), duration: 120, minutes: 120 };
  const [one] = await openCourseOf(work, { include: [`member:${chen}`], facts });
  if (one === undefined) throw new Error('no session');
  template = one;
});
afterAll(() => work.close());

/** A session that is over, with these marks; who has none did not come. */
async function heldSession(
  kind: Kind,
  startsAt: Date,
  marks: readonly (readonly [string, (typeof MARKS)[number] | undefined])[],
): Promise<Session> {
  const { workspace } = work.ctx;
  const _id = `held-${made++}`;
  const seats = marks.map(([member], seq) => ({ member, state: 'held' as const, at: startsAt, seq }));
  const endsAt = new Date(startsAt.getTime() + 7_200_000);
  const { wakeAt: _wakeAt, ladder: _ladder, ...rest } = template;
  const session = { ...rest, _id, kind, startsAt, endsAt, seats, news: [], state: 'closed' as const };
  await sessions(work.ctx).create(session);
  for (const [member, mark] of marks)
    if (mark !== undefined)
      await attendances(work.ctx).create({
        workspace,
        session: _id,
        member,
        at: startsAt,
        mark,
        wrong: 0,
        corrections: [],
      });
  // Two processes close it at the same moment.
  await Promise.all([settleAttendance(work.ctx, session), settleAttendance(work.ctx, session)]);
  return session;
}

describe('the year in numbers', { timeout: 120_000 }, () => {
  it('says that there are none yet', async () => {
    const chair = work.slack.as(admin);
    await chair.command('/training', 'numbers');
    await seen(chair, says('还没有考勤结束的培训'), 'the word');
  });

  it('begins with sessions and person-times, and has a chart and tables', async () => {
    await heldSession('class', new Date('2026-03-11T14:00:00+08:00'), [
      ...([
        [chen, 'present'],
        [zhao, 'late'],
        [maria, undefined],
        [li, 'excused'],
      ] as const),
    ]);
    await heldSession('camp', new Date('2026-04-11T14:00:00+08:00'), [[chen, 'left-early']]);
    await heldSession('self-study', new Date('2026-04-12T14:00:00+08:00'), [[zhao, 'present']]);
    const chair = work.slack.as(admin);
    await chair.command('/training', 'numbers');
    const shown = await seen(chair, has('data_visualization'), 'the chart');
    expect(shown.text).toMatch(/^今年 2 场，3 人次\n覆盖 2 人，共 5 小时\n出勤率 75%，缺席率 25%/);
    expect(shown.text).toContain('自学另计：1 项，1 人次，2 小时');
    expect(shown.text).toContain('素质培训班: 场次 1 · 人次 2 · 人数 2 · 学时 4 · 出勤率 67% · 缺席率 33%');
    expect((shown.blocks ?? []).filter((one) => one.type === 'data_table')).toHaveLength(3);
  });

  it('is a workbook, too', async () => {
    const chair = work.slack.as(admin);
    await chair.click('training.numbersFile');
    const sent = await seen(chair, (one) => one.files.length > 0, 'the file');
    expect(sent.files[0]?.name).toBe('training-2026.xlsx');
    const answered = await fetch(`${work.playground.url}${sent.files[0]?.url}`);
    const rows = await readSheet(Buffer.from(await answered.arrayBuffer()), 1);
    expect(rows.slice(0, 2)).toEqual([
      ['2026 年，全公司', '场次', '人次', '人数', '学时', '出勤率', '缺席率'],
      ['合计', 2, 3, 2, 5, 0.75, 0.25],
    ]);
  });

  it('is the own branch’s for its officer, by a button of the list as well, and for no worker', async () => {
    await limitToBranch(work);
    const who = await actor(work, officer);
    const own = work.slack.as(officer);
    await own.command('/training', 'manage');
    await seen(own, has('training.numbers'), 'the list');
    await own.click('training.numbers');
    await seen(own, says(`2026 年，${who.branch}`), 'the numbers');
    const [company, branch] = [
      await numbersOf(work.ctx, await actor(work, admin), ''),
      await numbersOf(work.ctx, who, ''),
    ];
    const line = company.branches.find((one) => one.key === who.branch);
    expect({ ...branch.all, key: who.branch }).toEqual(line);
    const worker = work.slack.as(maria);
    await worker.command('/training', 'numbers');
    await seen(worker, (one) => !has('data_table')(one) && says(/officer/i)(one), 'the refusal');
    await expect(numbersOf(work.ctx, who, '2027')).rejects.toThrow('Write a year');
    expect((await numbersOf(work.ctx, who, '2025')).all.personTimes).toBe(0);
  });

  it('opens from App Home in words, with the year before, and sends the chart when it is asked for', async () => {
    const chair = work.slack.as(admin);
    await chair.part('training');
    await chair.click('training.list', { in: 'modal' });
    await modalOf(chair, has('training.numbers'), 'the list');
    await chair.click('training.numbers', { in: 'modal' });
    await modalOf(chair, says('今年 2 场，3 人次'), 'this year');
    await chair.click('training.numbers:before', { in: 'modal' });
    await modalOf(chair, says('还没有考勤结束的培训'), 'the year before');
    await chair.click('training.numbers:now', { in: 'modal' });
    await modalOf(chair, says('今年 2 场'), 'this year again');
    const channel = await chair.dmChannel();
    const charts = ({ messages }: { messages: Record<string, Message[]> }) =>
      (messages[channel] ?? []).filter((one) => has('data_visualization')(one)).length;
    const before = charts(await chair.state());
    await chair.click('training.numbers:chart', { in: 'modal' });
    await modalOf(chair, says('图表已发到'), 'that it is sent');
    expect(charts(await chair.state())).toBe(before + 1);
    await chair.closeModal(true);
  });

  it('every session that was is found again, a page at a time, and a branch’s officer finds the branch’s', async () => {
    for (let nth = 0; nth < 20; nth++)
      await heldSession('talk', new Date(Date.UTC(2026, 0, 5 + nth, 6)), [[chen, 'excused']]);
    const chair = work.slack.as(admin);
    await chair.command('/training', 'manage');
    await seen(chair, has('training.earlier'), 'the list');
    await chair.click('training.earlier');
    const first = await modalOf(chair, has('training.earlier:next'), 'the last ones');
    expect(JSON.stringify(first).match(/training\.open:/g)).toHaveLength(20);
    await chair.click('training.earlier:next', { in: 'modal' });
    await modalOf(chair, has('training.earlier:previous'), 'the first ones');
    await chair.click('training.open:0', { in: 'modal' });
    await modalOf(chair, has('training.roll'), 'an old one');
    await chair.closeModal(true);
    const own = work.slack.as(officer);
    await own.command('/training', 'manage');
    await seen(own, has('training.earlier'), 'the list');
    await own.click('training.earlier');
    await modalOf(own, says('以前没有办过培训'), 'none');
    await own.closeModal(true);
  });

  it('equals the marks and a plain count of the ledger, whatever is corrected and booked again', async () => {
    const chair = await actor(work, admin);
    const mark = fc.constantFrom(...MARKS);
    const history = fc.record({
      kind: fc.constantFrom(...KINDS),
      day: fc.integer({ min: 0, max: 150 }),
      first: fc.array(fc.option(mark, { nil: undefined }), { minLength: 1, maxLength: EVERYBODY.length }),
      corrections: fc.array(fc.record({ who: fc.nat(4), to: mark, again: fc.boolean() }), { maxLength: 8 }),
    });
    await fc.assert(
      fc.asyncProperty(history, async ({ kind, day, first, corrections }) => {
        const startsAt = new Date(Date.parse('2026-01-05T14:00:00+08:00') + day * 86_400_000);
        const marks = first.map((one, index) => [EVERYBODY[index] ?? '', one] as const);
        const session = await heldSession(kind, startsAt, marks);
        for (const { who, to, again } of corrections) {
          const member = EVERYBODY[who % first.length] ?? '';
          const seenBefore = await attendancesOf(work.ctx, { session: session._id });
          await correct(work.ctx, chair, session._id, member, to, '核对');
          if (!again) continue;
          // Somebody who has seen less, and somebody who takes over from a process that died.
          await attendances(work.ctx).updateMany({ session: session._id }, { $set: { unbooked: true } });
          await Promise.all([book(work.ctx, session, seenBefore), bookUnbooked(work.ctx)]);
        }
        await agreesWithAll();
      }),
      { numRuns: 12 },
    );
  });
});

async function agreesWithAll(): Promise<void> {
  const rows = await attendances(work.ctx).find({ settled: true }).lean();
  const kinds = new Map((await sessions(work.ctx).find().lean()).map((one) => [one._id, one.kind]));
  const taught = rows.filter((row) => kinds.get(row.session) !== 'self-study');
  const there = taught.filter((row) => hasAttended(row.mark));
  const { all } = await numbersOf(work.ctx, await actor(work, admin), '');
  expect(all).toEqual({
    key: '',
    sessions: new Set(there.map((row) => row.session)).size,
    personTimes: there.length,
    people: new Set(there.map((row) => row.member)).size,
    minutes: there.reduce((sum, row) => sum + worthOf(row.mark, template.minutes).minutes, 0),
    absent: taught.filter((row) => row.mark === 'absent').length,
  });
  const year = periodRange('2026');
  const by = ['category', 'kind', 'branch', 'month'] as const;
  const kept = totalsBy(await rollupsOf(work.ctx, year), by);
  expect(kept).toEqual(await plainNumbers(work.ctx, year, by));
}
