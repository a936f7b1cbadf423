import type { Actor } from '../../../bot/actor.ts';
import type { ModalView } from '../../../bot/draw/block-kit.ts';
import { option } from '../../../bot/draw/blocks.ts';
import type { Action, Modal, OptionSource, SubmitResult } from '../../../bot/feature.ts';
import type { ActionRequest, SubmitRequest } from '../../../bot/request.ts';
import { pack, unpack } from '../../../bot/text/command-text.ts';
import type { Context } from '../../../context.ts';
import { MARKS } from '../../../gatherings/rules/marks.ts';
import { membersOf } from '../../../members/audience/audience.ts';
import { textIn } from '../course/form/input.ts';
import { markModal } from '../course/form/views.ts';
import { officerMessages } from '../messages/officer-messages.ts';
import { messages } from '../messages/worker-messages.ts';
import { backTo, below, showModal } from '../pages/show.ts';
import { gathered } from '../seats/service/seats.ts';
import { readerOf } from '../session/service/present.ts';
import { prepareDoor } from './service/door.ts';
import { keepLive, screenOf } from './service/screen.ts';
import { rollModal } from './views.ts';

/** Whoever teaches is a worker; that the session is theirs is looked up each time. */
const trainer = (run: (request: ActionRequest) => Promise<void>): Action => ({ role: 'worker', run });
const SHOWN = 50;

async function rollView(ctx: Context, actor: Actor, id: string, note?: string): Promise<ModalView> {
  return rollModal(readerOf(actor), await screenOf(ctx, actor, id), note);
}

/** Opens the screen, which changes by itself from then on. */
async function openRoll(request: ActionRequest): Promise<void> {
  const { ctx, actor, value, clickId } = request;
  const screen = `training-${value}-${clickId}`;
  await showModal(request, `roll ${value}`, async () => {
    const { _id } = await gathered.called(ctx, actor, value);
    await prepareDoor(ctx);
    const view = await rollView(ctx, actor, _id);
    await keepLive(ctx, actor, _id, screen);
    return { ...view, external_id: screen };
  });
}

const openMark = (isCorrection: boolean): Action =>
  trainer(async (request) => {
    const { ctx, actor, value } = request;
    await request.openModal(async () => {
      const { _id } = await gathered.called(ctx, actor, value);
      return markModal(actor.locale, pack(_id, below(request)), isCorrection);
    });
  });

async function marked({ ctx, actor, metadata, inputs }: SubmitRequest, isCorrection: boolean): Promise<SubmitResult> {
  const [id = '', viewBelow = ''] = unpack(metadata, 2);
  const office = officerMessages[actor.locale];
  const member = textIn(inputs, 'person');
  const as = MARKS.find((one) => one === textIn(inputs, 'mark')) ?? 'present';
  if (member === '') return { errors: { person: office.choose } };
  const isChanged = isCorrection
    ? await gathered.correct(ctx, actor, id, member, as, textIn(inputs, 'reason'))
    : (await gathered.mark(ctx, actor, id, member, as)) !== undefined;
  const name = (await membersOf(ctx, [member])).get(member)?.name ?? '';
  const say = messages[actor.locale];
  const done = isCorrection ? office.corrected : office.marked;
  const note = (isChanged ? done : office.unchanged)(name, say.marks[as]);
  return backTo(ctx, viewBelow, await rollView(ctx, actor, id, note));
}

export const trainerActions: Record<string, Action> = {
  roll: trainer(openRoll),
  markForm: openMark(false),
  correctForm: openMark(true),
};

export const trainerModals: Record<string, Modal> = {
  mark: { role: 'worker', submit: (request) => marked(request, false) },
  correct: { role: 'officer', submit: (request) => marked(request, true) },
};

/** Those who are expected, the unmarked first. */
const attendees: OptionSource['search'] = async ({ ctx, actor, query, metadata }) => {
  const session = await gathered.called(ctx, actor, unpack(metadata, 1)[0] ?? '');
  const say = messages[actor.locale];
  const word = query.trim().toLowerCase();
  return (await gathered.rollOf(ctx, session))
    .filter((one) => one.name.toLowerCase().includes(word))
    .slice(0, SHOWN)
    .map((one) => ({
      ...option(one.member, one.name),
      ...(one.mark === undefined ? {} : { description: option('', say.marks[one.mark]).text }),
    }));
};

export const trainerOptions: Record<string, OptionSource> = { attendee: { role: 'worker', search: attendees } };
