import type { PlaygroundPerson } from '../../playground/client/person.ts';
import { type PlaygroundClient, textOf } from '../../playground/client.ts';
import type { Message } from '../../playground/protocol.ts';
import { addDays, DAY_MS, dayOf, instantOf, MINUTE_MS } from '../../src/lib/zone.ts';
import { isWorkingDay } from '../../src/members/shift.ts';
import { message, modal, moveClock, PHONE, type Photograph, SOON } from './photograph.ts';

const ZONE = 'Asia/Shanghai';
const HOUR_MS = 60 * MINUTE_MS;
const DATES = 4;
const CAMP = {
  ...{ topic: '特训营：有限空间作业安全', kind: 'camp', duration: '120', minutes: '120', where: '综合楼三楼' },
  ...{ capacity: '2', repeat: 'day', times: String(DATES), include: ['全体职工'] },
  about: '带工作证。四次都到，发结业证书。',
};

/** Members: the union's chair, who takes all dates and gives them back, who keeps a seat, and who waits and reads English. */
export interface CampPeople {
  chair: string;
  first: string;
  next: string;
  last: string;
}

/** A camp from its notice to the certificate: two have its seats, one gives them back, and who waits is asked. */
export async function training(play: PlaygroundClient, photograph: Photograph, people: CampPeople): Promise<void> {
  const chair = play.as(people.chair);
  const [first, next, last] = [people.first, people.next, people.last].map((id) => play.as(id)) as [
    ...[PlaygroundPerson, PlaygroundPerson, PlaygroundPerson],
  ];
  const moveTo = (at: number) => moveClock(play, chair, at);
  const startsAt = startOf(await play.clock.now());
  await publish(chair, startsAt);
  await message(first, CAMP.topic);
  await photograph(first, 'training-phone.png', PHONE, CAMP.topic);
  await message(last, CAMP.topic);
  await photograph(last, 'training-en-phone.png', PHONE, CAMP.topic);
  for (const person of [first, next, last]) {
    const notice = await message(person, 'training.joinAll');
    await person.click('training.joinAll', { message: notice });
    await answered(person, notice);
  }
  await leaveAll(first);
  await moveTo((await play.clock.now()) + 2 * MINUTE_MS);
  const offer = await message(last, 'training.acceptAll');
  await photograph(last, 'training-offer-en-phone.png', PHONE, `all ${DATES}`);
  await last.click('training.acceptAll', { message: offer });
  await message(last, `signed up for all ${DATES}`);
  for (let date = 0; date < DATES; date++) {
    const begin = startsAt + date * DAY_MS;
    if (date === 0) {
      await moveTo(begin - HOUR_MS + MINUTE_MS);
      await message(next, '开始：', (begin - HOUR_MS) / 1_000);
      await photograph(next, 'training-hour-phone.png', PHONE, '开始：');
    }
    await moveTo(begin + MINUTE_MS);
    const code = await codeOf(chair, (await play.clock.now()) / 1_000);
    if (date === 0) await photograph(chair, 'training-screen-phone.png', { ...PHONE, height: 760 }, '签到码');
    await chair.closeModal(true);
    const now = (await play.clock.now()) / 1_000;
    for (const [person, words] of [
      [next, '签到成功'],
      [last, 'Checked in'],
    ] as const) {
      await person.command('/training', `签到 ${code}`);
      await message(person, words, now - 5);
    }
    if (date === 0) await photograph(last, 'training-checked-in-en-phone.png', PHONE, 'Checked in');
    await moveTo(begin + 4 * HOUR_MS);
  }
  await moveTo(startsAt + DATES * DAY_MS - 5 * HOUR_MS);
  await message(next, 'training.pdf');
  await photograph(next, 'certificate-phone.png', PHONE, '下载证书');
  await message(last, 'training.pdf');
  await photograph(last, 'certificate-en-phone.png', PHONE, 'Get the certificate');
}

/** Waits until its buttons have done what they do. */
async function answered(person: PlaygroundPerson, notice: Message): Promise<void> {
  const isDone = (one: Message) => one.ts === notice.ts && !JSON.stringify(one.blocks).includes('training.joinAll');
  await person.until(({ messages }) => messages[notice.channel]?.some(isDone), 'the seats or the line', SOON);
}

/** 14:00, three days ahead or more: its dates and the morning of the certificate are working days. */
function startOf(now: number): number {
  let day = addDays(dayOf(new Date(now), ZONE), 3);
  const isWorked = (_: unknown, nth: number) => isWorkingDay(undefined, addDays(day, nth));
  while (!Array.from({ length: DATES + 1 }).every(isWorked)) day = addDays(day, 1);
  return instantOf(day, '14:00', ZONE).getTime();
}

async function publish(chair: PlaygroundPerson, startsAt: number): Promise<void> {
  await chair.command('/training', 'new');
  await modal(chair, '"topic"');
  const { errors } = await chair.submit({ ...CAMP, startsAt: String(startsAt / 1_000) });
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  await modal(chair, 'training.publish');
  await chair.click('training.terms', { in: 'modal' });
  await modal(chair, '"certificate"');
  await chair.submit({ certificate: 'yes', months: '12' });
  await modal(chair, 'training.publish');
  await chair.click('training.publish', { in: 'modal' });
  await modal(chair, '正在发布');
  await chair.closeModal(true);
}

async function leaveAll(person: PlaygroundPerson): Promise<void> {
  await person.click('training.dates', { message: await message(person, '全部日期') });
  await modal(person, 'training.open:0');
  await person.click('training.open:0', { in: 'modal' });
  await modal(person, 'training.leave');
  await person.click('training.leave', { in: 'modal' });
  await modal(person, '"scope"');
  await person.submit({ reason: 'duty', scope: 'all' });
  await modal(person, '各次都已退出');
  await person.closeModal(true);
}

/** The six digits on the screen of the date that is now. */
async function codeOf(chair: PlaygroundPerson, now: number): Promise<string> {
  await chair.command('/training', 'manage');
  const list = await message(chair, 'training.open:0', now - 5);
  await chair.click('training.open:0', { message: list });
  await modal(chair, 'training.roll');
  await chair.click('training.roll', { in: 'modal' });
  const { blocks } = await modal(chair, '签到码');
  const digits = /(\d{3}) (\d{3})/.exec(textOf(blocks));
  if (digits === null) throw new Error('no code is shown');
  return `${digits[1]}${digits[2]}`;
}
