import { afterEach, expect, test } from 'vitest';
import type { Feature } from '../../../src/bot/feature.ts';
import { audienceOptions } from '../../../src/members/audience/options.ts';
import { resolveAudience, sizeOfAudience } from '../../../src/members/audience/resolve.ts';
import { type AudienceSpec, specOfKeys } from '../../../src/members/audience/spec.ts';
import { audienceNames, audienceText } from '../../../src/members/audience/text.ts';
import { type Affairs, affairsOf } from '../../../src/members/roles.ts';
import { type Heard, tinyFeature } from '../../bot/tiny-feature.ts';
import { actor, modalOf, says, seen } from '../../helpers/quiz-day.ts';
import { limitToBranch, openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';

let work: Workplace;
afterEach(() => work.close());

const SAFETY = 'C0SAFETY';

async function open(): Promise<Heard[]> {
  const heard: Heard[] = [];
  const tiny: Feature = {
    ...tinyFeature(heard, async () => [], 'officer'),
    options: {
      fruit: { role: 'officer', search: ({ ctx, actor: who, query }) => audienceOptions(ctx, who, query) },
    },
  };
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http', moreFeatures: [tiny] });
  return heard;
}

/** The officer opens the form from a message, types each of these into the select, and submits. */
async function choose(user: string, heard: Heard[], typed: string[]): Promise<AudienceSpec> {
  const officer = work.slack.as(user);
  await work.slack.as(PEOPLE.li).say('水泵');
  await work.slack.as(PEOPLE.li).say('水泵', 'C0GENERAL');
  const message = await seen(officer, says('水泵'), 'the message');
  await officer.act({ kind: 'shortcut', callback_id: 'tiny.ask', channel: 'C0GENERAL', ts: message.ts });
  await modalOf(officer, says('水果'), 'the form');
  await officer.submit({ fruit: typed, channels: [SAFETY] });
  const { inputs } = heard.findLast((one) => one.what === 'submitted') as unknown as {
    inputs: { fruit: string[]; channels: string[] };
  };
  return specOfKeys([inputs.fruit ?? []].flat(), []);
}

const usersOf = async (spec: AudienceSpec, within?: Affairs) => {
  const found: string[] = [];
  for await (const page of resolveAudience(work.ctx, spec, within)) found.push(...page.map((one) => one.user));
  return found;
};

test('an officer types pinyin and a number, and whom they have chosen is told and counted', async () => {
  const heard = await open();
  const spec = await choose(PEOPLE.admin, heard, ['chenxm', 'QH1004', 'donghu']);
  expect(spec.include).toMatchObject([
    { kind: 'member', user: PEOPLE.chen },
    { kind: 'member', user: PEOPLE.li },
    { kind: 'branch', branch: '东湖养殖分会' },
  ]);
  const except = [{ kind: 'member' as const, user: PEOPLE.chen }];
  const names = await audienceNames(work.ctx, { ...spec, except });
  expect(audienceText('zh', { ...spec, except }, names)).toBe('陈小梅、李强、东湖养殖分会，除 陈小梅 外');
  const users = await usersOf({ ...spec, except });
  expect(users).toContain(PEOPLE.li);
  expect(users).not.toContain(PEOPLE.chen);
  const size = await sizeOfAudience(work.ctx, { ...spec, except });
  expect(size).toEqual({ members: users.length, branches: [{ branch: '东湖养殖分会', members: users.length }] });
});

test('the members of a channel are those whom Slack names, and are members', async () => {
  await open();
  const state = await work.slack.as(PEOPLE.admin).state();
  const here = state.conversations.find((one) => one.id === SAFETY)?.members ?? [];
  const people = here.filter((user) => state.people.some((one) => one.id === user && !one.isBot));
  const spec: AudienceSpec = { include: [{ kind: 'channel', channel: SAFETY }], except: [] };
  expect(people.length).toBeGreaterThan(0);
  expect(await usersOf(spec)).toEqual(people.sort());
  expect(audienceText('en', spec, await audienceNames(work.ctx, spec))).toMatch(/^#./);
});

test('an officer of a branch is offered nobody else, and reaches nobody else', async () => {
  const heard = await open();
  await limitToBranch(work);
  const spec = await choose(PEOPLE.officer, heard, ['chenxm']);
  const officer = await actor(work, PEOPLE.officer);
  expect(await audienceOptions(work.ctx, officer, 'zhao')).toEqual([]);
  expect(
    await usersOf(
      { include: [...spec.include, { kind: 'member', user: PEOPLE.zhao }], except: [] },
      affairsOf(officer),
    ),
  ).toEqual([PEOPLE.chen]);
});
