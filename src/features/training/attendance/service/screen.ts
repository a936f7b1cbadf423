import { trainingScreen } from '../../../../../jobs/training.ts';
import { rollScreens } from '../../../../gatherings/screen/screen.ts';
import { shownOne } from '../../card/service/present.ts';
import { readerOf } from '../../messages/reader.ts';
import { messages } from '../../messages/worker-messages.ts';
import { toldOf } from '../../notices/views.ts';
import { gathered } from '../../seats/service/seats.ts';
import { mayManage } from '../../session/service/sessions.ts';
import { rollWords } from '../messages.ts';

/** The trainer's screen. */
export const trainerScreens = rollScreens(gathered, {
  feature: 'training',
  job: trainingScreen,
  messages,
  words: rollWords,
  manages: (_ctx, actor, session) => mayManage(actor, session),
  told: async (ctx, reader, session) => toldOf(readerOf(reader), await shownOne(ctx, reader, session)),
});
