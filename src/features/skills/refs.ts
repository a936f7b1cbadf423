import { z } from 'zod';
import { ref } from '../../bot/draw/ref.ts';
import { noticeRefs } from '../../notices/views.ts';

const id = z.string();
const below = z.string().optional();

/** A contest, and a discipline of it. */
export const contestRef = ref('skills.contest', z.object({ id }));
export const disciplineRef = ref('skills.discipline', z.object({ id, discipline: id }));
export const declineRef = ref('skills.decline', z.object({ id }));
export const openContestRef = ref('skills.openSignUp', z.object({ id }));
export const publishRef = ref('skills.publish', z.object({ id }));

/** The forms of an officer. */
export const contestFormRef = ref('skills.contestForm', z.object({ id: id.optional() }));
export const cancelRef = ref('skills.cancelForm', z.object({ id }));
export const disciplineFormRef = ref('skills.disciplineForm', z.object({ id, discipline: id.optional() }));
const criterionOf = z.object({ id, discipline: id, criterion: id.optional() });
export const measuredRef = ref('skills.measuredForm', criterionOf);
export const judgedRef = ref('skills.judgedForm', criterionOf);
/** Several criteria out of a file; `file`, `below`: what a preview shows, and the page below it. */
export const criteriaFormRef = ref('skills.criteriaForm', z.object({ id, discipline: id }));
export const criteriaRef = ref('skills.criteria', z.object({ id, discipline: id, file: z.string(), below }));
export const dropRef = ref('skills.dropCriterion', z.object({ id, discipline: id, criterion: id }));
/** A new heat of a discipline, or one that is there. */
export const heatFormRef = ref('skills.heatForm', z.object({ contest: id, discipline: id, id: id.optional() }));
export const cancelHeatRef = ref('skills.cancelHeatForm', z.object({ id }));

/** Entrants of a discipline, and what is decided about one. */
export const entrantsRef = ref('skills.entrants', z.object({ id, discipline: id, page: z.number().default(1) }));
export const entrantRef = ref('skills.entrant', z.object({ id }));
export const stateRef = ref('skills.entrantState', z.object({ id, state: z.enum(['in', 'absent']) }));
export const disqualifyRef = ref('skills.disqualifyForm', z.object({ id }));
/** A judge's own sheet, and one that is copied from paper; `below`: the list from which it was opened. */
export const sheetRef = ref('skills.sheet', z.object({ id, below }));
export const copyRef = ref('skills.copySheet', z.object({ id, judge: id, below }));

/** How a result was computed, and what follows from it. */
export const resultRef = ref('skills.result', z.object({ id }));
export const appealRef = ref('skills.appealForm', z.object({ id }));
export const upholdRef = ref('skills.upholdForm', z.object({ id }));
export const pdfRef = ref('skills.pdf', z.object({ number: id }));

export const theoryRef = ref('skills.theory', z.object({ id }));
export const answerRef = ref('skills.answer', z.object({ id, nth: z.number(), place: z.number() }));
export const skillsNotices = noticeRefs('skills');
