import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlaygroundPerson } from '../../playground/client/person.ts';
import { textOf } from '../../playground/client.ts';
import type { Message } from '../../playground/protocol.ts';
import { emptyDraft, saveDraft } from '../../src/features/announcements/draft/service/drafts.ts';
import { announcements } from '../../src/features/announcements/model.ts';
import { announcementReceipts } from '../../src/features/announcements/receipts/service/receipts.ts';
import { send } from '../../src/features/announcements/service/send.ts';
import { actor, has, modalOf, SOON, says, seen } from '../helpers/quiz-day.ts';
import { limitToBranch, openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';
import { newest, openForm, sendIt, writeOne } from './desk.ts';

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
});
afterAll(() => work.close());

const CHANNEL = 'C0SAFETY';
const inChannel = (fits: (one: Message) => boolean) => (one: Message) => one.channel === CHANNEL && fits(one);
const isShared = (one: Message) => one.ephemeralFor === undefined;
const own = (fits: (one: Message) => boolean) => inChannel((one) => !isShared(one) && fits(one));

async function counted(id: string): Promise<Record<string, number>> {
  const one = await announcements(work.ctx).findById(id).lean();
  if (one === null) throw new Error('gone');
  await announcementReceipts.settle(work.ctx, one);
  const sums: Record<string, number> = {};
  for (const { state, count } of await announcementReceipts.counts(work.ctx, id))
    sums[state] = (sums[state] ?? 0) + count;
  return sums;
}

const cardOf = (person: PlaygroundPerson, title: string) =>
  seen(
    person,
    inChannel((one) => isShared(one) && says(title)(one)),
    `the card of ${title}`,
  );

describe('an announcement in a channel', { timeout: 60_000 }, () => {
  let id = '';

  it('says how to bring the bot there, keeps the draft, and then shows what will stand there', async () => {
    const officer = await openForm(work, PEOPLE.admin);
    await work.slack.faults.add({ method: 'conversations.info', fault: 'error', error: 'channel_not_found' });
    const { errors } = await officer.submit({
      title: '台风停工',
      body: '<!channel> 今天下午停工',
      include: ['donghu'],
      via: 'channel',
      channels: [CHANNEL],
      question: '几点停工？\n* 三点\n四点',
    });
    expect(errors).toEqual({ channels: expect.stringContaining('/invite @jingying') });
    expect(await newest(work)).toMatchObject({
      title: '台风停工',
      state: 'draft',
      via: 'channel',
      channels: [CHANNEL],
    });
    await work.slack.faults.clear();
    await officer.submit();
    const preview = await modalOf(officer, has('announcements.send'), 'the preview');
    expect(textOf(preview.blocks)).toContain('发在 #安全生产');
    expect(textOf(preview.blocks)).toContain('请 东湖养殖分会 确认已读');
    id = await sendIt(work, officer);
    await expect.poll(() => counted(id), { timeout: SOON }).toEqual({ reached: 3 });
  });

  it('stands there once, says for whom it is, and pings nobody', async () => {
    const chen = work.slack.as(PEOPLE.chen);
    const card = await cardOf(chen, '台风停工');
    expect(textOf(card)).toContain('请 东湖养殖分会 确认已读。结果只有你自己看得到。');
    expect(card.text).not.toContain('<!channel>');
    expect(JSON.stringify(card.blocks)).not.toContain('broadcast');
    expect((await chen.dm()).filter(says('台风停工'))).toEqual([]);
  });

  it('answers each privately, and counts the right answer of who is of the audience', async () => {
    const chen = work.slack.as(PEOPLE.chen);
    await chen.click('announcements.answer:1', { message: await cardOf(chen, '台风停工') });
    const again = await seen(chen, own(says('不对，请再看一遍正文')), 'that it was wrong');
    expect(textOf(again)).toContain('请确认已读');
    await chen.click('announcements.answer:0', { message: again });
    await seen(chen, own(says('✓ 你已确认')), 'the confirmation');
    const li = work.slack.as(PEOPLE.li);
    await li.click('announcements.answer:0', { message: await cardOf(li, '台风停工') });
    await seen(li, own(says('✓ 你已确认')), 'the confirmation');
    await li.click('announcements.answer:0', { message: await cardOf(li, '台风停工') });
    const zhao = work.slack.as(PEOPLE.zhao);
    await zhao.click('announcements.answer:0', { message: await cardOf(zhao, '台风停工') });
    await seen(zhao, own(says('不是发给你的')), 'that it is not for him');
    expect(await counted(id)).toEqual({ reached: 1, confirmed: 2 });
    expect(
      await announcementReceipts.receipts(work.ctx).findOne({ announcement: id, member: PEOPLE.chen }).lean(),
    ).toMatchObject({ wrongFirst: 1, tries: 2, state: 'confirmed' });
    // The card itself stays as it was, for the others.
    expect(has('announcements.answer:1')(await cardOf(zhao, '台风停工'))).toBe(true);
  });

  it('reminds those who have not by direct message, and edits and takes back what stands in the channel', async () => {
    const chair = work.slack.as(PEOPLE.admin);
    await chair.command('/announce');
    await chair.click('announcements.open:0', { message: await seen(chair, has('announcements.open:0'), 'the list') });
    await modalOf(chair, has('announcements.remind'), 'the receipts');
    await chair.click('announcements.remind', { in: 'modal' });
    await seen(work.slack.as(PEOPLE.officer), says('还等你确认'), 'the reminder');
    await chair.click('announcements.correct', { in: 'modal' });
    await modalOf(chair, (one) => one.callback_id === 'announcements.correct', 'the words');
    await chair.submit({ title: '停工改到四点' });
    const chen = work.slack.as(PEOPLE.chen);
    expect(textOf(await cardOf(chen, '停工改到四点'))).toContain('修改过');
    await modalOf(chair, has('announcements.recall'), 'the receipts');
    await chair.click('announcements.recall', { in: 'modal' });
    await chen.until(
      ({ messages }) => !(messages[CHANNEL] ?? []).some((one) => isShared(one) && says('停工改到四点')(one)),
      'no card any more',
      SOON,
    );
    await chair.closeModal(true);
  });

  it('is for the members of the channel when nobody else is chosen', async () => {
    const officer = await writeOne(work, PEOPLE.admin, {
      title: '周五演练',
      body: '十点集合',
      via: 'channel',
      channels: [CHANNEL],
    });
    const whole = await sendIt(work, officer);
    const maria = work.slack.as(PEOPLE.maria);
    const card = await cardOf(maria, '周五演练');
    expect(textOf(card)).toContain('请 本频道的成员 确认已读');
    await maria.click('announcements.confirm', { message: card });
    await seen(maria, own(says('✓ You confirmed it')), 'the confirmation');
    expect((await counted(whole)).confirmed).toBe(1);
    expect((await counted(whole)).reached).toBeGreaterThan(5);
  });

  it('counts as not delivered where the bot was thrown out before it left', async () => {
    const officer = await writeOne(work, PEOPLE.admin, {
      title: '发不出',
      body: '正文',
      include: ['zhaodl'],
      via: 'channel',
      channels: [CHANNEL],
    });
    await work.slack.faults.add({ method: 'chat.postMessage', fault: 'error', error: 'not_in_channel' });
    const lost = await sendIt(work, officer);
    await expect.poll(() => counted(lost), { timeout: SOON }).toEqual({ failed: 1 });
    await work.slack.faults.clear();
  });
});

describe('the members of a channel as an audience', { timeout: 60_000 }, () => {
  it('each get it by direct message', async () => {
    const [place] = (await work.slack.as(PEOPLE.chen).state()).conversations.filter(({ name }) =>
      name.includes('东湖'),
    );
    const officer = await writeOne(work, PEOPLE.admin, {
      title: '塘班开会',
      body: '八点',
      members: [place?.id ?? ''],
      include: ['zhaodl'],
    });
    expect(textOf((await officer.modal()).blocks)).toContain(`#${place?.name}`);
    const whole = await sendIt(work, officer);
    for (const user of [PEOPLE.chen, PEOPLE.zhao])
      await seen(work.slack.as(user), (one) => says('塘班开会')(one) && one.channel.startsWith('D'), 'the card');
    const asked = await announcementReceipts.receipts(work.ctx).distinct('member', { announcement: whole });
    expect(asked.sort()).toEqual([PEOPLE.admin, PEOPLE.officer, PEOPLE.chen, PEOPLE.li, PEOPLE.zhao].sort());
  });

  it('that cannot be read is said at its place, and the draft is kept', async () => {
    const officer = await openForm(work, PEOPLE.admin);
    await work.slack.faults.add({ method: 'conversations.members', fault: 'error', error: 'channel_not_found' });
    const { errors } = await officer.submit({ title: '看不到的频道', body: '正文', members: [CHANNEL] });
    expect(errors).toEqual({ members: expect.stringContaining('/invite @jingying') });
    expect(await newest(work)).toMatchObject({ title: '看不到的频道', include: [`channel:${CHANNEL}`] });
    await work.slack.faults.clear();
    await officer.closeModal(true);
  });

  it('is no choice of a branch’s officer, who writes to the own branch', async () => {
    await limitToBranch(work);
    const officer = await openForm(work, PEOPLE.officer);
    expect((await officer.modal()).blocks.map((block) => block.block_id)).not.toContain('channels');
    await officer.closeModal(true);
    const branch = await actor(work, PEOPLE.officer);
    const within = {
      ...emptyDraft(),
      title: '越界',
      body: (await newest(work)).body,
      include: ['branch:东湖养殖分会'],
    };
    await saveDraft(work.ctx, branch, 'posted', { ...within, via: 'channel', channels: [CHANNEL] });
    await expect(send(work.ctx, branch, 'posted')).rejects.toThrow('Branch officers can write only to');
  });
});
