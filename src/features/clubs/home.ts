import { formReaderOf } from '../../bot/draw/form/modal.ts';
import { oncePerHome } from '../../bot/home/once.ts';
import { rowButton } from '../../bot/home/row-button.ts';
import type { HomeRequest } from '../../bot/request.ts';
import type { Today, Waiting } from '../../bot/routing/contributions.ts';
import { cardRefs } from '../../gatherings/card/views.ts';
import { closesAt } from '../../gatherings/rules/marks.ts';
import { clock } from '../../lib/clock.ts';
import { dayOf } from '../../lib/zone.ts';
import { clubLines, short } from './club-views.ts';
import { messages } from './messages.ts';
import { clubRef, passRef, peopleRef } from './refs.ts';
import { ownPart } from './service/shown.ts';
import { clubDuties } from './service/waiting.ts';
import { topicOf, whenOf } from './told.ts';

const mine = oncePerHome(({ ctx, actor }) => ownPart(ctx, actor));
const duties = oncePerHome(({ ctx, actor }) => clubDuties(ctx, actor));

/** Where to check in now, seats that are kept, the chair that is offered, applications, rolls; for officers clubs without a chair. */
export async function waiting(request: HomeRequest): Promise<Waiting[]> {
  const reader = formReaderOf(request.actor);
  const say = messages[reader.locale];
  const [{ own }, { offered, asked, rolls, vacant }] = await Promise.all([mine(request), duties(request)]);
  return [
    ...own
      .filter((one) => one.isCodeTime)
      .map(
        (one): Waiting => ({
          what: `*${topicOf(one)}*\n${whenOf(reader, one)}\n${say.howToCheckIn}`,
          isNow: true,
          button: { action: 'clubs.code', label: say.checkIn, value: one.id },
        }),
      ),
    ...own
      .filter((one) => one.own?.state === 'offered')
      .map(
        (one): Waiting => ({
          what: `*${topicOf(one)}*\n${say.seatWaits}`,
          until: one.own?.until,
          button: rowButton(cardRefs('clubs').open.button({ id: one.id }), say.open),
        }),
      ),
    ...offered.map(
      ({ _id: id, name }): Waiting => ({
        what: `*${short(name)}*\n${say.askedToChair}`,
        button: rowButton(clubRef.button({ id }), say.open),
      }),
    ),
    ...asked.map(
      ({ club: { _id: id, name }, count }): Waiting => ({
        what: `*${short(name)}*\n${say.askIn(count)}`,
        button: rowButton(peopleRef.button({ id, page: 1, isDues: false }), say.people),
      }),
    ),
    ...rolls.map(
      (one): Waiting => ({
        what: `*${topicOf(one)}*`,
        until: closesAt(one),
        button: { action: 'clubs.roll', label: say.roll, value: one._id },
      }),
    ),
    ...vacant.map(
      ({ _id: id, name }): Waiting => ({
        what: `*${short(name)}*\n${say.vacant}`,
        button: rowButton(passRef.button({ id }), say.handOverOfficer),
      }),
    ),
  ];
}

/** What the person comes to today. */
export async function today(request: HomeRequest): Promise<Today[]> {
  const { tz } = request.actor;
  const now = clock.now();
  const { own } = await mine(request);
  return own
    .filter((one) => dayOf(one.startsAt, tz) === dayOf(now, tz) && one.endsAt > now && one.own?.state === 'held')
    .map((one) => ({ at: one.startsAt, what: topicOf(one) }));
}

/** The next event and the person's clubs. */
export async function home(request: HomeRequest): Promise<string> {
  const reader = formReaderOf(request.actor);
  const say = messages[reader.locale];
  const shown = await mine(request);
  const [next] = shown.own;
  const line = next === undefined ? say.noneNext : say.next(topicOf(next), whenOf(reader, next));
  return [line, ...clubLines(reader, shown)].join('\n');
}
