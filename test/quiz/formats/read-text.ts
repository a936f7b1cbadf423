import type { BankReading } from '../../../src/features/quiz/formats/bank-file.ts';
import { readBank } from '../../../src/features/quiz/formats/read-bank.ts';

/** Reads a bank that a test writes out as text. */
export function readText(text: string, filename = 'bank.csv'): Promise<BankReading> {
  return readBank(new TextEncoder().encode(text), filename);
}

/** Faults and notes in short, as `line reason`. */
export function oddities({ faults, notes }: BankReading): string[] {
  return [
    ...faults.map(({ line, reason }) => `${line} ${reason}`),
    ...notes.map(({ line, note }) => `${line} ${note}`),
  ];
}
