import type { AnyBlock, Message, ModalView } from '../../../bot/draw/block-kit.ts';
import { actions, button, input, modal, option, plain, section } from '../../../bot/draw/blocks.ts';
import { message } from '../../../bot/draw/message.ts';
import type { Locale } from '../../../lib/language.ts';
import { COMPANY } from '../form/views.ts';
import { messages } from '../messages.ts';
import { type OfficerTexts, officerMessages } from '../officer/messages.ts';
import { userInput } from '../officer/views.ts';
import { KIND_NAME, type Kind, USUAL } from './rules.ts';

/** Routes shown of a kind: more than a company's branches. */
const ROUTES = 20;

/** All kinds with their clocks and routes. */
export function kindsMessage(locale: Locale, kinds: readonly Kind[]): Message {
  const say = officerMessages[locale];
  const lines = kinds.map((kind) => {
    const routes = kind.routes
      .slice(0, ROUTES)
      .map(({ branch, owner, deputy }) =>
        say.route(
          plain(branch) || messages[locale].form.company,
          `<@${owner}>`,
          deputy === undefined ? '' : `<@${deputy}>`,
        ),
      );
    return [
      `*${plain(kind.title[locale])}*${kind.isRetired ? ` · ${say.retired}` : ''}`,
      say.kindLine(kind.acceptDays, kind.replyDays, kind.dueDays, kind.points),
      ...routes,
    ].join('\n');
  });
  return message([
    section(say.kindsLead),
    ...kinds.map((kind, index) =>
      section(lines[index] ?? '', button({ action: `suggestions.kind:${index}`, label: say.change, value: kind.kind })),
    ),
    actions(button({ action: 'suggestions.addKind', label: say.addKind })),
  ]);
}

/** A kind's names, clocks and points, and one branch's route. @param kind absent: a new one */
export function kindModal(locale: Locale, kind: Kind | undefined, branches: readonly string[]): ModalView {
  const say = officerMessages[locale];
  const { title, routes, isRetired, ...numbers } = kind ?? { ...USUAL, title: { zh: '', en: '' } };
  const name = (id: string, label: string, initial: string): AnyBlock =>
    input({ kind: 'text', id, label, max: KIND_NAME, initial });
  const number = (id: 'acceptDays' | 'replyDays' | 'dueDays' | 'points', label: string): AnyBlock =>
    input({ kind: 'number', id, label, initial: String(numbers[id]) });
  const company = routes.find((one) => one.branch === '');
  return modal({
    callback: 'suggestions.kind',
    title: kind === undefined ? say.kindNew : title[locale],
    submit: say.save,
    close: messages[locale].cancel,
    metadata: kind?.kind ?? '',
    blocks: [
      name('zh', say.nameZh, title.zh),
      name('en', say.nameEn, title.en),
      number('acceptDays', say.acceptDays),
      number('replyDays', say.replyDays),
      number('dueDays', say.dueDays),
      number('points', say.points),
      input({
        kind: 'select',
        id: 'branch',
        label: say.routeBranch,
        options: [option(COMPANY, messages[locale].form.company), ...branches.map((one) => option(one, one))],
        initial: COMPANY,
      }),
      userInput('owner', say.routeOwner, company?.owner, true),
      userInput('deputy', say.routeDeputy, company?.deputy, true),
      ...(kind === undefined
        ? []
        : [actions(isRetired ? restoreButton(say, kind.kind) : retireButton(say, kind.kind))]),
    ],
  });
}

const restoreButton = (say: OfficerTexts, value: string) =>
  button({ action: 'suggestions.restoreKind', label: say.restore, value });

const retireButton = (say: OfficerTexts, value: string) =>
  button({
    action: 'suggestions.retireKind',
    label: say.retire,
    value,
    style: 'danger',
    confirm: { title: say.retire, text: say.retireAsk, yes: say.retire, no: say.retireKeep },
  });
