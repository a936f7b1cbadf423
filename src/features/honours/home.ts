import { waitingBallots } from '../../ballots/showing.ts';
import { formReaderOf } from '../../bot/draw/form/modal.ts';
import type { Feature } from '../../bot/feature.ts';
import type { HomeRequest } from '../../bot/request.ts';
import type { Waiting } from '../../bot/routing/contributions.ts';
import { mayRun } from '../../bot/routing/roles.ts';
import { messages } from './messages.ts';
import { homeLine } from './programme-views.ts';
import { dossierRef, programmeRef, registerRef } from './refs.ts';
import { badgeLine } from './register/views.ts';
import { badgesOf, endingSoon } from './service/awards.ts';
import { objectionCases } from './service/cases.ts';
import { sheetsOf } from './service/judging.ts';
import { programmesIn } from './service/programmes.ts';
import { listed, shownOne } from './service/shown.ts';
import { votes } from './service/votes.ts';
import { named } from './told.ts';

const specOf = ({ action, value = '' }: { action: string; value?: string }, label: string): Waiting['button'] => ({
  action,
  value,
  label,
});

/** What a nominee should check, a judge score, an officer decide. */
export async function waiting(request: HomeRequest): Promise<Waiting[]> {
  const { ctx, actor } = request;
  const say = messages[actor.locale];
  const isOfficer = mayRun(actor, 'officer');
  const [running, cases, ending] = await Promise.all([
    programmesIn(ctx, 'checking', 'scoring', 'deciding'),
    isOfficer ? objectionCases.waitingFor(ctx, actor) : [],
    isOfficer ? endingSoon(ctx, actor) : [],
  ]);
  const [sheets, shown] = await Promise.all([
    running.some(({ state }) => state === 'scoring') ? sheetsOf(ctx, actor) : [],
    Promise.all(running.map((one) => shownOne(ctx, actor, one))),
  ]);
  const waits = sheets.filter((one) => one.waits);
  const [firstCase] = cases;
  return [
    ...(await waitingBallots(votes, request)),
    ...shown.flatMap(({ programme, own, isLate }) =>
      programme.state !== 'checking' || isLate
        ? []
        : own
            .filter(({ nominee }) => nominee.state === 'nominated' && nominee.dossier !== undefined)
            .map(
              ({ nominee, title }): Waiting => ({
                what: `*${say.homeCheck}*\n${named(title)}`,
                until: programme.checkUntil,
                button: specOf(dossierRef.button({ id: nominee._id }, `home-${nominee._id}`), say.open),
              }),
            ),
    ),
    ...(waits.length === 0
      ? []
      : [
          {
            what: `*${say.homeSheets(waits.length)}*`,
            until: waits[0]?.programme.scoreUntil,
            button: { action: 'honours.sheets', label: say.sheets },
          },
        ]),
    ...shown.flatMap(({ programme, isManaged, ties, short }): Waiting[] => {
      const what = !isManaged ? undefined : ties.length > 0 ? say.homeTie : short > 0 ? say.homeShort : undefined;
      if (what === undefined) return [];
      const id = programme._id;
      return [
        {
          what: `*${named(programme.name)}*\n${what}`,
          button: specOf(programmeRef.button({ id }, `home-${id}`), say.open),
        },
      ];
    }),
    ...(firstCase === undefined
      ? []
      : [
          {
            what: `*${say.homeCases(cases.length)}*`,
            until: objectionCases.runningClock(firstCase)?.by,
            button: { action: 'honours.waiting', label: say.objections },
          },
        ]),
    ...(ending.length === 0
      ? []
      : [
          {
            what: `*${say.homeEnding(ending.length)}*`,
            button: specOf(registerRef.button({ which: 'held', page: 1 }, 'home'), say.register),
          },
        ]),
  ];
}

/** What is open, and what is public. */
export async function home({ ctx, actor }: HomeRequest): Promise<string | undefined> {
  return homeLine(formReaderOf(actor), (await listed(ctx, actor, 1)).rows);
}

/** The titles that a member holds, for their own record. */
export const record: NonNullable<Feature['record']> = async ({ ctx, user, locale }) =>
  (await badgesOf(ctx, user)).map((one) => badgeLine(locale, one));
