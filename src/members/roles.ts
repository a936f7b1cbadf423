import type { Actor, Role } from '../bot/feature.ts';

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

/** No branch has this name: a control character cannot come out of a roster. */
const NO_BRANCH = '\u0000';

/**
 * The branch that an officer's affairs are kept to; undefined: the whole company. Who sees neither the company nor a branch gets a
 * name that no branch has, and finds nothing. A query by it agrees with `maySee`.
 */
export function branchSeen(actor: Pick<Actor, 'roles' | 'scope' | 'branch'>): string | undefined {
  if (maySee(actor, undefined)) return undefined;
  return actor.branch !== undefined && maySee(actor, actor.branch) ? actor.branch : NO_BRANCH;
}

/** Whether an officer's affairs include a branch; undefined: the whole company. Administrators see all. */
export function maySee(actor: Pick<Actor, 'roles' | 'scope' | 'branch'>, branch: string | undefined): boolean {
  if (actor.roles.includes('administrator')) return true;
  if (!actor.roles.includes('officer')) return false;
  return actor.scope === 'company' || (branch !== undefined && branch !== '' && branch === actor.branch);
}
