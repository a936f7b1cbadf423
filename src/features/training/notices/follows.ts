import type { Follows } from '../../../bot/feature.ts';
import { gatheringFollows } from '../../../gatherings/notices.ts';

const DATES: Follows = { things: ['course'] };
const OWN: Follows = {
  stays: 'only the person’s own answer changes it, which takes its place; pressed later it shows how it stands',
};

/** What the copies of training's notices follow. */
export const follows: Record<string, Follows> = {
  ...gatheringFollows,
  invite: DATES,
  offers: DATES,
  added: DATES,
  teach: DATES,
  'assigned-dates': DATES,
  'passed-dates': DATES,
  'changed-dates': DATES,
  'cancelled-dates': DATES,
  handover: { things: ['session'] },
  feedback: { byName: true },
  quiz: OWN,
  study: OWN,
  'study-changed': OWN,
  certificate: { stays: 'what was issued, annulled or given back then; the page with its number says what holds' },
  refresh: { stays: 'pressed later it shows whether it was renewed' },
  digest: { stays: 'the week as it was on Monday; each of its buttons opens the date as it is now' },
  materials: { stays: 'what was sent then' },
  imported: { stays: 'the end of an import' },
};
