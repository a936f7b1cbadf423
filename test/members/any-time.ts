import fc from 'fast-check';
import { dayFromNumber, dayNumber } from '../../src/lib/zone.ts';

export const ZONES = [
  'Asia/Shanghai',
  'America/New_York',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'Pacific/Apia',
];
export const days = fc.integer({ min: dayNumber('2024-01-01'), max: dayNumber('2027-12-31') }).map(dayFromNumber);
export const zones = fc.constantFrom(...ZONES);
export const times = fc
  .integer({ min: 0, max: 1439 })
  .map((m) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`);
export const instants = fc.date({
  min: new Date('2024-01-01T00:00:00Z'),
  max: new Date('2027-12-31T00:00:00Z'),
  noInvalidDate: true,
});
