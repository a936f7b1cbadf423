import type { Actor } from '../../../bot/actor.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import type { Context } from '../../../context.ts';
import { redrawAbout } from '../../../delivery/copies.ts';
import { plan } from '../../../delivery/plan.ts';
import { clock } from '../../../lib/clock.ts';
import { idFrom } from '../../../lib/ids.ts';
import { type LivingDocuments, living } from '../../../lib/living.ts';
import { insertNew } from '../../../lib/stores/mongo.ts';
import { maySee } from '../../../members/roles.ts';
import { actorOf } from '../../../members/service.ts';
import { nominees } from '../model.ts';
import type { FeatureNames } from '../rules/dossier.ts';
import { withNomineeNews } from '../rules/nominee.ts';
import { titleOf } from '../rules/programme.ts';
import type { Line, Nomination, Nominee, Programme, Title } from '../rules/records.ts';
import { WORDS } from '../words.ts';
import { kept } from './calendar.ts';
import { dossierOf } from './dossier.ts';

/** What a nominee's copies follow; see `redrawAbout`. */
export const aboutNominee = (id: string): string => `honours.nominee:${id}`;

const TOLD = { nominated: 'nominated', checked: 'check', 'left-out': 'decided', removed: 'decided' } as const;

/** What follows from news of a nominee: they are told, and what was told before is true again. */
async function follow(ctx: Context, { _id: id, member, news }: Nominee): Promise<void> {
  for (const { what, seq } of news) {
    await redrawAbout(ctx, aboutNominee(id));
    if (what === 'shown') continue;
    await plan(ctx, [
      {
        notice: `honours.${TOLD[what]}-${id}-${seq}`,
        kind: `honours.${TOLD[what]}`,
        about: aboutNominee(id),
        recipient: member,
        to: 'member',
        params: { nominee: id },
      },
    ]);
  }
}

/** Nominees: each write is decided purely, and what follows from it is told again by the tick if a process dies. */
export const nomineeLives: LivingDocuments<Nominee, Context> = living<Nominee, Context>({
  name: 'nominee',
  model: nominees,
  gone: () => new UserError(WORDS.gone),
  busy: () => new UserError(WORDS.busy),
  same: ({ rev }) => ({ rev }),
  also: ({ rev }) => ({ rev: rev + 1 }),
  wakesAt: (_ctx, { news, updatedAt }) => (news.length > 0 ? updatedAt : undefined),
  hasNews: ({ news }) => news.length > 0,
  follow,
  followed: (now, { news }) => {
    const told = new Set(news.map(({ seq }) => seq));
    return { news: now.news.filter(({ seq }) => !told.has(seq)) };
  },
  due: async () => {},
});

/** A nominee with the programme and the title. @throws UserError when one of them is gone */
export async function nomineeIn(
  ctx: Context,
  id: string,
): Promise<{ programme: Programme; title: Title; nominee: Nominee }> {
  const nominee = await nomineeLives.present(ctx, id);
  const programme = await kept.present(ctx, nominee.programme);
  const title = titleOf(programme, nominee.title);
  if (title === undefined) throw new UserError(WORDS.gone);
  return { programme, title, nominee };
}

const isOpen = ({ state, nominateUntil }: Programme, now: Date): boolean =>
  state === 'nominating' && now < nominateUntil;

/**
 * Nominates somebody for a title; of somebody who is nominated already it is one voice more. Twice is once.
 * @throws UserError for judges, for people outside, after the end, and where they have withdrawn
 */
export async function nominate(
  ctx: Context,
  actor: Actor,
  programmeId: string,
  said: { title: string; member: string; why: string; asBranch: boolean },
): Promise<Nominee> {
  const { workspace } = ctx;
  const programme = await kept.present(ctx, programmeId);
  const { branch: of, judges } = programme;
  const member = await actorOf(ctx, said.member);
  if (titleOf(programme, said.title) === undefined) throw new UserError(WORDS.gone);
  if (member === undefined || (of !== undefined && member.branch !== of)) throw new UserError(WORDS.notHere);
  if (of !== undefined && actor.branch !== of && !maySee(actor, of)) throw new UserError(WORDS.otherBranch);
  if (judges.includes(actor.user) || judges.includes(said.member)) throw new UserError(WORDS.isJudge);
  const now = clock.now();
  if (!isOpen(programme, now)) throw new UserError(WORDS.closed);
  const { branch, team } = member;
  const isBranch = said.asBranch && maySee(actor, branch) && actor.user !== said.member;
  const as: Nomination['as'] = actor.user === said.member ? 'self' : isBranch ? 'branch' : 'colleague';
  const nomination: Nomination = { by: actor.user, as, why: said.why, at: now };
  const id = idFrom(workspace, 'nominee', programmeId, said.title, said.member);
  const born = await nomineeLives.born(ctx, {
    _id: id,
    workspace,
    programme: programmeId,
    title: said.title,
    member: said.member,
    ...(branch === undefined ? {} : { branch }),
    ...(team === undefined ? {} : { team }),
    state: 'nominated',
    nominations: [nomination],
    evidence: [],
    hidden: [],
    struck: [],
    panel: [],
    considered: [],
    recused: [],
    refused: [],
    sheets: {},
    rev: 0,
    updatedAt: now,
    ...withNomineeNews({ seq: 0, news: [] }, as === 'self' ? 'shown' : 'nominated'),
  });
  await insertNew(nominees(ctx), [born]);
  const { one } = await nomineeLives.decide(ctx, id, (found) => {
    if (found.state === 'withdrawn') throw new UserError(WORDS.hasWithdrawn);
    const own = found.nominations.find(({ by }) => by === actor.user);
    if (own?.why === said.why) return undefined;
    if (found.state !== 'nominated' || found.dossier !== undefined) throw new UserError(WORDS.closed);
    const others = found.nominations.filter(({ by }) => by !== actor.user);
    return { nominations: [...others, nomination], ...withNomineeNews(found, 'shown') };
  });
  // The programme reads its nominees again where it goes on at this moment.
  await kept.decide(ctx, programmeId, ({ state }) => (state === 'nominating' ? {} : undefined));
  await nomineeLives.tellSoon(ctx, one);
  return one;
}

/** Gives a nominee the dossier as it was at the end of the nominations, once. */
export async function prepare(
  ctx: Context,
  names: FeatureNames,
  programme: Programme,
  nominee: Nominee,
): Promise<void> {
  const title = titleOf(programme, nominee.title);
  if (title === undefined || nominee.dossier !== undefined || nominee.state !== 'nominated') return;
  const found = await dossierOf(ctx, names, nominee.member, title, programme.nominateUntil);
  const { one } = await nomineeLives.decide(ctx, nominee._id, (now) =>
    now.dossier !== undefined || now.state !== 'nominated'
      ? undefined
      : { ...found, ...withNomineeNews(now, 'checked') },
  );
  await nomineeLives.tellSoon(ctx, one);
}

/** The lines of a nominee's dossier: as they were kept, or as the ledger has them now. */
export async function linesFor(
  ctx: Context,
  names: FeatureNames,
  { programme, title, nominee }: { programme: Programme; title: Title; nominee: Nominee },
): Promise<Pick<Nominee, 'dossier' | 'facts'> & { dossier: Line[] }> {
  const { dossier, facts } = nominee;
  if (dossier !== undefined) return { dossier, ...(facts === undefined ? {} : { facts }) };
  const now = clock.now();
  return dossierOf(ctx, names, nominee.member, title, now < programme.nominateUntil ? now : programme.nominateUntil);
}

/** Whether a nominee can still change what judges will see. */
export const mayArrange = ({ state, checkUntil }: Programme, nominee: Nominee, now: Date): boolean =>
  nominee.state === 'nominated' &&
  (state === 'nominating' || (state === 'checking' && checkUntil !== undefined && now < checkUntil));

/** One write of a nominee's own. @throws UserError for others, and once judges read it */
async function arrange(
  ctx: Context,
  actor: Actor,
  id: string,
  change: (found: Nominee) => Partial<Nominee> | undefined,
): Promise<Nominee> {
  const { programme, nominee } = await nomineeIn(ctx, id);
  if (nominee.member !== actor.user) throw new UserError(WORDS.notNominee);
  const { one } = await nomineeLives.decide(
    ctx,
    id,
    (found, now) => {
      const wanted = change(found);
      if (wanted !== undefined && !mayArrange(programme, found, now)) throw new UserError(WORDS.notNow);
      return wanted;
    },
    nominee,
  );
  await nomineeLives.tellSoon(ctx, one);
  return one;
}

/** Hides a line, or shows it again. Twice is once. @throws UserError for a line that decides a rule */
export async function hideLine(
  ctx: Context,
  actor: Actor,
  id: string,
  key: string,
  isHidden: boolean,
): Promise<Nominee> {
  return arrange(ctx, actor, id, ({ hidden, dossier = [] }) => {
    if (dossier.find((line) => line.key === key)?.isFixed === true) throw new UserError(WORDS.fixedLine);
    if (hidden.includes(key) === isHidden) return undefined;
    return { hidden: isHidden ? [...hidden, key] : hidden.filter((one) => one !== key) };
  });
}

const MOST_EVIDENCE = 10;

/** Adds a piece of evidence. @param evidence.id of the form: sent twice it is there once */
export async function addEvidence(
  ctx: Context,
  actor: Actor,
  id: string,
  said: { id: string; text: string; link: string },
): Promise<Nominee> {
  return arrange(ctx, actor, id, ({ evidence }) => {
    if (evidence.some((one) => one.id === said.id)) return undefined;
    if (evidence.length >= MOST_EVIDENCE) throw new UserError(WORDS.enoughEvidence);
    const { link, ...rest } = said;
    return { evidence: [...evidence, { ...rest, ...(link === '' ? {} : { link }), at: clock.now() }] };
  });
}

/** Takes a piece of evidence away. Twice is once. */
export const dropEvidence = (ctx: Context, actor: Actor, id: string, which: string): Promise<Nominee> =>
  arrange(ctx, actor, id, ({ evidence }) =>
    evidence.some((one) => one.id === which) ? { evidence: evidence.filter((one) => one.id !== which) } : undefined,
  );

/** A nominee does not want the title: possible until they are proposed. Twice is once. */
export async function withdraw(ctx: Context, actor: Actor, id: string): Promise<Nominee> {
  const { programme, nominee } = await nomineeIn(ctx, id);
  if (nominee.member !== actor.user) throw new UserError(WORDS.notNominee);
  if (nominee.state === 'withdrawn') return nominee;
  if (!['nominating', 'checking', 'scoring'].includes(programme.state)) throw new UserError(WORDS.cannotChange);
  const { one } = await nomineeLives.decide(ctx, id, (found) => {
    if (found.state === 'withdrawn') return undefined;
    if ((found.state !== 'nominated' && found.state !== 'in') || found.closedAt !== undefined)
      throw new UserError(WORDS.cannotChange);
    return { state: 'withdrawn', ...withNomineeNews(found, 'shown') };
  });
  await nomineeLives.tellSoon(ctx, one);
  return one;
}

/** Somebody's own nominations, the newest first. */
export const ownNominations = (ctx: Context, { user }: Pick<Actor, 'user'>): Promise<Nominee[]> =>
  nominees(ctx)
    .find({ workspace: ctx.workspace, member: user })
    .sort({ updatedAt: -1, _id: 1 })
    .limit(10)
    .lean<Nominee[]>();
