import type { Button } from '@slack/types';
import { actions, button, section } from '../../bot/draw/blocks.ts';
import { formReaderOf } from '../../bot/draw/form/modal.ts';
import { message } from '../../bot/draw/message.ts';
import type { Follows, NoticeRenderer } from '../../bot/feature.ts';
import type { NoticeRequest } from '../../bot/request.ts';
import { caseDropReasons } from '../../cases/screens/notices.ts';
import { gatheringDropReasons, gatheringFollows, gatheringNotices } from '../../gatherings/notices.ts';
import type { Bilingual } from '../../lib/language.ts';
import { calendarDropReasons, type DrawNotice } from '../../notices/calendar.ts';
import { noticeMessage, ownLine, theoryButtons } from './contest-views.ts';
import { startLine } from './discipline-views.ts';
import { heatLook } from './heat-actions.ts';
import { messages } from './messages.ts';
import { contestRef, declineRef, disciplineFormRef, resultRef, sheetRef } from './refs.ts';
import { appealScreens } from './result/actions.ts';
import { certificateMessage } from './result/views.ts';
import { disciplineOf, heatOfKey } from './rules/contest.ts';
import type { Contest } from './rules/records.ts';
import { pendingRemarks } from './rules/scoring.ts';
import { calendar } from './service/calendar.ts';
import { skillCertificates } from './service/certificates.ts';
import { entrantIn } from './service/entrants.ts';
import { sheetsOf } from './service/judging.ts';
import { lives, stored } from './service/lives.ts';
import { disciplinePage, type ShownContest, shownOne } from './service/shown.ts';
import { named, reasoned, timeOf } from './told.ts';

export const dropReasons: Record<string, Bilingual> = {
  ...calendarDropReasons,
  ...gatheringDropReasons,
  ...caseDropReasons,
  over: { zh: '已经结束或取消', en: 'it is over or cancelled' },
  scored: { zh: '评分表已经交了', en: 'the score sheet is in' },
  'has-judges': { zh: '评委已经够了', en: 'there are enough judges' },
  reinstated: { zh: '已经恢复参赛', en: 'they take part again' },
  annulled: { zh: '证书已作废', en: 'the certificate was annulled' },
  changed: { zh: '证书又有变动，以后一条为准', en: 'the certificate changed again, as a later notice says' },
};

/** A notice of the calendar, with what it says to its reader. */
const to =
  (
    draw: (
      request: NoticeRequest & { recipient: NonNullable<NoticeRequest['recipient']> },
      shown: ShownContest,
      key: string,
    ) => Promise<{ lead: string; lines: string[]; buttons?: Button[] }>,
  ): DrawNotice<Contest> =>
  async (request, contest, { key }) => {
    const { ctx, recipient } = request;
    if (recipient === undefined) return { drop: 'over' };
    const shown = await shownOne(ctx, recipient, contest);
    const { lead, lines, buttons } = await draw({ ...request, recipient }, shown, key);
    return noticeMessage(formReaderOf(recipient), shown, lead, lines, buttons);
  };

/** Sign-up, with the name of the contest, what there is, and by when. */
const invitation = (lead: 'openingLead' | 'closingLead'): DrawNotice<Contest> =>
  to(async ({ recipient }, { contest, isOpen, isRefused, disciplines }) => {
    const reader = formReaderOf(recipient);
    const say = messages[reader.locale];
    const comma = reader.locale === 'zh' ? '、' : ', ';
    const own = disciplines.flatMap(({ own: part }) => ownLine(reader, part) ?? []);
    const names = contest.disciplines.map(({ name }) => named(name)).join(comma);
    return {
      lead: say[lead],
      lines: [
        say.disciplinesAre(names),
        isOpen ? say.until(timeOf(reader, contest.signUpUntil)) : say.signUpOver,
        ...own,
      ],
      buttons:
        isOpen && !isRefused && own.length === 0
          ? [button({ ...declineRef.button({ id: contest._id }), label: say.notThisTime })]
          : [],
    };
  });

/** The reader's number, hour and place. */
const turn = to(async ({ ctx, recipient }, shown, key) => {
  const reader = formReaderOf(recipient);
  const say = messages[reader.locale];
  const heat = await stored.find(ctx, heatOfKey(key));
  const one = shown.disciplines.find(({ discipline }) => discipline.id === heat?.discipline);
  const { entrant } = one?.own ?? {};
  return {
    lead: say.turnLead,
    lines: [
      named(one?.discipline.name ?? ''),
      ...(entrant === undefined ? [] : [startLine(reader, entrant)]),
      named(heat?.where ?? ''),
    ].filter(Boolean),
    buttons: theoryButtons(reader, shown),
  };
});

/** How many sheets wait for a judge. */
const sheets = to(async ({ ctx, recipient }, shown) => {
  const say = messages[recipient.locale];
  const all = await sheetsOf(ctx, recipient);
  const own = all.filter(({ contest, waits }) => waits && contest._id === shown.contest._id);
  return {
    lead: own.length === 0 ? say.sheetsDone : say.sheetsLead(own.length),
    lines: [],
    buttons: [button({ action: 'skills.sheets', label: say.sheets, style: 'primary' })],
  };
});

/** The reader's places, with the reasons in one tap. */
const result = to(async ({ recipient }, shown) => {
  const reader = formReaderOf(recipient);
  const say = messages[reader.locale];
  const { contest, disciplines } = shown;
  const own = disciplines.filter(({ own: { entrant } }) => entrant !== undefined);
  const isAlone = own.length === 1;
  return {
    lead: say.resultLead,
    lines: [
      ...own.map(({ discipline, own: part }) => `${named(discipline.name)} · ${ownLine(reader, part) ?? ''}`),
      ...(contest.state === 'published' && contest.appealsUntil !== undefined
        ? [say.appealUntil(timeOf(reader, contest.appealsUntil))]
        : []),
    ],
    buttons: own.slice(0, 4).flatMap(({ discipline, own: { entrant } }) =>
      entrant === undefined
        ? []
        : [
            button({
              ...resultRef.button({ id: entrant._id }, entrant._id),
              label: isAlone ? say.howComputed : `${discipline.name} · ${say.howComputed}`,
              style: 'primary',
            }),
          ],
    ),
  };
});

const fromCalendar = calendar.renderers({
  opening: invitation('openingLead'),
  closing: invitation('closingLead'),
  turn,
  sheets,
  result,
});

/** A judge is asked to look at a sheet again. */
const remark: NoticeRenderer = async ({ ctx, recipient, params, isSent }) => {
  if (recipient === undefined) return { drop: 'over' };
  const { contest, discipline, entrant } = await entrantIn(ctx, params.entrant ?? '');
  const asked = pendingRemarks(entrant).get(recipient.user);
  const say = messages[recipient.locale];
  const isAsked = contest.state === 'running' && entrant.state === 'in' && entrant.panel.includes(recipient.user);
  if (asked === undefined || !isAsked) return { drop: isSent && isAsked ? 'scored' : 'over' };
  const comma = recipient.locale === 'zh' ? '、' : ', ';
  const names = discipline.criteria.filter(({ id }) => asked.includes(id)).map(({ name }) => named(name));
  return {
    ...message([
      section(
        [`*${say.remarkLead}*`, `${named(discipline.name)} · ${say.start(entrant.start)}`, names.join(comma)].join(
          '\n',
        ),
      ),
      actions(button({ ...sheetRef.button({ id: entrant._id }), label: say.look, style: 'primary' })),
    ]),
    about: named(contest.name),
  };
};

/** Somebody was disqualified, and why. */
const decided: NoticeRenderer = async ({ ctx, recipient, params }) => {
  if (recipient === undefined) return { drop: 'over' };
  const { contest, discipline, entrant } = await entrantIn(ctx, params.entrant ?? '');
  if (entrant.state !== 'disqualified') return { drop: 'reinstated' };
  const say = messages[recipient.locale];
  return {
    ...message([
      section([`*${say.decidedLead}*`, named(discipline.name), say.why(reasoned(entrant.reason ?? ''))].join('\n')),
      actions(button({ ...contestRef.button({ id: contest._id }), label: say.open })),
    ]),
    about: named(contest.name),
  };
};

/** It was cancelled when one's heat was over: what was scored does not count, and no sheet is needed any more. */
const off: NoticeRenderer = async ({ ctx, recipient, params }) => {
  const contest = await lives.find(ctx, params.of ?? '');
  if (recipient === undefined || contest?.state !== 'cancelled') return { drop: 'over' };
  const say = messages[recipient.locale];
  const { reason = '' } = contest;
  const why = reason === '' ? [] : [say.why(reasoned(reason))];
  return {
    ...message([
      section([`*${say.offLead}*`, ...why, say.offNote].join('\n')),
      actions(button({ ...contestRef.button({ id: contest._id }), label: say.open })),
    ]),
    about: named(contest.name),
  };
};

/** An officer is told of a panel that is too small. */
const short: NoticeRenderer = async ({ ctx, recipient, params }) => {
  const contest = await lives.find(ctx, params.of ?? '');
  if (contest === undefined || recipient === undefined || contest.state !== 'running') return { drop: 'over' };
  const id = params.discipline ?? '';
  const page = await disciplinePage(ctx, recipient, contest, id);
  const discipline = disciplineOf(contest, id);
  if (page === undefined || discipline === undefined || page.short.length === 0) return { drop: 'has-judges' };
  const say = messages[recipient.locale];
  return {
    ...message([
      section([`*${say.shortLead}*`, named(discipline.name), say.short(page.short.join(', '))].join('\n')),
      actions(
        button({
          ...disciplineFormRef.button({ id: contest._id, discipline: id }),
          label: say.editDiscipline,
          style: 'primary',
        }),
      ),
    ]),
    about: named(contest.name),
  };
};

/** It was issued, annulled, or given back: whatever holds when it is drawn. */
const certificate: NoticeRenderer = async ({ ctx, recipient, params, isSent }) => {
  const found = await skillCertificates.find(ctx, params.number ?? '');
  if (found === undefined || recipient === undefined) return { drop: 'annulled' };
  if (!isSent && String(found.change) !== params.change) return { drop: 'changed' };
  return certificateMessage(recipient.locale, found, {
    link: skillCertificates.verifyLink(ctx, found.number),
    command: `${ctx.config.COMMAND} verify`,
  });
};

const ofHeats = gatheringNotices(stored, heatLook);

/** Who was there is said by the score sheets: nobody is asked why they were absent. */
const absent: NoticeRenderer = async () => ({ drop: 'marked' });

export const notices: Record<string, NoticeRenderer> = {
  ...ofHeats,
  absent,
  ...appealScreens.notices,
  ...fromCalendar,
  remark,
  decided,
  off,
  short,
  certificate,
};

const DATES: Follows = { things: ['of'] };
const ENTRANT: Follows = { things: ['entrant'] };

/** What the copies follow. */
export const follows: Record<string, Follows> = {
  ...gatheringFollows,
  duty: { things: ['item'] },
  news: { things: ['item'] },
  digest: { stays: 'the news of a day; its button opens the list as it is now' },
  opening: DATES,
  closing: DATES,
  turn: DATES,
  sheets: DATES,
  result: DATES,
  remark: ENTRANT,
  decided: ENTRANT,
  off: DATES,
  short: { stays: 'what was missing then; its button opens the form as it is now' },
  certificate: { stays: 'what was true when it was sent; its button shows what holds' },
};

/** Its notices as an officer would name them. */
export const noticeTitles: Record<string, Bilingual> = {
  ...calendar.titles,
  remark: { zh: '请评委复看', en: 'A second look' },
  decided: { zh: '成绩取消', en: 'Disqualified' },
  off: { zh: '比武取消', en: 'Cancelled' },
  short: { zh: '评委不够', en: 'Too few judges' },
  certificate: { zh: '比武证书', en: 'Certificates of skill contests' },
  duty: { zh: '申诉待办', en: 'Appeals: to do' },
  news: { zh: '申诉的进展', en: 'Appeals: news' },
};

/** Those that a member may refuse. */
export const refusable: Record<string, Bilingual> = {
  opening: { zh: '技能比武开放报名', en: 'Skill contests: sign-up opens' },
  closing: { zh: '技能比武报名快截止', en: 'Skill contests: sign-up closes soon' },
};
