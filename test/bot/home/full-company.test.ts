import type { Button } from '@slack/types';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../../playground/client.ts';
import { validateBlocks, validateView } from '../../../playground/server/validate/payload.ts';
import type { AnyBlock } from '../../../src/bot/draw/block-kit.ts';
import { asModal } from '../../../src/bot/draw/present.ts';
import { sentence } from '../../../src/bot/draw/sentence.ts';
import { homeBlocks, waitingView } from '../../../src/bot/home/collect.ts';
import { MOST_BUTTONS } from '../../../src/bot/home/draw.ts';
import { commandsFor, commandView, isFor, partView } from '../../../src/bot/home/part.ts';
import { UserError } from '../../../src/bot/routing/errors.ts';
import { createRegistry } from '../../../src/bot/routing/registry.ts';
import { foundClub, join } from '../../../src/features/clubs/service/clubs.ts';
import { features } from '../../../src/features/index.ts';
import { submit } from '../../../src/features/suggestions/form/service/submit.ts';
import { accept, conclude } from '../../../src/features/suggestions/service/change.ts';
import { saveTopic, sendTopic } from '../../../src/features/visits/discussion/service.ts';
import { newId } from '../../../src/lib/ids.ts';
import { EVERYBODY } from '../../../src/members/audience/spec.ts';
import { announce, rich } from '../../announcements/desk.ts';
import { actor, has, makeBank, makeSchedule, modalOf, SOON, says, seen } from '../../helpers/quiz-day.ts';
import { limitToBranch, openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { openCourseOf } from '../../training/classroom.ts';

/* A company in which something of every feature waits for somebody. */

const { admin, officer, chen, li, maria, zhao } = PEOPLE;

let work: Workplace;
const registry = createRegistry(features);
const parts = () => ({ ctx: work.ctx, registry, publishHome: async () => undefined });

async function suggest(user: string, text: string) {
  const who = await actor(work, user);
  const content = { kind: 'fault', text, place: '', branch: who.branch ?? '', isAnonymous: false, files: [] };
  return submit(work.ctx, who, { ...content, once: newId() }, []);
}

beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T07:30:00+08:00', bot: 'http' });
  await limitToBranch(work);
  await makeSchedule(work, await makeBank(work));
  await work.moveTo('2026-03-02T08:00:30+08:00');
  await seen(work.slack.as(chen), has('quiz.pick'), 'the card');
  const boss = await actor(work, admin);
  const { officer: sender } = await announce(work, admin, { title: '换岗', body: rich('周一'), include: ['all'] });
  await sender.closeModal(true);
  await seen(work.slack.as(chen), has('announcements.confirm'), 'the announcement');
  const [solved, open] = [await suggest(chen, '更衣柜锁坏了'), await suggest(li, '3 号塘护栏松了')];
  const itsOfficer = await actor(work, officer);
  await accept(work.ctx, itsOfficer, solved._id);
  await conclude(work.ctx, itsOfficer, solved._id, 'solved', '换了新锁');
  expect(open.state).toBe('received');
  await openCourseOf(work, {
    include: ['all'],
    facts: { topic: '吊装安全', startsAt: new Date('2026-03-02T08:10:00+08:00'), duration: 60, trainer: zhao },
  });
  const club = newId();
  const facts = { name: '读书社', about: '', asks: true, dues: '', deputy: undefined };
  await foundClub(work.ctx, boss, club, facts, chen);
  await join(work.ctx, await actor(work, maria), club, '');
  const topic = newId();
  await saveTopic(work.ctx, boss, topic, { question: '怎样让投料更省力？', spec: EVERYBODY, ends: '2026-03-06' });
  await sendTopic(work.ctx, boss, topic);
}, 120_000);
afterAll(() => work.close());

function buttonsIn(blocks: readonly AnyBlock[]): Button[] {
  return blocks.flatMap((block) => {
    const { elements = [], accessory } = block as { elements?: { type: string }[]; accessory?: { type: string } };
    return [...elements, ...(accessory === undefined ? [] : [accessory])].filter(
      (one): one is Button => one.type === 'button',
    );
  });
}

const everyone = { worker: chen, trainer: zhao, 'branch officer': officer, administrator: admin };

describe('Home in a full company', { timeout: 60_000 }, () => {
  it.each(Object.entries(everyone))(
    'of a %s has at most twelve buttons, and stays inside Slack’s limits',
    async (_, user) => {
      for (const locale of ['zh', 'en'] as const) {
        const blocks = await homeBlocks(parts(), { ...(await actor(work, user)), locale });
        expect(validateBlocks(blocks, 'home')).toEqual([]);
        expect(buttonsIn(blocks).length).toBeLessThanOrEqual(MOST_BUTTONS);
        expect(blocks[0]).toMatchObject({ type: 'header' });
      }
    },
  );

  it('shows a worker first what waits, of all features, what ends soonest at the top', async () => {
    const view = await waitingView(parts(), await actor(work, chen));
    expect(validateView(view)).toEqual([]);
    const words = textOf(view.blocks);
    expect(words).toMatch(/等你处理 · 5 件/);
    expect(words).toMatch(
      /🧠 \*?今天的题\*?\n17:30 前[\s\S]*🚶 [\s\S]*怎样让投料更省力[\s\S]*📢 \*?换岗\*?\n请确认已读[\s\S]*💡 \*?S-2026-000\d 有结果了，请评价[\s\S]*🎈 \*?读书社\*?\n1 人申请加入/,
    );
    for (const row of buttonsIn(view.blocks))
      expect(registry.action(String(row.action_id)), row.action_id).toBeDefined();
  });

  it('shows people what they look after: a trainer the roll, officers their affairs, administrators what the house lacks', async () => {
    const waitingOf = async (user: string) => textOf((await waitingView(parts(), await actor(work, user))).blocks);
    expect(await waitingOf(zhao)).toMatch(/🎓 \*?吊装安全/);
    expect(await waitingOf(officer)).toMatch(/💡 \*?1 条建议等办理/);
    expect(await waitingOf(chen)).not.toContain('等办理');
    const ofAdmin = await homeBlocks(parts(), await actor(work, admin));
    expect(JSON.stringify(ofAdmin)).toContain('"quiz stats"');
    expect(JSON.stringify(await homeBlocks(parts(), await actor(work, chen)))).not.toContain('"quiz stats"');
  });

  it('leads to whatever a command does: each is on the page of its feature, and answers there', async () => {
    for (const user of Object.values(everyone)) {
      const who = await actor(work, user);
      const home = JSON.stringify(await homeBlocks(parts(), who));
      for (const feature of features.filter((one) => isFor(one, who))) {
        expect([`"bot.part:${feature.name}"`, `"value":"${feature.name}"`].some((one) => home.includes(one))).toBe(
          true,
        );
        const page = await partView(parts(), who, feature.name, 'deed');
        expect(validateView(page), feature.name).toEqual([]);
        for (const command of commandsFor(feature, who)) {
          const line = `${feature.name} ${command.verb}`;
          if (command.sameAs !== undefined) continue;
          expect(JSON.stringify(page.blocks), line).toContain(`"value":"${line}"`);
          // A sentence for the reader is an answer, too: the modal says it.
          const view = await commandView(parts(), who, line, `deed ${line}`).catch((error: unknown) => {
            if (!(error instanceof UserError)) throw error;
            return asModal('zh', sentence(error.said.zh));
          });
          expect(validateView(view), line).toEqual([]);
        }
      }
    }
  });

  it('does in one press what it says, and takes it off the list', async () => {
    const worker = work.slack.as(chen);
    await worker.home();
    await worker.click('announcements.read', { in: 'home' });
    await modalOf(worker, has('announcements.confirm'), 'the announcement');
    await worker.click('announcements.confirm', { in: 'modal' });
    await modalOf(worker, says('你已确认'), 'that it is confirmed');
    await worker.closeModal(true);
    await worker.until(({ home }) => home && !textOf(home.blocks).includes('请确认已读'), 'Home without it', SOON);
  });

  it('runs a command from the page of its feature, on top of it', async () => {
    const worker = work.slack.as(li);
    await worker.part('quiz');
    await worker.click('quiz board', { in: 'modal' });
    await modalOf(worker, has('quiz.board:'), 'the leaderboard');
    await worker.closeModal();
    await modalOf(worker, (view) => view.callback_id === 'bot.part', 'the page below');
    await worker.closeModal(true);
  });
});
