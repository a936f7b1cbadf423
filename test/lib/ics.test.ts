import fc from 'fast-check';
import ical from 'node-ical';
import { describe, expect, it } from 'vitest';
import { type CalendarEvent, calendarFile } from '../../src/lib/ics.ts';

const session: CalendarEvent = {
  uid: 'session-7f3@jingying',
  sequence: 0,
  changedAt: new Date('2026-03-01T02:00:00Z'),
  start: new Date('2026-03-10T01:00:00Z'),
  end: new Date('2026-03-10T02:30:00Z'),
  title: '有限空间作业培训；第一讲, 上',
  organizer: '公司"工会"',
  place: '东湖分会 三号会议室',
  description: '请带上安全帽。\n地址：C:\\东湖; 二楼',
  url: 'https://example.com/training/7f3?a=1',
  remindBefore: [1_440, 60],
};
const made = (event: Partial<CalendarEvent> = {}, isCancelled = false): string =>
  calendarFile([{ ...session, ...event }], { product: 'Jingying', isCancelled });
const read = (file: string) => {
  const [found] = Object.values(ical.sync.parseICS(file)).filter((one) => one?.type === 'VEVENT');
  if (found?.type !== 'VEVENT') throw new Error('No appointment in the file');
  return found;
};

describe('a calendar file', () => {
  it('says when, where and what, as another program reads it', () => {
    const { uid, sequence, start, end, summary, location, description, url, method, status } = read(made());
    expect({ uid, sequence, summary, location, description, url, method, status }).toEqual({
      uid: session.uid,
      sequence: 0,
      summary: session.title,
      location: session.place,
      description: session.description,
      url: session.url,
      method: 'PUBLISH',
      status: 'CONFIRMED',
    });
    expect([start.getTime(), end?.getTime()]).toEqual([session.start.getTime(), session.end.getTime()]);
  });

  it('reminds the day and the hour before', () => {
    expect(made().match(/TRIGGER:.*/g)).toEqual(['TRIGGER:-PT1440M', 'TRIGGER:-PT60M']);
    expect(read(made()).alarms).toHaveLength(2);
  });

  it('keeps its id through a change, with a higher number', () => {
    const moved = read(made({ sequence: 3, start: new Date('2026-03-10T01:30:00Z') }));
    expect([moved.uid, moved.sequence, moved.start.toISOString()]).toEqual([
      ...[session.uid, 3, '2026-03-10T01:30:00.000Z'],
    ]);
  });

  it('cancels under the same id, and reminds no more', () => {
    const file = made({ sequence: 4 }, true);
    const { uid, method, status } = read(file);
    expect([uid, method, status]).toEqual([session.uid, 'CANCEL', 'CANCELLED']);
    expect(file).not.toContain('VALARM');
  });

  it('has no line over 75 octets and tears no character, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.integer({ min: 0, max: 80 }), (words, spaces) => {
        const title = `${'培'.repeat(spaces)}${words}`;
        const file = made({ title, organizer: words, description: words });
        expect(file.endsWith('\r\n')).toBe(true);
        const lines = file.split('\r\n').slice(0, -1);
        for (const line of lines) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          expect(line).not.toMatch(/[\r\n]/);
          expect(line).not.toMatch(/\p{Cs}/u);
        }
        expect(read(file).uid).toBe(session.uid);
      }),
    );
  });

  it('lets nobody write a line of its own', () => {
    const file = made({ title: 'x\r\nATTENDEE:mailto:a@example.com\u0000', organizer: 'a"\r\nURL:b' });
    expect(file).not.toMatch(/^(ATTENDEE|URL:b)/m);
    expect(read(file).summary).toBe('x\nATTENDEE:mailto:a@example.com ');
  });

  it('has no line for what is not there', () => {
    expect(made({ url: '', place: '', description: '' })).not.toMatch(/^(URL|LOCATION|DESCRIPTION):\r$/m);
  });

  it('is none when it would end before it begins', () => {
    expect(() => made({ end: session.start })).toThrow(RangeError);
  });
});
