import type { ModalView } from '../../../bot/draw/block-kit.ts';
import { actions, button, context, cut, modal, option, plain, section, sections } from '../../../bot/draw/blocks.ts';
import { choice } from '../../../bot/draw/form/chosen.ts';
import type { FormReader } from '../../../bot/draw/form/field.ts';
import { text } from '../../../bot/draw/form/kinds.ts';
import { pager } from '../../../bot/draw/pager.ts';
import type { Locale } from '../../../lib/language.ts';
import { messages } from '../messages.ts';
import type { Bank, BankQuestion } from '../model.ts';
import { officerMessages } from '../officer-messages.ts';
import { keyWords } from '../question/key/words.ts';
import { pictureOf } from '../question/picture-views.ts';
import { questionBody, reasons } from '../question/question-views.ts';
import { letterOf } from '../question/rules/answer-words.ts';
import { QUESTION_KINDS } from '../question/rules/question.ts';
import { ITEM_LIMITS } from '../stats/rules.ts';
import type { Item } from '../stats/service.ts';
import { browseMessages } from './messages.ts';
import type { BrowseFilter, BrowsePage } from './service.ts';

const STEM = 150;
const ANY = 'any';

/** By what the questions are searched. */
const FIELDS = {
  words: text({
    label: (locale) => browseMessages[locale].words,
    hint: (locale) => browseMessages[locale].wordsHint,
    max: 100,
  }),
  kind: choice({
    label: (locale) => browseMessages[locale].kind,
    of: [ANY, ...QUESTION_KINDS] as const,
    words: (locale, one) => (one === ANY ? browseMessages[locale].any : officerMessages[locale].kinds[one]),
    needed: true,
  }),
  category: choice({ label: (locale) => browseMessages[locale].category, needed: true }),
  state: choice({
    label: (locale) => browseMessages[locale].state,
    of: ['active', 'retired'] as const,
    words: (locale, one) => browseMessages[locale][one],
    needed: true,
  }),
};

/** A bank's questions, a page at a time, under what they are searched by. */
export function browseModal(reader: FormReader, bank: Bank, filter: BrowseFilter, found: BrowsePage): ModalView {
  const { locale } = reader;
  const say = browseMessages[locale];
  const { kinds } = officerMessages[locale];
  const categories = [...new Set([...found.categories, ...(filter.category === undefined ? [] : [filter.category])])];
  return modal({
    callback: 'quiz.browse',
    title: say.title,
    submit: say.find,
    close: say.close,
    metadata: bank._id,
    blocks: [
      section(`*${plain(bank.name)}*  ${say.found(found.total)}`),
      ...found.rows.flatMap((one) => [
        section(plain(cut(one.content.stem.replace(/\s+/g, ' '), STEM)), openButton(say.open, one._id)),
        context([kinds[one.content.kind], plain(cut(one.content.category, 60))].filter(Boolean).join(' · ')),
      ]),
      ...pager(locale, 'quiz.browse', found),
      ...FIELDS.words.draw({ id: 'words', raw: filter.words, reader }),
      ...FIELDS.kind.draw({ id: 'kind', raw: filter.kind ?? ANY, reader }),
      ...(categories.length === 0
        ? []
        : FIELDS.category.draw({
            id: 'category',
            raw: filter.category === undefined ? ANY : `=${filter.category}`,
            reader,
            options: [option(ANY, say.any), ...categories.map((name) => option(`=${name}`, name))],
          })),
      ...FIELDS.state.draw({ id: 'state', raw: filter.state, reader }),
    ],
  });
}

function openButton(label: string, id: string) {
  return button({ action: `quiz.question:${id}`, label, value: id });
}

/** What a person chose to search by. */
export function filterOf(inputs: Record<string, unknown>): BrowseFilter {
  const category = String(inputs.category ?? ANY);
  return {
    words: String(inputs.words ?? '').trim(),
    kind: QUESTION_KINDS.find((kind) => kind === inputs.kind),
    category: category.startsWith('=') ? category.slice(1) : undefined,
    state: inputs.state === 'retired' ? 'retired' : 'active',
  };
}

/** One question as a worker sees it, with its key, and what can be done with it. */
export function questionModal(locale: Locale, question: BankQuestion): ModalView {
  const say = browseMessages[locale];
  const { _id: id, content, state } = question;
  const order = 'options' in content ? [...content.options.keys()] : [];
  const about = [say.key(plain(keyWords(locale, content))), ...reasons(messages[locale], content)];
  const retire = button({
    action: `quiz.retire:${id}`,
    label: say.retire,
    value: id,
    style: 'danger',
    confirm: { title: say.retireTitle, text: say.retireText, yes: say.retire, no: say.cancel },
  });
  return modal({
    callback: 'quiz.question',
    title: say.question,
    close: say.close,
    blocks: [
      ...sections(questionBody({ content, order })),
      ...pictureOf(content),
      ...sections(about.join('\n')),
      context([officerMessages[locale].kinds[content.kind], say[state]].join(' · ')),
      actions(
        button({ action: `quiz.mend:${id}`, label: say.mend, value: id, style: 'primary' }),
        button({ action: `quiz.questionStats:${id}`, label: say.stats, value: id }),
        state === 'active' ? retire : button({ action: `quiz.restore:${id}`, label: say.restore, value: id }),
      ),
    ],
  });
}

/** How one question did. @param item undefined: nobody answered it. */
export function questionStatsModal(locale: Locale, item: Item | undefined): ModalView {
  const say = browseMessages[locale];
  return modal({
    callback: 'quiz.questionStats',
    title: say.stats,
    close: say.close,
    blocks: [section((item === undefined ? [say.statsNone] : statsLines(locale, item)).join('\n'))],
  });
}

function statsLines(locale: Locale, { content, stats }: Item): string[] {
  const say = browseMessages[locale];
  const percent = (share: number) => `${Math.round(share * 100)}%`;
  const names = content.kind === 'truefalse' ? [messages[locale].yes, messages[locale].no] : undefined;
  return [
    say.answers(stats.answers, percent(stats.facility ?? 0)),
    stats.discrimination === undefined
      ? say.tooFew(ITEM_LIMITS.minimum)
      : say.discrimination(stats.discrimination.toFixed(1)),
    ...stats.chosen.map((count, index) =>
      say.chosen(names?.[index] ?? letterOf(index), count, percent(count / Math.max(1, stats.answers))),
    ),
    ...(stats.medianMs === undefined ? [] : [say.seconds(Math.max(1, Math.round(stats.medianMs / 1000)))]),
  ];
}
