/** Names the notice that brings the cards of a run. */
export function cardNotice(run: string): string {
  return `quiz.card-${run}`;
}
