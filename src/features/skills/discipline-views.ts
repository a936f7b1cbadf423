import type { Button } from '@slack/types';
import type { AnyBlock, Message, ModalView } from '../../bot/draw/block-kit.ts';
import { actions, button, context, cut, divider, modal, section } from '../../bot/draw/blocks.ts';
import type { FormReader } from '../../bot/draw/form/field.ts';
import { message } from '../../bot/draw/message.ts';
import type { CardNews } from '../../gatherings/card/actions.ts';
import { type GatheringCard, gatheringAbout, gatheringCard } from '../../gatherings/card/views.ts';
import { ownLine, stateLine } from './contest-views.ts';
import { messages } from './messages.ts';
import {
  cancelHeatRef,
  contestRef,
  criteriaFormRef,
  disciplineFormRef,
  disciplineRef,
  dropRef,
  entrantsRef,
  heatFormRef,
  judgedRef,
  measuredRef,
  pdfRef,
  resultRef,
  theoryRef,
} from './refs.ts';
import { isPlanned } from './rules/contest.ts';
import type { Criterion } from './rules/records.ts';
import type { DisciplinePage, ShownHeat } from './service/shown.ts';
import { named, pointsOf, timeOf, whenOf } from './told.ts';

const LEVEL = 60;

const card: GatheringCard<ShownHeat> = gatheringCard<ShownHeat>({
  feature: 'skills',
  messages,
  // Once numbers are drawn nobody signs up any more.
  signUp: (reader, shown) =>
    shown.isDrawn
      ? []
      : [
          button({
            ...card.refs.join.button({ id: shown.id, guests: 0 }, shown.id),
            label: messages[reader.locale].join,
            style: 'primary',
          }),
        ],
});

/** A criterion in the officer's and the reader's words. */
export function criterionLines(reader: FormReader, criterion: Criterion): string[] {
  const say = messages[reader.locale];
  const head = `*${named(criterion.name)}* · ${say.points(criterion.points)}`;
  if (criterion.kind === 'judged')
    return [
      `${head} · ${say.judgedIs}`,
      ...criterion.levels.map((words, nth) => `${nth}  ${named(cut(words, LEVEL))}`).toReversed(),
    ];
  const { target, tolerance, unit, rows } = criterion;
  const measure = (value: number) => named(unit === '' ? String(value) : `${value} ${unit}`);
  const table = rows.map(({ to, points }) => say.row(measure(to), points)).join(reader.locale === 'zh' ? '，' : ', ');
  return [head, say.measuredIs(measure(target), measure(tolerance), table)];
}

function criterionRows(reader: FormReader, page: DisciplinePage): AnyBlock[] {
  const say = messages[reader.locale];
  const { contest, discipline, isManaged } = page;
  const mayChange = isManaged && isPlanned(contest);
  return discipline.criteria.flatMap((one): AnyBlock[] => {
    const of = { id: contest._id, discipline: discipline.id, criterion: one.id };
    const formRef = one.kind === 'judged' ? judgedRef : measuredRef;
    const text = criterionLines(reader, one).join('\n');
    return [mayChange ? section(text, button({ ...formRef.button(of, one.id), label: say.edit })) : section(text)];
  });
}

/** A heat in a line: when, where, how full, and where the reader stands with it. */
function heatLines(reader: FormReader, shown: ShownHeat): string[] {
  const state = card.stateLine(reader, shown);
  const isToCome = shown.state === 'open' && shown.startsAt > reader.now && !shown.isDrawn;
  return [
    [whenOf(reader, shown), named(shown.where)].join(' · '),
    [...(isToCome ? [card.roomLine(reader, shown)] : []), ...(state === undefined ? [] : [state])].join(' · '),
  ];
}

function heatRow(reader: FormReader, shown: ShownHeat): AnyBlock {
  const mayJoin = !shown.isDrawn && shown.state === 'open' && shown.own === undefined && shown.startsAt > reader.now;
  const lines = heatLines(reader, shown);
  if (!mayJoin || shown.isManaged) return card.row(reader, shown, lines, shown.id);
  const { join } = card.refs;
  return section(
    lines.filter(Boolean).join('\n'),
    button({
      ...join.button({ id: shown.id, guests: 0 }, shown.id),
      label: messages[reader.locale].join,
      style: 'primary',
    }),
  );
}

function ownButtons({ locale }: FormReader, { own, contest }: DisciplinePage): Button[] {
  const say = messages[locale];
  const { entrant, hasTheory, certificate } = own;
  return [
    ...(hasTheory && entrant !== undefined
      ? [button({ ...theoryRef.button({ id: entrant._id }), label: say.theory, style: 'primary' })]
      : []),
    ...(entrant !== undefined && contest.results !== undefined
      ? [button({ ...resultRef.button({ id: entrant._id }), label: say.howComputed })]
      : []),
    ...(certificate === undefined
      ? []
      : [button({ ...pdfRef.button({ number: certificate }), label: say.certificate, style: 'primary' })]),
    button({ ...contestRef.button({ id: contest._id }, 'back'), label: say.back }),
  ];
}

function officerButtons({ locale }: FormReader, page: DisciplinePage): Button[] {
  const say = messages[locale];
  const { contest, discipline, isManaged, isSteward } = page;
  const of = { id: contest._id, discipline: discipline.id };
  const mayPlan = isManaged && isPlanned(contest);
  const hasEntrants = contest.lot !== undefined && isSteward;
  return [
    ...(hasEntrants
      ? [button({ ...entrantsRef.button({ ...of, page: 1 }), label: say.entrants, style: 'primary' })]
      : []),
    ...(mayPlan
      ? [
          button({ ...measuredRef.button(of, 'new'), label: say.addMeasured }),
          button({ ...judgedRef.button(of, 'new'), label: say.addJudged }),
          button({ ...criteriaFormRef.button(of), label: say.importCriteria }),
          button({
            ...heatFormRef.button({ contest: contest._id, discipline: discipline.id }, 'new'),
            label: say.addHeat,
          }),
        ]
      : []),
    ...(mayPlan || (isManaged && contest.state === 'running')
      ? [button({ ...disciplineFormRef.button(of, 'edit'), label: say.editDiscipline })]
      : []),
  ];
}

function ruleLines(reader: FormReader, { discipline, judges }: DisciplinePage): string[] {
  const say = messages[reader.locale];
  const { isBlind, isDropped, spread, tie, theory } = discipline;
  const comma = reader.locale === 'zh' ? '、' : ', ';
  return [
    ...(judges.length === 0 ? [] : [say.judges(judges.map(named).join(comma))]),
    [...(isBlind ? [say.blind] : []), ...(isDropped ? [say.dropped] : []), say.spread(spread)].join(' · '),
    say.ties[tie],
    ...(theory === undefined ? [] : [say.theoryIs(theory.count, theory.minutes, theory.weight)]),
  ];
}

function placeBlocks(reader: FormReader, { places, isPreview, contest }: DisciplinePage): AnyBlock[] {
  const say = messages[reader.locale];
  if (contest.results === undefined && !isPreview) return [];
  const lines = places.map(({ place = 0, name, total }) => say.placeLine(place, named(name), pointsOf(total)));
  return [section([isPreview ? say.preview : say.places, ...(lines.length === 0 ? [say.noPlaces] : lines)].join('\n'))];
}

/** A discipline: what is asked, when, and where the reader stands. */
export function disciplineModal(reader: FormReader, page: DisciplinePage, note?: string): ModalView {
  const say = messages[reader.locale];
  const { contest, discipline, heats, own, isManaged, short } = page;
  const line = ownLine(reader, own);
  const officers = officerButtons(reader, page);
  const shown = { contest, isOpen: heats.some(({ isDrawn }) => !isDrawn) && contest.state === 'open' };
  return modal({
    callback: 'bot.shown',
    title: say.discipline,
    close: say.close,
    blocks: [
      section([`*${named(discipline.name)}*`, named(contest.name), stateLine(reader, shown)].join('\n')),
      ...(note === undefined ? [] : [section(note)]),
      ...(line === undefined ? [] : [section(line)]),
      ...(isManaged && short.length > 0 ? [section(say.short(short.join(', ')))] : []),
      actions(...ownButtons(reader, page)),
      ...placeBlocks(reader, page),
      section(heats.length === 0 ? say.noHeats : say.heats),
      ...heats.map((one) => heatRow(reader, one)),
      ...(discipline.criteria.length === 0 ? [] : [section(say.criteria), ...criterionRows(reader, page)]),
      context(ruleLines(reader, page).join('\n')),
      ...(officers.length === 0 ? [] : [divider(), actions(...officers)]),
    ],
  });
}

/** What an officer does about a criterion, below its form. */
export const dropButton = (
  { locale }: FormReader,
  of: { id: string; discipline: string; criterion: string },
): AnyBlock => actions(button({ ...dropRef.button(of), label: messages[locale].dropCriterion, style: 'danger' }));

function heatFacts(reader: FormReader, shown: ShownHeat): string[] {
  const { disciplineName, contestName, where } = shown;
  return [
    `*${named(disciplineName)}*`,
    named(contestName),
    [whenOf(reader, shown), named(where)].join(' · '),
    card.roomLine(reader, shown),
  ];
}

const wayToDiscipline = ({ locale }: FormReader, { contest, discipline }: ShownHeat): Button =>
  button({ ...disciplineRef.button({ id: contest, discipline }, 'of'), label: messages[locale].toDiscipline });

/** A heat with the reader's own state and what to do about it. */
export const heatMessage = (reader: FormReader, shown: ShownHeat, news: CardNews<never> = {}): Message =>
  message(
    card.blocks(reader, shown, {
      lead: news.lead,
      facts: heatFacts(reader, shown),
      note: news.note,
      more: [wayToDiscipline(reader, shown)],
    }),
  );

export function heatModal(reader: FormReader, shown: ShownHeat, news: CardNews<never> = {}): ModalView {
  const say = messages[reader.locale];
  const { id, contest, discipline, isManaged, state, endsAt } = shown;
  const mayChange = isManaged && state === 'open' && endsAt > reader.now;
  return modal({
    callback: 'bot.shown',
    title: say.heat,
    close: say.close,
    metadata: gatheringAbout(id),
    blocks: [
      ...card.blocks(reader, shown, {
        facts: heatFacts(reader, shown),
        note: news.note,
        more: [wayToDiscipline(reader, shown)],
      }),
      ...(mayChange
        ? [
            divider(),
            actions(
              button({ ...heatFormRef.button({ contest, discipline, id }, 'edit'), label: say.heatEdit }),
              button({ ...cancelHeatRef.button({ id }), label: say.heatCancel, style: 'danger' }),
            ),
          ]
        : []),
    ],
  });
}

/** When somebody begins, for a notice. */
export const startLine = (reader: FormReader, { start, startsAt }: { start: number; startsAt: Date }): string =>
  messages[reader.locale].yourNumber(start, timeOf(reader, startsAt));
