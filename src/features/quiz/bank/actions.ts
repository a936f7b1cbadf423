import type { Actor } from '../../../bot/actor.ts';
import type { Message, ModalView } from '../../../bot/draw/block-kit.ts';
import { plain } from '../../../bot/draw/blocks.ts';
import { type FormRequest, formModal, type OpenForm } from '../../../bot/draw/form/modal.ts';
import { turnedTo } from '../../../bot/draw/pager.ts';
import { asModal, present } from '../../../bot/draw/present.ts';
import { sentence } from '../../../bot/draw/sentence.ts';
import type { Action, Command, Modal, SubmitResult } from '../../../bot/feature.ts';
import type { SubmitRequest } from '../../../bot/request.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import { downloadSlackFile, type SlackFile, sendSlackFile } from '../../../bot/slack/file.ts';
import type { Context } from '../../../context.ts';
import { replyBadRows, sendBadRows } from '../../../imports/bad-rows.ts';
import { takeNow } from '../../../imports/importing.ts';
import { idFrom } from '../../../lib/ids.ts';
import type { Locale } from '../../../lib/language.ts';
import { audit } from '../../../members/audit.ts';
import { BANK_FORMATS, BANK_LIMITS, BankFileError, type BankFormat } from '../formats/bank-file.ts';
import { officerMessages } from '../officer-messages.ts';
import { importRef } from '../refs.ts';
import { WORDS } from '../words.ts';
import { badOf } from './bad-questions.ts';
import { leftLines, leftText } from './export-words.ts';
import {
  FILE_TYPES,
  fileFaultText,
  importedModal,
  importForm,
  importShown,
  nothingModal,
  previewAsking,
} from './import-views.ts';
import {
  badRowsIn,
  checkedName,
  deleteBank,
  exportBank,
  type ImportResult,
  importBank,
  listBanks,
  previewImport,
} from './service/banks.ts';
import { bankImporter } from './service/import.ts';
import { branchOfBank, checkManaged, checkMayImport, makerOf, managedBank, mayChangeBank } from './service/rights.ts';
import { bankByName } from './service/store.ts';
import { bankTemplate } from './template.ts';
import { bankModal, banksMessage, exportForm, exportShown } from './views.ts';

const banksAction: Action = {
  role: 'officer',
  run: async (request) => {
    const { ctx, actor } = request;
    const draw = async () => banksMessage(actor.locale, await listBanks(ctx), turnedTo(request));
    const title = officerMessages[actor.locale].banks;
    await present(request, { message: draw, title, onMessage: request.suffix === '' ? 'beside' : 'instead' });
  },
};

/** One bank, in place of the list in a modal, else in a modal. */
const bankAction: Action = {
  role: 'officer',
  run: async (request) => {
    const { ctx, actor, value } = request;
    const draw = async () => {
      const line = (await listBanks(ctx)).find(({ bank }) => bank._id === value);
      if (line === undefined) throw new UserError(WORDS.noBank);
      return bankModal(actor.locale, line, mayChangeBank(actor, line.bank) ? undefined : await makerOf(ctx, line.bank));
    };
    await present(request, { modal: draw });
  },
};

const openImport = (request: Pick<FormRequest, 'ctx' | 'actor'>, of = ''): Promise<ModalView> =>
  importing.open(request, importRef.pack({ of }));

const importAction: Action = {
  role: 'officer',
  run: ({ ctx, actor, value, openModal }) =>
    openModal(async () => openImport({ ctx, actor }, value === '' ? '' : (await managedBank(ctx, actor, value)).name)),
};

const exportAction: Action = {
  role: 'officer',
  run: async ({ ctx, actor, value, openModal }) => {
    await openModal(() => exportDialog.open({ ctx, actor }, value));
  },
};

const deleteAction: Action = {
  role: 'officer',
  run: async (request) => {
    const { ctx, actor } = request;
    const say = officerMessages[actor.locale];
    const bank = await deleteBank(ctx, request.value, actor);
    const draw = async () => banksMessage(actor.locale, await listBanks(ctx), 1, say.removed(bank.name));
    await present(request, { message: draw, title: say.banks });
  },
};

/** What is to be imported: a file in Slack, or a text that was pasted. `field` is the input it came from. */
type Source = { field: 'file'; file: string } | { field: 'text'; text: string };

/** Pasted text has no name; the content says what it is. */
const PASTED_NAME = 'pasted.txt';
/** With this begins what is kept of a text; Slack's ids of files begin with F. */
const TEXT = 'text-';

async function contentOf(ctx: Context, source: Source): Promise<SlackFile> {
  return source.field === 'file'
    ? downloadSlackFile(ctx, source.file, BANK_LIMITS.bytes)
    : { filename: PASTED_NAME, bytes: new TextEncoder().encode(source.text) };
}

/** Where the preview keeps what it showed: the file, or what the text was, which itself stays in its input. */
function sourceMark(source: Source): string {
  return source.field === 'file' ? source.file : `${TEXT}${idFrom(source.text.trim())}`;
}

/** What was previewed last: a file, or a text. */
function previewedIn(metadata: string): Source['field'] | undefined {
  const { mark } = importRef.read(metadata);
  if (mark === undefined) return undefined;
  return mark.startsWith(TEXT) ? 'text' : 'file';
}

/** Reads the file or the text and shows what it would bring; nothing is imported yet. */
async function preview(request: SubmitRequest, source: Source, name: string): Promise<SubmitResult> {
  const { ctx, actor, metadata } = request;
  const { locale } = actor;
  try {
    const { bytes, filename } = await contentOf(ctx, source);
    const shown = await previewImport(ctx, bytes, filename, name);
    const file = source.field === 'file' ? source.file : undefined;
    if (file !== undefined && shown.fresh === 0) return { update: nothingModal(locale, name, shown, file) };
    const { of } = importRef.read(metadata);
    const again = importRef.pack({ of, mark: sourceMark(source), name });
    return { update: await importing.again(request, again, previewAsking(locale, name, shown, file)) };
  } catch (error) {
    // Below the preview of a file only the name is asked.
    return sourceErrors(locale, previewedIn(metadata) === 'file' ? 'name' : source.field, error);
  }
}

/** Reads the same file or text again and imports it. */
async function importNow({ ctx, actor }: SubmitRequest, source: Source, name: string): Promise<SubmitResult> {
  const { locale } = actor;
  try {
    const result = await taken(ctx, actor, source, name);
    const isSent = await sendBadRows(ctx, actor, () => badOf(locale, result));
    return { update: importedModal(locale, result, isSent) };
  } catch (error) {
    if (source.field === 'text') return sourceErrors(locale, 'text', error);
    if (!(error instanceof BankFileError)) throw error;
    const message = sentence(fileFaultText(locale, error));
    return { update: asModal(locale, message, officerMessages[locale].import) };
  }
}

/** First the preview, then the import; a text or a name that was changed meanwhile is previewed once more. */
const importing: OpenForm = formModal({
  form: importForm,
  role: 'officer',
  about: (metadata) => importRef.read(metadata).of,
  shown: ({ actor, metadata }) => importShown(actor.locale, importRef.read(metadata).of, previewedIn(metadata)),
  submit: async (request, { name, file: [chosen], text }) => {
    const { ctx, actor, metadata } = request;
    const say = officerMessages[actor.locale];
    const seen = importRef.read(metadata);
    const isText = text.trim() !== '';
    const file = previewedIn(metadata) === 'file' ? seen.mark : chosen;
    if (file !== undefined && isText) return { errors: { text: say.fileOrText } };
    if (file === undefined && !isText) return { errors: { [seen.mark === undefined ? 'file' : 'text']: say.noFile } };
    try {
      await checkMayImport(ctx, actor, checkedName(name));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return { errors: { name: error.said[actor.locale] } };
    }
    const source: Source = file === undefined ? { field: 'text', text } : { field: 'file', file };
    const isSeen = sourceMark(source) === seen.mark && name === seen.name;
    return isSeen ? importNow(request, source, name) : preview(request, source, name);
  },
});

/** A file is written down while it is taken, so that it comes to its end though this process die; a text is taken at once. */
async function taken(ctx: Context, actor: Actor, source: Source, bank: string): Promise<ImportResult> {
  const { user } = actor;
  if (source.field === 'file') {
    const result = await takeNow(ctx, bankImporter, { user, source: source.file, choice: { bank } });
    if (result === undefined) throw new UserError(WORDS.noBank);
    return result;
  }
  const { bytes, filename } = await contentOf(ctx, source);
  await checkMayImport(ctx, actor, bank);
  return importBank(ctx, { user, branch: branchOfBank(actor) }, bytes, filename, bank);
}

/** @throws what is no fault of the file, the text or the name. */
function sourceErrors(locale: Locale, field: string, error: unknown): SubmitResult {
  if (error instanceof BankFileError) return { errors: { [field]: fileFaultText(locale, error) } };
  if (error instanceof UserError) return { errors: { [field]: error.said[locale] } };
  throw error;
}

/** The bad rows of what the preview shows, before anything is imported. */
const badRows: Action = {
  role: 'officer',
  run: async ({ ctx, actor, value, inputs, reply }) => {
    const source: Source =
      value === '' ? { field: 'text', text: String(inputs.text ?? '') } : { field: 'file', file: value };
    const { bytes, filename } = await contentOf(ctx, source);
    try {
      await replyBadRows({ ctx, actor, reply }, badOf(actor.locale, await badRowsIn(bytes, filename)));
    } catch (error) {
      if (!(error instanceof BankFileError)) throw error;
      await reply(sentence(fileFaultText(actor.locale, error)));
    }
  },
};

const exportDialog = formModal({
  form: exportForm,
  role: 'officer',
  drafts: 'none',
  shown: async ({ ctx, actor, metadata }) => exportShown(await managedBank(ctx, actor, metadata)),
  submit: async ({ ctx, actor, metadata }, { format }) => {
    const message = await exportTo(ctx, actor, metadata, format);
    return { update: asModal(actor.locale, message, officerMessages[actor.locale].exportTitle) };
  },
});

/** Puts the bank into the officer's DM. @returns what to say. */
async function exportTo(ctx: Context, actor: Actor, bankId: string, format: BankFormat): Promise<Message> {
  const say = officerMessages[actor.locale];
  const { name } = await managedBank(ctx, actor, bankId);
  const { filename, bytes, left } = await exportBank(ctx, bankId, format);
  const told = leftLines(actor.locale, left, format);
  const whole = left.filter((one) => one.left === 'whole').length;
  if (whole > 0 && bytes.length === 0) return sentence(say.leftOut(whole, say.formats[format]));
  if (left.length > 0) {
    const list = Buffer.from(`\uFEFF${leftText(actor.locale, left)}\n`);
    await sendSlackFile(ctx, actor.user, { filename: say.leftFile, bytes: list }, say.leftComment(left.length));
  }
  await sendSlackFile(ctx, actor.user, { filename, bytes }, say.exportComment(plain(filename)));
  await audit(ctx, {
    by: actor.user,
    kind: 'export',
    what: {
      zh: `导出题库“${name}”（${officerMessages.zh.formats[format]}）`,
      en: `exported the question bank “${name}” (${officerMessages.en.formats[format]})`,
    },
  });
  return sentence([say.exported(plain(filename)), ...told].join('\n'));
}

export const bankActions: Record<string, Action> = {
  banks: banksAction,
  bank: bankAction,
  import: importAction,
  export: exportAction,
  deleteBank: deleteAction,
  template: bankTemplate.action,
  badRows,
};

export const bankModals: Record<string, Modal> = {
  [importRef.verb]: importing.modal,
  export: exportDialog.modal,
};

export const bankCommands: Command[] = [
  {
    verb: 'banks',
    aliases: ['题库'],
    role: 'officer',
    usage: { zh: '', en: '' },
    summary: {
      zh: '全部题库：浏览、修改、安排、导出、删除',
      en: 'all question banks: look through, edit, schedule, export, delete',
    },
    run: async ({ ctx, actor, reply }) => reply(banksMessage(actor.locale, await listBanks(ctx))),
  },
  {
    verb: 'import',
    aliases: ['导入'],
    role: 'officer',
    usage: { zh: '[题库名]', en: '[bank]' },
    summary: { zh: '导入题库文件，先预览再确认', en: 'import a bank’s file, with a preview first' },
    files: FILE_TYPES,
    run: ({ args, openModal, ...who }) => openModal(() => openImport(who, args.join(' '))),
  },
  bankTemplate.command,
  {
    verb: 'export',
    sameAs: 'quiz.export',
    aliases: ['导出'],
    role: 'officer',
    usage: { zh: '<题库名> [csv|xlsx|gift|aiken|moodle]', en: '<bank> [csv|xlsx|gift|aiken|moodle]' },
    summary: { zh: '把题库导出成文件，发到你的私信', en: 'export a bank as a file into your messages' },
    run: async ({ ctx, actor, args, reply, openModal }) => {
      const format = BANK_FORMATS.find((one) => one === args.at(-1)?.toLowerCase());
      const name = (format === undefined ? args : args.slice(0, -1)).join(' ');
      const bank = await bankByName(ctx, name);
      if (bank === undefined) throw new UserError(WORDS.noBank);
      await checkManaged(ctx, actor, bank);
      if (format === undefined) await openModal(() => exportDialog.open({ ctx, actor }, bank._id));
      else await reply(await exportTo(ctx, actor, bank._id, format));
    },
  },
];
