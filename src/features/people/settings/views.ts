import type { Actor } from '../../../bot/actor.ts';
import type { AnyBlock, Message } from '../../../bot/draw/block-kit.ts';
import { actions, button, context, section } from '../../../bot/draw/blocks.ts';
import { choice, choices } from '../../../bot/draw/form/chosen.ts';
import type { Field } from '../../../bot/draw/form/field.ts';
import { form, type Shown } from '../../../bot/draw/form/form.ts';
import { time } from '../../../bot/draw/form/kinds.ts';
import { message } from '../../../bot/draw/message.ts';
import { texts } from '../../../bot/text/i18n.ts';
import type { Locale } from '../../../lib/language.ts';
import type { Hours } from '../../../members/shift.ts';
import { leaveMessages } from '../leave/messages.ts';
import { words } from '../messages.ts';
import { profileLines } from '../profile-views.ts';
import type { Refusable, Settings } from '../service.ts';

const said =
  (key: 'settings' | 'save' | 'languageLabel' | 'quietFrom' | 'quietTo' | 'quietHint' | 'chooseTime') =>
  (locale: Locale): string =>
    words[locale][key];

const LANGUAGES = ['zh', 'en', 'auto'] as const;
/** Notices of so many features are asked at first. */
const FIRST = 2;

/** What a member decides for themselves. @param refusable the features whose notices may be refused */
export function settingsForm(refusable: readonly Refusable[]) {
  return form(
    'people.settings',
    {
      language: choice({
        label: said('languageLabel'),
        of: LANGUAGES,
        look: 'radio',
        initial: 'auto',
        words: (locale, one) => (one === 'auto' ? words[locale].auto : words[one].localeName),
      }),
      quietFrom: time({ label: said('quietFrom'), needed: true, missing: said('chooseTime') }),
      quietTo: time({
        label: said('quietTo'),
        hint: said('quietHint'),
        needed: true,
        missing: said('chooseTime'),
      }),
      ...Object.fromEntries(refusable.map((one, nth) => [wantedId(one), wantedField(one, nth >= FIRST)])),
    },
    { title: said('settings'), submit: said('save') },
  );
}

const wantedId = ({ feature }: Refusable): `wanted-${string}` => `wanted-${feature}`;

function wantedField({ title, notices }: Refusable, more: boolean): Field<string[]> {
  const kinds = notices.map(({ kind }) => kind);
  const names = new Map(notices.map(({ kind, name }) => [kind, name]));
  return choices({
    label: (locale) => words[locale].wanted(title[locale]),
    of: kinds,
    initial: kinds,
    more,
    words: (locale, kind) => names.get(kind)?.[locale] ?? kind,
  });
}

type SettingsFields = ReturnType<typeof settingsForm>['fields'];

/** Whom the bot takes a member for, and what they have decided. */
export function settingsShown(
  actor: Actor,
  { chosen, quiet, refused }: Settings,
  refusable: readonly Refusable[],
): Shown<SettingsFields> {
  const wanted = refusable.map((one): [string, string[]] => [
    wantedId(one),
    one.notices.map(({ kind }) => kind).filter((kind) => !refused.includes(kind)),
  ]);
  return {
    above: [context(profileLines(actor).join('\n'))],
    values: { language: chosen ?? 'auto', quietFrom: quiet.from, quietTo: quiet.to, ...Object.fromEntries(wanted) },
  };
}

/** The kinds of notices that are ticked. */
export function wantedIn(values: Readonly<Record<string, unknown>>, refusable: readonly Refusable[]): string[] {
  return refusable.flatMap((one) => (values[wantedId(one)] ?? []) as string[]);
}

/** What is set, in a line. */
export function settingsLine(locale: Locale, settings: Settings, refusable: readonly Refusable[]): string {
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
  return parts.join(' · ');
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
