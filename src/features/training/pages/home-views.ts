import type { Button } from '@slack/types';
import type { AnyBlock } from '../../../bot/draw/block-kit.ts';
import { actions, button, section } from '../../../bot/draw/blocks.ts';
import { signUpButtons } from '../card/date-views.ts';
import type { Shown } from '../card/service/present.ts';
import { certificateMessages } from '../certificate/messages.ts';
import { officerMessages } from '../messages/officer-messages.ts';
import { type Reader, rangeOf, topicOf } from '../messages/reader.ts';
import { messages } from '../messages/worker-messages.ts';
import { quizAtHome } from '../quiz/views.ts';
import { studyAtHome } from '../study/views.ts';
import { isRollOpen, type Mine, mineLine, taughtLine, yearLines } from './list-views.ts';

/** So many open courses stand on App Home itself; all of them are a press away. */
const OPEN = 2;

const opener = ({ locale }: Reader, { id }: Shown, nth: number): Button =>
  button({ action: `training.open:home${nth}`, label: messages[locale].open, value: id });

/** To sign up in one press; where something is missing or speaks against it, or there is a choice of dates, the way to the page. */
function signUpOr(reader: Reader, shown: Shown, nth: number): Button {
  const isPlain = shown.count === 1 && shown.ofCourse.missing.length === 0 && !shown.isOnDuty;
  const [join] = isPlain ? signUpButtons(reader, shown) : [];
  // Several stand on App Home, and an action_id is unique in a view.
  return join === undefined ? opener(reader, shown, nth) : { ...join, action_id: `training.join:home${nth}` };
}

/** Above all else of App Home while the code counts: whoever came by the picture on the trainer's screen checks in here. */
export function checkInFirst(reader: Reader, own: readonly Shown[]): AnyBlock[] {
  const say = messages[reader.locale];
  const now = own.find((one) => one.isCodeTime);
  if (now === undefined) return [];
  return [
    section(`*${topicOf(now)}*\n${[rangeOf(reader, now), say.howToCheckIn].join('\n')}`),
    actions(button({ action: 'training.code', label: say.checkIn, value: now.id, style: 'primary' })),
  ];
}

/** The feature's part of App Home. */
export function homeBlocks(
  reader: Reader,
  { own, open, taught, studies, quizzes, minutes, studied, isOfficer }: Mine,
): AnyBlock[] {
  const say = messages[reader.locale];
  const office = officerMessages[reader.locale];
  const [next] = own;
  const closed = taught.findLast((one) => one.state === 'closed');
  const rows = [
    ...(next === undefined ? [] : [section(say.next(topicOf(next), rangeOf(reader, next)), opener(reader, next, 0))]),
    ...open.slice(0, OPEN).map((one, nth) => section(mineLine(reader, one), signUpOr(reader, one, nth + 1))),
    ...(closed === undefined ? [] : [section(taughtLine(reader, closed), opener(reader, closed, OPEN + 1))]),
  ];
  const [quiz, study] = [quizAtHome(reader, quizzes), studyAtHome(reader, studies)];
  const facts = [...(open.length > 0 ? [say.openCount(open.length)] : []), ...yearLines(reader, minutes, studied)].join(
    ' · ',
  );
  const lines = [
    ...(next === undefined ? [say.mineNone] : []),
    ...[...quiz.lines, ...study.lines],
    ...(facts === '' ? [] : [facts]),
  ];
  const roll = taught.find(isRollOpen);
  return [
    section([`*${say.title}*`, ...lines].join('\n')),
    ...rows,
    actions(
      ...(roll === undefined
        ? []
        : [button({ action: 'training.roll', label: office.callRoll, value: roll.id, style: 'primary' })]),
      ...[...quiz.buttons, ...study.buttons],
      button({ action: 'training.mine', label: say.mine }),
      button({ action: 'training.certificates', label: certificateMessages[reader.locale].mine }),
      ...(isOfficer
        ? [
            button({ action: 'training.new', label: office.create }),
            button({ action: 'training.list', label: office.manage }),
          ]
        : []),
    ),
  ];
}
