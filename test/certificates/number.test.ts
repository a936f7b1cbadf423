import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { certificateNumber, readCertificateNumber } from '../../src/certificates/number.ts';

const numbers = fc
  .tuple(fc.integer({ min: 2_000, max: 2_099 }), fc.nat(999_999))
  .map((one) => certificateNumber(...one));

describe('the number of a certificate', () => {
  it('is a year, a serial and a check digit', () => {
    expect(certificateNumber(2026, 4_217)).toBe('2026-004217-5');
    expect(certificateNumber(2026, 0)).toMatch(/^2026-000000-\d$/);
  });

  it.each([
    ['2026-004217-5'],
    ['20260042175'],
    [' 2026 004217 5\n'],
    ['２０２６－００４２１７－５'],
    ['2026—004217–5'],
  ])('is read from %j', (typed) => {
    expect(readCertificateNumber(typed)).toEqual({ number: '2026-004217-5' });
  });

  it.each(['', '2026', '2026-004217', 'abc', '1999-004217-5', '2026-004217-55', '2026-00421x-5'])(
    'is none in %j',
    (typed) => {
      expect(readCertificateNumber(typed)).toEqual({ fault: 'not-a-number' });
    },
  );

  it('is read as it was made', () => {
    fc.assert(
      fc.property(numbers, (number) => {
        expect(readCertificateNumber(number)).toEqual({ number });
      }),
    );
  });

  it('betrays every wrong digit and every two neighbours that changed places', () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: 2, max: 10 }), fc.nat(9), (number, place, digit) => {
        const digits = [...number.replaceAll('-', '')];
        const wrong = digits.with(place, String(digit));
        const swapped = digits.with(place, digits[place - 1] ?? '').with(place - 1, digits[place] ?? '');
        for (const typed of [wrong, swapped].map((one) => one.join(''))) {
          if (typed === digits.join('') || !typed.startsWith('20')) continue;
          expect(readCertificateNumber(typed)).toEqual({ fault: 'mistyped' });
        }
      }),
    );
  });

  it.each([
    [1_999, 1],
    [2_100, 1],
    [2_026, -1],
    [2_026, 1_000_000],
    [2_026, 1.5],
  ])('does not exist for %d, %d', (year, serial) => {
    expect(() => certificateNumber(year, serial)).toThrow(RangeError);
  });
});
