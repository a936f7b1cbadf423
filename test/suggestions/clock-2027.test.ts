import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDayLines } from '../../src/features/calendar/day-lines.ts';
import { confirm, preview } from '../../src/features/calendar/service.ts';
import { submit } from '../../src/features/suggestions/form/service/submit.ts';
import { type EventKind, type Item, items } from '../../src/features/suggestions/item/model.ts';
import { tick } from '../../src/features/suggestions/service/tick.ts';
import { newId } from '../../src/lib/ids.ts';
import { actor, SOON } from '../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2027-09-13T09:00:00+08:00', bot: 'http' });
});
afterAll(() => work.close());

async function send(text: string): Promise<Item> {
  const who = await actor(work, PEOPLE.zhao);
  const content = { kind: 'fault', text, place: '', branch: who.branch ?? '', isAnonymous: false, files: [] };
  return submit(work.ctx, who, { ...content, once: newId() }, []);
}

/** What has become of an item by then, whoever looks how often. */
async function by(at: string, { _id }: Item, events: EventKind[]): Promise<void> {
  await work.moveTo(`2027-${at}:00+08:00`);
  await Promise.all([tick(work.ctx), tick(work.ctx)]);
  const found = async () => (await items(work.ctx).findOne({ _id }).lean<Item>())?.events.map(({ what }) => what);
  await expect.poll(found, { timeout: SOON }).toEqual(events);
}

describe('the clocks of an item in 2027, whose notice no release knows', { timeout: 120_000 }, () => {
  it('stand still on Mid-Autumn, a Wednesday', async () => {
    const item = await send('南岗三号泵房漏水');
    // Tuesday is the first working day; Wednesday the 15th is off by law, and Thursday the second.
    await by('09-15T17:31', item, ['received']);
    await by('09-16T17:31', item, ['received', 'warned']);
    await by('09-17T17:31', item, ['received', 'warned', 'escalated']);
  });

  it('stand still on National Day, and on the days of the notice from when it is entered', async () => {
    await work.moveTo('2027-09-29T09:00:00+08:00');
    const item = await send('仓库灯坏了');
    // Thursday was the first; Friday the 1st to Sunday the 3rd are off by law, and Monday to Thursday by the notice.
    await by('10-02T12:00', item, ['received']);
    const admin = await actor(work, PEOPLE.admin);
    const { days, faults } = readDayLines('国庆节：10月1日至7日放假，共7天。10月9日（周六）上班。', 2027);
    expect(faults).toEqual([]);
    const { id } = await preview(work.ctx, admin, 'the notice of 2027', { scope: 'notice', days, faults });
    await confirm(work.ctx, id);
    await expect
      .poll(async () => (await items(work.ctx).findOne({ _id: item._id }).lean<Item>())?.wakeAt?.toISOString(), {
        timeout: SOON,
      })
      .toBe('2027-10-08T09:30:00.000Z');
    await by('10-07T17:31', item, ['received']);
    await by('10-08T17:31', item, ['received', 'warned']);
    // The make-up day is a working day.
    await by('10-09T17:31', item, ['received', 'warned', 'escalated']);
  });
});
