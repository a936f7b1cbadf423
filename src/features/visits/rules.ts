import type { Case } from '../../cases/case.ts';
import type { ClockRule, StepRule } from '../../cases/kind.ts';

/** What visits are about. */
export const KINDS = ['livelihood', 'production', 'safety', 'idea'] as const;
export type Kind = (typeof KINDS)[number];

/** Where a visit goes: 进班组、进塘头、进田头、进家庭. */
export const SCENES = ['team', 'pond', 'field', 'home'] as const;
export type Scene = (typeof SCENES)[number];

/** How a finding came out. `elsewhere`: it is not ours, and somebody else has it now. */
export const OUTCOMES = ['solved', 'partly', 'impossible', 'elsewhere'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** `confirmed`: by the people who were visited. `closed`: without that, after silence or a second "no". */
export type State = 'recorded' | 'accepted' | 'progress' | Outcome | 'confirmed' | 'closed';
export const OPEN: readonly State[] = ['recorded', 'accepted', 'progress'];

/** Something that was said on a visit or in a discussion, with its owner and its clocks. */
export interface Finding extends Case {
  state: State;
  /** The people whom it concerns: they hear of it and have the last word. */
  visited: string[];
  visit?: string;
  outcome?: Outcome;
  acceptBy: Date;
}

export type Step = 'accept' | 'start' | Outcome | 'confirm' | 'reopen' | 'refuse' | 'silence';
export type Clock = 'accept' | 'due';

const concludes = (to: Outcome): StepRule<Finding> => ({
  from: ['accepted', 'progress'],
  to,
  by: 'owner',
  event: to,
  words: 'required',
  sets: (_one, now) => ({ outcome: to, answeredAt: now, ...(to === 'solved' ? { solvedAt: now } : {}) }),
});

/** From which states a step leads where, and who takes it. */
export const STEPS: Readonly<Record<Step, StepRule<Finding>>> = {
  accept: {
    from: ['recorded'],
    to: 'accepted',
    by: 'owner',
    event: 'accepted',
    owns: true,
    sets: ({ acceptedAt }, now) => (acceptedAt === undefined ? { acceptedAt: now } : {}),
  },
  start: { from: ['accepted'], to: 'progress', by: 'owner', event: 'progress' },
  solved: concludes('solved'),
  partly: concludes('partly'),
  impossible: concludes('impossible'),
  elsewhere: concludes('elsewhere'),
  confirm: {
    from: OUTCOMES,
    to: 'confirmed',
    by: 'sender',
    event: 'confirmed',
    ends: true,
    calls: 'owner',
    sets: () => ({ satisfaction: 'satisfied' }),
  },
  reopen: {
    from: OUTCOMES,
    to: 'recorded',
    by: 'sender',
    event: 'reopened',
    reopens: true,
    calls: 'rank',
    sets: () => ({ outcome: undefined, answeredAt: undefined, solvedAt: undefined }),
  },
  refuse: {
    from: OUTCOMES,
    to: 'closed',
    by: 'sender',
    event: 'refused',
    isLast: true,
    ends: true,
    calls: 'owner',
    sets: () => ({ satisfaction: 'not' }),
  },
  silence: { from: OUTCOMES, to: 'closed', by: 'clock', event: 'silent', ends: true, calls: 'owner' },
};

/** Somebody accepts it in time, and it is done by the day that was chosen on the spot. */
export const CLOCKS: readonly ClockRule<Finding, Step, Clock>[] = [
  { name: 'accept', field: 'acceptBy', runsIn: ['recorded'], setBy: ['open', 'reopen'] },
  { name: 'due', field: 'dueAt', runsIn: OPEN, setBy: ['open', 'reopen'], isChosen: true },
];

/** Working days until a finding is accepted, and until it is done where nobody chose a day. */
export const PACE: Record<Clock, number> = { accept: 3, due: 10 };
/** Calendar days in which the people visited say whether it is so; after that it closes. */
export const SILENCE_DAYS = 7;
/** Within so many days the same place and kind is the same matter. */
export const SAME_DAYS = 90;

const DIGITS = '〇一二三四五六七八九';

/** `三号塘` as `3号塘`: numbers up to 99 in front of 号. */
function withDigits(text: string): string {
  return text.replace(/([一二三四五六七八九]?)(十?)([一二三四五六七八九]?)(?=号)/g, (all, tens, ten, ones) => {
    if (all === '') return '';
    const [high, low] = [DIGITS.indexOf(tens || '〇'), DIGITS.indexOf(ones || '〇')];
    if (ten === '') return tens === '' || ones === '' ? String(high + low) : all;
    return String((tens === '' ? 1 : high) * 10 + low);
  });
}

/** A place however it was typed: `3 号塘`, `３号塘` and `三号塘` are one; empty when none was named. */
export function samePlace(place: string): string {
  const plain = place.normalize('NFKC').toLowerCase();
  return withDigits(plain.replace(/[^\p{Letter}\p{Number}]/gu, ''));
}

/** What makes another finding the same matter; undefined without a place. */
export function matterOf({ kind, branch, place }: Pick<Finding, 'kind' | 'branch' | 'place'>): string | undefined {
  const same = samePlace(place);
  return same === '' ? undefined : `${kind} ${branch} ${same}`;
}

const SIGNS: readonly [Scene, RegExp][] = [
  ['home', /家|宿舍|住处|\b(?:home|house|dorm)/i],
  ['pond', /塘|鱼池|虾池|湖|渔|网箱|\b(?:pond|lake|tank)/i],
  ['field', /田|地块|棚|果园|苗圃|茶园|\b(?:field|greenhouse|orchard)/i],
];

/** Where a place is, by its name; among a team where it says nothing. */
export function sceneOf(place: string): Scene {
  return SIGNS.find(([, sign]) => sign.test(place))?.[0] ?? 'team';
}

/** One officer in one branch in a month: what is planned, and how often they have been where. */
export interface Progress {
  officer: string;
  branch: string;
  planned: readonly Scene[];
  visits: Readonly<Record<Scene, number>>;
}

interface Went {
  officer: string;
  branch: string;
  scene: Scene;
}

/** Who has been where: a line for each officer and branch that is planned or was visited; people with the most to do first. */
export function progressOf(
  plans: readonly (Pick<Went, 'officer' | 'branch'> & { scenes: readonly Scene[] })[],
  went: readonly Went[],
): Progress[] {
  const lines = new Map<string, { officer: string; branch: string; planned: Scene[]; visits: Record<Scene, number> }>();
  const lineFor = ({ officer, branch }: Pick<Went, 'officer' | 'branch'>) => {
    const key = JSON.stringify([officer, branch]);
    const line = lines.get(key) ?? { officer, branch, planned: [], visits: { team: 0, pond: 0, field: 0, home: 0 } };
    lines.set(key, line);
    return line;
  };
  for (const plan of plans) {
    const line = lineFor(plan);
    line.planned = SCENES.filter((scene) => line.planned.includes(scene) || plan.scenes.includes(scene));
  }
  for (const visit of went) lineFor(visit).visits[visit.scene] += 1;
  return [...lines.values()].sort((a, b) => leftOf(b).length - leftOf(a).length);
}

/** Where an officer is planned and has not been yet. */
export function leftOf({ planned, visits }: Pick<Progress, 'planned' | 'visits'>): Scene[] {
  return planned.filter((scene) => visits[scene] === 0);
}

/** The month before or after. @param month 'YYYY-MM' */
export function monthBeside(month: string, by: -1 | 1): string {
  const nth = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + by;
  return `${Math.floor(nth / 12)}-${String((nth % 12) + 1).padStart(2, '0')}`;
}
