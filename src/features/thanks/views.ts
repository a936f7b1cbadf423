import type { AnyBlock, Message } from '../../bot/draw/block-kit.ts';
import { actions, button, context, plain, section } from '../../bot/draw/blocks.ts';
import type { FormReader } from '../../bot/draw/form/field.ts';
import { message } from '../../bot/draw/message.ts';
import type { NumbersPage } from '../../bot/draw/numbers-page.ts';
import { pager } from '../../bot/draw/pager.ts';
import { quoteOf } from '../../bot/draw/quoted.ts';
import { sentence } from '../../bot/draw/sentence.ts';
import { dayFor } from '../../bot/text/times.ts';
import type { Locale } from '../../lib/language.ts';
import type { Paged } from '../../lib/pages.ts';
import { dayOf } from '../../lib/zone.ts';
import { agreeRef, thanksRef } from './forms.ts';
import { messages } from './messages.ts';
import type { Thanks } from './model.ts';
import type { Value } from './rules.ts';
import type { ShownThanks, Side, ThanksYear } from './service.ts';

const QUOTE = 200;

const valueName = (locale: Locale, value: Value): string => plain(value[locale]);

/** What somebody can do here. */
export function overviewMessage(locale: Locale, left: number, isOfficer: boolean): Message {
  const say = messages[locale];
  return message([
    section(`*👏 ${say.title}*\n${say.left(left)}`),
    actions(
      button({ action: 'thanks.give', label: say.give, style: 'primary' }),
      button({ action: 'thanks.got', label: say.mine }),
      button({ action: 'thanks.gave', label: say.gave }),
      ...(isOfficer ? [button({ action: 'thanks.numbers', label: say.numbers })] : []),
    ),
  ]);
}

/** What the receiver reads, in every state of it. @param channel where it could be seen now; undefined: nowhere */
export function gotMessage(locale: Locale, one: Thanks, who: string, channel: string | undefined): Message {
  const say = messages[locale];
  if (one.takenBackAt !== undefined) return sentence(say.takenBack);
  const asks = one.isOpen && one.channel === undefined && channel !== undefined;
  const waits = asks ? say.wouldLike(`<#${channel}>`) : say.keptPrivate;
  const state = one.channel === undefined ? waits : say.agreed(`<#${one.channel}>`);
  return message([
    section([say.got(plain(who), valueName(locale, one.value)), quoteOf(one.words, QUOTE)].join('\n')),
    context(state),
    actions(
      ...(asks
        ? [
            button({
              ...agreeRef.button({ id: one._id }),
              label: say.agree,
              style: 'primary',
              confirm: { title: say.agree, text: say.agreeText, yes: say.agree, no: say.close },
            }),
          ]
        : []),
      button({ action: 'thanks.give', label: say.thankBack }),
    ),
  ]);
}

/** What the channel reads, when both like. */
export function postMessage(locale: Locale, one: Thanks, names: { from: string; to: string }): Message {
  const line = messages[locale].post(plain(names.from), plain(names.to), valueName(locale, one.value));
  return message([section([line, quoteOf(one.words, QUOTE)].join('\n'))]);
}

/** A page of what somebody got or gave. */
export function listMessage(reader: FormReader, side: Side, found: Paged<ShownThanks>, note?: string): Message {
  const { locale, tz, now } = reader;
  const say = messages[locale];
  const title = side === 'got' ? say.gotCount(found.total) : say.gaveCount(found.total);
  const rows = found.rows.map((one): AnyBlock => {
    const day = dayFor(dayOf(one.at, tz), locale);
    const words = side === 'got' ? say.fromWhom : say.toWhom;
    const line = `${words(plain(one.who), valueName(locale, one.value), day)}\n${quoteOf(one.words, QUOTE)}`;
    const canGoBack = side === 'gave' && one.agreedAt === undefined && one.day === dayOf(now, tz);
    const back = button({
      ...thanksRef.button({ id: one._id, page: found.page }, one._id),
      label: say.takeBack,
      confirm: { title: say.takeBack, text: say.takeBackText, yes: say.takeBack, no: say.close },
    });
    return section(line, canGoBack ? back : undefined);
  });
  const none = side === 'got' ? say.noneGot : say.noneGave;
  return message([
    section([...(note === undefined ? [] : [note]), `*👏 ${title}*`].join('\n')),
    ...(rows.length === 0 ? [section(none)] : rows),
    ...pager(locale, `thanks.${side}`, found),
    actions(button({ action: 'thanks.give', label: say.give, style: 'primary' })),
  ]);
}

/** The year: what for and how many, by branch; never who got how many. */
export function numbersPage(locale: Locale, year: ThanksYear): NumbersPage {
  const say = messages[locale];
  const [count = '', people = ''] = say.columns;
  return {
    title: say.numbers,
    scope: say.scope(year.year, year.branch ?? say.company),
    head: [year.count === 0 ? say.noneYet : say.head(year.count, year.people)],
    columns: say.columns,
    total: [say.total, year.count, year.people],
    parts: [
      {
        title: say.byValue,
        columns: [count],
        rows: year.values.map((one) => [one.name?.[locale] ?? one.key, one.count]),
      },
      {
        title: say.byBranch,
        columns: [count, people],
        rows: year.branches.map((one) => [one.branch || say.noBranch, one.count, one.people]),
      },
    ],
    months: {
      title: say.months,
      labels: year.months.map(({ label }) => label),
      x: say.month,
      y: say.count,
      series: [{ name: count, values: year.months.map((one) => one.count) }],
    },
    buttons: year.branch === undefined ? [button({ action: 'thanks.settings', label: say.settings })] : [],
    file: button({ action: 'thanks.sheet', label: say.export }),
  };
}
