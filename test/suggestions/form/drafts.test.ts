import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlaygroundPerson } from '../../../playground/client/person.ts';
import type { ModalView } from '../../../playground/protocol.ts';
import { type Services, startServices } from '../../../playground/services/services.ts';
import { formDrafts as drafts } from '../../../src/bot/draw/form/drafts.ts';
import { wordsOf } from '../../../src/features/suggestions/form/service/drafts.ts';
import { items } from '../../../src/features/suggestions/item/model.ts';
import { actor, has, modalOf, SOON, says } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';

const CHANNEL = 'C0GENERAL';

let services: Services;
let dataDir: string;
let work: Workplace;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'jingying-drafts-'));
  services = await startServices({ dataDir });
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http', services });
});
afterAll(async () => {
  await work.close();
  await services.stop();
  await rm(dataDir, { recursive: true, force: true });
});

async function openForm(person: PlaygroundPerson): Promise<ModalView> {
  await person.command('/suggest');
  return modalOf(person, has('"photos"'), 'the form');
}

async function openFrom(person: PlaygroundPerson, message: string): Promise<ModalView> {
  await person.say(message, CHANNEL);
  const said = await person.lastMessage(CHANNEL);
  await person.act({ kind: 'shortcut', callback_id: 'suggestions.message', channel: CHANNEL, ts: said?.ts ?? '' });
  return modalOf(person, has('"photos"'), 'the form');
}

describe('what was typed and not sent', { timeout: 120_000 }, () => {
  it('in the form and in one opened from a message do not overwrite each other', async () => {
    const li = work.slack.as(PEOPLE.li);
    await openForm(li);
    await li.type('text', '二号库门关不严', { in: 'modal' });
    await li.closeModal(true);
    await openFrom(li, '宿舍热水不够');
    await li.type('place', '三号楼', { in: 'modal' });
    await li.closeModal(true);
    expect(JSON.stringify(await openForm(li))).toContain('二号库门关不严');
    await li.submit();
    await modalOf(li, says('收到了，编号'), 'the number');
    await li.closeModal(true);
    const next = JSON.stringify(await openForm(li));
    expect(next).toContain('宿舍热水不够');
    expect(next).toContain('三号楼');
    await li.submit();
    await modalOf(li, says('收到了，编号'), 'the number');
    await li.closeModal(true);
    expect(await drafts(work.ctx).countDocuments({})).toBe(0);
  });

  it('in two forms opened from two messages is kept twice, and they come back one after the other', async () => {
    const zhao = work.slack.as(PEOPLE.zhao);
    await openFrom(zhao, '南岗路灯太暗');
    await zhao.closeModal(true);
    await openFrom(zhao, '班车晚点');
    await zhao.type('place', '南门', { in: 'modal' });
    await zhao.closeModal(true);
    await expect.poll(() => drafts(work.ctx).countDocuments({}), { timeout: SOON }).toBe(2);
    expect(JSON.stringify(await drafts(work.ctx).find({}).lean())).not.toMatch(/路灯|班车|U0QH/);
    expect(JSON.stringify(await openForm(zhao))).toContain('南岗路灯太暗');
    await zhao.submit();
    await modalOf(zhao, says('收到了，编号'), 'the number');
    await zhao.closeModal(true);
    const next = JSON.stringify(await openForm(zhao));
    expect(next).toContain('班车晚点');
    expect(next).toContain('南门');
    // Emptied and closed, it is given up.
    await zhao.type('text', '', { in: 'modal' });
    await zhao.closeModal(true);
    await expect.poll(() => drafts(work.ctx).countDocuments({}), { timeout: SOON }).toBe(0);
  });

  it('MongoDB killed: a sentence behind the command waits in the form', async () => {
    const maria = work.slack.as(PEOPLE.maria);
    await openForm(maria);
    await maria.closeModal(true);
    services.mongo?.kill();
    try {
      await maria.command('/suggest', 'The north gate stays open at night');
      await maria.untilMessage('not saved', SOON);
    } finally {
      await services.mongo?.start();
    }
    await expect
      .poll(
        () =>
          drafts(work.ctx)
            .countDocuments({})
            .catch(() => 0),
        { timeout: SOON },
      )
      .toBe(1);
    expect(JSON.stringify(await openForm(maria))).toContain('The north gate stays open at night');
    await maria.closeModal(true);
  });

  it('MongoDB killed: the form keeps it, closing the form keeps it, and it is there when MongoDB is back', async () => {
    const chen = work.slack.as(PEOPLE.chen);
    await openForm(chen);
    const before = await items(work.ctx).countDocuments({});
    // What others have typed and not sent is there, too.
    const others = await drafts(work.ctx).countDocuments({});
    services.mongo?.kill();
    try {
      const { errors } = await chen.submit({ text: '北门路灯不亮', hide: ['yes'] });
      // Said at once at the first input, or, where that took long, above the form that comes back.
      const said = errors
        ? JSON.stringify(errors)
        : JSON.stringify((await modalOf(chen, has('没有存上'), 'the sentence')).blocks);
      expect(said).toMatch(/刚才没有存上.*编号 [A-Z0-9]{4}/);
      const form = await modalOf(chen, has('"photos"'), 'the form');
      expect(JSON.stringify(form.state)).toContain('北门路灯不亮');
      await chen.type('place', '北门外', { in: 'modal' });
      await chen.closeModal(true);
    } finally {
      await services.mongo?.start();
    }
    // What was refused is written first, then what stood in the form when it was closed.
    const who = await actor(work, PEOPLE.chen);
    const place = async () => (await wordsOf(work.ctx, who, 'form'))?.place;
    await expect.poll(() => place().catch(() => undefined), { timeout: SOON }).toBe('北门外');
    const count = () => drafts(work.ctx).countDocuments({});
    await expect.poll(() => count().catch(() => 0), { timeout: SOON }).toBe(others + 1);
    // Sealed, as every draft is.
    expect(JSON.stringify(await drafts(work.ctx).find({}).lean())).not.toMatch(/北门|U0QH/);
    const again = JSON.stringify(await openForm(chen));
    expect(again).toContain('北门路灯不亮');
    expect(again).toContain('北门外');
    await chen.submit();
    await modalOf(chen, says('匿名收到了，编号'), 'the number');
    await chen.closeModal(true);
    expect(await items(work.ctx).countDocuments({})).toBe(before + 1);
  });
});
