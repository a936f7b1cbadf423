import { describe, expect, it } from 'vitest';
import { type CertificateFacts, WORDS } from '../../src/certificates/print/messages.ts';

const facts: CertificateFacts = {
  number: '2026-004217-5',
  name: '陈小梅',
  course: '急救',
  from: '2026-03-10',
  to: '2026-03-12',
  minutes: 390,
  issuer: '公司工会',
  issuedOn: '2026-03-13',
  verifyBy: '/jy verify',
};
const said = (changes: Partial<CertificateFacts>): [string, string] => {
  const all = { ...facts, ...changes };
  return [WORDS.body(all), WORDS.bodyEn(all)].map((words) => words.replaceAll(/[\u00a0\n]/g, ' ')) as [string, string];
};

describe('the words of a certificate', () => {
  it.each<[Partial<CertificateFacts>, string, string]>([
    [
      {},
      '于2026年3月10日至12日参加“急救”培训， 共 6 小时 30 分钟，准予结业，特发此证。',
      'has completed the course "急救", held from 10 to 12 March 2026 (6 hours 30 minutes).',
    ],
    [
      { courseEn: 'First aid', to: '2026-03-10', minutes: 60 },
      '于2026年3月10日参加“急救”培训， 共 1 小时，准予结业，特发此证。',
      'has completed the course "First aid", held on 10 March 2026 (1 hour).',
    ],
    [
      { to: '2026-03-10', minutes: 60 },
      '于2026年3月10日参加“急救”培训， 共 1 小时，准予结业，特发此证。',
      'has completed the course "急救", held on 10 March 2026 (1 hour).',
    ],
    [
      { to: '2026-04-01', minutes: 45 },
      '于2026年3月10日至4月1日参加“急救”培训， 共 45 分钟，准予结业，特发此证。',
      'has completed the course "急救", held from 10 March to 1 April 2026 (45 minutes).',
    ],
    [
      { from: '2025-12-30', to: '2026-01-02', minutes: 121 },
      '于2025年12月30日至2026年1月2日参加“急救”培训， 共 2 小时 1 分钟，准予结业，特发此证。',
      'has completed the course "急救", held from 30 December 2025 to 2 January 2026 (2 hours 1 minute).',
    ],
  ])('%j', (changes, zh, en) => {
    expect(said(changes)).toEqual([zh, en]);
  });
});
