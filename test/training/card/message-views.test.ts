import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textOf } from '../../../playground/client.ts';
import { validateBlocks } from '../../../playground/server/validate/payload.ts';
import { LIMITS } from '../../../src/bot/draw/blocks.ts';
import { homeView } from '../../../src/bot/home/draw.ts';
import { addedMessage, courseMessage } from '../../../src/features/training/card/course-views.ts';
import { cardMessage } from '../../../src/features/training/card/views.ts';
import { digestMessage } from '../../../src/features/training/digest/views.ts';
import { materialsMessage } from '../../../src/features/training/materials/views.ts';
import { messages } from '../../../src/features/training/messages/worker-messages.ts';
import { newsMessage, teachMessage } from '../../../src/features/training/notices/teach-views.ts';
import {
  cancelledDatesMessage,
  changedDatesMessage,
  offersMessage,
  passedDatesMessage,
} from '../../../src/features/training/notices/together-views.ts';
import {
  cancelledMessage,
  changedMessage,
  handoverMessage,
  offerMessage,
  passedMessage,
  reminderMessage,
  toldOf,
} from '../../../src/features/training/notices/views.ts';
import { mineRows, minesLine, mineToday } from '../../../src/features/training/pages/home-views.ts';
import { mineMessage, officeMessage } from '../../../src/features/training/pages/list-views.ts';
import { RUNGS } from '../../../src/gatherings/rules/ladder.ts';
import { gatheringViews } from '../../../src/gatherings/views.ts';
import { LOCALES } from '../../../src/lib/language.ts';
import { hostileWords } from '../../helpers/hostile-words.ts';
import { anySession, endsAt, fine, now, someQuizzes, someStudies } from '../at-worst.ts';

describe.each(LOCALES)('in %s, at worst,', (locale) => {
  const reader = { locale, tz: 'Asia/Shanghai', now };

  test('messages are harmless and inside Slack’s limits, and their text says the same', () => {
    fc.assert(
      fc.property(
        anySession,
        fc.array(anySession, { maxLength: 20 }),
        hostileWords(300),
        someStudies,
        someQuizzes,
        (one, others, words, studies, quizzes) => {
          const note = 'done';
          fine(cardMessage(reader, one));
          fine(cardMessage(reader, one, { lead: note, note, clashes: others.slice(0, 3), held: others[0] }));
          fine(courseMessage(reader, [one, ...others]));
          const news = addedMessage(reader, [one, ...others], note);
          fine(news);
          for (const block of news.blocks)
            if (block.type === 'context' && news.text.length < LIMITS.text)
              expect(news.text).toContain(textOf([block]));
          fine(courseMessage(reader, [one, ...others], { note, clashes: others }));
          fine(offersMessage(reader, [one, ...others], endsAt));
          fine(passedDatesMessage(reader, [one, ...others]));
          fine(cancelledDatesMessage(reader, [one, ...others]));
          const line = { field: 'where' as const, before: one.where, after: one.topic };
          fine(
            changedDatesMessage(
              reader,
              [one, ...others],
              [[line, { ...line, field: 'time', before: '8:00', after: '9:00' }]],
            ),
          );
          fine(teachMessage(reader, [one, ...others]));
          fine(teachMessage(reader, [one, ...others], true));
          const trainer = { field: 'trainer' as const, before: words, after: one.trainer };
          for (const own of [{}, { own: 'begins' as const }, { own: 'ends' as const }]) {
            const newsOf = (shown: typeof one) => ({ shown, lines: [line, { ...trainer, ...own }] });
            fine(newsMessage(reader, [newsOf(one), ...others.map(newsOf)]));
            const untold = { ...one, own: undefined };
            fine(newsMessage(reader, [newsOf(untold), ...others.map((other) => newsOf({ ...other, own: undefined }))]));
          }
          for (const rung of RUNGS) fine(reminderMessage(reader, one, rung));
          fine(offerMessage(reader, one, endsAt));
          fine(passedMessage(reader, one));
          fine(changedMessage(reader, one, [{ field: 'where', before: words, after: '' }]));
          fine(cancelledMessage(reader, one));
          fine(
            gatheringViews('training', messages[locale]).marked(toldOf(reader, one), words, 'late', '1773210000000'),
          );
          fine(gatheringViews('training', messages[locale]).absent(toldOf(reader, one)));
          fine(handoverMessage(reader, one));
          fine(materialsMessage(reader, one));
          fine(digestMessage(reader, others, [one, ...others.slice(0, 4)]));
          const mine = {
            own: others,
            open: [one],
            taught: others.slice(0, 5),
            studies,
            quizzes,
            minutes: 135,
            studied: 30,
            isOfficer: true,
          };
          fine(mineMessage(reader, mine));
          const home = {
            waiting: mineRows(reader, mine).map((row) => ({ ...row, emoji: '🎓' })),
            today: mineToday(reader, mine).map((row) => ({ ...row, emoji: '🎓' })),
            parts: [{ name: 'training', title: '🎓', line: minesLine(reader, mine) }],
            reports: [],
          };
          expect(validateBlocks(homeView(reader, home), 'home')).toEqual([]);
          fine(officeMessage(reader, others, [{ id: 'x', topic: words }], studies, true));
        },
      ),
      { numRuns: 25 },
    );
  });
});
