/** A person, as far as it says who could learn from whom. */
export interface Facts {
  user: string;
  post?: string | undefined;
  team?: string | undefined;
  branch?: string | undefined;
}

/** One who would teach. */
export interface Willing extends Facts {
  skills: readonly string[];
}

/** Why the bot proposes somebody. */
export interface Reason {
  samePost?: string;
  skill?: string;
  /** Days of the coming two weeks on which both are on duty for two hours at least. */
  days: number;
  sameBranch: boolean;
}

const LEADS = /长$|主任|经理|\b(?:leader|foreman|supervisor|head|manager)\b/i;

/** Whether a person is somebody's direct boss: the leader of their team, as the roster's post says. */
export function isBossOf(one: Facts, of: Facts): boolean {
  return one.user !== of.user && one.team !== undefined && one.team !== '' && one.team === of.team && leads(one);
}

const leads = ({ post = '' }: Facts): boolean => LEADS.test(post.trim());

/** Skills as they are typed: parted by commas, semicolons or lines; each once, ten at most. */
export function readSkills(typed: string): string[] {
  const words = typed.normalize('NFKC').split(/[、,;\n]/);
  return [...new Set(words.map((one) => one.trim().slice(0, 20)).filter((one) => one !== ''))].slice(0, 10);
}

/** Whether a skill is the wanted one: one word has the other in it. */
function fits(skill: string, wanted: string): boolean {
  const [a, b] = [skill.toLowerCase(), wanted.toLowerCase()];
  return a.includes(b) || b.includes(a);
}

/**
 * Why somebody could teach a learner.
 * @param wanted the skills that the learner has named
 * @param days on which both are on duty long enough
 * @returns undefined for oneself, the direct boss, people who never work at the same hours, and where nothing speaks for it
 */
export function reasonFor(
  mentor: Willing,
  learner: Facts,
  wanted: readonly string[],
  days: number,
): Reason | undefined {
  if (mentor.user === learner.user || isBossOf(mentor, learner) || days === 0) return undefined;
  const post = learner.post?.trim();
  const samePost = post !== undefined && post !== '' && post === mentor.post?.trim();
  const skill = mentor.skills.find((one) => wanted.some((other) => fits(one, other)));
  if (wanted.length > 0 ? skill === undefined : !samePost) return undefined;
  return {
    ...(samePost ? { samePost: post } : {}),
    ...(skill === undefined ? {} : { skill }),
    days,
    sameBranch: mentor.branch !== undefined && mentor.branch === learner.branch,
  };
}

/** The better reason comes first. */
export function byReason(a: Reason, b: Reason): number {
  return weightOf(b) - weightOf(a);
}

const weightOf = ({ samePost, skill, days, sameBranch }: Reason): number =>
  (skill === undefined ? 0 : 60) + (samePost === undefined ? 0 : 40) + Math.min(days, 14) * 2 + (sameBranch ? 15 : 0);

/** A time on duty. */
interface Span {
  startsAt: Date;
  endsAt: Date;
}

const LONG_ENOUGH_MS = 2 * 3_600_000;

/** On how many of these days two people are on duty together for two hours at least. @param days the spans of each day, in order */
export function sharedDays(one: readonly (readonly Span[])[], other: readonly (readonly Span[])[]): number {
  const all = other.flat();
  return one.filter((spans) => sharedMs(spans, all) >= LONG_ENOUGH_MS).length;
}

function sharedMs(some: readonly Span[], others: readonly Span[]): number {
  let sum = 0;
  for (const a of some)
    for (const b of others)
      sum += Math.max(
        0,
        Math.min(a.endsAt.getTime(), b.endsAt.getTime()) - Math.max(a.startsAt.getTime(), b.startsAt.getTime()),
      );
  return sum;
}
