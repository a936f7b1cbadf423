import type { Contract, Pair } from '../../src/features/mentoring/rules/records.ts';

export const TZ = 'Asia/Shanghai';

export const CONTRACT: Contract = {
  goals: '独立管好一口塘',
  months: 6,
  probation: 1,
  topics: [],
  tasks: ['测水质', '换网'],
  share: 70,
};

/** A pair as it is proposed, unless told. */
export function pairOf(changes: Partial<Pair> = {}): Pair {
  return {
    _id: 'P1',
    workspace: 'T1',
    number: 'Q-2026-0001',
    apprentice: 'A',
    mentors: ['M'],
    past: [],
    branch: '一分会',
    proposedBy: 'O',
    createdAt: new Date('2026-03-02T09:00:00+08:00'),
    updatedAt: new Date('2026-03-02T09:00:00+08:00'),
    contract: CONTRACT,
    version: 1,
    agreed: [],
    state: 'proposed',
    isOpen: true,
    done: [],
    meetings: [],
    checkIns: [],
    asked: 0,
    failed: [],
    vested: [],
    seq: 0,
    rev: 0,
    news: [],
    ...changes,
  };
}
