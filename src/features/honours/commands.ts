import { formReaderOf } from '../../bot/draw/form/modal.ts';
import { message } from '../../bot/draw/message.ts';
import type { Command } from '../../bot/feature.ts';
import type { CommandRequest } from '../../bot/request.ts';
import { mayRun } from '../../bot/routing/roles.ts';
import { ownView } from './dossier-actions.ts';
import { sheetsMessage } from './judging-views.ts';
import { openAccidentForm, openProgrammeForm } from './programme-actions.ts';
import { listMessage } from './programme-views.ts';
import { registerPageOf } from './register/actions.ts';
import { sheetsOf } from './service/judging.ts';
import { listed } from './service/shown.ts';

/** The programmes there are, and for a judge first what waits. */
export async function overview({ ctx, actor, reply }: CommandRequest): Promise<void> {
  const reader = formReaderOf(actor);
  const [found, sheets] = await Promise.all([listed(ctx, actor, 1), sheetsOf(ctx, actor)]);
  const own = sheets.filter(({ waits }) => waits);
  const { blocks } = listMessage(reader, found, mayRun(actor, 'officer'));
  await reply(message([...(own.length === 0 ? [] : sheetsMessage(reader, own).blocks), ...blocks]));
}

const nothing = { zh: '', en: '' };

export const commands: Command[] = [
  {
    verb: 'dossier',
    aliases: ['材料'],
    role: 'worker',
    usage: nothing,
    summary: { zh: '我的评选材料：评委会看到什么', en: 'your dossier: what judges will see of you' },
    run: ({ ctx, actor, openModal }) => openModal(() => ownView(ctx, actor)),
  },
  {
    verb: 'judge',
    aliases: ['评审'],
    role: 'worker',
    usage: nothing,
    summary: { zh: '评委：要评的材料', en: 'as a judge: the dossiers to score' },
    run: async ({ ctx, actor, reply }) => reply(sheetsMessage(formReaderOf(actor), await sheetsOf(ctx, actor))),
  },
  {
    verb: 'register',
    aliases: ['名录'],
    role: 'worker',
    usage: nothing,
    summary: { zh: '谁获得过什么称号，任期到哪天', en: 'who holds and held which title, and until when' },
    run: async ({ ctx, actor, reply }) => reply(await registerPageOf(ctx, actor, 'held', 1)),
  },
  {
    verb: 'new',
    aliases: ['办评选'],
    role: 'officer',
    usage: nothing,
    summary: { zh: '办一次评选，看好了再开始推荐', en: 'start a programme; you see it before anyone is told' },
    run: openProgrammeForm,
  },
  {
    verb: 'accident',
    aliases: ['事故'],
    role: 'officer',
    usage: nothing,
    summary: { zh: '登记一起责任事故，评选条件会查', en: 'record an accident, for which rules ask' },
    run: openAccidentForm,
  },
];
