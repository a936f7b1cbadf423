import type { AnyBlock, ModalView } from '../../bot/draw/block-kit.ts';
import { actions, button, context, modal, section } from '../../bot/draw/blocks.ts';
import type { FormReader } from '../../bot/draw/form/field.ts';
import { messages } from './messages.ts';
import {
  disputeRef,
  dossierRef,
  dropEvidenceRef,
  evidenceRef,
  hideRef,
  objectRef,
  programmeRef,
  withdrawRef,
} from './refs.ts';
import type { Checked } from './rules/records.ts';
import type { DossierPage } from './service/shown.ts';
import { named, pointsOf, quoted, timeOf } from './told.ts';

/** What is left of Slack's hundred blocks when the rest is drawn. */
const MOST_LINES = 60;

/** How a rule stands: what is asked, what there is, whether that is enough. */
export function checkedLine({ locale }: FormReader, { rule, needed, has, isMet }: Checked): string {
  const say = messages[locale];
  return `${say.rules[rule](needed)} · ${say.has[rule](has)} · ${isMet ? say.met : say.unmet}`;
}

function lineBlocks(reader: FormReader, { lines, mayArrange, nominee }: DossierPage): AnyBlock[] {
  const say = messages[reader.locale];
  if (lines.length === 0) return [section(say.noLines)];
  return lines.slice(0, MOST_LINES).map(({ key, text, isFixed, isHidden }, nth) => {
    const words = quoted(text[reader.locale]);
    const shown = isHidden ? `${words} ${say.hiddenLine}` : words;
    if (!mayArrange || isFixed === true) return section(shown);
    const at = { id: nominee._id, line: key, isHidden: !isHidden };
    return section(shown, button({ ...hideRef.button(at, nth), label: isHidden ? say.show : say.hide }));
  });
}

function evidenceBlocks(reader: FormReader, { nominee, mayArrange }: DossierPage): AnyBlock[] {
  const say = messages[reader.locale];
  if (nominee.evidence.length === 0) return [];
  return [
    section(`*${say.evidenceHead}*`),
    ...nominee.evidence.map(({ id, text, link }) => {
      const words = link === undefined ? quoted(text) : `${quoted(text)}\n${quoted(link)}`;
      if (!mayArrange) return section(words);
      const drop = button({ ...dropEvidenceRef.button({ id: nominee._id, evidence: id }, id), label: say.drop });
      return section(words, drop);
    }),
  ];
}

function nominationLines(reader: FormReader, { nominee, isOwn, names }: DossierPage): string[] {
  const say = messages[reader.locale];
  return nominee.nominations.slice(0, 10).map(({ by, as, why }) => {
    // Who has nominated somebody is theirs to know; others read why.
    const who = isOwn && as !== 'self' ? ` · ${named(names.get(by) ?? '')}` : '';
    return `${say.as[as]}${who}\n${why === '' ? say.noWhy : quoted(why)}`;
  });
}

function scoreLines(reader: FormReader, { programme, nominee, hasScores }: DossierPage): string[] {
  const say = messages[reader.locale];
  const { means, total } = nominee;
  if (!hasScores || means === undefined || total === undefined) return [];
  const all = programme.criteria.map(({ id, name, points }) => `${named(name)} ${pointsOf(means[id] ?? 0)}/${points}`);
  return [`*${say.means}*`, all.join(' · '), say.total(pointsOf(total))];
}

/** A dossier, with all that its reader can do about it. */
export function dossierModal(reader: FormReader, page: DossierPage, note?: string): ModalView {
  const say = messages[reader.locale];
  const { programme, title, nominee, name, isOwn, checked, mayArrange, mayDispute, mayWithdraw, mayObject } = page;
  const id = { id: nominee._id };
  const end = programme.state === 'checking' ? programme.checkUntil : programme.nominateUntil;
  const state = [
    say.nomineeStates[nominee.state],
    ...(nominee.reason === undefined ? [] : [say.why(quoted(nominee.reason))]),
  ];
  const scores = scoreLines(reader, page);
  const buttons = [
    ...(mayArrange ? [button({ ...evidenceRef.button(id), label: say.addEvidence, style: 'primary' })] : []),
    ...(mayDispute ? [button({ ...disputeRef.button(id), label: say.dispute })] : []),
    ...(mayObject ? [button({ ...objectRef.button(id), label: say.object })] : []),
    button({ ...programmeRef.button({ id: programme._id }), label: say.open }),
    ...(mayWithdraw
      ? [
          button({
            ...withdrawRef.button(id),
            label: say.withdraw,
            style: 'danger',
            confirm: { title: say.withdrawTitle, text: say.withdrawText, yes: say.withdraw, no: say.notNow },
          }),
        ]
      : []),
  ];
  return modal({
    callback: 'bot.shown',
    title: say.dossier,
    close: say.close,
    metadata: aboutDossier(nominee._id),
    blocks: [
      section([`*${named(name)}* · ${named(title.name)}`, named(programme.name), state.join(' · ')].join('\n')),
      ...(note === undefined ? [] : [section(note)]),
      ...(isOwn ? [context(mayArrange && end !== undefined ? say.arrangeUntil(timeOf(reader, end)) : say.fixed)] : []),
      ...(scores.length === 0 ? [] : [section(scores.join('\n'))]),
      ...(checked.length === 0
        ? []
        : [section([`*${say.rulesHead}*`, ...checked.map((one) => checkedLine(reader, one))].join('\n'))]),
      section(`*${say.linesHead}*`),
      ...lineBlocks(reader, page),
      ...evidenceBlocks(reader, page),
      section(`*${say.nominationsHead}*`),
      ...nominationLines(reader, page).map((text) => section(text)),
      actions(...buttons),
    ],
  });
}

/** The `private_metadata` of a dossier. */
export const aboutDossier = (id: string): string => `honours dossier ${id}`;

/** Somebody's own nominations, each with its dossier. */
export function ownModal(
  reader: FormReader,
  found: readonly { id: string; programme: string; title: string; state: keyof ReturnType<typeof statesOf> }[],
  note?: string,
): ModalView {
  const say = messages[reader.locale];
  return modal({
    callback: 'bot.shown',
    title: say.myNominations,
    close: say.close,
    blocks: [
      ...(note === undefined ? [] : [section(note)]),
      ...(found.length === 0 ? [section(say.noNominations)] : []),
      ...found.map(({ id, programme, title, state }) =>
        section(
          [`*${named(title)}*`, named(programme), say.nomineeStates[state]].join(' · '),
          button({ ...dossierRef.button({ id }, id), label: say.open }),
        ),
      ),
    ],
  });
}

const statesOf = (reader: FormReader) => messages[reader.locale].nomineeStates;
