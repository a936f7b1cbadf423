import { storedGatherings } from '../../../../gatherings/stored.ts';
import { WORDS } from '../../messages/words.ts';
import { attendances, type Session, sessions } from '../../model.ts';

/** The sessions and their attendance, for whatever need not know what follows from a write; see `seats.ts`. */
export const stored = storedGatherings<Session>({
  feature: 'training',
  name: 'session',
  model: sessions,
  attendances: attendances,
  words: WORDS,
});

export const { find: findSession, write: writeSession } = stored;
