import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Services, startServices } from '../../playground/services/services.ts';
import { announcements } from '../../src/features/announcements/model.ts';
import { has, modalOf, SOON } from '../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';
import { newest, openForm } from './desk.ts';

let services: Services;
let dataDir: string;
let work: Workplace;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'jingying-outage-'));
  services = await startServices({ dataDir });
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http', services });
});
afterAll(async () => {
  await work.close();
  await services.stop();
  await rm(dataDir, { recursive: true, force: true });
});

it('MongoDB killed: the form says that nothing was saved and keeps what was typed; closed or sent later, it is the draft', {
  timeout: 120_000,
}, async () => {
  const officer = await openForm(work, PEOPLE.officer);
  services.mongo?.kill();
  try {
    const { errors } = await officer.submit({ title: '停电通知', body: '明早八点停电' });
    // Said at once at the first input, or, where that took long, above the form that comes back.
    const said = errors
      ? JSON.stringify(errors)
      : JSON.stringify((await modalOf(officer, has('没有存上'), 'the sentence')).blocks);
    expect(said).toMatch(/刚才没有存上.*编号 [A-Z0-9]{4}/);
  } finally {
    await services.mongo?.start();
  }
  const form = await modalOf(officer, (one) => one.callback_id === 'announcements.form', 'the form');
  expect(JSON.stringify(form.state)).toContain('停电通知');
  expect(JSON.stringify(form.state)).toContain('明早八点停电');
  expect(await announcements(work.ctx).countDocuments({})).toBe(0);
  await officer.closeModal(true);
  await expect.poll(() => announcements(work.ctx).countDocuments({}), { timeout: SOON }).toBe(1);
  const kept = await newest(work);
  expect(kept).toMatchObject({ title: '停电通知', state: 'draft', author: PEOPLE.officer });
  expect(kept.body).toContain('明早八点停电');
});
