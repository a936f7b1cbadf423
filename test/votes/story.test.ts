import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlaygroundPerson } from '../../playground/client/person.ts';
import { textOf } from '../../playground/client.ts';
import { boxOf } from '../../src/ballots/box.ts';
import { ballots } from '../../src/ballots/model.ts';
import type { Ballot } from '../../src/ballots/rules/ballot.ts';
import { WORDS } from '../../src/ballots/words.ts';
import { deliveries } from '../../src/delivery/model.ts';
import { reachOf, tick, votes } from '../../src/features/votes/service.ts';
import { WORDS as VOTE_WORDS } from '../../src/features/votes/words.ts';
import { members } from '../../src/members/model.ts';
import { actor, has, modalOf, says, seen } from '../helpers/quiz-day.ts';
import { limitToBranch, openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';
import { seconds } from '../training/classroom.ts';

const { admin, officer, chen, li, maria, zhao } = PEOPLE;

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-10T09:00:00+08:00', bot: 'http' });
  await limitToBranch(work);
});
afterAll(() => work.close());

const ballotOf = async (title: string): Promise<Ballot> => {
  const found = await ballots(work.ctx).findOne({ title }).lean<Ballot>();
  if (found === null) throw new Error(`no vote ${title}`);
  return found;
};
const CODE = /[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}/;

/** Calls a vote by the form, after its preview. */
async function call(person: PlaygroundPerson, facts: Record<string, string | string[]>): Promise<void> {
  await person.command('/jy', 'votes new');
  await modalOf(person, has('"closesAt"'), 'the form');
  await person.click('bot.more', { in: 'modal' });
  await modalOf(person, has('"quorum"'), 'all of the form');
  await person.submit(facts);
  await modalOf(person, says(/将请 \*?\d+\*? 人投票/), 'whom it reaches');
  await person.submit({});
  await modalOf(person, has('votes.ballotEnd'), 'the vote');
  await person.closeModal(true);
}

/** Opens the dialog from the notice. @returns the receipt code that it shows, of a secret vote */
async function dialog(user: string, title: string): Promise<{ person: PlaygroundPerson; code: string }> {
  const person = work.slack.as(user);
  const notice = await seen(person, (one) => says(title)(one) && has('votes.ballotVote')(one), 'the notice');
  await person.click('votes.ballotVote', { message: notice });
  const shown = await modalOf(person, has('"input"'), 'the dialog');
  return { person, code: CODE.exec(textOf(shown.blocks))?.[0] ?? '' };
}

describe('a secret vote', { timeout: 240_000 }, () => {
  const TITLE = '班车改走湖滨路？ <!channel>';
  const codes: Record<string, string> = {};

  it('is called by an officer, who sees whom it reaches before anybody hears of it', async () => {
    const chief = work.slack.as(admin);
    await chief.command('/jy', 'votes new');
    await modalOf(chief, has('"closesAt"'), 'the form');
    await chief.click('bot.more', { in: 'modal' });
    await modalOf(chief, has('"except"'), 'all of the form');
    const facts = { question: TITLE, closesAt: seconds('2026-03-12T09:00') };
    const past = await chief.submit({
      ...facts,
      include: '全体职工',
      except: '赵大力',
      closesAt: seconds('2026-03-09T09:00'),
    });
    expect(JSON.stringify(past.errors)).toContain('已经过了');
    await chief.submit(facts);
    const preview = await modalOf(chief, says(/将请 \*?\d+\*? 人投票/), 'whom it reaches');
    expect(textOf(preview.blocks)).toMatch(/无记名 · 赞成、反对或弃权[\s\S]*赞成多于反对即通过/);
    expect(await ballots(work.ctx).countDocuments({})).toBe(0);
    // Changed after the preview, it is previewed again.
    await chief.submit({ options: '走\n不走' });
    await modalOf(chief, says('选一项'), 'the preview of what was changed');
    expect(await ballots(work.ctx).countDocuments({})).toBe(0);
    await chief.submit({ options: '' });
    await modalOf(chief, says('赞成、反对或弃权'), 'the preview again');
    await chief.submit({});
    const page = await modalOf(chief, has('votes.ballotEnd'), 'the vote');
    expect(textOf(page.blocks)).toMatch(/已投 0\/\d+ 人/);
    expect(JSON.stringify(page.blocks)).not.toContain('<!channel>');
    await chief.closeModal(true);
    expect(await ballotOf(TITLE)).toMatchObject({ state: 'open', size: 13, isSecret: true });
  });

  it('is voted in once each, with a code that stands in the dialog and nowhere else', async () => {
    for (const [user, choice] of [
      [chen, '0'],
      [li, '1'],
      [maria, '0'],
    ] as const) {
      const { person, code } = await dialog(user, '湖滨路');
      expect(code).toMatch(CODE);
      codes[user] = code;
      await person.submit({ choice });
      const done = await modalOf(person, has(code), 'the code once more');
      expect(textOf(done.blocks)).toMatch(/封好|sealed/);
      await person.closeModal(true);
      await seen(person, (one) => says('湖滨路')(one) && says(/✓ (你已投票|You have voted)/)(one), 'that it is cast');
    }
    const { _id: id } = await ballotOf(TITLE);
    // A forged press, and a second device whose dialog stood open.
    await expect(votes.vote(work.ctx, { user: chen }, id, [1], 'aaaa-bbbb-cccc')).rejects.toMatchObject({
      said: WORDS.already,
    });
    await expect(votes.vote(work.ctx, { user: zhao }, id, [1], 'aaaa-bbbb-cccc')).rejects.toMatchObject({
      said: WORDS.notOnRoll,
    });
    await expect(votes.vote(work.ctx, { user: officer }, id, [7], 'aaaa-bbbb-cccc')).rejects.toMatchObject({
      said: { zh: '请选一项。' },
    });
    await expect(votes.vote(work.ctx, { user: officer }, id, [0], 'mine')).rejects.toMatchObject({ said: WORDS.gone });
    await expect(votes.voteFor(work.ctx, await actor(work, admin), id, zhao, [0], 'paper')).rejects.toMatchObject({
      said: WORDS.onlyOpen,
    });
  });

  it('hides the result from everybody, and cannot be taken back any more', async () => {
    const { _id: id } = await ballotOf(TITLE);
    const chief = work.slack.as(admin);
    await chief.command('/jy', 'votes');
    const list = await seen(chief, has('votes.ballot:'), 'the list');
    await chief.click(`votes.ballot:${id}`, { message: list });
    const page = await modalOf(chief, says('已投 3/'), 'the turnout');
    expect(textOf(page.blocks)).not.toMatch(/\d 票/);
    expect(JSON.stringify(page.blocks)).not.toContain('votes.ballotCancel');
    expect(JSON.stringify(page.blocks)).not.toContain('votes.ballotList');
    await chief.closeModal(true);
    await expect(votes.cancel(work.ctx, await actor(work, admin), id, '不投了')).rejects.toMatchObject({
      said: WORDS.begun,
    });
    await expect(votes.endNow(work.ctx, await actor(work, chen), id)).rejects.toMatchObject({
      said: WORDS.notYours,
    });
  });

  it('reminds only people who have not voted, and keeps who leaves on the roll', async () => {
    const { _id: id, size = 0 } = await ballotOf(TITLE);
    await work.moveTo('2026-03-11T09:05:00+08:00');
    await tick(work.ctx);
    const reminded = (await deliveries(work.ctx).find({ kind: 'votes.ballotRemind' }).lean()).map(
      (one) => one.recipient,
    );
    expect(reminded).toHaveLength(size - 3);
    expect(reminded).not.toContain(chen);
    await tick(work.ctx);
    expect(await deliveries(work.ctx).countDocuments({ kind: 'votes.ballotRemind' })).toBe(size - 3);
    await members(work.ctx).updateOne({ user: li }, { $set: { state: 'left' } });
    expect((await votes.lives.present(work.ctx, id)).size).toBe(size);
  });

  it('is counted at its end, and everybody finds their own vote and recounts', async () => {
    await work.moveTo('2026-03-12T09:00:30+08:00');
    await tick(work.ctx);
    const one = await ballotOf(TITLE);
    expect(one).toMatchObject({ state: 'closed', outcome: { votes: [2, 1], winners: [0], abstained: 0 } });
    const worker = work.slack.as(maria);
    const result = await seen(worker, (shown) => says('The votes are counted')(shown), 'the result');
    expect(textOf(result.blocks)).toMatch(/3 voted[\s\S]*Yes 2 votes · No 1 vote[\s\S]*Passed/);
    await worker.click('votes.ballotList', { message: result });
    const list = await modalOf(worker, has(codes[maria] ?? ''), 'all votes');
    const lines = textOf(list.blocks)
      .split('\n')
      .filter((line) => CODE.test(line));
    expect(lines.map((line) => CODE.exec(line)?.[0])).toEqual(Object.values(codes).toSorted());
    expect(lines.filter((line) => line.includes('Yes'))).toHaveLength(2);
    expect(lines.find((line) => line.includes(codes[li] ?? ''))).toContain('No');
    await worker.click('votes.ballotFile', { in: 'modal' });
    await seen(worker, says('The file is in your messages'), 'the file');
    await expect(votes.vote(work.ctx, { user: officer }, one._id, [0], 'aaaa-bbbb-cccc')).rejects.toMatchObject({
      said: WORDS.over,
    });
    expect((await boxOf(work.ctx, one._id)).map(({ code }) => code)).toEqual(Object.values(codes).toSorted());
  });

  it('leaves no receipt code in any message', async () => {
    for (const user of [admin, officer, chen, maria]) {
      const { messages } = await work.slack.as(user).state();
      for (const code of Object.values(codes)) expect(JSON.stringify(messages)).not.toContain(code);
    }
  });
});

describe('an open vote', { timeout: 240_000 }, () => {
  const TITLE = '选两位安全员';

  it('is cancelled as long as nobody has voted, with a reason that everybody sees', async () => {
    await call(work.slack.as(admin), {
      question: '食堂几点开？',
      include: '全体职工',
      closesAt: seconds('2026-03-20T09:00'),
      options: '六点\n七点',
      secrecy: 'secret',
    });
    const { _id: id } = await ballotOf('食堂几点开？');
    const worker = work.slack.as(chen);
    const card = await seen(worker, says('食堂几点开'), 'the notice');
    const chief = await actor(work, admin);
    await votes.cancel(work.ctx, chief, id, '时间已经定了');
    await votes.cancel(work.ctx, chief, id, '时间已经定了');
    await seen(worker, (one) => one.ts === card.ts && says(/已取消[\s\S]*时间已经定了/)(one), 'that it is off');
    await expect(votes.vote(work.ctx, { user: chen }, id, [0], 'aaaa-bbbb-cccc')).rejects.toMatchObject({
      said: WORDS.cancelled,
    });
  });

  it('is for the company’s officers where it is for all, and takes votes on paper', async () => {
    const branch = work.slack.as(officer);
    await branch.command('/jy', 'votes new');
    await modalOf(branch, has('"closesAt"'), 'the form');
    const facts = {
      question: TITLE,
      closesAt: seconds('2026-03-14T09:00'),
      options: '张三\n李四\n王五',
      secrecy: 'open',
    };
    await branch.submit(facts);
    await branch.closeModal(true);
    const chief = await actor(work, admin);
    await expect(
      reachOf(work.ctx, await actor(work, officer), { include: [{ kind: 'everyone' }], except: [] }),
    ).rejects.toMatchObject({ said: VOTE_WORDS.otherBranch });
    await call(work.slack.as(admin), { ...facts, include: '全体职工', most: '2', places: '2' });
    const one = await ballotOf(TITLE);
    expect(one).toMatchObject({ isSecret: false, question: { kind: 'choose', most: 2, places: 2 } });
    await votes.voteFor(work.ctx, chief, one._id, zhao, [0, 1], 'paper');
    await expect(votes.voteFor(work.ctx, chief, one._id, zhao, [2], 'proxy')).rejects.toMatchObject({
      said: WORDS.hasVoted,
    });
    await expect(
      votes.voteFor(work.ctx, await actor(work, officer), one._id, chen, [2], 'paper'),
    ).rejects.toMatchObject({
      said: WORDS.notYours,
    });
  });

  it('can be changed until the end, and then shows who chose what', async () => {
    const { person } = await dialog(chen, TITLE);
    await person.submit({ choice: ['0', '1', '2'] });
    const refused = await modalOf(person, has('"input"'), 'the dialog still');
    expect(refused).toBeDefined();
    await person.submit({ choice: ['0', '1'] });
    await modalOf(person, says('已记下'), 'that it is recorded');
    await person.closeModal(true);
    const again = await seen(
      person,
      (shown) => says('你投了：张三、李四')(shown) && has('改投')(shown),
      'the own vote',
    );
    await person.click('votes.ballotVote', { message: again });
    await modalOf(person, has('"input"'), 'the dialog');
    await person.submit({ choice: ['0', '2'] });
    await modalOf(person, says('已记下'), 'that it is recorded');
    await person.closeModal(true);
    const { _id: id } = await ballotOf(TITLE);
    const closed = await votes.endNow(work.ctx, await actor(work, admin), id);
    expect(closed.outcome).toMatchObject({ votes: [2, 1, 1], winners: [0], tie: { options: [1, 2], places: 1 } });
  });

  it('shows a tie to the officer who called it, and what they decide with their reason to all', async () => {
    const chief = work.slack.as(admin);
    const notice = await seen(chief, says('计票出现平票'), 'the tie');
    await chief.click('votes.ballotTie', { message: notice });
    await modalOf(chief, has('"why"'), 'the form');
    await chief.submit({ option: '2', why: '现场抽签 <@U0QH1003>' });
    const page = await modalOf(chief, says('已写进结果'), 'the result');
    expect(textOf(page.blocks)).toMatch(/王五 1 票 · ✓ 当选[\s\S]*干部定：王五。理由：现场抽签/);
    expect(JSON.stringify(page.blocks)).not.toContain('<@U0QH1003>');
    await chief.closeModal(true);
    const { _id: id } = await ballotOf(TITLE);
    // A page that is older decides nothing.
    await expect(
      votes.decideTie(work.ctx, await actor(work, admin), id, { nth: 0, option: 1, why: '再抽' }),
    ).rejects.toMatchObject({ said: WORDS.noTie });
    const worker = work.slack.as(chen);
    const result = await seen(worker, (shown) => says('投票结果出来了')(shown) && says(TITLE)(shown), 'the result');
    await worker.click('votes.ballotList', { message: result });
    const list = await modalOf(worker, says('按名单排列'), 'all votes');
    expect(textOf(list.blocks)).toMatch(/张三、李四 · 纸票/);
    expect(textOf(list.blocks)).toContain('张三、王五');
  });
});
