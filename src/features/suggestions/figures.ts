import type { Figure } from '../../bot/routing/contributions.ts';

/** What a competition may measure of suggestions. */
export const figures: Figure[] = [
  {
    key: 'adopted',
    label: { zh: '合理化建议：采纳件数', en: 'Suggestions: adopted' },
    measure: { zh: '件', en: 'suggestions' },
    kinds: ['adopted'],
    counts: 'deeds',
  },
];
