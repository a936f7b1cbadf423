import type { IdeaTaker } from '../../bot/routing/contributions.ts';
import { submit } from './form/service/submit.ts';

/** What somebody said elsewhere becomes their suggestion, and they hear of each step. */
export const ideas: IdeaTaker = {
  label: { zh: '转为建议', en: 'Turn into a suggestion' },
  take: (ctx, _actor, { once, text, author, branch }) => {
    const content = { kind: '', text, place: '', branch, isAnonymous: false, files: [] };
    return submit(ctx, { user: author }, { ...content, once }, []);
  },
};
