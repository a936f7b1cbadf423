import { actions, button, context, input, modal, option, section } from '../../../bot/draw/blocks.ts';
import { message } from '../../../bot/draw/message.ts';
import type { Actor, AnyBlock, Locale, Message, ModalView, SubmitRequest } from '../../../bot/feature.ts';
import { texts } from '../../../bot/text/i18n.ts';
import type { Hours } from '../../../members/shift.ts';
import { leaveMessages } from '../leave/messages.ts';
import { words } from '../messages.ts';
import { profileLines } from '../profile-views.ts';
import type { Refusable, Settings } from '../service.ts';

export const LANGUAGE_INPUT = 'language';
/** Block ids of the quiet hours' two ends. */
export const QUIET_INPUTS = ['quietFrom', 'quietTo'] as const;

const inputFor = ({ feature }: Refusable): string => `wanted-${feature}`;

/** Whom the bot takes a member for, and what they decide for themselves. */
export function settingsModal(actor: Actor, settings: Settings, refusable: readonly Refusable[]): ModalView {
  const { locale } = actor;
  const say = texts(locale, words);
  const [quietFrom, quietTo] = QUIET_INPUTS;
  return modal({
    callback: 'people.settings',
    title: say.settings,
    submit: say.save,
    close: say.cancel,
    blocks: [
      context(profileLines(actor).join('\n')),
      input({
        kind: 'radio',
        id: LANGUAGE_INPUT,
        label: say.languageLabel,
        options: [option('zh', words.zh.localeName), option('en', words.en.localeName), option('auto', say.auto)],
        initial: settings.chosen ?? 'auto',
      }),
      input({ kind: 'time', id: quietFrom, label: say.quietFrom, initial: settings.quiet.from }),
      input({ kind: 'time', id: quietTo, label: say.quietTo, hint: say.quietHint, initial: settings.quiet.to }),
      ...refusable.map((one) =>
        input({
          kind: 'checks',
          id: inputFor(one),
          label: say.wanted(one.title[locale]),
          optional: true,
          options: one.notices.map(({ kind, name }) => option(kind, name[locale])),
          initial: one.notices.map(({ kind }) => kind).filter((kind) => !settings.refused.includes(kind)),
        }),
      ),
    ],
  });
}

/** The kinds of notices that are ticked. */
export function wantedIn(inputs: SubmitRequest['inputs'], refusable: readonly Refusable[]): string[] {
  return refusable.flatMap((one) => inputs[inputFor(one)] ?? []);
}

/** App Home: what is set, the settings, and the other language in one tap. */
export function settingsBlocks(locale: Locale, settings: Settings, refusable: readonly Refusable[]): AnyBlock[] {
  const say = texts(locale, words);
  const refused = refusable
    .flatMap(({ notices }) => notices)
    .filter(({ kind }) => settings.refused.includes(kind))
    .map(({ name }) => name[locale]);
  const parts = [
    say.language(say.localeName),
    quietText(locale, settings.quiet),
    ...(refused.length > 0 ? [say.refused(refused.join(say.comma))] : []),
  ];
  return [context(parts.join(' · ')), settingsButtons(locale)];
}

/** The way to one's settings, and the other language in one tap. */
export function settingsButtons(locale: Locale): AnyBlock {
  const other = locale === 'zh' ? 'en' : 'zh';
  return actions(
    button({ action: 'people.settings', label: texts(locale, words).settings }),
    button({ action: 'people.away', label: leaveMessages[locale].button }),
    button({ action: `people.language:${other}`, label: words[other].localeName }),
  );
}

function quietText(locale: Locale, { from, to }: Hours): string {
  const say = texts(locale, words);
  return from === to ? say.quietOff : say.quiet(from, to);
}

/** The answer to a choice of language, or the choice itself. @param chosen null: as in Slack. */
export function languageMessage(locale: Locale, chosen: Locale | null | undefined, isUnknown = false): Message {
  const say = texts(locale, words);
  if (chosen !== undefined) {
    const line = chosen === null ? say.languageAuto(say.localeName) : say.languageChosen(say.localeName);
    return message([section(line)]);
  }
  const line = isUnknown ? say.languageUnknown : say.language(say.localeName);
  const choice = [
    button({ action: 'people.language:zh', label: words.zh.localeName }),
    button({ action: 'people.language:en', label: words.en.localeName }),
    button({ action: 'people.language:auto', label: say.auto }),
  ];
  return message([section(line), actions(...choice)]);
}
