import { readFileSync } from 'node:fs';

/** Resident memory of a process in MB (10^6 bytes), as the kernel counts it. */
export function residentMb(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return (Number(kilobytes) * 1024) / 1e6;
}
