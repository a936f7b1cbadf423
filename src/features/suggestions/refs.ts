import { z } from 'zod';
import { ref } from '../../bot/draw/ref.ts';
import { BOARDS } from '../../cases/boards.ts';

/** The name of the form of a suggestion, under which its drafts are kept. */
export const FORM = 'suggestions.new';

/** The lists from which an item is opened, and to which its card leads back. */
export const LISTS = ['mine', 'waiting', ...BOARDS] as const;
export type List = (typeof LISTS)[number];

const item = z.object({ id: z.string(), from: z.enum(LISTS).optional() });
/** An item, and the list from which it was opened. */
export type At = z.output<typeof item>;

const onItem = (name: `suggestions.${string}`) => ref(name, item, { before: ['id'] });

/** What is done on one item. */
export const itemRefs = {
  open: onItem('suggestions.open'),
  support: onItem('suggestions.support'),
  watch: onItem('suggestions.watch'),
  rate: onItem('suggestions.rate'),
  accept: onItem('suggestions.accept'),
  start: onItem('suggestions.start'),
  conclude: onItem('suggestions.conclude'),
  handOver: onItem('suggestions.handOver'),
  merge: onItem('suggestions.merge'),
  photos: onItem('suggestions.photos'),
};

const once = z.object({ once: z.string() });
/** What a command brought, sent although there are similar ones. */
export const sendRef = ref('suggestions.send', once, { before: ['once'] });
/** The words in the form, sent although there are similar ones. */
export const anywayRef = ref('suggestions.sendAnyway', once);
/** A similar one is supported instead, and the words are given up. */
export const insteadRef = ref('suggestions.instead', once.extend({ id: z.string() }), { before: ['id', 'once'] });
