import { ballotDropReasons, ballotFollows, ballotNotices, ballotNoticeTitles } from '../../ballots/notices.ts';
import { actions, button, section } from '../../bot/draw/blocks.ts';
import { formReaderOf } from '../../bot/draw/form/modal.ts';
import { message } from '../../bot/draw/message.ts';
import type { Follows, NoticeRenderer } from '../../bot/feature.ts';
import { timeFor } from '../../bot/text/times.ts';
import { caseDropReasons } from '../../cases/screens/notices.ts';
import type { Bilingual } from '../../lib/language.ts';
import { calendarDropReasons, type DrawNotice } from '../../notices/calendar.ts';
import { messages } from './messages.ts';
import { objectionScreens } from './objections/actions.ts';
import { noticeMessage } from './programme-views.ts';
import { dossierRef, nominateRef, programmeFormRef } from './refs.ts';
import { certificateMessage, overMessage, refreshMessage } from './register/views.ts';
import { checkedOf } from './rules/nominee.ts';
import type { Programme } from './rules/records.ts';
import { holderLives } from './service/awards.ts';
import { calendar } from './service/calendar.ts';
import { honourCertificates } from './service/certificates.ts';
import { sheetsOf } from './service/judging.ts';
import { lives } from './service/lives.ts';
import { nomineeIn } from './service/nominees.ts';
import { shownOne } from './service/shown.ts';
import { votes } from './service/votes.ts';
import { named, quoted, timeOf } from './told.ts';

export const dropReasons: Record<string, Bilingual> = {
  ...calendarDropReasons,
  ...caseDropReasons,
  ...ballotDropReasons,
  over: { zh: '已经结束或取消', en: 'it is over or cancelled' },
  withdrawn: { zh: '已经退出', en: 'they have withdrawn' },
  'has-judges': { zh: '评委已经够了', en: 'there are enough judges' },
  decided: { zh: '已经定下来', en: 'it has been decided' },
  annulled: { zh: '证书已作废', en: 'the certificate was annulled' },
  changed: { zh: '证书又有变动，以后一条为准', en: 'the certificate changed again, as a later notice says' },
  renewed: { zh: '已经续任', en: 'it was renewed' },
};

const opening: DrawNotice<Programme> = async ({ ctx, recipient }, programme) => {
  if (recipient === undefined) return { drop: 'over' };
  const reader = formReaderOf(recipient);
  const say = messages[reader.locale];
  const shown = await shownOne(ctx, recipient, programme);
  const titles = programme.titles.map(({ name }) => named(name)).join(say.comma);
  const until = shown.mayNominate ? say.until(timeOf(reader, programme.nominateUntil)) : say.states[programme.state];
  return noticeMessage(
    reader,
    shown,
    say.openingLead,
    [say.openingWhat(titles), until],
    shown.mayNominate
      ? [button({ ...nominateRef.button({ id: programme._id }), label: say.nominate, style: 'primary' })]
      : [],
  );
};

/** How many dossiers wait for a judge. */
const sheets: DrawNotice<Programme> = async ({ ctx, recipient }, programme) => {
  if (recipient === undefined) return { drop: 'over' };
  const reader = formReaderOf(recipient);
  const say = messages[reader.locale];
  const all = await sheetsOf(ctx, recipient);
  const own = all.filter((one) => one.waits && one.programme._id === programme._id).length;
  const { scoreUntil } = programme;
  const lines = own === 0 || scoreUntil === undefined ? [] : [say.until(timeOf(reader, scoreUntil))];
  return noticeMessage(
    reader,
    { programme, isLate: false },
    programme.state === 'scoring' && own > 0 ? say.sheetsLead(own) : say.sheetsDone,
    lines,
    [button({ action: 'honours.sheets', label: say.sheets, style: 'primary' })],
  );
};

/** Who is proposed, and until when one can object. */
const publicity: DrawNotice<Programme> = async ({ ctx, recipient }, programme) => {
  if (recipient === undefined) return { drop: 'over' };
  const reader = formReaderOf(recipient);
  const say = messages[reader.locale];
  const shown = await shownOne(ctx, recipient, programme);
  const { publicityUntil } = programme;
  const standing = shown.placed.filter(({ state }) => state === 'in');
  const end =
    shown.mayObject && publicityUntil !== undefined
      ? say.publicityWhat(timeOf(reader, publicityUntil))
      : programme.state === 'publicity'
        ? say.states.publicity
        : say.publicityOver;
  return noticeMessage(reader, shown, say.publicityLead, [
    standing.length === 0
      ? say.noneProposed
      : standing
          .slice(0, 8)
          .map(({ name }) => named(name))
          .join(say.comma),
    end,
  ]);
};

const result: DrawNotice<Programme> = async ({ ctx, recipient }, programme) => {
  if (recipient === undefined) return { drop: 'over' };
  const reader = formReaderOf(recipient);
  const say = messages[reader.locale];
  const shown = await shownOne(ctx, recipient, programme);
  const holders = shown.placed.filter(({ isHolder }) => isHolder);
  const lines = programme.titles.flatMap(({ id, name }) => {
    const own = holders.filter(({ title }) => title === id).slice(0, 8);
    return own.length === 0 ? [] : [`${named(name)} · ${own.map((one) => named(one.name)).join(say.comma)}`];
  });
  return noticeMessage(reader, shown, say.resultLead, lines.length === 0 ? [say.nobody] : lines);
};

/** They were nominated, or should check what judges will see; both say what holds when they are drawn. */
const toNominee =
  (kind: 'nominated' | 'check'): NoticeRenderer =>
  async ({ ctx, recipient, params }) => {
    if (recipient === undefined) return { drop: 'over' };
    const { programme, title, nominee } = await nomineeIn(ctx, params.nominee ?? '');
    if (nominee.state === 'withdrawn') return { drop: 'withdrawn' };
    if (programme.state === 'cancelled') return { drop: 'over' };
    const reader = formReaderOf(recipient);
    const say = messages[recipient.locale];
    const end = programme.state === 'checking' ? programme.checkUntil : programme.nominateUntil;
    const isOpen = ['nominating', 'checking'].includes(programme.state) && end !== undefined && end > reader.now;
    const what =
      kind === 'nominated'
        ? say.nominatedWhat
        : isOpen && end !== undefined
          ? say.checkWhat(timeFor(end, reader.now, reader.tz, reader.locale))
          : say.checkOver;
    return {
      ...message([
        section(
          [
            `*${kind === 'nominated' ? say.nominatedLead : say.checkLead}*`,
            named(title.name),
            isOpen ? what : say.checkOver,
          ].join('\n'),
        ),
        actions(button({ ...dossierRef.button({ id: nominee._id }), label: say.seeDossier, style: 'primary' })),
      ]),
      about: named(programme.name),
    };
  };

/** The rules are not met, or an objection was right. */
const decided: NoticeRenderer = async ({ ctx, recipient, params }) => {
  if (recipient === undefined) return { drop: 'over' };
  const { programme, title, nominee } = await nomineeIn(ctx, params.nominee ?? '');
  const say = messages[recipient.locale];
  const unmet = checkedOf(title, nominee).filter(({ isMet }) => !isMet);
  const lines =
    nominee.state === 'removed'
      ? [`*${say.removedLead}*`, named(title.name), say.why(quoted(nominee.reason ?? ''))]
      : [
          `*${say.leftOutLead}*`,
          named(title.name),
          say.leftOutWhat(unmet.map(({ rule, needed }) => say.rules[rule](needed)).join(say.comma)),
        ];
  return {
    ...message([
      section(lines.join('\n')),
      actions(button({ ...dossierRef.button({ id: nominee._id }), label: say.seeDossier })),
    ]),
    about: named(programme.name),
  };
};

/** An officer is told of judges who are too few. */
const short: NoticeRenderer = async ({ ctx, recipient, params }) => {
  const programme = await lives.find(ctx, params.of ?? '');
  if (programme === undefined || recipient === undefined || programme.state !== 'scoring') return { drop: 'over' };
  const shown = await shownOne(ctx, recipient, programme);
  if (shown.short === 0) return { drop: 'has-judges' };
  const say = messages[recipient.locale];
  return noticeMessage(
    formReaderOf(recipient),
    shown,
    say.shortLead,
    [say.short(shown.short)],
    [button({ ...programmeFormRef.button({ id: programme._id }), label: say.edit, style: 'primary' })],
  );
};

/** An officer is told of people of the same score. */
const tie: NoticeRenderer = async ({ ctx, recipient, params }) => {
  const programme = await lives.find(ctx, params.of ?? '');
  if (programme === undefined || recipient === undefined) return { drop: 'over' };
  if (programme.state !== 'deciding') return { drop: 'decided' };
  const say = messages[recipient.locale];
  return noticeMessage(formReaderOf(recipient), { programme, isLate: false }, say.tieLead, [say.tieWhat]);
};

/** It was issued, annulled, or given back: whatever holds when it is drawn. */
const certificate: NoticeRenderer = async ({ ctx, recipient, params, isSent }) => {
  const found = await honourCertificates.find(ctx, params.number ?? '');
  if (found === undefined || recipient === undefined) return { drop: 'annulled' };
  if (!isSent && String(found.change) !== params.change) return { drop: 'changed' };
  return certificateMessage(recipient.locale, found, {
    link: honourCertificates.verifyLink(ctx, found.number),
    command: `${ctx.config.COMMAND} verify`,
  });
};

const refresh: NoticeRenderer = async ({ ctx, recipient, params, isSent }) => {
  const found = await honourCertificates.find(ctx, params.number ?? '');
  if (found?.until === undefined || recipient === undefined) return { drop: 'annulled' };
  if (!isSent) {
    if (found.validity === 'annulled') return { drop: 'annulled' };
    const holder = await holderLives.find(ctx, found.holder);
    if (holder?.until !== found.until) return { drop: 'renewed' };
  }
  return refreshMessage(recipient.locale, found, found.until);
};

/** A term is over, or a title has ended before. */
const over: NoticeRenderer = async ({ ctx, recipient, params }) => {
  const holder = await holderLives.find(ctx, params.holder ?? '');
  if (holder === undefined || recipient === undefined) return { drop: 'over' };
  return holder.state === 'held' ? { drop: 'renewed' } : overMessage(recipient.locale, holder);
};

export const notices: Record<string, NoticeRenderer> = {
  ...objectionScreens.notices,
  ...ballotNotices(votes),
  ...calendar.renderers({ opening, sheets, publicity, result }),
  nominated: toNominee('nominated'),
  check: toNominee('check'),
  decided,
  short,
  tie,
  certificate,
  refresh,
  over,
};

const DATES: Follows = { things: ['of'] };
const NOMINEE: Follows = { things: ['nominee'] };

/** What the copies follow. */
export const follows: Record<string, Follows> = {
  ...ballotFollows,
  duty: { things: ['item'] },
  news: { things: ['item'] },
  digest: { stays: 'the news of a day; its button opens the list as it is now' },
  opening: DATES,
  sheets: DATES,
  publicity: DATES,
  result: DATES,
  nominated: NOMINEE,
  check: NOMINEE,
  decided: NOMINEE,
  short: { stays: 'what was missing then; its button opens the form as it is now' },
  tie: { stays: 'what was to decide then; its button opens the programme as it is now' },
  certificate: { stays: 'what was true when it was sent; its button shows what holds' },
  refresh: { stays: 'the end of a term as it was then; its button opens the register as it is now' },
  over: { stays: 'what was true when it was sent; its button opens the register as it is now' },
};

/** Its notices as an officer would name them. */
export const noticeTitles: Record<string, Bilingual> = {
  ...calendar.titles,
  ...ballotNoticeTitles,
  nominated: { zh: '被推荐', en: 'Nominated' },
  check: { zh: '核对材料', en: 'Check of dossiers' },
  decided: { zh: '资格审核', en: 'Eligibility' },
  short: { zh: '评委不够', en: 'Too few judges' },
  tie: { zh: '同分待定', en: 'Equal scores' },
  certificate: { zh: '荣誉证书', en: 'Certificates of honour' },
  refresh: { zh: '称号快到期', en: 'Titles that end soon' },
  over: { zh: '称号到期', en: 'Titles that ended' },
  duty: { zh: '荣誉异议待办', en: 'Objections: to do' },
  news: { zh: '荣誉异议的进展', en: 'Objections: news' },
};

/** Those that a member may refuse. */
export const refusable: Record<string, Bilingual> = {
  opening: { zh: '荣誉评选开始推荐', en: 'Honours: nominations open' },
  publicity: { zh: '荣誉评选公示', en: 'Honours: publicity' },
  result: { zh: '荣誉评选结果', en: 'Honours: results' },
};
