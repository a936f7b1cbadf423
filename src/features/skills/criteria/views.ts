import type { ModalView } from '../../../bot/draw/block-kit.ts';
import { actions, button, context, cut, modal, plain, section } from '../../../bot/draw/blocks.ts';
import { type BadRows, badRowsOf } from '../../../imports/bad-rows.ts';
import { badRowWords, notReadLines } from '../../../imports/words.ts';
import type { Locale } from '../../../lib/language.ts';
import { formMessages } from '../form-messages.ts';
import { messages } from '../messages.ts';
import { criteriaRef } from '../refs.ts';
import type { CriterionFault } from '../rules/criteria-file.ts';
import type { CriteriaPreview } from '../service/criteria-file.ts';
import { named } from '../told.ts';
import { criteriaMessages } from './messages.ts';

const FAULTS_SHOWN = 20;
const NAME = 40;

function faultWords(locale: Locale, why: CriterionFault): string {
  const say = criteriaMessages[locale];
  if (typeof why === 'string') return say.faults[why];
  const { fault, line } = why.rows;
  return say.inTable(formMessages[locale].rowFaults[fault](line));
}

/** What a file would bring: what can be imported, then the rows to fix. */
export function criteriaPreview(
  locale: Locale,
  about: ReturnType<typeof criteriaRef.read>,
  preview: CriteriaPreview,
): ModalView {
  const say = criteriaMessages[locale];
  const { discipline, good, bad } = preview;
  const head = [
    `*${named(discipline.name)}*`,
    good.length > 0 ? say.found(good.length) : say.none,
    ...good.map(({ name, points }) => `• ${named(name)} · ${messages[locale].points(points)}`),
    ...notReadLines(locale, preview, say.columns, (text) => plain(cut(text, NAME))),
    ...(bad.length > 0 ? [say.bad(bad.length)] : []),
  ];
  const more = bad.length - FAULTS_SHOWN;
  return modal({
    callback: criteriaRef.name,
    title: say.title,
    metadata: criteriaRef.pack(about),
    close: say.close,
    ...(good.length > 0 ? { submit: say.submit } : {}),
    blocks: [
      section(head.join('\n')),
      ...bad.slice(0, FAULTS_SHOWN).map(({ line, why }) => section(say.row(line, plain(faultWords(locale, why))))),
      ...(more > 0 ? [context(say.more(more))] : []),
      ...(bad.length > 0
        ? [
            actions(
              button({
                action: 'skills.badRows',
                label: badRowWords[locale].button,
                value: criteriaRef.pack(about),
              }),
            ),
          ]
        : []),
    ],
  });
}

/** The rows of a file to fix, as a file. */
export const criteriaBadRows = (locale: Locale, { written, bad }: CriteriaPreview): BadRows =>
  badRowsOf(written, bad, ({ why }) => faultWords(locale, why));
