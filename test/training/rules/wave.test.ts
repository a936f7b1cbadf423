import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differences, FIELDS, type SessionFacts } from '../../../src/features/training/rules/facts.ts';
import { setApart, waved } from '../../../src/features/training/rules/wave.ts';

const TZ = 'Asia/Shanghai';
const at = (text: string) => new Date(`${text}:00+08:00`);
const first: SessionFacts = {
  topic: '用电',
  kind: 'class',
  where: '三楼',
  link: '',
  trainer: 'U1',
  minutes: 60,
  about: '',
  capacity: 20,
  startsAt: at('2026-03-10T14:00'),
  endsAt: at('2026-03-10T15:00'),
};
const later: SessionFacts = { ...first, startsAt: at('2026-03-17T14:00'), endsAt: at('2026-03-17T15:00') };
/** What an officer changed of the first date. */
const change = (set: Partial<SessionFacts>) => {
  const to = { ...first, ...set };
  const pick = (facts: SessionFacts) => ({
    ...Object.fromEntries(differences(first, to).map((field) => [field, facts[field]])),
    startsAt: facts.startsAt,
    endsAt: facts.endsAt,
  });
  return { before: pick(first), after: pick(to) };
};

describe('a change of all later dates', () => {
  it.each<[string, Partial<SessionFacts>, Partial<SessionFacts>, string[]]>([
    ['of a place that is the same everywhere', { where: '四楼' }, {}, []],
    ['of a place that was set apart', { where: '四楼' }, { where: '码头' }, ['where']],
    ['of a place that is there already', { where: '四楼' }, { where: '四楼' }, []],
    ['of something else than what was set apart', { trainer: 'U2' }, { where: '码头' }, []],
    ['of seats to no limit', { capacity: undefined }, { capacity: 30 }, ['capacity']],
    ['of the day only, where another date has an hour of its own', shift(24 * 60), { ...hours('16:00', '17:00') }, []],
    ['of the hour, where another date has one of its own', shift(60), { ...hours('16:00', '17:00') }, ['startsAt']],
    [
      'of how long it takes, where another is longer',
      { endsAt: at('2026-03-10T15:30') },
      { ...hours('14:00', '17:00') },
      ['endsAt'],
    ],
    ['of the ladder that was set apart', { reminders: ['start'] }, { reminders: ['week', 'start'] }, ['reminders']],
  ])('%s', (_, set, own, apart) => {
    expect(setApart({ ...later, ...own }, change(set), TZ)).toEqual(apart);
  });

  it('leaves what is kept, and only that', () => {
    const own = { ...later, ...hours('16:00', '17:00'), where: '码头' };
    const wave = change({ ...shift(60), where: '四楼', trainer: 'U2' });
    expect(waved(own, wave, TZ, setApart(own, wave, TZ))).toEqual({ ...own, trainer: 'U2' });
    expect(waved(own, wave, TZ)).toEqual({ ...own, ...hours('15:00', '16:00'), where: '四楼', trainer: 'U2' });
  });

  it('takes away what is absent, as MongoDB has kept it', () => {
    const { before, after } = change({ capacity: undefined });
    expect(waved(later, { before, after: { ...after, capacity: null as never } }, TZ).capacity).toBeUndefined();
  });

  it('that keeps what is set apart overwrites nothing that differs; done twice it is done once', () => {
    const words = fc.constantFrom('a', 'b', 'c');
    const minutes = fc.constantFrom(30, 60, 90);
    const anyFacts = fc
      .record({
        topic: words,
        where: words,
        trainer: words,
        about: words,
        minutes,
        hour: fc.integer({ min: 8, max: 18 }),
      })
      .map(({ hour, ...facts }): SessionFacts => {
        const startsAt = new Date(at('2026-03-10T00:00').getTime() + hour * 3_600_000);
        return { ...first, ...facts, startsAt, endsAt: new Date(startsAt.getTime() + facts.minutes * 60_000) };
      });
    fc.assert(
      fc.property(anyFacts, anyFacts, anyFacts, (from, to, own) => {
        const pick = (facts: SessionFacts) => ({
          ...Object.fromEntries(differences(from, to).map((field) => [field, facts[field]])),
          startsAt: facts.startsAt,
          endsAt: facts.endsAt,
        });
        const wave = { before: pick(from), after: pick(to) };
        const kept = setApart(own, wave, TZ);
        const after = waved(own, wave, TZ, kept);
        for (const field of FIELDS)
          if (field !== 'startsAt' && field !== 'endsAt')
            expect(after[field]).toBe(own[field] === from[field] ? to[field] : own[field]);
        if (kept.includes('startsAt')) expect(after.startsAt).toEqual(own.startsAt);
        expect(setApart(after, wave, TZ)).toEqual(kept);
        expect(waved(after, wave, TZ, kept)).toEqual(after);
      }),
    );
  });
});

function shift(minutes: number): Partial<SessionFacts> {
  const moved = (date: Date) => new Date(date.getTime() + minutes * 60_000);
  return { startsAt: moved(first.startsAt), endsAt: moved(first.endsAt) };
}

function hours(from: string, to: string): Pick<SessionFacts, 'startsAt' | 'endsAt'> {
  return { startsAt: at(`2026-03-17T${from}`), endsAt: at(`2026-03-17T${to}`) };
}
