import type { Actor, Role } from '../bot/actor.ts';
import { UserError } from '../bot/routing/errors.ts';

export interface RosterRoles {
  roles: Role[];
  scope: Actor['scope'];
}

const WORDS: Record<Role | 'branch-officer', string> = {
  administrator: '管理员 系统管理员 administrator admin',
  officer: '干部 工会干部 公司干部 公司工会干部 officer unionofficer companyofficer',
  'branch-officer': '分会干部 分会工会干部 branchofficer',
  representative: '代表 职工代表 representative rep workerrepresentative',
  worker: '职工 工人 员工 会员 worker employee member',
};

const BY_WORD = new Map(
  (Object.keys(WORDS) as (keyof typeof WORDS)[]).flatMap((role) =>
    WORDS[role].split(' ').map((word) => [word, role] as const),
  ),
);

/**
 * Reads the roles of a roster's cell: several are parted by `、`, `,`, `;`, `/` or a line; an empty cell is a worker.
 * @returns undefined when a word is no role.
 */
export function parseRoles(cell: string): RosterRoles | undefined {
  const words = cell
    .normalize('NFKC')
    .split(/[、,;/|\n]/)
    .map((word) => word.toLowerCase().replace(/[\s_-]/g, ''))
    .filter((word) => word !== '');
  const found = words.map((word) => BY_WORD.get(word));
  if (found.includes(undefined)) return undefined;
  const roles = new Set<Role>(['worker']);
  for (const role of found) if (role !== undefined) roles.add(role === 'branch-officer' ? 'officer' : role);
  const isCompany = found.includes('officer') || found.includes('administrator');
  return { roles: [...roles], scope: isCompany ? 'company' : 'branch' };
}

/** Who may be an officer, and of what. */
export type Officer = Pick<Actor, 'roles' | 'scope'> & { branch?: string | undefined };

/** Whose affairs somebody sees: the whole company's, those of one branch, or nobody's. */
export type Affairs = 'company' | { branch: string } | 'none';

/**
 * The one rule of what an officer may see. Administrators and the company's officers see all, a branch's officers what is the
 * branch's. Other people see nobody's affairs, and neither do a branch's officers whose branch the roster does not name.
 */
export function affairsOf({ roles, scope, branch }: Officer): Affairs {
  if (roles.includes('administrator')) return 'company';
  if (!roles.includes('officer')) return 'none';
  if (scope === 'company') return 'company';
  return branch === undefined || branch === '' ? 'none' : { branch };
}

/** Whether affairs include a branch; undefined: what is the whole company's. */
export function isOf(affairs: Affairs, branch: string | undefined): boolean {
  return affairs === 'company' || (affairs !== 'none' && affairs.branch === branch);
}

/** Whether an officer's affairs include a branch; undefined: the whole company. */
export function maySee(actor: Officer, branch: string | undefined): boolean {
  return isOf(affairsOf(actor), branch);
}

/** Affairs as a condition on records that name their branch; the company's own name none. */
export function inAffairs(affairs: Affairs): { branch?: string | { $in: string[] } } {
  if (affairs === 'company') return {};
  return affairs === 'none' ? { branch: { $in: [] } } : affairs;
}

const NO_BRANCH = {
  zh: '名册里没有写你是哪个分会的干部，所以没有保存。请管理员在名册里补上你的分会。',
  en: 'The roster doesn’t say which branch you are an officer of, so nothing was saved. Ask an administrator to add your branch to the roster.',
};

/**
 * Whose it is what an officer makes, as it is stored: a branch's, or the company's.
 * @throws UserError for people who have nobody's affairs
 */
export function ownedBy(actor: Officer): { branch?: string } {
  const affairs = affairsOf(actor);
  if (affairs === 'none') throw new UserError(NO_BRANCH);
  return affairs === 'company' ? {} : affairs;
}
