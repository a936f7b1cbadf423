import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../../playground/client.ts';
import type { Act, Block, Message } from '../../../playground/protocol.ts';
import { deliveries } from '../../../src/delivery/model.ts';
import { placeInLine } from '../../../src/gatherings/rules/seats.ts';
import { has, seen } from '../../helpers/quiz-day.ts';
import { officerOf, openWorkplace, type Workplace } from '../../helpers/workplace.ts';
import { noticeOf, openCourseOf, sessionOf } from '../classroom.ts';

const CROWD = 50;
const SEATS = 10;

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http', moreOfficers: CROWD, ackMs: 60_000 });
});
afterAll(() => work.close());

/** Who pressed, in the order in which the bot had their requests whole. */
function listenAtTheDoor(): { arrived: string[]; close(): void } {
  const arrived: string[] = [];
  const listen = (event: unknown): void => {
    const { request } = event as { request: IncomingMessage };
    if (request.url !== '/slack/events') return;
    const parts: Buffer[] = [];
    const { emit } = request;
    request.emit = (name: string | symbol, ...given: unknown[]) => {
      if (name === 'data') parts.push(given[0] as Buffer);
      if (name === 'end') {
        const payload = new URLSearchParams(Buffer.concat(parts).toString()).get('payload') ?? '{}';
        arrived.push((JSON.parse(payload) as { user?: { id: string } }).user?.id ?? '');
      }
      return emit.call(request, name, ...given);
    };
  };
  subscribe('http.server.request.start', listen);
  return { arrived, close: () => unsubscribe('http.server.request.start', listen) };
}

/** A press on a button of a message, as Slack is told of it. */
function pressOf(card: Message, action: string): Act {
  const elements = (block: Block) => (Array.isArray(block.elements) ? block.elements : []) as { action_id?: string }[];
  const block = card.blocks?.find((one) => elements(one).some((element) => element.action_id === action));
  if (block === undefined) throw new Error(`no button ${action}`);
  return {
    kind: 'message-action',
    channel: card.channel,
    ts: card.ts,
    block_id: block.block_id ?? '',
    action_id: action,
  };
}

describe('fifty people press “sign up” on their cards for ten seats at once', { timeout: 120_000 }, () => {
  it('ten have a seat, forty wait, and each is told which place is theirs', async () => {
    const people = Array.from({ length: CROWD }, (_, nth) => work.slack.as(officerOf(nth)));
    const [session] = await openCourseOf(work, {
      include: people.map(({ id }) => `member:${id}`),
      facts: { startsAt: new Date('2026-03-11T14:00:00+08:00'), capacity: SEATS },
    });
    const id = session?._id ?? '';
    const cards: Message[] = [];
    for (const person of people) cards.push(await noticeOf(person, '安全用电', 'training.join'));
    // Their eyes are on the button already: nobody looks for it first.
    const presses = cards.map((card) => pressOf(card, 'training.join'));

    const door = listenAtTheDoor();
    try {
      const acked = await Promise.all(presses.map((press, nth) => work.slack.as(officerOf(nth)).act(press)));
      expect(acked.filter((one) => !one.ok)).toEqual([]);
    } finally {
      door.close();
    }
    const answers: string[] = [];
    for (const [nth, person] of people.entries()) {
      const isAnswer = (one: Message) => one.ts === cards[nth]?.ts && has('training.leave')(one);
      answers.push(textOf(await seen(person, isAnswer, 'the answer')));
    }

    const stored = await sessionOf(work, id);
    const states = stored.seats.map((one) => one.state);
    expect(states).toEqual([...Array(SEATS).fill('held'), ...Array(CROWD - SEATS).fill('waiting')]);
    expect(stored.seats.map((one) => one.seq)).toEqual(Array.from({ length: CROWD }, (_, nth) => nth + 1));
    const times = stored.seats.map((one) => one.at.getTime());
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(new Set(door.arrived).size).toBe(CROWD);
    expect(stored.seats.map((one) => one.member)).toEqual(door.arrived);

    for (const [nth, person] of people.entries()) {
      const place = placeInLine(stored, person.id);
      expect(answers[nth]).toContain(place === 0 ? '✓ 你已报名。' : `名额已满，你排第 ${place}。有空位会先问你。`);
    }
    const told = await deliveries(work.ctx).countDocuments({ kind: { $regex: /^training\.(offer|passed)/ } });
    expect(told).toBe(0);
  });
});
