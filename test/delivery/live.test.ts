import { WebAPIPlatformError } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliveryLive } from '../../jobs/delivery.ts';
import type { ModalView } from '../../src/bot/draw/block-kit.ts';
import { UserError } from '../../src/bot/routing/errors.ts';
import type { Context } from '../../src/context.ts';
import { goesOn, redrawLive } from '../../src/delivery/progress/live.ts';
import { clock } from '../../src/lib/clock.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
});
afterAll(() => work.close());

const view = { type: 'modal', title: { type: 'plain_text', text: '投递' }, blocks: [] } as unknown as ModalView;
const page = { page: 'sends.send', id: 'quiz.card-1' };
const payload = { ...page, user: PEOPLE.admin, view: 'live-1', since: 0 };

/** The workplace's context in which Slack writes down what is drawn, or knows no such view. */
function drawing(drawn: ModalView[], isOpen = true): Context {
  const update = async ({ view: shown }: { view: ModalView }) => {
    if (!isOpen) throw new WebAPIPlatformError({ ok: false, error: 'not_found' });
    drawn.push(shown);
  };
  return { ...work.ctx, slack: { users: work.ctx.slack.users, views: { update } } } as unknown as Context;
}

describe('a page that goes on by itself', () => {
  it('is named, and a job draws it soon; one that stands is neither', async () => {
    const queued: object[] = [];
    const ctx: Context = {
      ...work.ctx,
      enqueue: async (job, what, { at }) => {
        queued.push({ job, what, inS: Math.round(((at?.getTime() ?? 0) - clock.now().getTime()) / 1_000) });
      },
    };
    const shown = await goesOn(ctx, { user: PEOPLE.admin }, page, { view, isMoving: true });
    expect(shown.external_id).toMatch(/^live-/);
    const what = { ...page, user: PEOPLE.admin, view: shown.external_id, since: expect.any(Number) };
    expect(queued).toEqual([{ job: deliveryLive, what, inS: 3 }]);
    expect(await goesOn(ctx, { user: PEOPLE.admin }, page, { view, isMoving: false })).toBe(view);
    expect(queued).toHaveLength(1);
    const away = { ...ctx, enqueue: () => Promise.reject(new Error('Redis is away')) };
    expect(await goesOn(away, { user: PEOPLE.admin }, page, { view, isMoving: true })).toMatchObject(view);
  });

  it('is drawn while it moves, less often the longer it is open, and for the last time when it is final', async () => {
    const drawn: ModalView[] = [];
    const ctx = drawing(drawn);
    const now = clock.now().getTime();
    const after = async (openMs: number, isMoving = true) => {
      const done = await redrawLive(ctx, () => async () => ({ view, isMoving }), { ...payload, since: now - openMs });
      return 'again' in done ? Math.round((done.again.getTime() - now) / 1_000) : done;
    };
    expect(await after(3_000)).toBe(3);
    expect(await after(60_000)).toBe(6);
    expect(await after(600_000)).toBe(15);
    expect(await after(3 * 3_600_000)).toEqual({ done: true });
    expect(await after(10_000, false)).toEqual({ done: true });
    expect(drawn).toHaveLength(5);
    expect(drawn.every((one) => one.external_id === 'live-1')).toBe(true);
  });

  it('ends when it is closed, when its reader may not look any more, and when nobody draws it', async () => {
    const moving = () => async () => ({ view, isMoving: true });
    expect(await redrawLive(drawing([], false), moving, payload)).toEqual({ skipped: 'closed' });
    const refused = () => async () => Promise.reject(new UserError({ zh: '不行', en: 'no' }));
    for (const pages of [refused, () => undefined])
      expect(await redrawLive(drawing([]), pages, payload)).toEqual({ skipped: 'nothing to show' });
    expect(await redrawLive(drawing([]), moving, { ...payload, user: 'UNOBODY' })).toHaveProperty('skipped');
  });
});
