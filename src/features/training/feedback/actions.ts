import { opinionScreens } from '../../../gatherings/opinions/opinions.ts';
import { shownOne } from '../card/service/present.ts';
import { readerOf } from '../messages/reader.ts';
import { toldOf } from '../notices/views.ts';
import { calledSession } from '../session/service/sessions.ts';
import { stored } from '../session/service/write.ts';
import { feedbackMessages } from './messages.ts';
import { given } from './service/feedback.ts';

/** What people who attended are asked, and what officers and the trainer read of it. */
export const {
  actions: feedbackActions,
  modals: feedbackModals,
  asks: feedback,
} = opinionScreens(
  stored,
  given,
  { called: calledSession },
  {
    words: feedbackMessages,
    told: async (ctx, reader, session) => toldOf(readerOf(reader), await shownOne(ctx, reader, session)),
  },
);
