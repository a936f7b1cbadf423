import { Schema } from 'mongoose';
import type { Context } from '../../context.ts';
import { collection, makeIndexes } from '../../lib/stores/collection.ts';

/** What a club is called, for the people who choose it as an audience. What else there is of a club the feature keeps. */
export interface ClubName {
  _id: string;
  workspace: string;
  name: string;
  /** Absent: the company's. */
  branch?: string;
  isClosed?: boolean;
}

export const MEMBERSHIP_STATES = ['asked', 'in', 'out'] as const;
/** `asked`: waits for the answer to an application; `out`: left, or was not taken. */
export type MembershipState = (typeof MEMBERSHIP_STATES)[number];

/** A person's part in a club: one for each of the two. */
export interface Membership {
  workspace: string;
  club: string;
  member: string;
  state: MembershipState;
  /** Since when it is so. */
  since: Date;
  /** Who answered the application, or took the person off the list. */
  by?: string;
  /** What the person wrote with the application. */
  words?: string;
  /** Nobody was told of it yet. */
  untold?: boolean;
}

const string = { type: String, required: true } as const;
const nameSchema = new Schema<ClubName>(
  { _id: string, workspace: string, name: string, branch: String, isClosed: Boolean },
  { versionKey: false },
);
nameSchema.index({ workspace: 1, name: 1 });

const membershipSchema = new Schema<Membership>(
  {
    workspace: string,
    club: string,
    member: string,
    state: { type: String, required: true, enum: MEMBERSHIP_STATES },
    since: { type: Date, required: true },
    by: String,
    words: String,
    untold: Boolean,
  },
  { versionKey: false },
);
membershipSchema.index({ workspace: 1, club: 1, member: 1 }, { unique: true });
membershipSchema.index({ workspace: 1, club: 1, state: 1, since: 1, member: 1 });
membershipSchema.index({ workspace: 1, member: 1, state: 1 });
membershipSchema.index({ workspace: 1, untold: 1 }, { sparse: true });

export const clubNames = collection('members_clubs', nameSchema);
export const memberships = collection('members_memberships', membershipSchema);

/** Makes the indexes. */
export const prepareClubNames = (ctx: Pick<Context, 'db'>): Promise<void> => makeIndexes(ctx, [clubNames, memberships]);
