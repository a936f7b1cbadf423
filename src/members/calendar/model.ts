import { Schema } from 'mongoose';
import { collection, makeIndexes } from '../../lib/stores/collection.ts';
import type { Store } from '../model.ts';
import { DAY_KINDS } from './day-calendar.ts';

/** One day as a change says it; `none` takes back what was said of it before. */
export const SAID = [...DAY_KINDS, 'none'] as const;
export interface DaySaid {
  day: string;
  kind: (typeof SAID)[number];
  name: string;
}

/** Days that an administrator entered together. Changes are added and never edited, but for being taken back as a whole. */
export interface CalendarChange {
  /** Named by the request: twice is once. */
  _id: string;
  workspace: string;
  /** The yearly notice, or days of the company's own. */
  source: 'notice' | 'own';
  /** Empty: the whole company. */
  branch: string;
  days: DaySaid[];
  by: string;
  at: Date;
  /** Previewed and not confirmed: it changes nothing yet. */
  isDraft?: boolean;
  undoneAt?: Date;
  undoneBy?: string;
  /** What follows from it (past streaks, running clocks) has still to be done; gone when it is. */
  follow?: { after: string };
}

const text = { type: String, required: true } as const;

const changeSchema = new Schema<CalendarChange>(
  {
    _id: text,
    workspace: text,
    source: text,
    branch: { type: String, default: '' },
    days: [
      new Schema<DaySaid>(
        { day: text, kind: { ...text, enum: SAID }, name: { type: String, default: '' } },
        { _id: false },
      ),
    ],
    by: text,
    at: { type: Date, required: true },
    isDraft: Boolean,
    undoneAt: Date,
    undoneBy: String,
    follow: { type: new Schema({ after: { type: String, default: '' } }, { _id: false }) },
  },
  { versionKey: false },
);
changeSchema.index({ workspace: 1, at: 1 });
changeSchema.index({ workspace: 1, follow: 1 });

export const calendarChanges = collection('members_calendar_changes', changeSchema);

/** Makes the index of the calendar's changes. */
export async function prepareCalendar(ctx: Pick<Store, 'db'>): Promise<void> {
  await makeIndexes(ctx, [calendarChanges]);
}
