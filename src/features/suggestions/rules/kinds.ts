import type { Bilingual } from '../../../bot/feature.ts';
import type { Route } from './routing.ts';

/** A kind of item, with its clocks and routes. */
export interface Kind {
  kind: string;
  title: Bilingual;
  acceptDays: number;
  replyDays: number;
  /** Working days until the due date that is offered at acceptance. */
  dueDays: number;
  /** For an adopted item, in the ledger. */
  points: number;
  routes: Route[];
}

const usual = { acceptDays: 3, replyDays: 10, dueDays: 20, points: 20, routes: [] };

/** The kinds as they come; administrators set clocks, points and routes. */
export const KINDS: readonly Kind[] = [
  { kind: 'idea', title: { zh: '合理化建议', en: 'Rationalisation suggestion' }, ...usual },
  { kind: 'livelihood', title: { zh: '民生问题', en: 'Livelihood problem' }, ...usual },
  { kind: 'hazard', title: { zh: '安全隐患', en: 'Safety hazard' }, ...usual },
  { kind: 'fault', title: { zh: '设施故障', en: 'Facility fault' }, ...usual },
];
