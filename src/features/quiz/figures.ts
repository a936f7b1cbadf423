import type { Figure } from '../../bot/routing/contributions.ts';

/** What a competition may measure of the quiz. */
export const figures: Figure[] = [
  {
    key: 'people',
    label: { zh: '每日一题：参与人数', en: 'Quiz: people who took part' },
    measure: { zh: '人', en: 'people' },
    kinds: ['answer'],
    counts: 'people',
  },
  {
    key: 'answers',
    label: { zh: '每日一题：作答次数', en: 'Quiz: answers' },
    measure: { zh: '次', en: 'answers' },
    kinds: ['answer'],
    counts: 'deeds',
  },
];
