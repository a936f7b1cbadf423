import type { Message, ModalView } from '../../../bot/draw/block-kit.ts';
import { actions, button, context, modal, section } from '../../../bot/draw/blocks.ts';
import type { FormReader } from '../../../bot/draw/form/field.ts';
import { message } from '../../../bot/draw/message.ts';
import { NONE, type NumbersPage, type NumbersRow } from '../../../bot/draw/numbers-page.ts';
import type { Standing } from '../../../certificates/certified.ts';
import { certificateWords } from '../../../certificates/messages.ts';
import type { Locale } from '../../../lib/language.ts';
import type { SheetCell } from '../../../lib/tables/xlsx-write.ts';
import { valueWords } from '../judging-views.ts';
import { messages } from '../messages.ts';
import type { SkillCertificate } from '../model.ts';
import { appealRef, disciplineRef, pdfRef } from '../refs.ts';
import { HUNDREDTHS } from '../rules/criteria.ts';
import type { ScoredCriterion } from '../rules/scoring.ts';
import type { Figures, Year, YearRow } from '../service/numbers.ts';
import type { ResultPage } from '../service/shown.ts';
import { named, pointsOf, reasoned, timeOf } from '../told.ts';
import { resultMessages } from './messages.ts';

/** A criterion of a result: what it came to, and what judges gave, without their names. */
function criterionLines(reader: FormReader, { criterion, given, points, corrected }: ScoredCriterion): string[] {
  const said = resultMessages[reader.locale];
  const one = ({ value, before, points: worth, isDropped }: ScoredCriterion['given'][number]): string => {
    const now = valueWords(reader, criterion, value);
    const words = before === undefined ? now : said.wasBefore(valueWords(reader, criterion, before), now);
    const whole = `${words} = ${pointsOf(worth)}`;
    return isDropped ? said.droppedOne(whole) : whole;
  };
  return [
    said.criterionLine(named(criterion.name), pointsOf(points), String(criterion.points)),
    said.given(given.map(one).join(' · ')),
    ...(corrected === undefined ? [] : [said.changedBy(reasoned(corrected.reason))]),
  ];
}

/** "How was my result computed?" */
export function resultModal(reader: FormReader, page: ResultPage, note?: string): ModalView {
  const say = messages[reader.locale];
  const said = resultMessages[reader.locale];
  const { contest, discipline, entrant, result, placed, of, mayAppeal, appeal } = page;
  const { criteria, practical, most, theory, total, seconds } = result;
  const corrected = entrant.corrections.findLast(({ criterion }) => criterion === 'theory');
  const weight = theory?.weight ?? 0;
  const state =
    entrant.state === 'disqualified'
      ? say.yourDisqualification(reasoned(entrant.reason ?? ''))
      : entrant.state === 'absent'
        ? say.yourAbsence
        : placed?.place === undefined
          ? undefined
          : say.yourPlace(placed.place, of);
  const sums = [
    said.practical(pointsOf(practical), pointsOf(most)),
    ...(theory === undefined ? [] : [said.theoryResult(theory.right, theory.of)]),
    ...(corrected === undefined ? [] : [said.changedBy(reasoned(corrected.reason))]),
    said.formula(100 - weight, weight),
    said.total(pointsOf(total)),
    ...(seconds === undefined ? [] : [say.seconds(seconds)]),
    say.ties[discipline.tie],
  ];
  const isScored = entrant.completeAt !== undefined;
  const until = contest.appealsUntil;
  return modal({
    callback: 'bot.shown',
    title: said.resultTitle,
    close: say.close,
    blocks: [
      section(
        [
          `*${named(discipline.name)}* · ${say.start(entrant.start)}`,
          named(contest.name),
          ...(state === undefined ? [] : [state]),
        ].join('\n'),
      ),
      ...(note === undefined ? [] : [section(note)]),
      ...(isScored ? criteria.map((one) => section(criterionLines(reader, one).join('\n'))) : []),
      ...(isScored ? [section(sums.join('\n'))] : []),
      ...(appeal === undefined ? [] : [context(said.hasAppealed(appeal))]),
      ...(mayAppeal && until !== undefined ? [context(say.appealUntil(timeOf(reader, until)))] : []),
      actions(
        ...(mayAppeal ? [button({ ...appealRef.button({ id: entrant._id }), label: said.appeal })] : []),
        button({
          ...disciplineRef.button({ id: contest._id, discipline: discipline.id }, 'back'),
          label: say.backToDiscipline,
        }),
      ),
    ],
  });
}

/** A certificate as its holder is told of it. */
export function certificateMessage(
  locale: Locale,
  { number, topic, issuedOn, validity, discipline, contest }: Standing<SkillCertificate>,
  way: { link: string | undefined; command: string },
): Message {
  const say = messages[locale];
  const said = resultMessages[locale];
  const words = certificateWords[locale];
  const open = button({ ...disciplineRef.button({ id: contest, discipline }), label: say.open });
  if (validity === 'annulled') return message([section(said.certificateGone(named(topic))), actions(open)]);
  const check = way.link === undefined ? said.verifyBy(way.command, number) : said.verifyAt(way.link);
  return message([
    section(
      [
        `*${said.certificateLead(named(topic))}*`,
        `${words.number(number)} · ${words.issued(words.day(issuedOn))}`,
        check,
      ].join('\n'),
    ),
    actions(button({ ...pdfRef.button({ number }), label: say.certificate, style: 'primary' }), open),
  ]);
}

const figures = ({ contests, entrants, placed, titled }: Figures): SheetCell[] => [contests, entrants, placed, titled];
const rows = (lines: readonly Figures[], nameOf: (key: string) => string): NumbersRow[] =>
  lines.map((line) => [nameOf(line.key), ...figures(line)]);

/** The year in numbers: contests, entries, by branch and by year. */
export function numbersPage(locale: Locale, year: Year): NumbersPage {
  const { stats } = resultMessages[locale];
  const { company } = messages[locale];
  const { all } = year;
  return {
    title: stats.title,
    scope: stats.scope(year.year, year.branch ?? company),
    head: [all.contests === 0 ? stats.none : stats.head(all.contests, all.entrants)],
    columns: stats.columns,
    total: [stats.total, ...figures(all)],
    parts: [
      { title: stats.byContest, rows: rows(year.contests, (key) => key) },
      { title: stats.byBranch, rows: rows(year.branches, (key) => key || company) },
      { title: stats.byYear, rows: rows(year.years, (key) => key) },
    ],
    file: button({ action: 'skills.export', label: stats.export }),
  };
}

/** Each entrant of the year as a row of the file. */
export const yearRows = (locale: Locale, all: readonly YearRow[]): SheetCell[][] => {
  const { stats } = resultMessages[locale];
  const { entrantStates, company } = messages[locale];
  return all.map(({ contest, discipline, name, branch, start, state, place, total }) => [
    contest,
    discipline,
    name,
    branch || company,
    start,
    state === 'in' ? stats.competes : entrantStates[state],
    place ?? NONE,
    total === undefined ? NONE : total / HUNDREDTHS,
  ]);
};
