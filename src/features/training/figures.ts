import type { Figure } from '../../bot/routing/contributions.ts';

/** What a competition may measure of training. */
export const figures: Figure[] = [
  {
    key: 'hours',
    label: { zh: '培训：学时', en: 'Training: hours' },
    measure: { zh: '学时', en: 'hours' },
    kinds: ['attend'],
    counts: 'hours',
  },
  {
    key: 'people',
    label: { zh: '培训：参加人数', en: 'Training: people who came' },
    measure: { zh: '人', en: 'people' },
    kinds: ['attend'],
    counts: 'people',
  },
];
