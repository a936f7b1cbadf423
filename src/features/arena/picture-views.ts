import type { AnyBlock } from '../../bot/draw/block-kit.ts';
import { context, plain, section } from '../../bot/draw/blocks.ts';
import type { FormReader } from '../../bot/draw/form/field.ts';
import { messages } from './messages.ts';
import type { Picture, PictureRow } from './rules/picture.ts';

/** Columns that a phone shows, and those of a score. */
const PHONE_COLUMNS = 40;
const SCORE_COLUMNS = 6;
/** Of a name. */
const NAME_COLUMNS = { most: 14, least: 8 };
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/;

/** A name cut to so many columns; a wide letter takes two. */
function narrow(words: string, most: number): string {
  let columns = 0;
  const letters = [...words];
  const end = letters.findIndex((letter) => {
    columns += WIDE.test(letter) ? 2 : 1;
    return columns > most;
  });
  return end < 0 ? words : `${letters.slice(0, end - 1).join('')}…`;
}

function rowLine({ locale }: FormReader, { tree, name, score, fate }: PictureRow): string {
  const say = messages[locale];
  const room = PHONE_COLUMNS - tree.length - SCORE_COLUMNS;
  const most = Math.min(NAME_COLUMNS.most, Math.max(NAME_COLUMNS.least, room));
  const who = name === undefined ? say.unknown : name === '' ? say.nobody : plain(narrow(name, most));
  return [
    tree,
    who,
    ...(score === undefined ? [] : [score.join(':')]),
    ...(fate === undefined ? [] : [say.fates[fate]]),
  ]
    .filter(Boolean)
    .join(' ');
}

/** The whole bracket, in signs of one width. */
export function pictureBlocks(reader: FormReader, pictures: readonly Picture[]): AnyBlock[] {
  const say = messages[reader.locale];
  const titleOf = ({ kind, half }: Picture) => [say.rounds[kind], ...(half === undefined ? [] : [say.halves[half]])];
  return [
    ...pictures.map((one) => {
      const title = pictures.length === 1 ? '' : `*${titleOf(one).join(' · ')}*\n`;
      return section(`${title}\`\`\`\n${one.rows.map((row) => rowLine(reader, row)).join('\n')}\n\`\`\``);
    }),
    ...(pictures.length === 0 ? [] : [context(say.pictureKey)]),
  ];
}
