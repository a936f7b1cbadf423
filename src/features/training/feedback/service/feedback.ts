import { giving } from '../../../../gatherings/opinions/giving.ts';
import type { Session } from '../../model.ts';
import { stored } from '../../session/service/write.ts';
import { FEEDBACK_WORDS } from '../messages.ts';
import { feedback, voices } from '../model.ts';
import { ASPECTS } from '../rules.ts';

/** How a session was, said by people who attended it. */
export const given = giving<Session>(stored, {
  notice: 'feedback',
  aspects: ASPECTS,
  voices,
  opinions: feedback,
  refusals: FEEDBACK_WORDS,
});
