import { sealedPapers } from '../../../papers/papers.ts';
import { theoryPapers, theorySheets } from '../model.ts';
import type { TheoryPaper, TheorySheet } from '../rules/records.ts';
import { WORDS } from '../words.ts';

/** Theory papers: all of a discipline have the same questions. */
export const theory = sealedPapers<TheorySheet, TheoryPaper>({
  feature: 'skills',
  sheets: theorySheets,
  papers: theoryPapers,
  noQuestions: WORDS.noQuestions,
});
