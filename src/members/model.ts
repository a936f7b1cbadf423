import { Schema } from 'mongoose';
import type { Role } from '../bot/actor.ts';
import type { Context } from '../context.ts';
import type { Locale } from '../lib/language.ts';
import { collection, makeIndexes } from '../lib/stores/collection.ts';
import type { MatchedBy } from './roster/match.ts';
import type { Hours } from './shift.ts';

/** What the members' collections need of the context. */
export type Store = Pick<Context, 'db' | 'workspace'>;

/** What the roster says of a member. */
export interface RosterFacts {
  employeeNumber?: string;
  branch?: string;
  team?: string;
  post?: string;
  roles: Role[];
  /** Whose affairs an officer sees. */
  scope: 'company' | 'branch';
  /** In the roster's words, see `parseShift`; absent: China's official calendar. */
  shift?: string;
}

/** A person of the company, as Slack and the roster know them and as they themselves have chosen. */
export interface Member extends RosterFacts {
  workspace: string;
  /** Slack's user id. */
  user: string;
  name: string;
  /** In lower case. */
  email?: string;
  /** By Slack. */
  locale: Locale;
  /** By the member; wins. */
  localeChosen?: Locale;
  tz: string;
  /** When nobody may disturb, by the member. */
  quiet?: Hours;
  /** Features that may not write to the member by themselves, and kinds of notices: `quiz`, `quiz.nudge`. */
  optOuts: string[];
  state: 'active' | 'left';
  leftAt?: Date;
  isGuest: boolean;
  /** Where an employee number may stand in Slack: names and title. */
  hints: string[];
  /** The same in the profile's own fields, which Slack's list does not tell. */
  fieldHints?: string[];
  /** What a search for the person may begin with; see `searchKeys`. */
  searchKeys?: string[];
  /** What the keys were made of. */
  searchedAs?: string;
  /** When Slack last named the person. */
  syncedAt: Date;
  updatedAt: Date;
}

/** One person of the roster file, kept so that a person who joins Slack later is enriched at once. */
export interface RosterRow {
  workspace: string;
  /** In upper case. */
  employeeNumber: string;
  name: string;
  /** `nameKey(name)` */
  nameKey: string;
  /** In lower case; empty if the file has none. */
  email: string;
  branch: string;
  team: string;
  post: string;
  roles: Role[];
  scope: 'company' | 'branch';
  shift: string;
  matchedUser?: string;
  matchedBy?: MatchedBy;
  importedAt: Date;
}

/** Where the reading of Slack's list of people stands, so that a limited rate does not send it back to the start. */
export interface MemberSync {
  workspace: string;
  /** Absent: none is under way. */
  startedAt?: Date;
  cursor?: string;
  finishedAt?: Date;
}

const text = { type: String, required: true } as const;
const words = { type: String, default: '' } as const;
const date = { type: Date, required: true } as const;

const memberSchema = new Schema<Member>(
  {
    workspace: text,
    user: text,
    name: text,
    email: String,
    locale: text,
    localeChosen: String,
    tz: text,
    employeeNumber: String,
    branch: String,
    team: String,
    post: String,
    roles: [String],
    scope: text,
    shift: String,
    quiet: { type: new Schema<Hours>({ from: text, to: text }, { _id: false }) },
    optOuts: [String],
    state: text,
    leftAt: Date,
    isGuest: { type: Boolean, required: true },
    hints: [String],
    fieldHints: { type: [String], default: undefined },
    searchKeys: { type: [String], default: undefined },
    searchedAs: String,
    syncedAt: date,
    updatedAt: date,
  },
  { versionKey: false },
);
memberSchema.index({ workspace: 1, user: 1 }, { unique: true });
memberSchema.index({ workspace: 1, state: 1, branch: 1, team: 1, user: 1 });
memberSchema.index({ workspace: 1, state: 1, post: 1, user: 1 });
memberSchema.index({ workspace: 1, email: 1 });
memberSchema.index({ workspace: 1, employeeNumber: 1 });
memberSchema.index({ workspace: 1, searchKeys: 1 });

const rosterSchema = new Schema<RosterRow>(
  {
    workspace: text,
    employeeNumber: text,
    name: text,
    nameKey: text,
    email: words,
    branch: words,
    team: words,
    post: words,
    roles: [String],
    scope: text,
    shift: words,
    matchedUser: String,
    matchedBy: String,
    importedAt: date,
  },
  { versionKey: false },
);
rosterSchema.index({ workspace: 1, employeeNumber: 1 }, { unique: true });
rosterSchema.index({ workspace: 1, email: 1 });
rosterSchema.index({ workspace: 1, nameKey: 1 });
rosterSchema.index({ workspace: 1, shift: 1 });
rosterSchema.index({ workspace: 1, matchedUser: 1, employeeNumber: 1 });

const syncSchema = new Schema<MemberSync>(
  { workspace: text, startedAt: Date, cursor: String, finishedAt: Date },
  { versionKey: false },
);
syncSchema.index({ workspace: 1 }, { unique: true });

export const members = collection('members', memberSchema);
export const rosterRows = collection('members_roster', rosterSchema);
export const memberSyncs = collection('members_syncs', syncSchema);

/** The projection of a member for code that does not search: the keys are longer than all the rest. */
export const WITHOUT_KEYS = { _id: 0, searchKeys: 0, searchedAs: 0 } as const;

/** Makes the indexes, once per process. */
export async function prepareMembers(ctx: Pick<Context, 'db'>): Promise<void> {
  await makeIndexes(ctx, [members, rosterRows, memberSyncs]);
}
