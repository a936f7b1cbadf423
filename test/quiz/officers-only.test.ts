import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PlaygroundPerson } from '../../playground/client/person.ts';
import type { Role } from '../../src/bot/actor.ts';
import type { AnyBlock } from '../../src/bot/draw/block-kit.ts';
import { textTwin } from '../../src/bot/draw/text-twin.ts';
import { needs } from '../../src/bot/text/words.ts';
import { features } from '../../src/features/index.ts';
import { banks, questions, schedules } from '../../src/features/quiz/model.ts';
import { reports } from '../../src/features/quiz/reports/model.ts';
import { rosterSize } from '../../src/members/roster/service.ts';
import { openDay, SOON, says, seen } from '../helpers/quiz-day.ts';
import { signedRequest } from '../helpers/signed-request.ts';
import { PEOPLE, type Workplace } from '../helpers/workplace.ts';

const above = <T extends { role: Role }>(things: Record<string, T>): [string, Role][] =>
  Object.entries(things).flatMap(([verb, { role }]) => (role === 'worker' ? [] : [[verb, role] as [string, Role]]));

/** All of the registry that is not for everyone: a new officer's command is in it without a line here. */
const COMMANDS = features.flatMap(({ name, commands }) =>
  (commands ?? []).flatMap(({ verb, role }) =>
    role === 'worker' ? [] : [[`${name} ${verb}`, role] as [string, Role]],
  ),
);
const ACTIONS = features.flatMap(({ name, actions }) =>
  above(actions ?? {}).map(([verb, role]): [string, Role] => [`${name}.${verb}`, role]),
);
const MODALS = features.flatMap(({ name, modals }) =>
  above(modals ?? {}).map(([verb, role]): [string, Role] => [`${name}.${verb}`, role]),
);

describe('what is for officers, tried by a worker', () => {
  let work: Workplace;
  let bank: string;
  let schedule: string;
  let worker: PlaygroundPerson;
  let before: unknown;

  const state = async () => ({
    banks: await banks(work.ctx).find({}).lean(),
    questions: await questions(work.ctx).find({}).lean(),
    schedules: await schedules(work.ctx).find({}).lean(),
    reports: await reports(work.ctx).countDocuments(),
    roster: await rosterSize(work.ctx),
  });
  const opened = async () =>
    (await work.slack.calls()).filter(({ method }) => /^(views\.(open|push)|files\.)/.test(method));

  beforeAll(async () => {
    ({ work, bank, schedule } = await openDay());
    worker = work.slack.as(PEOPLE.zhao);
    before = await state();
  });
  afterAll(() => work.close());

  /** One sentence, for this person alone, and nothing has happened. */
  async function isRefused(since: number, role: Role): Promise<void> {
    const isNew = await seen(worker, (one) => Number(one.ts) > since && says(needs(role).zh)(one), 'the sentence');
    expect(isNew.ephemeralFor).toBe(worker.id);
    expect((await worker.dm()).filter((one) => Number(one.ts) > since && one.ephemeralFor !== undefined)).toHaveLength(
      1,
    );
    await nothingHappened();
  }

  async function nothingHappened(): Promise<void> {
    expect(await opened()).toEqual([]);
    expect((await worker.state()).modals).toEqual([]);
    expect(await state()).toEqual(before);
  }

  const lastTs = async () => Number((await worker.lastMessage())?.ts ?? 0);

  test('there is something to try', () => {
    for (const all of [COMMANDS, ACTIONS, MODALS]) expect(all.length).toBeGreaterThan(2);
  });

  test.each(COMMANDS)('/jy %s', async (command, role) => {
    const since = await lastTs();
    await worker.command('/jy', `${command} 安全 csv`);
    await isRefused(since, role);
  });

  test.each(ACTIONS)('a button of %s', async (action, role) => {
    // As in a list that an officer was shown, and who is none any more.
    const { channel } = await work.ctx.slack.conversations.open({ users: worker.id });
    const blocks: AnyBlock[] = [bank, schedule].map((id) => ({
      type: 'actions',
      elements: [
        { type: 'button', action_id: `${action}:${id}`, text: { type: 'plain_text', text: 'x' }, value: `${id}|0` },
      ],
    }));
    const posted = await work.ctx.slack.chat.postMessage({
      channel: channel?.id ?? '',
      text: textTwin(blocks),
      blocks: blocks as never,
    });
    const since = Number(posted.ts);
    await worker.click(`${action}:${schedule}`);
    await isRefused(since, role);
  });

  test.each(MODALS)('the dialog %s', async (callback, role) => {
    const payload = {
      type: 'view_submission',
      team: { id: work.playground.teamId },
      user: { id: worker.id, team_id: work.playground.teamId },
      trigger_id: `1.${callback}`,
      view: {
        id: 'V1',
        type: 'modal',
        callback_id: callback,
        hash: '1',
        private_metadata: `${bank}|1`,
        blocks: [{ type: 'input', block_id: 'key' }],
        state: { values: {} },
      },
    };
    const answered = await signedRequest(work, { payload: JSON.stringify(payload) });
    expect(await answered.json()).toEqual({ response_action: 'errors', errors: { key: needs(role).zh } });
    await nothingHappened();
  });

  test('a worker’s help and home offer none of it', async () => {
    const home = JSON.stringify((await worker.home()).blocks);
    for (const [action] of ACTIONS) expect(home).not.toContain(`"${action}"`);
    const since = await lastTs();
    await worker.command('/jy', 'help');
    const help = await worker.until(
      ({ messages }) =>
        Object.values(messages)
          .flat()
          .find((one) => Number(one.ts) > since),
      'the help',
      SOON,
    );
    for (const [command] of COMMANDS) expect(JSON.stringify(help)).not.toContain(`/jy ${command}`);
  });
});
