import { button, input, modal, option, plain, section } from '../../bot/blocks.ts';
import type { AnyBlock, Locale, Message, ModalView } from '../../bot/feature.ts';
import { COMPANY } from './form-views.ts';
import { messages } from './messages.ts';
import { officerMessages } from './officer-messages.ts';
import { userInput } from './officer-views.ts';
import type { Kind } from './rules/kinds.ts';

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
      `*${kind.title[locale]}*`,
      say.kindLine(kind.acceptDays, kind.replyDays, kind.dueDays, kind.points),
      ...routes,
    ].join('\n');
  });
  return {
    text: [say.kindsLead, ...lines].join('\n').replaceAll('*', ''),
    blocks: [
      section(say.kindsLead),
      ...kinds.map((kind, index) =>
        section(
          lines[index] ?? '',
          button({ action: `suggestions.kind:${index}`, label: say.change, value: kind.kind }),
        ),
      ),
    ],
  };
}

/** A kind's clocks and points, and one branch's route. */
export function kindModal(locale: Locale, kind: Kind, branches: readonly string[]): ModalView {
  const say = officerMessages[locale];
  const number = (id: keyof Kind & string, label: string): AnyBlock =>
    input({ kind: 'number', id, label, initial: String(kind[id]) });
  const company = kind.routes.find((one) => one.branch === '');
  return modal({
    callback: 'suggestions.kind',
    title: kind.title[locale],
    submit: say.save,
    close: messages[locale].cancel,
    metadata: kind.kind,
    blocks: [
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
    ],
  });
}
