import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Club } from '../../src/features/clubs/model.ts';
import {
  afterLeaving,
  answerOffer,
  clashOf,
  expectedItems,
  faultOfTime,
  inOrder,
  isLeading,
  offerChair,
} from '../../src/features/clubs/rules.ts';
import type { Write } from '../../src/lib/living.ts';

const NOW = new Date('2026-03-10T01:00:00Z');
type Chaired = Pick<Club, 'chair' | 'deputy' | 'offer' | 'terms' | 'seq' | 'news'>;
const club = (changes: Partial<Chaired> = {}): Chaired => ({
  chair: 'chen',
  deputy: 'li',
  terms: [{ chair: 'chen', from: NOW, how: 'named' }],
  seq: 1,
  news: [],
  ...changes,
});
/** The club after a write; a field that is set to undefined is gone. */
function written(before: Chaired, write: Write<Club> | undefined): Chaired {
  const after = Object.entries({ ...before, ...write }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(after) as unknown as Chaired;
}

describe('handing over the chair', () => {
  it('is offered, and nothing changes until it is taken', () => {
    const offered = written(club(), offerChair(club(), 'chen', 'zhao', NOW));
    expect(offered).toMatchObject({ chair: 'chen', offer: { to: 'zhao', by: 'chen', seq: 2 } });
    expect(answerOffer(offered, 'maria', 2, true, NOW)).toBeUndefined();
    expect(answerOffer(offered, 'zhao', 1, true, NOW)).toBeUndefined();
    const taken = written(offered, answerOffer(offered, 'zhao', 2, true, NOW));
    expect(taken).toMatchObject({
      chair: 'zhao',
      deputy: 'li',
      terms: [{ until: NOW }, { chair: 'zhao', how: 'handed' }],
    });
    expect(taken.news.map(({ what }) => what)).toEqual(['offered', 'took']);
    // Twice is once.
    expect(answerOffer(taken, 'zhao', 2, true, NOW)).toBeUndefined();
  });

  it('that is declined leaves everything as it is', () => {
    const offered = written(club(), offerChair(club(), 'chen', 'zhao', NOW));
    const declined = written(offered, answerOffer(offered, 'zhao', 2, false, NOW));
    expect(declined).toMatchObject({ chair: 'chen', deputy: 'li' });
    expect(declined).not.toHaveProperty('offer');
    expect(declined.news.at(-1)).toMatchObject({ what: 'declined', by: 'chen' });
  });

  it('to the deputy leaves the club without one; a new offer takes the place of the old one', () => {
    const first = written(club(), offerChair(club(), 'chen', 'zhao', NOW));
    expect(offerChair(first, 'chen', 'zhao', NOW)).toBeUndefined();
    const second = written(first, offerChair(first, 'chen', 'li', NOW));
    expect(answerOffer(second, 'zhao', 2, true, NOW)).toBeUndefined();
    const taken = written(second, answerOffer(second, 'li', second.seq, true, NOW));
    expect(taken.chair).toBe('li');
    expect(taken).not.toHaveProperty('deputy');
    expect(offerChair(taken, 'li', 'li', NOW)).toBeUndefined();
  });
});

describe('somebody leaves the company', () => {
  const offer = { to: 'zhao', by: 'chen', at: NOW, seq: 1 };
  test.each<[string, Partial<Chaired>, string[], Partial<Chaired> & { told?: string }]>([
    ['nobody', {}, [], { chair: 'chen', deputy: 'li' }],
    ['the chair', {}, ['chen'], { chair: 'li', told: 'followed' }],
    ['the deputy', {}, ['li'], { chair: 'chen' }],
    ['both', {}, ['chen', 'li'], { told: 'vacant' }],
    ['the person who was asked', { offer }, ['zhao'], { chair: 'chen', deputy: 'li' }],
    ['the chair, who had asked somebody', { offer }, ['chen'], { chair: 'li', told: 'followed' }],
    [
      'the chair, who had asked the deputy',
      { offer: { ...offer, to: 'li' } },
      ['chen'],
      { chair: 'li', told: 'followed' },
    ],
  ])('%s', (_who, before, gone, { told, ...after }) => {
    const one = club(before);
    const found = written(
      one,
      afterLeaving(one, (user) => gone.includes(user), NOW),
    );
    expect({ chair: found.chair, deputy: found.deputy, offer: found.offer }).toEqual({
      chair: undefined,
      deputy: undefined,
      offer: undefined,
      ...after,
    });
    expect(found.news.map(({ what }) => what)).toEqual(told === undefined ? [] : [told]);
  });
});

const person = fc.constantFrom('a', 'b', 'c', 'd');
const step = fc.oneof(
  fc.record({ does: fc.constant('offer' as const), by: person, to: person }),
  fc.record({ does: fc.constant('answer' as const), by: person, isTaken: fc.boolean() }),
  fc.record({ does: fc.constant('leave' as const), by: person }),
);

describe('whatever happens to a chair', () => {
  it('there is one at most, nobody who left keeps it, its history has no gap, and twice is once', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const gone = new Set<string>();
        let one = club({ chair: 'a', deputy: 'b', terms: [{ chair: 'a', from: NOW, how: 'named' }] });
        for (const [nth, did] of steps.entries()) {
          const now = new Date(NOW.getTime() + nth * 60_000);
          const decide = (from: Chaired): Write<Club> | undefined => {
            if (did.does === 'offer') return gone.has(did.to) ? undefined : offerChair(from, did.by, did.to, now);
            if (did.does === 'answer')
              return gone.has(did.by) ? undefined : answerOffer(from, did.by, from.offer?.seq ?? 0, did.isTaken, now);
            gone.add(did.by);
            return afterLeaving(from, (user) => gone.has(user), now);
          };
          const after = written(one, decide(one));
          expect(written(after, decide(after))).toEqual(after);
          one = after;
          expect(one.chair === undefined ? false : gone.has(one.chair)).toBe(false);
          expect(one.deputy).not.toBe(one.chair ?? 'nobody');
          expect(one.offer?.to).not.toBe(one.chair ?? 'nobody');
          if (one.chair === undefined) expect(one.deputy).toBeUndefined();
          const open = one.terms.filter(({ until }) => until === undefined);
          expect(open.map(({ chair }) => chair)).toEqual(one.chair === undefined ? [] : [one.chair]);
          for (const [at, term] of one.terms.slice(1).entries())
            expect(term.from.getTime()).toBeGreaterThanOrEqual(one.terms[at]?.until?.getTime() ?? Number.NaN);
          expect(isLeading(one.chair ?? 'a', one)).toBe(one.chair !== undefined);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('the day of a festival', () => {
  const at = (hour: string) => new Date(`2026-09-26T${hour}:00+08:00`);
  const item = (_id: string, from: string, to: string, ...members: string[]) => ({
    _id,
    startsAt: at(from),
    endsAt: at(to),
    state: 'open' as const,
    seats: members.map((member) => ({ member, state: 'held' as const })),
  });
  const day = [
    item('race', '10:00', '11:00', 'maria'),
    item('rice', '09:00', '10:00', 'maria', 'zhao'),
    item('song', '09:30', '10:30'),
    item('crab', '09:00', '10:00'),
  ];

  it('stands in its order, whatever the order in which it was made', () => {
    expect(inOrder(day).map(({ _id }) => _id)).toEqual(['crab', 'rice', 'song', 'race']);
    expect(expectedItems(day, 'maria').map(({ _id }) => _id)).toEqual(['rice', 'race']);
    expect(expectedItems(day, 'li')).toEqual([]);
  });

  test.each([
    ['song', 'maria', 'rice'],
    ['song', 'zhao', 'rice'],
    ['race', 'zhao', undefined],
    ['rice', 'zhao', undefined],
    ['crab', 'li', undefined],
  ])('%s asks %s about %s', (id, user, other) => {
    const found = day.find(({ _id }) => _id === id);
    if (found === undefined) throw new Error(`no ${id}`);
    expect(clashOf(day, found, user)?._id).toBe(other);
  });

  test.each([
    ['09:00', '10:00', undefined],
    ['08:59', '10:00', 'outside'],
    ['16:00', '17:01', 'outside'],
  ])('from %s to %s is %s', (from, to, fault) => {
    const whole = { startsAt: at('09:00'), endsAt: at('17:00') };
    expect(faultOfTime({ startsAt: at(from), endsAt: at(to) }, whole)).toBe(fault);
  });

  it('is three days long at most', () => {
    const endsAt = new Date(at('09:00').getTime() + 73 * 3_600_000);
    expect(faultOfTime({ startsAt: at('09:00'), endsAt }, undefined)).toBe('too-long');
  });
});
