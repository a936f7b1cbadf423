import type { SubmitRequest } from '../../../bot/request.ts';
import { partKey } from '../../../members/audience/spec.ts';
import type { Draft } from '../model.ts';
import { CATEGORIES, REPEATS, VIAS } from '../rules.ts';
import { emptyDraft } from './service/drafts.ts';

/** What stands in the form, as a draft; what cannot be read keeps its beginning. */
export function draftOf(inputs: SubmitRequest['inputs']): Draft {
  const text = (id: string): string => (typeof inputs[id] === 'string' ? inputs[id] : '');
  const list = (id: string): string[] => (Array.isArray(inputs[id]) ? inputs[id] : []);
  const at = (id: string): Date | undefined => (text(id) === '' ? undefined : new Date(Number(text(id)) * 1000));
  const empty = emptyDraft();
  const number = (id: string, otherwise: number): number => (text(id) === '' ? otherwise : Number(text(id)));
  const [starts, ends] = [at('at'), at('endsAt')];
  const members = membersIn(inputs).map((channel) => partKey({ kind: 'channel', channel }));
  return {
    title: text('title'),
    body: text('body'),
    include: [...list('include'), ...members],
    except: list('except'),
    via: VIAS.find((one) => one === text('via')) ?? empty.via,
    channels: list('channels'),
    category: CATEGORIES.find((one) => one === text('category')) ?? empty.category,
    repeat: REPEATS.find((one) => one === text('repeat')) ?? empty.repeat,
    urgent: list('options').includes('urgent'),
    wantsAck: list('options').includes('ack'),
    questionText: text('question'),
    reminders: number('reminders', 0),
    everyHours: number('everyHours', empty.everyHours),
    ...(starts === undefined ? {} : { at: starts }),
    ...(ends === undefined ? {} : { endsAt: ends }),
  };
}

/** The channels whose members it is for. */
export function membersIn({ members }: SubmitRequest['inputs']): string[] {
  return Array.isArray(members) ? members : [];
}

/** The picture or file that was chosen, and whether the one before is taken off. */
export function choiceOf(inputs: SubmitRequest['inputs']): { source: string | undefined; isDetached: boolean } {
  const { attachment, detach } = inputs;
  return {
    source: Array.isArray(attachment) ? attachment[0] : undefined,
    isDetached: Array.isArray(detach) && detach.includes('yes'),
  };
}

/** The key of the question that was chosen from a bank. */
export function bankKeyOf({ bank }: SubmitRequest['inputs']): string | undefined {
  return typeof bank === 'string' && bank !== '' ? bank : undefined;
}

/** Whether nothing was put into the form that would be missed. */
export function isUntouched(inputs: SubmitRequest['inputs']): boolean {
  const { title, body, include, questionText } = draftOf(inputs);
  return (
    [title, body, questionText].every((text) => text === '') &&
    include.length === 0 &&
    !choiceOf(inputs).source &&
    !bankKeyOf(inputs)
  );
}
