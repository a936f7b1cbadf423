import type { Named } from '../../../bot/draw/head.ts';

/** How training is called wherever its rows and messages begin. */
export const NAMED: Named = { emoji: '🎓', title: { zh: '培训', en: 'Training' } };
