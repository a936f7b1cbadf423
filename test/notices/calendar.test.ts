import { Schema } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../playground/client.ts';
import { actions } from '../../src/bot/draw/blocks.ts';
import { message } from '../../src/bot/draw/message.ts';
import { sentence } from '../../src/bot/draw/sentence.ts';
import type { Feature } from '../../src/bot/feature.ts';
import { contestNoticesOf } from '../../src/bot/routing/contest-notices.ts';
import type { Context } from '../../src/context.ts';
import { deliveries } from '../../src/delivery/model.ts';
import { registerOf } from '../../src/features/announcements/register/service/register.ts';
import { type LivingDocuments, living } from '../../src/lib/living.ts';
import { collection, makeIndexes } from '../../src/lib/stores/collection.ts';
import { noticeActions } from '../../src/notices/actions.ts';
import { type Noted, type NoticeCalendar, noticeCalendar, prepareNotices } from '../../src/notices/calendar.ts';
import { noticeRefs, noticesButton } from '../../src/notices/views.ts';
import { actor, has, modalOf, says, seen } from '../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';

/*
 * A feature of its own on the calendar of notices, the smallest that there can be: races that people are told of.
 */

interface Race extends Noted {
  name: string;
  startsAt: Date;
  isOff?: boolean;
  runners: string[];
  rev: number;
}
const schema = new Schema<Race>(
  {
    _id: String,
    workspace: String,
    name: String,
    startsAt: Date,
    isOff: Boolean,
    runners: [String],
    rev: Number,
    noticed: Schema.Types.Mixed,
    branch: String,
    createdBy: String,
    updatedAt: Date,
    wakeAt: Date,
  },
  { versionKey: false, minimize: false },
);
const races = collection('test_races', schema);
const HOUR = 3_600_000;
const { admin, chen, maria } = PEOPLE;

/** Kills the process in the middle of a notice. */
let isKilled = false;

const calendar: NoticeCalendar<Race> = noticeCalendar<Race>({
  feature: 'races',
  lives: () => lives,
  titleOf: ({ name }) => name,
  entries: ({ startsAt, isOff }) =>
    isOff === true
      ? []
      : [
          { key: 'soon', verb: 'soon', at: new Date(startsAt.getTime() - 2 * HOUR), until: startsAt },
          { key: 'board', verb: 'board', at: startsAt, channel: 'C0QH01' },
        ],
  readers: async function* (_ctx, { runners }) {
    yield runners.slice(0, 1);
    if (isKilled) throw new Error('killed');
    yield runners.slice(1);
  },
  isFor: (_ctx, { runners }, _entry, user) => runners.includes(user),
  kinds: {
    soon: { zh: '快要起跑', en: 'Starts soon' },
    board: { zh: '成绩', en: 'Results' },
  },
});
const notices = calendar.renderers({
  soon: async ({ locale }, { name }) => sentence(locale === 'zh' ? `${name}快要起跑了` : `${name} starts soon`),
  board: async (_request, { name }) => sentence(`${name}：成绩`),
});
const lives: LivingDocuments<Race, Context> = living<Race, Context>({
  name: 'race',
  model: races,
  gone: () => new Error('gone'),
  busy: () => new Error('busy'),
  same: ({ rev }) => ({ rev }),
  also: ({ rev }) => ({ rev: rev + 1 }),
  wakesAt: (_ctx, one) => calendar.wakesAt(one),
  hasNews: () => false,
  follow: async () => {},
  followed: () => undefined,
  due: (ctx, one) => calendar.tell(ctx, one),
});
const refs = noticeRefs('races');
const feature: Feature = {
  name: 'races',
  aliases: ['赛跑'],
  title: { zh: '赛跑', en: 'Races' },
  emoji: '🏁',
  summary: { zh: '赛跑', en: 'races' },
  overview: async ({ reply }) => reply(sentence('赛跑')),
  commands: [
    {
      verb: 'race',
      aliases: ['看赛跑'],
      role: 'officer',
      usage: { zh: '', en: '' },
      summary: { zh: '看一场赛跑', en: 'a race' },
      run: async ({ reply, text }) => reply(message([actions(noticesButton(refs, 'zh', text))])),
    },
  ],
  actions: noticeActions(calendar, refs, (ctx, _actor, id) => lives.present(ctx, id)),
  notices,
  noticeTitles: calendar.titles,
  contestNotices: calendar.contestNotices,
};

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-10T08:00:00+08:00', bot: 'http', moreFeatures: [feature] });
  await makeIndexes(work.ctx, [races]);
  await prepareNotices(work.ctx);
});
afterAll(() => work.close());

const START = new Date('2026-03-10T11:00:00+08:00');
let count = 0;
async function race(more: Partial<Race> = {}): Promise<string> {
  count += 1;
  const one: Race = {
    _id: `race${count}`,
    workspace: work.ctx.workspace,
    name: `第 ${count} 届越野跑`,
    startsAt: START,
    runners: [chen, maria],
    rev: 0,
    createdBy: admin,
    updatedAt: START,
    ...more,
  };
  await races(work.ctx).create(await lives.born(work.ctx, one));
  return one._id;
}
const plannedFor = async (id: string) =>
  (await deliveries(work.ctx).find({ 'params.of': id }).sort({ createdAt: 1, recipient: 1 }).lean()).map(
    ({ recipient, params, state, reason = '' }) => [recipient, params.key, state, reason].join(' ').trim(),
  );

describe('a calendar of notices', { timeout: 120_000 }, () => {
  it('tells each reader once in their language, although the process dies between two readers', async () => {
    const id = await race();
    await lives.wake(work.ctx);
    expect(await plannedFor(id)).toEqual([]);
    await work.moveTo('2026-03-10T09:00:10+08:00');
    isKilled = true;
    await lives.wake(work.ctx);
    isKilled = false;
    expect(await plannedFor(id)).toHaveLength(1);
    await Promise.all([lives.wake(work.ctx), lives.wake(work.ctx)]);
    await lives.wake(work.ctx);
    await seen(work.slack.as(chen), says('第 1 届越野跑快要起跑了'), 'the notice');
    await seen(work.slack.as(maria), says('starts soon'), 'the notice in English');
    await work.settled();
    expect((await plannedFor(id)).toSorted()).toEqual([`${chen} soon sent`, `${maria} soon sent`].toSorted());
  });

  it('shows the officer beforehand what goes out when and to how many, and sends nothing that is switched off', async () => {
    const id = await race({ startsAt: new Date('2026-03-10T13:00:00+08:00') });
    const officer = work.slack.as(admin);
    await officer.command('/jy', `races race ${id}`);
    const shown = await seen(officer, has('races.notices'), 'the button');
    await officer.click('races.notices', { message: shown });
    const list = await modalOf(officer, says('快要起跑'), 'the list');
    expect(textOf(list.blocks)).toMatch(/快要起跑\*\s*11:00 · 现在是 2 人[\s\S]*成绩\*\s*13:00 · 发到频道/);
    await officer.click('races.noticeSwitch:soon', { in: 'modal' });
    await modalOf(officer, says(/快要起跑\*\s*11:00 · 现在是 2 人 · 不发/), 'it is off');
    await work.moveTo('2026-03-10T11:00:10+08:00');
    await lives.wake(work.ctx);
    expect(await plannedFor(id)).toEqual([]);
  });

  it('moves with the date, and falls silent with the thing', async () => {
    const id = await race({ startsAt: new Date('2026-03-10T13:30:00+08:00') });
    await lives.decide(work.ctx, id, () => ({ startsAt: new Date('2026-03-11T13:30:00+08:00') }));
    await work.moveTo('2026-03-10T11:40:00+08:00');
    await lives.wake(work.ctx);
    expect(await plannedFor(id)).toEqual([]);
    const { wakeAt } = await lives.present(work.ctx, id);
    expect(wakeAt).toEqual(new Date('2026-03-11T11:30:00+08:00'));
    await lives.decide(work.ctx, id, () => ({ isOff: true }));
    expect((await lives.present(work.ctx, id)).wakeAt).toBeUndefined();
  });

  it('drops what waits for a reader when it has moved, or is not theirs any more', async () => {
    const id = await race();
    const one = await lives.present(work.ctx, id);
    const reader = await actor(work, chen);
    const draw = (key: string, at: Date) =>
      notices.soon?.({
        ctx: work.ctx,
        recipient: reader,
        locale: 'zh',
        params: { of: id, key, at: at.getTime().toString(36) },
        isSent: false,
      });
    const at = new Date(START.getTime() - 2 * HOUR);
    expect(await draw('soon', at)).toMatchObject({ text: expect.stringContaining('快要起跑') });
    expect(await draw('soon', START)).toEqual({ drop: 'moved' });
    await lives.decide(work.ctx, id, () => ({ runners: [maria] }));
    expect(await draw('soon', at)).toEqual({ drop: 'not-needed' });
    await calendar.change(work.ctx, one._id, 'soon', false);
    expect(await draw('soon', at)).toEqual({ drop: 'switched-off' });
  });

  it('stands in the register of announcements as a contest notice', async () => {
    const officer = await actor(work, admin);
    const rows = await registerOf(work.ctx, officer, contestNoticesOf([feature]), 2026, 'contest');
    expect(rows).toMatchObject([
      { title: '第 1 届越野跑 · 快要起跑', category: 'contest', members: 2, author: admin },
      { title: '第 1 届越野跑 · 成绩', category: 'contest', members: 0, author: admin },
    ]);
    expect(await registerOf(work.ctx, officer, contestNoticesOf([feature]), 2026, 'disclosure')).toEqual([]);
  });
});
