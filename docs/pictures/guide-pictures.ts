import type { PlaygroundPerson } from '../../playground/client/person.ts';
import type { PlaygroundClient } from '../../playground/client.ts';
import { demoRoster } from '../../playground/company.ts';
import type { Upload } from '../../playground/protocol.ts';
import { addDays, DAY_MS, dayOf } from '../../src/lib/zone.ts';
import { message, modal, PHONE, type Photograph, type Size } from './photograph.ts';

const ZONE = 'Asia/Shanghai';
const TALL: Size = { ...PHONE, height: 900 };

/** Members: the union's chair, who is an administrator, a branch's officer, and one of its workers. */
export interface GuidePeople {
  chair: string;
  officer: string;
  worker: string;
}

/** What is typed in each language, and what stands in each picture. */
const LANGUAGES = {
  zh: {
    language: '中文',
    shutdown: '停产检修',
    words: '二号塘的护栏断了一截，晚上巡塘容易踩空',
    place: '二号塘东侧',
    title: '消防演练',
    body: '周五下午 15:00 在综合楼前集合，演练灭火器和疏散路线。当班的由班组长安排轮换。',
    topic: '有限空间作业安全',
    where: '综合楼三楼',
    about: '带工作证。讲通风、检测、监护，最后做一次演练。',
    bank: '消防安全',
    questions: [
      '题型,题干,选项A,选项B,选项C,答案,解析',
      '单选,灭火器的压力表指针在哪里可以用？,红区,绿区,黄区,B,绿区是正常压力。',
      '判断,电梯可以用来疏散。,,,,错,走楼梯。',
      '单选,报警电话是多少？,110,119,120,D,',
    ],
    roster: [
      'QH2006,冯敏,fengmin@qinghe.example,南岗种植分会,大棚班,种植工,职工,白班',
      'QH2007,郑强,,南岗种植分会,农机班,农机手,分会干部,8-17',
    ],
    seen: {
      calendar: '停产检修',
      leave: '从哪天',
      roster: '新增',
      bank: '可以读入',
      owner: '经过',
      announcement: '正文',
      training: '主题',
    },
  },
  en: {
    language: 'English',
    shutdown: 'Plant shutdown',
    words: 'A piece of the railing at pond 2 is broken. At night somebody could fall.',
    place: 'Pond 2, east side',
    title: 'Fire drill',
    body: 'Friday 15:00 in front of the main building: extinguishers and escape routes. Team leaders arrange turns for people on shift.',
    topic: 'Safe work in confined spaces',
    where: 'Main building, 3rd floor',
    about: 'Bring your pass. Ventilation, measuring, watching; then we practise.',
    bank: 'Fire safety',
    questions: [
      'type,question,option a,option b,option c,answer,explanation',
      'single,Where must the needle of an extinguisher stand?,in red,in green,in yellow,B,Green is normal pressure.',
      'truefalse,You can use the lift to escape.,,,,false,Take the stairs.',
      'single,What is the number of the fire brigade?,110,119,120,D,',
    ],
    roster: [
      'QH2006,Feng Min,fengmin@qinghe.example,南岗种植分会,大棚班,种植工,职工,白班',
      'QH2007,Zheng Qiang,,南岗种植分会,农机班,农机手,分会干部,8-17',
    ],
    seen: {
      calendar: 'Plant shutdown',
      leave: 'First day',
      roster: 'added',
      bank: 'can be read',
      owner: 'History',
      announcement: 'Text',
      training: 'Topic',
    },
  },
} as const;

/** The pictures of the guides, in each language: `guide/zh/calendar.png` … */
export async function guide(play: PlaygroundClient, photograph: Photograph, people: GuidePeople): Promise<void> {
  for (const locale of ['zh', 'en'] as const) {
    const say = LANGUAGES[locale];
    const [chair, officer, worker] = [people.chair, people.officer, people.worker].map((id) => play.as(id)) as [
      ...[PlaygroundPerson, PlaygroundPerson, PlaygroundPerson],
    ];
    for (const person of [chair, officer]) {
      await person.command('/jy', `people language ${say.language}`);
      await message(person, say.language);
    }
    const now = await play.clock.now();
    const shoot = (person: PlaygroundPerson, name: keyof typeof say.seen, size = TALL) =>
      photograph(person, `guide/${locale}/${name}.png`, size, say.seen[name]);
    await calendar(chair, dayOf(new Date(now + 14 * DAY_MS), ZONE), say.shutdown);
    await shoot(chair, 'calendar');
    await leave(chair, dayOf(new Date(now + DAY_MS), ZONE));
    await shoot(chair, 'leave');
    await chair.closeModal(true);
    await chair.command('/jy', 'people import');
    await modal(chair, '"file"');
    await chair.attach('file', csv('roster.csv', [...demoRoster().trim().split('\n'), ...say.roster]));
    await chair.submit();
    await modal(chair, say.seen.roster);
    await shoot(chair, 'roster');
    await chair.closeModal(true);
    await chair.command('/jy', 'quiz import');
    await modal(chair, '"file"');
    await chair.fill({ name: say.bank });
    await chair.attach('file', csv('questions.csv', say.questions));
    await chair.submit();
    await modal(chair, say.seen.bank);
    await shoot(chair, 'bank');
    await chair.closeModal(true);
    await worker.command('/suggest', say.words);
    await message(worker, 'suggestions.', now / 1_000);
    await owned(officer, say.words);
    await shoot(officer, 'owner');
    await officer.closeModal(true);
    await chair.command('/announce');
    await chair.click('announcements.write', { message: await message(chair, 'announcements.write', now / 1_000) });
    await modal(chair, '"body"');
    await chair.fill({ title: say.title, body: richText(say.body) });
    await shoot(chair, 'announcement');
    await chair.closeModal(true);
    await chair.command('/training', 'new');
    await modal(chair, '"topic"');
    await chair.fill({ topic: say.topic, where: say.where, about: say.about });
    await shoot(chair, 'training');
    await chair.closeModal(true);
  }
  const chair = play.as(people.chair);
  for (const person of [chair, play.as(people.officer)]) await person.command('/jy', 'people language 中文');
  await message(chair, '中文');
}

/** Days off of the company are confirmed, and its page is shown. */
async function calendar(chair: PlaygroundPerson, from: string, name: string): Promise<void> {
  await chair.command('/jy', `calendar year ${from.slice(0, 4)}`);
  await chair.click('calendar.add', { message: await message(chair, 'calendar.add') });
  await modal(chair, '"from"');
  await chair.submit({ from, to: addDays(from, 4), name });
  await modal(chair, 'calendar.preview');
  await chair.submit();
  await modal(chair, 'calendar.year');
  await chair.closeModal(true);
  await chair.command('/jy', `calendar year ${from.slice(0, 4)}`);
  await message(chair, name);
}

async function leave(person: PlaygroundPerson, from: string): Promise<void> {
  await person.command('/jy', 'people away');
  await modal(person, 'leaveFrom');
  await person.fill({ leaveFrom: from, leaveTo: addDays(from, 2) });
}

/** An officer has taken on what was just sent. */
async function owned(officer: PlaygroundPerson, words: string): Promise<void> {
  await officer.click(/^suggestions\.open/, { message: await message(officer, words) });
  await modal(officer, 'suggestions.step:accept');
  await officer.click('suggestions.step:accept', { in: 'modal' });
  await modal(officer, '"due"');
  await officer.submit();
  await modal(officer, 'suggestions.step:start');
}

function csv(name: string, lines: readonly string[]): Upload {
  return { name, mimetype: 'text/csv', content: Buffer.from(`\uFEFF${lines.join('\n')}\n`).toString('base64') };
}

function richText(text: string): string {
  return JSON.stringify({
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
  });
}
