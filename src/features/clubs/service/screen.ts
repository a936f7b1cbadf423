import { clubsScreen } from '../../../../jobs/clubs.ts';
import { formReaderOf } from '../../../bot/draw/form/modal.ts';
import { screenMessages } from '../../../gatherings/screen/messages.ts';
import { rollScreens } from '../../../gatherings/screen/screen.ts';
import { toldOf } from '../event-views.ts';
import { messages } from '../messages.ts';
import { gathered, managesEvent } from './gathered.ts';
import { shownOne } from './shown.ts';

/** The screen on which a chair calls the roll. */
export const chairScreens = rollScreens(gathered, {
  feature: 'clubs',
  job: clubsScreen,
  messages,
  words: screenMessages,
  manages: managesEvent,
  told: async (ctx, reader, event) => toldOf(formReaderOf(reader), await shownOne(ctx, reader, event)),
});
