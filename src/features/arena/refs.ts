import { z } from 'zod';
import { ref } from '../../bot/draw/ref.ts';
import { noticeRefs } from '../../notices/views.ts';

const id = z.string();
const below = z.string().optional();

export const openRef = ref('arena.open', z.object({ id }));
export const enterRef = ref('arena.enter', z.object({ id }));
export const teamRef = ref('arena.teamForm', z.object({ id, below }));
export const leaveRef = ref('arena.leave', z.object({ id }));
export const declineRef = ref('arena.decline', z.object({ id }));
export const bracketRef = ref('arena.bracket', z.object({ id, round: z.number().optional() }));
export const wayRef = ref('arena.way', z.object({ id }));
export const hereRef = ref('arena.here', z.object({ id, match: id }));
export const playRef = ref('arena.play', z.object({ id, match: id }));
export const answerRef = ref('arena.answer', z.object({ id, match: id, nth: z.number(), place: z.number() }));
export const matchRef = ref('arena.match', z.object({ id, match: id }));
export const formRef = ref('arena.contestForm', z.object({ id: id.optional(), below }));
export const publishRef = ref('arena.publish', z.object({ id }));
export const cancelRef = ref('arena.cancelForm', z.object({ id, below }));
export const substituteRef = ref('arena.substituteForm', z.object({ id, below }));
export const correctRef = ref('arena.correctForm', z.object({ id, match: id, below }));
export const decideRef = ref('arena.decideForm', z.object({ id, match: id, below }));
export const arenaNotices = noticeRefs('arena');
