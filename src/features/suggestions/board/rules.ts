/** The views of the public board. */
export const BOARDS = ['open', 'solved', 'overdue', 'supported'] as const;
export type Board = (typeof BOARDS)[number];
