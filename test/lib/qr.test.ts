import { convertIndexedToRgb, decode } from 'fast-png';
import jsQR from 'jsqr';
import { describe, expect, it } from 'vitest';
import { qrPicture } from '../../src/lib/pictures/qr.ts';

/** What a phone reads from a picture. */
function scanned(png: Uint8Array): { said: string | undefined; width: number; height: number } {
  const picture = decode(png);
  const { width, height } = picture;
  const colours = convertIndexedToRgb(picture);
  const pixels = new Uint8ClampedArray(width * height * 4);
  for (let index = 0; index < width * height; index++) {
    pixels.set([...colours.subarray(index * 3, index * 3 + 3), 255], index * 4);
  }
  return { said: jsQR.default(pixels, width, height)?.data, width, height };
}

describe('the QR picture of a link', () => {
  it.each([
    ['a short one', 'https://a.cn'],
    ['one of Slack', 'slack://app?team=T0123456789&id=A0123456789&tab=home'],
    ['one with Chinese', 'https://example.com/签到?session=7f3&branch=东湖'],
    ['a long one', `https://example.com/?q=${'x'.repeat(900)}`],
  ])('says %s as it is', (_, link) => {
    const { said, width, height } = scanned(qrPicture(link));
    expect(said).toBe(link);
    expect(width).toBe(height);
    expect(width).toBeGreaterThanOrEqual(720);
  });

  it('refuses what no code can hold', () => {
    expect(() => qrPicture('x'.repeat(5_000))).toThrow(RangeError);
  });
});
