import { expect, test } from 'vitest';
import { differences } from '../../../src/features/training/rules/facts.ts';

const at = (text: string) => new Date(text);

test('versions differ in what was changed, not in what neither has', () => {
  const facts = { topic: 'x', kind: 'class' as const, where: 'y', link: '', trainer: 'U', minutes: 60, about: '' };
  const times = { startsAt: at('2026-03-01T06:00:00Z'), endsAt: at('2026-03-01T08:00:00Z') };
  // As MongoDB gives it back.
  const stored = { ...facts, ...times, capacity: null as never };
  expect(differences(stored, { ...facts, ...times })).toEqual([]);
  expect(differences(stored, { ...facts, ...times, where: 'z', capacity: 3 })).toEqual(['where', 'capacity']);
  expect(differences({ ...stored, reminders: null as never }, stored)).toEqual([]);
  expect(differences({ ...stored, reminders: ['day'] }, { ...stored, reminders: ['day'] })).toEqual([]);
  expect(differences(stored, { ...stored, about: 'a', reminders: [] })).toEqual(['about', 'reminders']);
});
