/** What people who attended are asked: the content, the trainer, the use for their own work. */
export const ASPECTS = ['content', 'trainer', 'use'] as const;
export type Aspect = (typeof ASPECTS)[number];
