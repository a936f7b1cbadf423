import { z } from 'zod';
import { ref } from '../../bot/draw/ref.ts';

/** The name of the form of a suggestion, under which its drafts are kept. */
export const FORM = 'suggestions.new';

const once = z.object({ once: z.string() });
/** What a command brought, sent although there are similar ones. */
export const sendRef = ref('suggestions.send', once, { before: ['once'] });
/** The words in the form, sent although there are similar ones. */
export const anywayRef = ref('suggestions.sendAnyway', once);
/** A similar one is supported instead, and the words are given up. */
export const insteadRef = ref('suggestions.instead', once.extend({ id: z.string() }), { before: ['id', 'once'] });
