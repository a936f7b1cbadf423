import { z } from 'zod';
import { ref } from '../../bot/draw/ref.ts';

const id = z.string().min(1);

/** A pair, and which contract of it the reader has before them. */
export const pairRef = ref('mentoring.pair', z.object({ id }));
export const agreeRef = ref('mentoring.agree', z.object({ id, version: z.number() }));
export const declineRef = ref('mentoring.decline', z.object({ id }));
/** The contract as a form: of a pair that is proposed, or of a new one with these people. */
export const contractRef = ref(
  'mentoring.contract',
  z.object({
    id: id.optional(),
    with: id.optional(),
    role: z.enum(['apprentice', 'mentor', 'officer']).default('officer'),
  }),
);
/** What somebody would like to learn, and what they teach. */
export const wishRef = ref('mentoring.wishForm', z.object({}));
export const teachRef = ref('mentoring.teach', z.object({}));
export const metRef = ref('mentoring.met', z.object({ id }));
export const confirmRef = ref('mentoring.confirmMet', z.object({ id, meeting: id, isYes: z.boolean() }));
export const checkInRef = ref(
  'mentoring.checkIn',
  z.object({ id, month: z.number(), going: z.enum(['well', 'slowly', 'stuck']).optional() }),
);
export const goOnRef = ref('mentoring.goOn', z.object({ id }));
export const tasksRef = ref('mentoring.tasks', z.object({ id }));
export const examRef = ref('mentoring.exam', z.object({ id }));
export const examinerRef = ref('mentoring.examiner', z.object({ id }));
export const sheetRef = ref('mentoring.sheet', z.object({ id }));
export const evaluateRef = ref('mentoring.evaluate', z.object({ id }));
export const extendRef = ref('mentoring.extend', z.object({ id }));
export const endRef = ref('mentoring.end', z.object({ id }));
export const printRef = ref('mentoring.print', z.object({ id }));
export const pdfRef = ref('mentoring.pdf', z.object({ number: id }));
