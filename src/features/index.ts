import type { Feature } from '../bot/feature.ts';
import { announcements } from './announcements/index.ts';
import { calendar } from './calendar/index.ts';
import { people } from './people/index.ts';
import { quiz } from './quiz/index.ts';
import { sends } from './sends/index.ts';
import { shifts } from './shifts/index.ts';
import { suggestions } from './suggestions/index.ts';
import { training } from './training/index.ts';

/** The registry: one import and one entry per feature, in the order of help and App Home. */
const programme: Feature[] = [quiz, announcements([quiz]), suggestions, training([quiz])];
export const features: Feature[] = [...programme, calendar, shifts, sends(programme), people(programme, [shifts])];
