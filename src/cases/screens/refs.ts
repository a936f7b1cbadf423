import { z } from 'zod';
import { type Ref, ref } from '../../bot/draw/ref.ts';

/** A case, and the list from which it was opened, to which its card leads back. */
export interface At {
  id: string;
  from?: string | undefined;
}

const VERBS = ['open', 'step', 'handOver', 'merge', 'photos', 'support', 'watch'] as const;
type Verb = (typeof VERBS)[number];

/** What is done on one case: `<feature>.open` and so on; a step's name is the suffix of its button. */
export type CaseRefs = Record<Verb, Ref<At>>;

export function caseRefs(feature: string): CaseRefs {
  const at = z.object({ id: z.string(), from: z.string().optional() });
  return Object.fromEntries(VERBS.map((verb) => [verb, ref(`${feature}.${verb}`, at, { before: ['id'] })])) as CaseRefs;
}
