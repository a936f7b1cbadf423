import type { Model, QueryFilter } from 'mongoose';
import type { Actor } from '../bot/actor.ts';
import { UserError } from '../bot/routing/errors.ts';
import { workspaceName } from '../bot/slack/workspace.ts';
import type { Context } from '../context.ts';
import { plan } from '../delivery/plan.ts';
import { clock } from '../lib/clock.ts';
import { type Bilingual, inLanguage } from '../lib/language.ts';
import { type Paged, pageOf } from '../lib/pages.ts';
import { insertNew } from '../lib/stores/mongo.ts';
import { addDays, dayOf, instantOf } from '../lib/zone.ts';
import { membersOf } from '../members/audience/audience.ts';
import { certificateNumber } from './number.ts';
import type { Wording } from './print/messages.ts';
import { certificatePdf } from './print/pdf.ts';
import { type Certificate, type Register, takeSerials } from './register.ts';
import { remindOnOf, untilOf, type Validity, validityOf } from './validity.ts';

const AT_ONCE = 500;
const PAGE = 20;

/** A certificate as it stands today. */
export type Standing<C extends Certificate = Certificate> = C & { validity: Validity };

/** Some of a person's certificates, the newest first. */
export type CertificatesPage<C extends Certificate = Certificate> = Paged<Standing<C>>;

/** From when to when it was earned, and in how many minutes. */
export interface Span {
  from: Date;
  to: Date;
  minutes: number;
}

/** What somebody has earned. */
export interface Earned<C extends Certificate> {
  member: string;
  scope: string;
  topic: string;
  second?: Certificate['second'] | undefined;
  span: Span;
  /** The day on which it is issued, where that is not the day on which it is written down. 'YYYY-MM-DD' */
  issuedOn?: string | undefined;
  branch?: string | undefined;
  skill?: string | undefined;
  /** How long it holds; absent: for ever. */
  months?: number | undefined;
  /** The fields that the feature adds. */
  own: Omit<C, keyof Certificate>;
}

export interface CertificateKind<C extends Certificate> {
  /** Its notices are `<feature>.certificate` (parameters `number`, `change`) and `<feature>.refresh` (`number`). */
  feature: string;
  register: Register<C>;
  /** What it is called before its topic where it is verified: 培训, Training. */
  what: Bilingual;
  /** What is printed around name, topic and days; a training that was completed unless told. */
  wording?: Wording;
  /** Where a number is looked up in Slack, behind the root command: `verify`. */
  verb: string;
  /** Why somebody does not get a file. */
  refused: { notYours: Bilingual; annulled: Bilingual };
}

/** What a feature does with the certificates of its kind; see `certified`. */
export interface Certified<C extends Certificate> extends CertificateKind<C> {
  /** Writes down what was earned; what is there already stays. @returns those that this call has added */
  issue(ctx: Context, earned: readonly Earned<C>[]): Promise<C[]>;
  /**
   * Annuls a certificate whose holder does not deserve it any more, or gives it back under its number; days and minutes follow.
   * @param had as it was read: who changed it since is not overruled
   * @param span undefined where it is not deserved
   * @returns whether something was written
   */
  restate(ctx: Context, had: C, span: Span | undefined): Promise<boolean>;
  /** Plans a notice of each change that its holder has not been told, once. @param which narrows it */
  tell(ctx: Context, which: Readonly<Record<string, unknown>>): Promise<void>;
  /** Plans the notices of those that end soon, each once; what is renewed is for the renderer to drop. */
  remind(ctx: Context): Promise<void>;
  isRenewed(ctx: Context, one: Certificate): Promise<boolean>;
  /** @param number as it is printed */
  find(ctx: Context, number: string): Promise<Standing<C> | undefined>;
  /** A member's, the newest first. @param page from 1; anything else is the first */
  pageOf(ctx: Context, member: string, page: number): Promise<CertificatesPage<C>>;
  /** Where anyone can look a number up; undefined without a public address. */
  verifyLink(ctx: Pick<Context, 'config'>, number: string): string | undefined;
  /**
   * The holder's own certificate as a file, and the characters that the font does not have.
   * @throws UserError when it is not theirs, or was annulled
   */
  file(
    ctx: Context,
    actor: Actor,
    number: string,
  ): Promise<{ certificate: Standing<C>; pdf: Uint8Array; missing: string[] }>;
}

/**
 * The certificates of one feature: it says who has earned what, and this gives the numbers, prints, annuls, gives back,
 * tells the holders and reminds them.
 *
 * ```ts
 * const honours = certified<Honour>({ feature: 'honours', register, what: { zh: '荣誉', en: 'Honour' }, verb: 'verify', refused });
 * await honours.issue(ctx, [{ member, scope: award._id, topic: award.name, span, own: { award: award._id } }]);
 * await honours.restate(ctx, had, undefined);   // taken away: the page says annulled
 * await honours.tell(ctx, { award: award._id });
 * ```
 * A certificate keeps its words as they were on the day. Each step is one write under its unique key or its precondition,
 * so that two processes, or one after another died, come to the same.
 */
export function certified<C extends Certificate>(kind: CertificateKind<C>): Certified<C> {
  const { feature, register } = kind;
  const rows = (ctx: Context): Model<Certificate> => register(ctx) as unknown as Model<Certificate>;
  const own = (one: Certificate): QueryFilter<Certificate> => ({
    workspace: one.workspace,
    scope: one.scope,
    member: one.member,
    change: one.change,
  });
  const standing = (ctx: Context, found: C): Standing<C> => ({
    ...found,
    validity: validityOf(found, dayOf(clock.now(), ctx.config.TIMEZONE)),
  });

  const find: Certified<C>['find'] = async (ctx, number) => {
    const found = await rows(ctx).findOne({ workspace: ctx.workspace, number }).lean<C>();
    return found === null ? undefined : standing(ctx, found);
  };

  const verifyLink: Certified<C>['verifyLink'] = ({ config }, number) =>
    config.PUBLIC_URL === undefined ? undefined : `${config.PUBLIC_URL}/verify/${number}`;

  return {
    ...kind,
    find,
    verifyLink,

    issue: async (ctx, earned) => {
      if (earned.length === 0) return [];
      const today = dayOf(clock.now(), ctx.config.TIMEZONE);
      const year = Number(today.slice(0, 4));
      const people = await membersOf(
        ctx,
        earned.map(({ member }) => member),
      );
      const first = await takeSerials(ctx, year, earned.length);
      const drawnUp = earned.map(
        ({ member, scope, topic, second, span, issuedOn = today, branch, skill, months, own: more }, index) => ({
          ...more,
          workspace: ctx.workspace,
          scope,
          member,
          number: certificateNumber(year, first + index),
          name: people.get(member)?.name ?? '',
          topic,
          ...printedSpan(ctx, span),
          issuedOn,
          subject: skill ?? topic,
          change: 0,
          untold: true,
          ...(second === undefined ? {} : { second }),
          ...(branch === undefined ? {} : { branch }),
          ...(skill === undefined ? {} : { skill }),
          ...ending(issuedOn, months),
        }),
      );
      return insertNew(register(ctx), drawnUp as unknown as C[]);
    },

    restate: async (ctx, had, span) => {
      if (span === undefined) {
        if (had.annulledAt !== undefined) return false;
        const change = { $set: { annulledAt: clock.now(), untold: true }, $inc: { change: 1 } };
        return (await rows(ctx).updateOne(own(had), change)).modifiedCount > 0;
      }
      const facts = printedSpan(ctx, span);
      if (had.annulledAt !== undefined) {
        const change = { $set: { ...facts, untold: true }, $unset: { annulledAt: 1 as const }, $inc: { change: 1 } };
        return (await rows(ctx).updateOne(own(had), change)).modifiedCount > 0;
      }
      const isSame = had.from === facts.from && had.to === facts.to && had.minutes === facts.minutes;
      return !isSame && (await rows(ctx).updateOne(own(had), { $set: facts })).modifiedCount > 0;
    },

    tell: async (ctx, which) => {
      const { workspace } = ctx;
      const untold = await rows(ctx)
        .find({ ...which, workspace, untold: true })
        .lean<Certificate[]>();
      await plan(
        ctx,
        untold.map(({ number, change, member }) => ({
          notice: `${feature}.certificate-${number}-${change}`,
          kind: `${feature}.certificate`,
          recipient: member,
          to: 'member',
          params: { number, change: String(change) },
        })),
      );
      await Promise.all(
        untold.map(({ number, change }) =>
          rows(ctx).updateOne({ workspace, number, change }, { $unset: { untold: 1 as const } }),
        ),
      );
    },

    remind: async (ctx) => {
      const { workspace } = ctx;
      const tz = ctx.config.TIMEZONE;
      const due = await rows(ctx)
        .find({ workspace, remindOn: { $lte: dayOf(clock.now(), tz) }, annulledAt: { $exists: false } })
        .limit(AT_ONCE)
        .lean<Certificate[]>();
      if (due.length === 0) return;
      await plan(
        ctx,
        due.map(({ number, member, until }) => ({
          notice: `${feature}.refresh-${number}`,
          kind: `${feature}.refresh`,
          recipient: member,
          to: 'member',
          params: { number },
          ...(until === undefined ? {} : { expiresAt: instantOf(addDays(until, 1), '00:00', tz) }),
        })),
      );
      const numbers = due.map((one) => one.number);
      await rows(ctx).updateMany({ workspace, number: { $in: numbers } }, { $unset: { remindOn: 1 as const } });
    },

    isRenewed: async (ctx, { member, subject, number, until }) => {
      if (until === undefined) return false;
      const later = await rows(ctx).exists({
        workspace: ctx.workspace,
        member,
        subject,
        number: { $ne: number },
        annulledAt: { $exists: false },
        $or: [{ until: { $exists: false } }, { until: { $gt: until } }],
      });
      return later !== null;
    },

    pageOf: async (ctx, member, page) => {
      const own = { workspace: ctx.workspace, member };
      const found = await pageOf<Certificate>(rows(ctx), own, { issuedOn: -1, number: -1 }, { page, size: PAGE });
      return { ...found, rows: (found.rows as C[]).map((one) => standing(ctx, one)) };
    },

    file: async (ctx, actor, number) => {
      const certificate = await find(ctx, number);
      if (certificate === undefined || certificate.member !== actor.user) throw new UserError(kind.refused.notYours);
      if (certificate.validity === 'annulled') throw new UserError(kind.refused.annulled);
      const team = await workspaceName(ctx);
      const { name, from, to, minutes, issuedOn, branch, until } = certificate;
      const { pdf, missing } = await certificatePdf({
        number,
        name,
        course: inLanguage('zh', certificate).topic,
        courseEn: inLanguage('en', certificate).topic,
        from,
        to,
        minutes,
        issuedOn,
        until,
        issuer: [team, branch].filter(Boolean).join(' '),
        wording: kind.wording,
        verifyAt: verifyLink(ctx, number),
        verifyBy: `${ctx.config.COMMAND} ${kind.verb}`,
      });
      return { certificate, pdf, missing };
    },
  };
}

function printedSpan(ctx: Context, { from, to, minutes }: Span) {
  const tz = ctx.config.TIMEZONE;
  return { from: dayOf(from, tz), to: dayOf(to, tz), minutes };
}

function ending(issuedOn: string, months: number | undefined): Pick<Certificate, 'until' | 'remindOn'> {
  if (months === undefined) return {};
  const until = untilOf(issuedOn, months);
  return { until, remindOn: remindOnOf(until, months) };
}
