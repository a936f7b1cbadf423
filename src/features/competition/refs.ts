import { z } from 'zod';
import { ref } from '../../bot/draw/ref.ts';
import { noticeRefs } from '../../notices/views.ts';

const id = z.string();
const page = z.number().default(1);

export const openRef = ref('competition.open', z.object({ id }));
export const editRef = ref('competition.edit', z.object({ id: id.optional() }));
export const indicatorRef = ref('competition.indicator', z.object({ id, indicator: id.optional() }));
export const dropRef = ref('competition.drop', z.object({ id, indicator: id }));
export const peopleRef = ref('competition.people', z.object({ id, indicator: id }));
export const startRef = ref('competition.start', z.object({ id }));
export const endRef = ref('competition.end', z.object({ id }));
export const changeRef = ref('competition.change', z.object({ id }));
export const standingsRef = ref('competition.standings', z.object({ id, page }));
export const howRef = ref('competition.how', z.object({ id, unit: id }));
export const tryRef = ref('competition.try', z.object({ id }));
export const bookRef = ref('competition.book', z.object({ id }));
export const valuesRef = ref('competition.values', z.object({ id, page }));
export const reportRef = ref(
  'competition.report',
  z.object({ id, indicator: id, unit: id.optional(), slot: id.optional() }),
);
/** A value as it was seen: what was changed since is not decided. */
export const verifyRef = ref('competition.verify', z.object({ value: id, rev: z.number(), page }));
export const refuseRef = ref('competition.refuse', z.object({ value: id, rev: z.number(), page }));
export const rivalsRef = ref('competition.rivals', z.object({ id, page }));
export const challengeRef = ref('competition.challenge', z.object({ id }));
export const answerRef = ref('competition.answer', z.object({ rival: id, isTaken: z.boolean() }));
/** A file that was looked at, and how many of its rows can be taken. */
export const importRef = ref('competition.importConfirm', z.object({ id, file: id, good: z.number().default(0) }));
export const noticesRefs = noticeRefs('competition');
