import type { AnyBlock, Message, ModalView } from '../../../bot/draw/block-kit.ts';
import { button, cut, escapeMrkdwn, modal, plain, section } from '../../../bot/draw/blocks.ts';
import type { FormReader } from '../../../bot/draw/form/field.ts';
import { files, text } from '../../../bot/draw/form/kinds.ts';
import { message } from '../../../bot/draw/message.ts';
import type { Locale } from '../../../lib/language.ts';
import { messages } from '../messages/worker-messages.ts';
import { type Material, MOST_MATERIALS } from '../rules/materials.ts';
import { materialsMessages } from './messages.ts';

export const TITLE = 80;

/** A link ends at `>` and its words begin at `|`: neither can stand in a title. */
function linkOf({ title, link }: Material): string {
  const words = plain(cut(title, TITLE)).replaceAll('|', ' ');
  return `<${escapeMrkdwn(link)}|${words}>`;
}

/** The line of a card; empty without materials. */
export function materialsLine(locale: Locale, materials: readonly Material[]): string[] {
  return materials.length === 0 ? [] : [materialsMessages[locale].line(materials.map(linkOf))];
}

/** The files that a message with these shares with its readers. */
export function filesOf(materials: readonly Material[]): string[] {
  return materials.flatMap(({ file }) => file ?? []);
}

/** A modal cannot share a file: a message does. */
export function materialsButton(locale: Locale, { id, materials }: { id: string; materials: readonly Material[] }) {
  const label = materialsMessages[locale].send;
  return filesOf(materials).length > 0 ? [button({ action: 'training.sendMaterials', label, value: id })] : [];
}

const FIELDS = {
  title: text({ label: (locale) => materialsMessages[locale].name, max: TITLE, needed: true }),
  link: text({
    label: (locale) => materialsMessages[locale].link,
    hint: (locale) => materialsMessages[locale].linkHint,
    max: 1_000,
  }),
  file: files({
    label: (locale) => materialsMessages[locale].file,
    max: 1,
    types: ['pdf', 'doc', 'docx', 'ppt', 'pptx', 'xls', 'xlsx', 'png', 'jpg', 'jpeg', 'mp4', 'zip', 'txt'],
  }),
};

/** An officer's page of a course's materials: to remove each, and to add one. */
export function materialsModal(
  reader: FormReader,
  metadata: string,
  materials: readonly Material[],
  note?: string,
): ModalView {
  const { locale } = reader;
  const say = materialsMessages[locale];
  const isFull = materials.length >= MOST_MATERIALS;
  const rows = materials.map((one, index) =>
    section(
      linkOf(one),
      button({ action: `training.removeMaterial:${index}`, label: say.remove, value: one.link, style: 'danger' }),
    ),
  );
  const inputs: AnyBlock[] = isFull
    ? [section(say.full)]
    : [
        // Named by what is there: after one was added the inputs are new, and empty.
        ...Object.entries(FIELDS).flatMap(([name, field]) =>
          field.draw({ id: `${name}-${materials.length}`, raw: undefined, reader }),
        ),
      ];
  return modal({
    callback: 'training.materials',
    title: say.title,
    close: messages[locale].close,
    metadata,
    ...(isFull ? {} : { submit: say.add }),
    blocks: [
      ...(note === undefined ? [] : [section(note)]),
      section(say.intro(materials.length, MOST_MATERIALS)),
      ...rows,
      ...inputs,
    ],
  });
}

/** The materials in a message of their own. */
export function materialsMessage(
  { locale }: { locale: Locale },
  { topic, materials }: { topic: string; materials: readonly Material[] },
): Message {
  const lines = [materialsMessages[locale].yours(plain(cut(topic, TITLE))), ...materials.map(linkOf)];
  return message([section(lines.join('\n'))], { sharedFiles: filesOf(materials) });
}

/** The officers' way to a course's materials. */
export const materialsOpener = (locale: Locale, course: string) =>
  button({ action: 'training.materials', label: materialsMessages[locale].title, value: course });
