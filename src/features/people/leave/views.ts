import {
  actions,
  button,
  context,
  input,
  inputAction,
  modal,
  option,
  plain,
  section,
} from '../../../bot/draw/blocks.ts';
import { moreInput } from '../../../bot/draw/inputs.ts';
import type { Actor, AnyBlock, Locale, ModalView } from '../../../bot/feature.ts';
import { mayRun } from '../../../bot/routing/roles.ts';
import { dayFor } from '../../../bot/text/times.ts';
import type { Away } from '../../../members/leave/leaves.ts';
import { LEAVE_KINDS, type LeaveSpan } from '../../../members/leave/rules.ts';
import { leaveListMessages } from './list/messages.ts';
import { leaveMessages } from './messages.ts';

export const LEAVE_INPUTS = { who: 'who', from: 'leaveFrom', to: 'leaveTo', kind: 'leaveKind' } as const;

const LISTED = 40;

export function spanText(locale: Locale, { from, to, kind }: LeaveSpan): string {
  const say = leaveMessages[locale];
  return say.span(dayFor(from, locale), dayFor(to, locale), say.kinds[kind]);
}

/** What one has said, and the form for more. @param note what to say above it */
export function leaveModal(actor: Actor, own: readonly LeaveSpan[], today: string, note?: string): ModalView {
  const { locale } = actor;
  const say = leaveMessages[locale];
  const isOfficer = mayRun(actor, 'officer');
  return modal({
    callback: 'people.away',
    title: say.title,
    submit: say.save,
    close: say.close,
    blocks: [
      ...(note === undefined ? [] : [section(note)]),
      ...own.map((span) => ownBlock(locale, span, today)),
      ...(isOfficer
        ? [
            actions(
              button({ action: 'people.awayList', label: say.listButton }),
              button({ action: 'people.awayFile', label: leaveListMessages[locale].button }),
            ),
          ]
        : []),
      context(say.intro),
      moreInput({ kind: 'date', id: LEAVE_INPUTS.from, label: say.from, initial: today }),
      moreInput({ kind: 'date', id: LEAVE_INPUTS.to, label: say.to, initial: today }),
      input({
        ...{ kind: 'radio', id: LEAVE_INPUTS.kind, label: say.kind, hint: say.kindHint, initial: 'holiday' },
        options: LEAVE_KINDS.map((kind) => option(kind, say.kinds[kind])),
      }),
      ...(isOfficer ? [whoInput(locale)] : []),
    ],
  });
}

function ownBlock(locale: Locale, span: LeaveSpan, today: string): AnyBlock {
  const say = leaveMessages[locale];
  const label = span.from <= today ? say.end : say.cancel;
  const end = button({ action: `people.awayEnd:${span.from}`, label, value: span.from, confirm: say.endConfirm });
  return section(say.own(spanText(locale, span)), end);
}

function whoInput(locale: Locale): AnyBlock {
  const say = leaveMessages[locale];
  return {
    type: 'input',
    block_id: LEAVE_INPUTS.who,
    optional: true,
    label: { type: 'plain_text', text: say.who },
    hint: { type: 'plain_text', text: say.whoHint },
    element: { type: 'users_select', action_id: inputAction(LEAVE_INPUTS.who) },
  };
}

/** Who is away of those whom an officer looks after, the first to go first. */
export function awayListModal(locale: Locale, away: readonly Away[]): ModalView {
  const say = leaveMessages[locale];
  const rest = away.length - LISTED;
  const lines = away.slice(0, LISTED).map(({ member, span }) => say.line(plain(member.name), spanText(locale, span)));
  return modal({
    ...{ callback: 'people.awayListed', title: say.listTitle, close: say.close },
    blocks: [
      ...(lines.length === 0 ? [section(say.nobody)] : lines.map((line) => section(line))),
      ...(rest > 0 ? [context(say.more(rest))] : []),
    ],
  });
}
