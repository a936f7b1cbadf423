import type { Feature } from '../bot/feature.ts';
import { announcements } from './announcements/index.ts';
import { arena } from './arena/index.ts';
import { calendar } from './calendar/index.ts';
import { clubs } from './clubs/index.ts';
import { competition } from './competition/index.ts';
import { honours } from './honours/index.ts';
import { mentoring } from './mentoring/index.ts';
import { people } from './people/index.ts';
import { quiz } from './quiz/index.ts';
import { sends } from './sends/index.ts';
import { shifts } from './shifts/index.ts';
import { skills } from './skills/index.ts';
import { suggestions } from './suggestions/index.ts';
import { thanks } from './thanks/index.ts';
import { training } from './training/index.ts';
import { visits } from './visits/index.ts';
import { votes } from './votes/index.ts';

/** The registry: one import and one entry per feature, in the order of help and App Home. */
const entries = [
  quiz,
  announcements,
  suggestions,
  visits,
  training,
  clubs,
  arena,
  competition,
  thanks,
  mentoring,
  skills,
  honours,
  votes,
  calendar,
  shifts,
  sends,
  people,
];

/** Each is handed the list of all, of which it reads what they contribute when that is asked for. */
export const features: Feature[] = [];
features.push(...entries.map((entry) => entry(features)));
