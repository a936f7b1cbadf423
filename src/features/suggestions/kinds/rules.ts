import type { Route } from '../../../cases/routing.ts';
import type { Bilingual } from '../../../lib/language.ts';

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
  /** Nothing new comes under it; what came before goes on as it is. */
  isRetired: boolean;
}

/** Stands for the company in the select of branches: an option needs a value. */
export const COMPANY = '-';

/** What a kind has unless an administrator says otherwise. */
export const USUAL = { acceptDays: 3, replyDays: 10, dueDays: 20, points: 20, routes: [] as Route[], isRetired: false };

/** The kinds as they come; administrators rename and retire them, set clocks, points and routes, and add their own. */
export const KINDS: readonly Kind[] = [
  { kind: 'idea', title: { zh: '合理化建议', en: 'Improvement idea' }, ...USUAL },
  { kind: 'livelihood', title: { zh: '民生问题', en: 'Everyday concern' }, ...USUAL },
  { kind: 'hazard', title: { zh: '安全隐患', en: 'Safety hazard' }, ...USUAL },
  { kind: 'fault', title: { zh: '设施故障', en: 'Equipment fault' }, ...USUAL },
];

/** As many as a list of them can show in one message. */
export const MOST_KINDS = 40;
export const KIND_NAME = 40;

/** Those under which something can be sent; never none. */
export function offered(kinds: readonly Kind[]): Kind[] {
  const found = kinds.filter((one) => !one.isRetired);
  return found.length > 0 ? found : kinds.slice(0, 1);
}
