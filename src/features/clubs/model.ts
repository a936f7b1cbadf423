import { Schema } from 'mongoose';
import { attendanceCollection } from '../../gatherings/attendance.ts';
import { type Gathering, gatheringFields, indexGatherings } from '../../gatherings/gathering.ts';
import { opinionCollections } from '../../gatherings/opinions/collections.ts';
import type { Living } from '../../lib/living.ts';
import { collection } from '../../lib/stores/collection.ts';

/** Who chaired a club, and how they came to it: named by an officer, handed over, or as the deputy of a chair who left. */
export interface Term {
  chair: string;
  from: Date;
  until?: Date;
  how: 'named' | 'handed' | 'followed';
}

/** Somebody is asked to take the chair. */
export interface Offer {
  to: string;
  by: string;
  at: Date;
  seq: number;
}

/** What is still to be told of a club, and to be said to the members' part of the kernel. */
export type ClubNews = { seq: number } & (
  | { what: 'named' }
  | { what: 'made' | 'followed'; to: string; before?: string }
  | { what: 'offered'; to: string; by: string }
  | { what: 'took'; to: string; by: string; before?: string }
  | { what: 'declined'; to: string; by: string }
  | { what: 'vacant'; before: string }
);

/** An interest society. Who is in it the members' part of the kernel keeps. */
export interface Club extends Living {
  name: string;
  about: string;
  /** Whose it is; absent: the company's. */
  branch?: string;
  isClosed?: boolean;
  /** Somebody has to accept whoever wants to join. */
  asks?: boolean;
  /** What the dues are, in words; absent: there are none. */
  dues?: string;
  chair?: string;
  deputy?: string;
  offer?: Offer;
  /** The last offer that was declined, by its number. */
  declined?: number;
  /** The last one is the present chair's, unless it has ended. */
  terms: Term[];
  seq: number;
  rev: number;
  news: ClubNews[];
  createdBy: string;
  createdAt: Date;
}

/** What a club or the union holds: an evening, a match, a festival, and each item of a festival's programme. */
export interface ClubEvent extends Gathering {
  topic: string;
  about: string;
  where: string;
  /** Absent: the union's. */
  club?: string;
  /** Whose it is; absent: the company's. */
  branch?: string;
  /** A day with a programme: people sign up for its items. */
  isFestival?: boolean;
  /** The festival whose item it is. */
  festival?: string;
  /** For more people than the club's. */
  isForAll?: boolean;
  /** How many guests a person can bring. */
  guests: number;
  /** What coming is worth. */
  points: number;
  /** An address of photos. */
  album?: string;
  /** People are told of it: to be planned, or planned. */
  invite?: 'wanted' | 'done';
  invitedAt?: Date;
  createdBy: string;
}

/** Somebody has paid the dues of a year. */
export interface Payment {
  workspace: string;
  club: string;
  year: string;
  member: string;
  by: string;
  at: Date;
}

const string = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;

const clubSchema = new Schema<Club>(
  {
    _id: string,
    workspace: string,
    name: string,
    about: { type: String, default: '' },
    branch: String,
    isClosed: Boolean,
    asks: Boolean,
    dues: String,
    chair: String,
    deputy: String,
    offer: Schema.Types.Mixed,
    declined: Number,
    terms: [Schema.Types.Mixed],
    seq: Number,
    rev: Number,
    news: [Schema.Types.Mixed],
    createdBy: string,
    createdAt: date,
    updatedAt: date,
    wakeAt: Date,
  },
  { versionKey: false, minimize: false },
);
clubSchema.index({ workspace: 1, wakeAt: 1 });
clubSchema.index({ workspace: 1, chair: 1 });
clubSchema.index({ workspace: 1, name: 1 }, { unique: true });

const eventSchema = new Schema<ClubEvent>(
  {
    ...gatheringFields,
    topic: string,
    about: { type: String, default: '' },
    where: { type: String, default: '' },
    club: String,
    branch: String,
    isFestival: Boolean,
    festival: String,
    isForAll: Boolean,
    guests: Number,
    points: Number,
    album: String,
    invite: String,
    invitedAt: Date,
    createdBy: string,
  },
  { versionKey: false, minimize: false },
);
indexGatherings(eventSchema);
eventSchema.index({ workspace: 1, club: 1, startsAt: 1 });
eventSchema.index({ workspace: 1, festival: 1, startsAt: 1 });
eventSchema.index({ workspace: 1, invite: 1 }, { sparse: true });

const paymentSchema = new Schema<Payment>(
  { workspace: string, club: string, year: string, member: string, by: string, at: date },
  { versionKey: false },
);
paymentSchema.index({ workspace: 1, club: 1, year: 1, member: 1 }, { unique: true });

export const clubs = collection('clubs', clubSchema);
export const events = collection('clubs_events', eventSchema);
export const attendances = attendanceCollection('clubs_attendance');
export const { voices, opinions } = opinionCollections({ voices: 'clubs_speakers', opinions: 'clubs_opinions' });
export const payments = collection('clubs_payments', paymentSchema);
