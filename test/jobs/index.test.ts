import { describe, expect, it } from 'vitest';
import { jobDefinitions, jobWorkers } from '../../jobs/index.ts';
import { questionsOf } from '../../src/bot/question-sources.ts';

describe('the list of jobs', () => {
  it('has one worker per definition, and names that say the feature', () => {
    const names = jobDefinitions.map(({ name }) => name).sort();
    const workers = jobWorkers({
      notice: () => undefined,
      livePage: () => undefined,
      recount: async () => [],
      channelUses: async () => [],
      related: async () => new Set(),
      questions: questionsOf([]),
      askedDays: async () => new Map(),
      titles: new Map(),
    }).map(({ job }) => job.name);
    expect(workers.sort()).toEqual(names);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z]+\.[a-zA-Z]+$/);
  });

  it('schedules only what runs without a payload', () => {
    const scheduled = jobDefinitions.filter(({ everyMs }) => everyMs !== undefined);
    expect(scheduled.length).toBeGreaterThan(0);
    for (const { payload } of scheduled) expect(payload.safeParse({}).success).toBe(true);
  });
});
