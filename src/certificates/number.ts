const SERIALS = 1_000_000;
const SHAPE = /^(20\d{2})(\d{6})(\d)$/;

/**
 * A totally anti-symmetric quasigroup of order 10 (H. M. Damm, 2004): every wrong digit and every two neighbours that
 * changed places are found.
 */
const DAMM = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
];

/** What somebody typed as a number: the number as it is printed, or what is wrong with it. */
export type TypedNumber = { number: string } | { fault: 'not-a-number' | 'mistyped' };

/**
 * The number of a certificate as it is printed: year, serial and check digit, '2026-004217-7'.
 * @param year 2000 to 2099
 * @param serial 0 to 999,999; the issuer sees to it that none comes twice in a year
 * @throws RangeError for others
 */
export function certificateNumber(year: number, serial: number): string {
  const isRight = Number.isInteger(year) && year >= 2_000 && year < 2_100 && Number.isInteger(serial);
  if (!isRight || serial < 0 || serial >= SERIALS) throw new RangeError(`No certificate number: ${year}, ${serial}`);
  const digits = String(serial).padStart(6, '0');
  return `${year}-${digits}-${checkDigit(`${year}${digits}`)}`;
}

/** Reads a number as people type it: with full-width digits, other dashes, or none. Whether it was issued is another matter. */
export function readCertificateNumber(typed: string): TypedNumber {
  const digits = typed.normalize('NFKC').replaceAll(/[\s\p{Pd}−]/gu, '');
  const [, year, serial, check] = SHAPE.exec(digits) ?? [];
  if (year === undefined || serial === undefined) return { fault: 'not-a-number' };
  if (checkDigit(`${year}${serial}`) !== check) return { fault: 'mistyped' };
  return { number: `${year}-${serial}-${check}` };
}

function checkDigit(digits: string): string {
  let interim = '0';
  for (const digit of digits) interim = DAMM[Number(interim)]?.[Number(digit)] ?? '';
  return interim;
}
