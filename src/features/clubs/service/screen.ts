import { clubsScreen } from '../../../../jobs/clubs.ts';
import { formReaderOf } from '../../../bot/draw/form/modal.ts';
import { screenMessages } from '../../../gatherings/screen/messages.ts';
import { rollScreens } from '../../../gatherings/screen/screen.ts';
import { messages } from '../messages.ts';
import { toldOf } from '../told.ts';
import { gathered, managesEvent } from './gathered.ts';

/** The screen on which a chair calls the roll. */
export const chairScreens = rollScreens(gathered, {
  feature: 'clubs',
  job: clubsScreen,
  messages,
  words: screenMessages,
  manages: managesEvent,
  told: (_ctx, reader, event) => toldOf(formReaderOf(reader), event),
});
