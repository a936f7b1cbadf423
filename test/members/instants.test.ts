import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayjs } from '../../src/lib/dayjs.ts';
import { dayOf, instantOf, zoneOf } from '../../src/lib/zone.ts';
import { days, instants, times, zones } from './any-time.ts';

describe('instants', () => {
  it.each([
    ['2026-03-02', '08:00', 'Asia/Shanghai', '2026-03-02T00:00:00.000Z'],
    ['2026-03-08', '02:30', 'America/New_York', '2026-03-08T07:30:00.000Z'],
    ['2026-11-01', '01:30', 'America/New_York', '2026-11-01T05:30:00.000Z'],
    ['2026-03-29', '02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['2026-10-25', '02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    ['2026-03-02', '23:59:59', 'Asia/Kolkata', '2026-03-02T18:29:59.000Z'],
    ['2026-03-02', '24:00', 'Asia/Shanghai', '2026-03-02T16:00:00.000Z'],
    ['2026-03-02', '08:00', 'Not/AZone', '2026-03-02T00:00:00.000Z'],
    ['2026-03-02', '08:00', undefined, '2026-03-02T00:00:00.000Z'],
  ])('%s %s in %s', (day, time, tz, instant) => {
    expect(instantOf(day, time, tz).toISOString()).toBe(instant);
  });

  it('has a zone for everyone', () => {
    expect(zoneOf('Europe/Berlin', 'Asia/Tokyo')).toBe('Europe/Berlin');
    expect(zoneOf('', 'Asia/Tokyo')).toBe('Asia/Tokyo');
    expect(zoneOf(null, 'nowhere')).toBe('Asia/Shanghai');
  });

  it('agrees with dayjs on the day', () => {
    fc.assert(
      fc.property(instants, zones, (at, tz) => {
        expect(dayOf(at, tz)).toBe(dayjs(at).tz(tz).format('YYYY-MM-DD'));
      }),
    );
  });

  it('shows the time asked for, unless the clock skips it', () => {
    fc.assert(
      fc.property(days, times, zones, (day, time, tz) => {
        const at = instantOf(day, time, tz);
        const shown = dayjs(at).tz(tz).format('YYYY-MM-DD HH:mm');
        const late = Date.parse(`${shown.replace(' ', 'T')}Z`) - Date.parse(`${day}T${time}Z`);
        expect([0, 30, 60]).toContain(late / 60_000);
      }),
    );
  });
});
