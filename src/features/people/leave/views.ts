import type { Actor } from '../../../bot/actor.ts';
import type { AnyBlock, ModalView } from '../../../bot/draw/block-kit.ts';
import { actions, button, context, modal, plain, section } from '../../../bot/draw/blocks.ts';
import { choice, person } from '../../../bot/draw/form/chosen.ts';
import { form, type Shown } from '../../../bot/draw/form/form.ts';
import { date } from '../../../bot/draw/form/kinds.ts';
import { mayRun } from '../../../bot/routing/roles.ts';
import { dayFor } from '../../../bot/text/times.ts';
import type { Locale } from '../../../lib/language.ts';
import type { Away } from '../../../members/leave/leaves.ts';
import { LEAVE_KINDS, type LeaveSpan } from '../../../members/leave/rules.ts';
import { leaveListMessages } from './list/messages.ts';
import { leaveMessages } from './messages.ts';

const LISTED = 40;

export function spanText(locale: Locale, { from, to, kind }: LeaveSpan): string {
  const say = leaveMessages[locale];
  return say.span(dayFor(from, locale), dayFor(to, locale), say.kinds[kind]);
}

const said =
  (key: 'title' | 'save' | 'close' | 'from' | 'to' | 'kind' | 'kindHint' | 'who' | 'whoHint' | 'needDay') =>
  (locale: Locale): string =>
    leaveMessages[locale][key];

/** From when to when one is away, and why; an officer may say it for somebody else. */
export const leaveForm = form(
  'people.away',
  {
    leaveFrom: date({ label: said('from'), needed: true, missing: said('needDay') }),
    leaveTo: date({ label: said('to'), needed: true, missing: said('needDay') }),
    leaveKind: choice({
      label: said('kind'),
      hint: said('kindHint'),
      of: LEAVE_KINDS,
      look: 'radio',
      initial: 'holiday',
      words: (locale, kind) => leaveMessages[locale].kinds[kind],
    }),
    who: person({ label: said('who'), hint: said('whoHint') }),
  },
  { title: said('title'), submit: said('save'), close: said('close') },
);

/** What one has said stands above the form for more. */
export function leaveShown(actor: Actor, own: readonly LeaveSpan[], today: string): Shown<typeof leaveForm.fields> {
  const { locale } = actor;
  const say = leaveMessages[locale];
  const isOfficer = mayRun(actor, 'officer');
  return {
    values: { leaveFrom: today, leaveTo: today },
    without: isOfficer ? [] : ['who'],
    above: [
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
    ],
  };
}

function ownBlock(locale: Locale, span: LeaveSpan, today: string): AnyBlock {
  const say = leaveMessages[locale];
  const label = span.from <= today ? say.end : say.cancel;
  const end = button({ action: `people.awayEnd:${span.from}`, label, value: span.from, confirm: say.endConfirm });
  return section(say.own(spanText(locale, span)), end);
}

/** Who is away of those whom an officer looks after, the first to go first. */
export function awayListModal(locale: Locale, away: readonly Away[]): ModalView {
  const say = leaveMessages[locale];
  const rest = away.length - LISTED;
  const lines = away.slice(0, LISTED).map(({ member, span }) => say.line(plain(member.name), spanText(locale, span)));
  return modal({
    callback: 'people.awayListed',
    title: say.listTitle,
    close: say.close,
    blocks: [
      ...(lines.length === 0 ? [section(say.nobody)] : lines.map((line) => section(line))),
      ...(rest > 0 ? [context(say.more(rest))] : []),
    ],
  });
}
