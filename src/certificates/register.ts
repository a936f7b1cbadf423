import { type Connection, type Model, Schema, type SchemaDefinition } from 'mongoose';
import { takeNumbers } from '../lib/counter.ts';
import type { Second } from '../lib/language.ts';
import { collection } from '../lib/stores/collection.ts';

/** That a member has earned something, as it is printed; days are 'YYYY-MM-DD' in the programme's zone. */
export interface Certificate {
  workspace: string;
  /** What was earned: an id of the feature's. One certificate of each for a member. */
  scope: string;
  member: string;
  /** As `certificateNumber` makes it. */
  number: string;
  name: string;
  topic: string;
  /** The topic in the other language, where it has one. */
  second?: Second<{ topic: string }>;
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
  /** When the holder is reminded to renew it; taken away when that is planned. */
  remindOn?: string;
  annulledAt?: Date;
  /** Counts annulling and giving back. */
  change: number;
  /** Its holder has not been told of the last change. */
  untold?: boolean;
}

/** The certificates of one feature. */
export type Register<C extends Certificate> = (ctx: { db: Connection }) => Model<C>;

const string = { type: String, required: true } as const;
const number = { type: Number, required: true } as const;

const COMMON: SchemaDefinition = {
  workspace: string,
  scope: string,
  member: string,
  number: string,
  name: string,
  topic: string,
  second: Schema.Types.Mixed,
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
};

/**
 * A feature's register, with its indexes.
 * @param name the collection
 * @param own the fields that the feature adds
 * @param belongsTo the one of them that names what the certificates of one thing have in common, such as `course`
 */
export function certificateRegister<C extends Certificate>(
  name: string,
  own: SchemaDefinition,
  belongsTo: keyof C & string,
): Register<C> {
  const schema = new Schema<C>({ ...COMMON, ...own } as never, { versionKey: false });
  schema.index({ workspace: 1, scope: 1, member: 1 }, { unique: true });
  schema.index({ workspace: 1, number: 1 }, { unique: true });
  schema.index({ workspace: 1, member: 1, issuedOn: -1 });
  schema.index({ workspace: 1, [belongsTo]: 1, member: 1 });
  schema.index({ workspace: 1, remindOn: 1 }, { partialFilterExpression: { remindOn: { $exists: true } } });
  schema.index({ workspace: 1, untold: 1 }, { partialFilterExpression: { untold: true } });
  return collection(name, schema as unknown as Schema<C>);
}

/** The last serial of a year, of all features together: a number names one certificate. */
interface CertificateYear {
  workspace: string;
  year: number;
  serial: number;
}

const yearSchema = new Schema<CertificateYear>(
  { workspace: string, year: number, serial: number },
  { versionKey: false },
);
yearSchema.index({ workspace: 1, year: 1 }, { unique: true });
/** Named as it was when training alone gave certificates: the count goes on, and an older bot beside a newer one shares it. */
export const certificateYears = collection('training_certificate_years', yearSchema);

/** Takes so many serials of a year, which nobody else gets. What is not used then stays a gap. @returns the first */
export function takeSerials(ctx: { db: Connection; workspace: string }, year: number, count: number): Promise<number> {
  return takeNumbers(certificateYears(ctx), { workspace: ctx.workspace, year }, 'serial', count);
}
