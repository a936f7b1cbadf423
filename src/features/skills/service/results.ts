import type { Span } from '../../../certificates/certified.ts';
import type { Context } from '../../../context.ts';
import { membersOf } from '../../../members/audience/audience.ts';
import { rightOf } from '../../../papers/answers.ts';
import { aggregateEntries } from '../../../participation/ledger/read.ts';
import { annulMany, type Deed, type Person, recordMany, reverseMany } from '../../../participation/ledger/service.ts';
import { certificates, entrants, type SkillCertificate, theoryPapers, theorySheets } from '../model.ts';
import { endOf, heatsOf, placesOf, pointsOfPlace, TITLED, withNews } from '../rules/contest.ts';
import type { Contest, Discipline, Entrant, Placed, TheoryPaper, TheorySheet } from '../rules/records.ts';
import { kept } from './calendar.ts';
import { skillCertificates } from './certificates.ts';
import { theory } from './theory-store.ts';

export const entrantsOf = (ctx: Context, contest: string, discipline?: string): Promise<Entrant[]> =>
  entrants(ctx)
    .find({ workspace: ctx.workspace, contest, ...(discipline === undefined ? {} : { discipline }) })
    .sort({ start: 1 })
    .lean<Entrant[]>();

/** How many answers of a person's theory paper are right, by discipline. */
export async function theoryMarks(
  ctx: Context,
  contest: string,
  member?: string,
): Promise<(discipline: string, member: string) => number> {
  const { workspace } = ctx;
  const [sheets, papers] = await Promise.all([
    theorySheets(ctx).find({ workspace, contest }).lean<TheorySheet[]>(),
    theoryPapers(ctx)
      .find({ workspace, contest, ...(member === undefined ? {} : { member }) })
      .lean<TheoryPaper[]>(),
  ]);
  const keys = new Map(
    sheets.map((one) => [one.discipline, theory.open(ctx, one).map(({ right }) => ({ right: [right] }))]),
  );
  const right = new Map(
    papers.map((one) => [`${one.discipline} ${one.member}`, rightOf(one.answers, keys.get(one.discipline) ?? [])]),
  );
  return (discipline, user) => right.get(`${discipline} ${user}`) ?? 0;
}

/** The places as they follow from the score sheets, by discipline. */
export async function placesNow(ctx: Context, contest: Contest): Promise<Record<string, Placed[]>> {
  const [all, right] = await Promise.all([entrantsOf(ctx, contest._id), theoryMarks(ctx, contest._id)]);
  return Object.fromEntries(
    contest.disciplines.map((one) => [
      one.id,
      placesOf(
        one,
        all.filter(({ discipline }) => discipline === one.id),
        (member) => right(one.id, member),
      ),
    ]),
  );
}

/**
 * Brings the results of a published contest to what the score sheets say. Whoever changes an entrant calls it afterwards, so that the
 * last one to do so has read all of them.
 */
export async function rank(ctx: Context, id: string): Promise<void> {
  for (let isStale = true; isStale; ) {
    isStale = false;
    const found = await kept.present(ctx, id);
    if (found.state !== 'published' && found.state !== 'final') return;
    const results = await placesNow(ctx, found);
    await kept.decide(
      ctx,
      id,
      (one) => {
        isStale = one.rev !== found.rev;
        if (isStale || JSON.stringify(one.results) === JSON.stringify(results)) return undefined;
        return { results, rankings: one.rankings + 1, ...withNews(one, { what: 'ranked' }) };
      },
      found,
    );
  }
}

const placeKey = (contest: string, discipline: string, user: string): string =>
  `skills.place-${contest}-${discipline}-${user}`;
const titleKey = (contest: string, discipline: string, user: string, place: number): string =>
  `skills.title-${contest}-${discipline}-${user}-${place}`;

interface Sum {
  _id: string;
  points: number;
  corrections: number;
  /** The place that each entry says. */
  places: { key: string; place?: number | null }[];
}

/** The place that the latest entry says; undefined: none. */
function placeIn({ _id: key, corrections, places }: Sum): number | undefined {
  const latest = corrections === 0 ? key : `${key}-${corrections}`;
  return places.find((one) => one.key === latest)?.place ?? undefined;
}

/**
 * Brings the ledger to the places. What it has for somebody is read before the places are, and a correction is named by how many came
 * before it: of two processes with different places one is refused, reads again, and corrects to what holds.
 */
export async function settlePlaces(ctx: Context, id: string): Promise<void> {
  for (let isDone = false; !isDone; ) {
    const booked = await aggregateEntries<Sum>(
      ctx,
      { activity: id, feature: 'skills', $or: [{ kind: 'place' }, { kind: 'reversal', reversedKind: 'place' }] },
      [
        {
          $group: {
            _id: { $ifNull: ['$reverses', '$key'] },
            points: { $sum: '$points' },
            corrections: { $sum: { $cond: [{ $eq: ['$kind', 'reversal'] }, 1, 0] } },
            places: { $push: { key: '$key', place: '$outcome.place' } },
          },
        },
      ],
    ).toArray();
    const sums = new Map(booked.map((one) => [one._id, one]));
    const [contest, all] = await Promise.all([kept.present(ctx, id), entrantsOf(ctx, id)]);
    const wanted = contest.disciplines.flatMap(({ id: discipline }) =>
      (contest.results?.[discipline] ?? []).map(({ member, place }) => ({
        key: placeKey(id, discipline, member),
        member,
        discipline,
        place,
        points: pointsOfPlace(place),
        at: all.find((one) => one.discipline === discipline && one.member === member)?.startsAt ?? contest.updatedAt,
      })),
    );
    const missing = wanted.filter(({ key, place }) => !sums.has(key) && place !== undefined);
    const wrong = wanted.filter(({ key, place, points }) => {
      const sum = sums.get(key);
      return sum !== undefined && (sum.points !== points || placeIn(sum) !== place);
    });
    isDone = missing.length + wrong.length === 0;
    await recordAll(
      ctx,
      missing.map(({ key, member, discipline, place, points, at }) => ({
        member,
        feature: 'skills',
        activity: id,
        kind: 'place',
        at,
        points,
        minutes: 0,
        streak: true,
        outcome: { discipline, place },
        key,
      })),
    );
    await reverseMany(
      ctx,
      wrong.map(({ key, place, points }) => {
        const { points: before = 0, corrections = 0 } = sums.get(key) ?? {};
        return {
          of: key,
          key: `${key}-${corrections + 1}`,
          points: points - before,
          outcome: { place: place ?? null },
        };
      }),
    );
  }
}

async function recordAll(ctx: Context, deeds: readonly Deed[]): Promise<void> {
  const people = await membersOf(
    ctx,
    deeds.map(({ member }) => member),
  );
  await recordMany(
    ctx,
    deeds.map((deed) => {
      const { branch, team, shift, tz } = people.get(deed.member) ?? {};
      return { deed, person: { branch, team, shift, tz } satisfies Person };
    }),
  );
}

/**
 * Brings certificates and titles to the first places, once results stand for good; done again it adds nothing. A decision that was
 * written at the last moment ranks a contest again that is final: what is not deserved any more is annulled.
 */
export async function award(ctx: Context, id: string): Promise<void> {
  for (let isDone = false; !isDone; ) {
    // What there is is read before the places are: what another process has written since is not overruled.
    const had = await certificates(ctx).find({ workspace: ctx.workspace, contest: id }).lean<SkillCertificate[]>();
    const contest = await kept.present(ctx, id);
    const { name, finalAt = contest.updatedAt, branch } = contest;
    const first = firstOf(contest);
    const spanOf = (discipline: string): Span => ({
      from: heatsOf(contest, discipline)[0]?.startsAt ?? finalAt,
      to: endOf(contest, discipline) ?? finalAt,
      minutes: 0,
    });
    const isOf = (one: SkillCertificate, { discipline, member }: First) =>
      one.discipline === discipline.id && one.member === member;
    const isDue = (one: SkillCertificate) => first.some((of) => isOf(one, of) && one.place === of.place);
    const wrong = had.filter((one) => isDue(one) === (one.annulledAt !== undefined));
    const missing = first.filter((of) => !had.some((one) => isOf(one, of) && one.place === of.place));
    isDone = wrong.length + missing.length === 0;
    for (const one of wrong) await skillCertificates.restate(ctx, one, isDue(one) ? spanOf(one.discipline) : undefined);
    await skillCertificates.issue(
      ctx,
      missing.map((of) => ({
        member: of.member,
        // The place is printed: who has another one gets another certificate.
        scope: [id, of.discipline.id, ...(had.some((one) => isOf(one, of)) ? [of.place] : [])].join('-'),
        topic: `${name} · ${of.discipline.name} · ${PLACES[of.place - 1] ?? ''}`,
        span: spanOf(of.discipline.id),
        ...(branch === undefined ? {} : { branch }),
        own: { contest: id, discipline: of.discipline.id, place: of.place },
      })),
    );
    await awardTitles(ctx, contest);
  }
  await skillCertificates.tell(ctx, { contest: id });
}

interface First {
  discipline: Discipline;
  member: string;
  place: number;
}

const firstOf = ({ disciplines, results = {} }: Contest): First[] =>
  disciplines.flatMap((discipline) =>
    (results[discipline.id] ?? []).flatMap(({ member, place }) =>
      place === undefined || place > TITLED ? [] : [{ discipline, member, place }],
    ),
  );

/** The titles of the first places in the ledger; what is not deserved any more is taken back. */
async function awardTitles(ctx: Context, contest: Contest): Promise<void> {
  const { _id: id, name, finalAt = contest.updatedAt } = contest;
  const deeds = firstOf(contest).map(
    ({ discipline, member, place }): Deed => ({
      member,
      feature: 'skills',
      activity: id,
      kind: 'title',
      at: finalAt,
      points: 0,
      minutes: 0,
      streak: false,
      outcome: { discipline: discipline.id, title: discipline.name, contest: name, place },
      key: titleKey(id, discipline.id, member, place),
    }),
  );
  await recordAll(ctx, deeds);
  const booked = await aggregateEntries<{ key: string }>(ctx, { activity: id, feature: 'skills', kind: 'title' }, [
    { $project: { key: 1 } },
  ]).toArray();
  const due = new Set(deeds.map(({ key }) => key));
  await annulMany(
    ctx,
    booked.filter(({ key }) => !due.has(key)).map(({ key }) => ({ of: key, outcome: { place: null } })),
  );
}

/** As it is printed: the certificate is in both languages for every reader. */
const PLACES = ['第一名 1st', '第二名 2nd', '第三名 3rd'];
