import type { Message, ModalView } from '../bot/draw/block-kit.ts';
import { actions, button, cut, inputAction, labelled, modal, plain, section } from '../bot/draw/blocks.ts';
import { message } from '../bot/draw/message.ts';
import type { GatheringMessages } from './messages.ts';
import { ABSENCES } from './roll.ts';
import type { Rung } from './rules/ladder.ts';
import type { Mark } from './rules/marks.ts';

const NAME = 40;
const REASON = 300;

/** What is said of a gathering, as this reader reads it: people's words escaped, times in their zone. */
export interface Told {
  id: string;
  topic: string;
  /** From when to when. */
  when: string;
  /** The hour at which it begins. */
  start: string;
  place: string;
}

type Buttons = Parameters<typeof actions>;

/** The notices of a gathering, each a few lines with what can be done about it. */
export interface GatheringViews {
  reminder(told: Told, rung: Rung): Message;
  /** @param more a line on what becomes of another seat */
  offer(told: Told, until: string, more?: string): Message;
  passed(told: Told): Message;
  /** @param hasSeat else they wait; @param lines what has changed */
  changed(told: Told, hasSeat: boolean, lines: readonly string[]): Message;
  /** @param hasSeat it may be in their calendar */
  cancelled(told: Told, hasSeat: boolean, reason: string): Message;
  /** @param at of the mark, in ms: the answer is about that one */
  marked(told: Told, by: string, mark: Mark, at: string): Message;
  absent(told: Told): Message;
  /** @param isAsked a person who becomes absent by it is asked why, once */
  corrected(
    told: Told,
    correction: { by: string; from?: Mark | undefined; to: Mark; reason: string },
    isAsked: boolean,
  ): Message;
  /** The form in which a code is typed. */
  code(told: Pick<Told, 'id' | 'topic'>): ModalView;
}

/** @param feature names the actions: `<feature>.accept` and so on */
export function gatheringViews(feature: string, say: GatheringMessages): GatheringViews {
  const act = (verb: string, label: string, value: string, isFirst = false) =>
    button({ action: `${feature}.${verb}`, label, value, ...(isFirst ? { style: 'primary' as const } : {}) });
  const said = (lines: readonly (string | undefined)[], ...buttons: Buttons): Message => {
    const text = lines.filter((line) => line !== undefined && line !== '').join('\n');
    return message([section(text), ...(buttons.length === 0 ? [] : [actions(...buttons)])]);
  };
  const absences = (id: string) => ABSENCES.map((one) => act(`explain:${one}`, say.absences[one], id));
  const calendar = (id: string, hasSeat: boolean) => (hasSeat ? [act('calendar', say.updateCalendar, id)] : []);
  return {
    reminder: ({ id, topic, when, start, place }, rung) => {
      const name = `*${topic}*`;
      if (rung === 'start')
        return said([say.remind.start(name), place, say.howToCheckIn], act('code', say.checkIn, id, true));
      const line = say.remind[rung](name, rung === 'hour' ? start : when);
      return said([line, place], act('open', say.open, id), act('leave', say.leave, id));
    },
    offer: ({ id, topic, when, place }, until, more) =>
      said(
        [say.offer(topic, until), [when, place].filter(Boolean).join(' · '), more],
        act('accept', say.accept, id, true),
        act('leave', say.decline, id),
      ),
    passed: ({ id, topic, when }) => said([say.passed(topic), when], act('join', say.again, id)),
    changed: ({ id, topic }, hasSeat, lines) =>
      said(
        [(hasSeat ? say.changed : say.changedWaiting)(topic), ...lines],
        act('open', say.open, id),
        ...calendar(id, hasSeat),
        act('leave', hasSeat ? say.leave : say.stopWaiting, id),
      ),
    cancelled: ({ id, topic, when }, hasSeat, reason) =>
      said([say.wasCancelled(topic, when), say.why(plain(cut(reason, REASON)))], ...calendar(id, hasSeat)),
    marked: ({ id, topic, when }, by, mark, at) =>
      said(
        [say.marked(plain(cut(by, NAME)), say.marks[mark], topic, when)],
        act('agree:yes', say.yes, `${id}|${at}`, true),
        act('agree:no', say.no, `${id}|${at}`),
      ),
    absent: ({ id, topic, when }) => said([say.absent(topic, when)], ...absences(id)),
    corrected: ({ id, topic, when }, { by, from, to, reason }, isAsked) => {
      const marks = [from, to].map((one) => (one === undefined ? say.notMarked : say.marks[one])).join(' → ');
      return said(
        [
          say.corrected(plain(cut(by, NAME)), topic, when, marks),
          say.why(plain(cut(reason.trim(), REASON))),
          ...(isAsked ? [say.whyAbsent] : []),
        ],
        ...(isAsked ? absences(id) : []),
      );
    },
    code: ({ id, topic }) =>
      modal({
        callback: `${feature}.code`,
        title: say.checkIn,
        close: say.close,
        submit: say.checkIn,
        metadata: id,
        blocks: [
          section(`*${topic}*`),
          labelled(
            { id: 'code', label: say.code, hint: say.codeHint },
            {
              type: 'plain_text_input',
              action_id: inputAction('code'),
              max_length: 7,
              placeholder: { type: 'plain_text', text: '000000' },
            },
          ),
        ],
      }),
  };
}
