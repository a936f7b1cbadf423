import type { ModalView } from '../../../bot/draw/block-kit.ts';
import { actions, button, context, cut, divider, modal, plain, section, sections } from '../../../bot/draw/blocks.ts';
import { officerMessages } from '../messages/officer-messages.ts';
import type { Reader } from '../messages/reader.ts';
import { messages } from '../messages/worker-messages.ts';
import { studyMessages } from '../study/messages.ts';
import type { StudyShown } from '../study/service/lists.ts';
import { LETTERS, linkOf, studyMessage } from '../study/views.ts';
import { reviseOpener } from './revise-views.ts';

/** The officer's page of a self-study: what it says, whom it reaches, how far people are. */
export interface StudyPage {
  id: string;
  state: 'draft' | 'publishing' | 'published';
  faults: readonly string[];
  people: number;
  shown: StudyShown | undefined;
  began: number;
  passed: readonly string[];
}

const NAMES = 40;
const NAME = 30;

export function studyPageModal(reader: Reader, page: StudyPage, words: PageWords, note?: string): ModalView {
  const say = studyMessages[reader.locale];
  const { id, state, faults, people, shown, began, passed } = page;
  const isOpen = shown !== undefined && shown.until > reader.now;
  const confirm = { title: say.publishTitle, text: say.publishText(people), yes: words.publish, no: say.notYet };
  const end = { title: say.endTitle, text: say.endText, yes: say.end, no: say.notYet };
  const isReady = faults.length === 0 && shown !== undefined;
  const terms = button({ action: 'training.terms', label: say.formTitle, value: id });
  const buttons =
    state === 'draft'
      ? [
          ...(isReady
            ? [button({ action: 'training.publish', label: words.publish, value: id, style: 'primary', confirm })]
            : []),
          ...(shown === undefined ? [{ ...terms, style: 'primary' as const }] : [terms]),
          button({ action: 'training.draft', label: words.edit, value: id }),
        ]
      : [
          button({ action: 'training.course', label: words.refresh, value: id }),
          terms,
          ...(state === 'published'
            ? [
                reviseOpener(reader.locale, id),
                button({ action: 'training.again', label: officerMessages[reader.locale].again, value: id }),
              ]
            : []),
          ...(isOpen && state === 'published'
            ? [button({ action: 'training.studyEnd', label: say.end, value: id, style: 'danger', confirm: end })]
            : []),
        ];
  const missing = [...faults, ...(shown === undefined ? [say.needs] : [])];
  const names = passed.slice(0, NAMES).map((name) => plain(cut(name, NAME)));
  const listed = `${names.join(reader.locale === 'zh' ? '、' : ', ')}${passed.length > NAMES ? ` ${words.and(passed.length)}` : ''}`;
  return modal({
    callback: 'training.course',
    title: messages[reader.locale].title,
    close: messages[reader.locale].close,
    metadata: id,
    blocks: [
      ...(note === undefined ? [] : [section(note)]),
      ...(missing.length === 0 ? [] : [section(`*${words.incomplete}*\n${missing.join('\n')}`)]),
      section(state === 'draft' ? say.size(people) : say.count(began, passed.length)),
      ...(names.length === 0 ? [] : sections(say.names(listed))),
      actions(...buttons),
      ...(shown === undefined
        ? []
        : [
            divider(),
            section(words.preview),
            ...studyMessage(reader, { ...shown, stage: 'new' }).blocks.filter((one) => one.type !== 'actions'),
            section(linkOf(reader, shown)),
            context(
              [
                plain(shown.question.words),
                ...shown.question.options.map((one, index) => `${LETTERS[index]}  ${plain(one)}`),
              ].join('\n'),
            ),
          ]),
    ],
  });
}

/** Words of the officers' pages. */
export interface PageWords {
  publish: string;
  edit: string;
  refresh: string;
  incomplete: string;
  preview: string;
  and(count: number): string;
}
