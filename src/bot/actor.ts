import type { Locale } from '../lib/language.ts';

export const ROLES = ['worker', 'representative', 'officer', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

/** Who acts: all that handlers may know of a person without asking the members. */
export interface Actor {
  user: string;
  name: string;
  locale: Locale;
  tz: string;
  roles: Role[];
  /** Whose affairs an officer sees: the whole company's or their own branch's. */
  scope: 'company' | 'branch';
  branch: string | undefined;
  team: string | undefined;
  post: string | undefined;
  /** The shift in the roster's words; see `parseShift`. */
  shift: string | undefined;
}
