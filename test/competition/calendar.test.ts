import { describe, expect, it } from 'vitest';
import type { Competition } from '../../src/features/competition/model.ts';
import { calendarEntries } from '../../src/features/competition/service/calendar.ts';

const at = new Date('2026-03-02T01:00:00Z');
const competition = (changes: Partial<Competition>): Competition =>
  ({
    ...{
      _id: 'c',
      workspace: 'T1',
      name: '比清洁',
      kind: 'theme',
      level: 'team',
      from: '2026-03-02',
      to: '2026-05-31',
    },
    ...{ chosen: [], units: [], half: 10, prizes: [], changes: [], state: 'open', zone: 'Asia/Shanghai', openedAt: at },
    ...{ rankings: 0, rev: 1, createdBy: 'U1', createdAt: at, updatedAt: at },
    indicators: [{ id: 'i', pace: 'week', days: 3, reporters: ['U2'], verifiers: ['U3'] }],
    ...changes,
  }) as Competition;
const tables = (one: Competition) =>
  calendarEntries(one)
    .filter(({ verb }) => verb === 'standings')
    .map(({ key, at: when, channel }) => [key, when.toISOString(), channel]);

describe('the notices of a competition', () => {
  it('say the standings after each month, when the last value of it can be there', () => {
    expect(tables(competition({}))).toEqual([
      ['standings-2026-03', '2026-04-02T01:00:00.000Z', undefined],
      ['standings-2026-04', '2026-05-07T01:00:00.000Z', undefined],
    ]);
  });

  it('say those of a small indicator every week, and in the channel that was chosen', () => {
    const small = competition({ kind: 'small', to: '2026-03-22', channel: 'C1' });
    expect(tables(small)).toEqual([
      ['standings-2026-W10', '2026-03-12T01:00:00.000Z', undefined],
      ['standings-2026-W10-channel', '2026-03-12T01:00:00.000Z', 'C1'],
      ['standings-2026-W11', '2026-03-19T01:00:00.000Z', undefined],
      ['standings-2026-W11-channel', '2026-03-19T01:00:00.000Z', 'C1'],
    ]);
    const ended = { ...small, state: 'ended' as const, endedAt: new Date('2026-03-25T16:00:00Z') };
    expect(
      calendarEntries(ended)
        .filter(({ verb }) => verb === 'result')
        .map(({ key }) => key),
    ).toEqual(['result', 'result-channel']);
  });

  it('say them once on a morning on which both a week and a month are complete', () => {
    const [weekly] = competition({}).indicators;
    const both = [weekly, { ...weekly, id: 'm', pace: 'month' }] as Competition['indicators'];
    const small = competition({ kind: 'small', to: '2026-06-30', indicators: both });
    const mornings = tables(small).map(([, when]) => when);
    expect(mornings).toContain('2026-06-04T01:00:00.000Z');
    expect(mornings).toEqual([...new Set(mornings)]);
  });

  it('are none while it is a draft', () => expect(calendarEntries(competition({ state: 'draft' }))).toEqual([]));
});
