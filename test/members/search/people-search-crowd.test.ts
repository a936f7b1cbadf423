import { afterAll, beforeAll, expect, it } from 'vitest';
import { members } from '../../../src/members/model.ts';
import { searchKeysOfMany } from '../../../src/members/search/keys.ts';
import { searchPeople } from '../../../src/members/search/people-search.ts';
import { NOW, openStaffOffice, type StaffOffice, WORKSPACE } from '../roster/staff-office.ts';

/** As many as Jingying is built for, of the names that most people have: what is typed fits hundreds. */
const CROWD = 20_000;
const MOST_MS = 300;
const CHARACTERS = [...'王李张刘陈杨赵黄周吴伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰'];

let office: StaffOffice;
beforeAll(async () => {
  office = await openStaffOffice();
  const nameOf = (at: number) =>
    [at % 10, (at * 7 + 3) % CHARACTERS.length, (at * 13 + Math.floor(at / 40)) % CHARACTERS.length]
      .map((one) => CHARACTERS[one])
      .join('');
  const people = Array.from({ length: CROWD }, (_, at) => ({
    name: at % 10 === 0 ? `Maria Santos ${at}` : nameOf(at),
    number: `QH${10_000 + at}`,
  }));
  const keys = searchKeysOfMany(people.map(({ name, number }) => ({ names: [name], numbers: [number] })));
  await members(office.ctx).collection.insertMany(
    people.map(({ name, number }, at) => ({
      workspace: WORKSPACE,
      user: `U${at}`,
      name,
      employeeNumber: number,
      branch: `${at % 50} 分会`,
      team: '一班',
      locale: 'zh',
      tz: 'Asia/Shanghai',
      roles: ['worker'],
      scope: 'branch',
      optOuts: [],
      hints: [],
      state: 'active',
      isGuest: false,
      syncedAt: NOW,
      updatedAt: NOW,
      searchKeys: keys[at],
    })) as never[],
  );
}, 60_000);
afterAll(() => office.close());

it.each(['w', '王', 'wang', 'wwf', 'maria', 'santos', 'QH1', '20001', 'zzz'])(
  '"%s" is answered among 20,000 in time, for the company and for a branch',
  async (query) => {
    for (const scope of ['company', 'branch'] as const) {
      const times: number[] = [];
      for (let round = 0; round < 3; round += 1) {
        const before = performance.now();
        await searchPeople(office.ctx, { roles: ['officer'], scope, branch: '7 分会' }, query, 40);
        times.push(performance.now() - before);
      }
      expect(Math.min(...times)).toBeLessThan(MOST_MS);
    }
  },
);
