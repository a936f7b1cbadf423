import { Schema } from 'mongoose';
import { collection } from '../../../lib/stores/collection.ts';
import { NEEDED, type Needed } from '../rules/terms.ts';

/** That a member has completed a course, as it is printed; days are 'YYYY-MM-DD' in the programme's zone. */
export interface Certificate {
  workspace: string;
  course: string;
  /** What was completed: the id of the session or of the course. One of each for a member. */
  scope: string;
  /** The rule by which it was, and by which it is taken away. */
  needed: Needed;
  member: string;
  /** As `certificateNumber` makes it. */
  number: string;
  name: string;
  topic: string;
  branch?: string;
  from: string;
  to: string;
  minutes: number;
  issuedOn: string;
  skill?: string;
  /** What a later certificate renews: the skill, or the topic. */
  subject: string;
  /** The last day on which it holds; absent: for ever. */
  until?: string;
  /** When the holder is reminded of the refresher; taken away when that is planned. */
  remindOn?: string;
  annulledAt?: Date;
  /** Counts annulling and giving back. */
  change: number;
  /** Its holder has not been told of the last change. */
  untold?: boolean;
}

const string = { type: String, required: true } as const;
const number = { type: Number, required: true } as const;

const certificateSchema = new Schema<Certificate>(
  {
    workspace: string,
    course: string,
    scope: string,
    member: string,
    number: string,
    name: string,
    needed: { type: String, required: true, enum: NEEDED },
    topic: string,
    branch: String,
    from: string,
    to: string,
    minutes: number,
    issuedOn: string,
    skill: String,
    subject: string,
    until: String,
    remindOn: String,
    annulledAt: Date,
    change: number,
    untold: Boolean,
  },
  { versionKey: false },
);
certificateSchema.index({ workspace: 1, scope: 1, member: 1 }, { unique: true });
certificateSchema.index({ workspace: 1, number: 1 }, { unique: true });
certificateSchema.index({ workspace: 1, member: 1, issuedOn: -1 });
certificateSchema.index({ workspace: 1, course: 1, member: 1 });
certificateSchema.index({ workspace: 1, remindOn: 1 }, { partialFilterExpression: { remindOn: { $exists: true } } });
certificateSchema.index({ workspace: 1, untold: 1 }, { partialFilterExpression: { untold: true } });
export const certificates = collection('training_certificates', certificateSchema);

/** The last serial of a year. */
export interface CertificateYear {
  workspace: string;
  year: number;
  serial: number;
}

const yearSchema = new Schema<CertificateYear>(
  { workspace: string, year: number, serial: number },
  { versionKey: false },
);
yearSchema.index({ workspace: 1, year: 1 }, { unique: true });
export const certificateYears = collection('training_certificate_years', yearSchema);
