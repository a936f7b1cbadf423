import type { Actor } from '../../bot/actor.ts';
import { option, plain } from '../../bot/draw/blocks.ts';
import { sendEither } from '../../bot/draw/figures.ts';
import { formModal, formReaderOf } from '../../bot/draw/form/modal.ts';
import { numbersSheet, numbersTwins } from '../../bot/draw/numbers-page.ts';
import { turnedTo } from '../../bot/draw/pager.ts';
import { messageClicked, present } from '../../bot/draw/present.ts';
import { sentence } from '../../bot/draw/sentence.ts';
import type { Action, Modal, OptionSource } from '../../bot/feature.ts';
import type { ActionRequest, CommandRequest } from '../../bot/request.ts';
import { UserError } from '../../bot/routing/errors.ts';
import { enterChannel } from '../../bot/slack/channel.ts';
import type { Context } from '../../context.ts';
import { idFrom } from '../../lib/ids.ts';
import { affairsOf } from '../../members/roles.ts';
import { peopleOptions } from '../../members/search/people-options.ts';
import { memberOf } from '../../members/service.ts';
import { takeSheets } from '../../members/take-sheets.ts';
import { agreeRef, giveForm, settingsForm, thanksRef } from './forms.ts';
import { messages } from './messages.ts';
import { linesOf, readValues, VALUES } from './rules.ts';
import {
  agree,
  give,
  keepSettings,
  keyOfValue,
  leftToday,
  listOf,
  type Side,
  settingsOf,
  takeBack,
  yearOf,
} from './service.ts';
import { gotMessage, listMessage, numbersPage } from './views.ts';
import { WORDS } from './words.ts';

const nameOf = async (ctx: Context, user: string): Promise<string> => (await memberOf(ctx, user))?.name ?? user;

const giving = formModal({
  form: giveForm,
  role: 'worker',
  shown: async ({ ctx, actor }, { to }) => {
    const { values, channel } = await settingsOf(ctx);
    return {
      options: {
        value: values.map((one) => option(one.key, one[actor.locale])),
        ...(to === undefined ? {} : { to: [option(to, await nameOf(ctx, to))] }),
      },
      without: channel === undefined ? ['open'] : [],
    };
  },
  submit: async ({ ctx, actor, viewId, tell }, { to, value, words, open = false }) => {
    const id = idFrom(ctx.workspace, actor.user, viewId);
    try {
      await give(ctx, actor, id, { to, value, words, isOpen: open });
    } catch (error) {
      if (error instanceof UserError) return { errors: { [fieldOf(error)]: error.said[actor.locale] } };
      throw error;
    }
    const say = messages[actor.locale];
    await tell(sentence(say.given(plain(await nameOf(ctx, to)), await leftToday(ctx, actor))));
    return { close: true };
  },
});

/** The input at which a refusal stands. */
function fieldOf({ said }: UserError): 'to' | 'value' | 'words' {
  if (said === WORDS.valueGone) return 'value';
  return said === WORDS.enoughToday ? 'words' : 'to';
}

/** @throws UserError for who looks after a branch only */
function mustBeCompany(actor: Actor): void {
  if (affairsOf(actor) !== 'company') throw new UserError(WORDS.onlyCompany);
}

const setting = formModal({
  form: settingsForm,
  role: 'officer',
  drafts: 'none',
  edits: true,
  shown: async ({ ctx, actor }) => {
    mustBeCompany(actor);
    const { values, channel } = await settingsOf(ctx);
    return { values: { values: linesOf(values), channel: channel === undefined ? [] : [channel] } };
  },
  submit: async ({ ctx, actor, tell }, { values: typed, channel: [channel] }) => {
    mustBeCompany(actor);
    const say = messages[actor.locale];
    const before = await settingsOf(ctx);
    const read = readValues(typed, [...before.values, ...before.retired, ...VALUES], (name) => keyOfValue(ctx, name));
    if ('fault' in read) return { errors: { values: say.valueFault(read.fault) } };
    if (channel !== undefined && channel !== before.channel) {
      const { isIn, isShared } = await enterChannel(ctx, channel);
      if (isShared) return { errors: { channel: WORDS.isShared[actor.locale] } };
      if (!isIn) return { errors: { channel: WORDS.notInChannel[actor.locale] } };
    }
    await keepSettings(ctx, actor, read.values, channel);
    await tell(sentence(say.saved));
    return { close: true };
  },
});

export const openGive = async ({ ctx, actor, openModal }: Pick<ActionRequest, 'ctx' | 'actor' | 'openModal'>) =>
  openModal(() => giving.open({ ctx, actor }));

export const openSettings = async ({ ctx, actor, openModal }: Pick<ActionRequest, 'ctx' | 'actor' | 'openModal'>) => {
  mustBeCompany(actor);
  await openModal(() => setting.open({ ctx, actor }));
};

const list = (side: Side): Action => ({
  role: 'worker',
  run: async (request) => {
    const { ctx, actor } = request;
    const draw = async () => listMessage(formReaderOf(actor), side, await listOf(ctx, actor, side, turnedTo(request)));
    await present(request, { message: draw, title: messages[actor.locale].title });
  },
});

const back: Action = {
  role: 'worker',
  run: async (request) => {
    const { ctx, actor } = request;
    const { id, page } = thanksRef.read(request.value);
    await takeBack(ctx, actor, id);
    const say = messages[actor.locale];
    const draw = async () =>
      listMessage(formReaderOf(actor), 'gave', await listOf(ctx, actor, 'gave', page), say.takenBackDone);
    await present(request, { message: draw, title: say.title });
  },
};

const agreeing: Action = {
  role: 'worker',
  run: async (request) => {
    const { ctx, actor } = request;
    const one = await agree(ctx, actor, agreeRef.read(request.value).id, messageClicked(request)?.ts);
    const { channel } = await settingsOf(ctx);
    await request.replace(gotMessage(actor.locale, one, await nameOf(ctx, one.from), channel));
  },
};

export const numbersFor = async ({ ctx, actor }: Pick<CommandRequest, 'ctx' | 'actor'>) =>
  numbersTwins(actor.locale, numbersPage(actor.locale, await yearOf(ctx, actor)));

export async function sendNumbers(request: CommandRequest): Promise<void> {
  await sendEither(request.ctx, await numbersFor(request), request.reply);
}

const sheet: Action = {
  role: 'officer',
  run: async ({ ctx, actor, reply }) => {
    const say = messages[actor.locale];
    const year = await yearOf(ctx, actor);
    await takeSheets(ctx, actor, {
      filename: `thanks-${year.year}.xlsx`,
      sheets: [{ name: say.title, rows: numbersSheet(numbersPage(actor.locale, year)), widths: [28, 12, 12] }],
      comment: say.exported,
      what: { zh: '导出点赞统计', en: 'exported thanks in numbers' },
    });
    await reply(sentence(say.exportDone));
  },
};

export const actions: Record<string, Action> = {
  give: { role: 'worker', run: openGive },
  settings: { role: 'officer', run: openSettings },
  got: list('got'),
  gave: list('gave'),
  takeBack: back,
  agree: agreeing,
  numbers: {
    role: 'officer',
    run: (request) =>
      present(request, { message: () => numbersFor(request), title: messages[request.actor.locale].numbers }),
  },
  sheet,
};

export const modals: Record<string, Modal> = { give: giving.modal, settings: setting.modal };
export const options: Record<string, OptionSource> = { colleague: peopleOptions('company') };
