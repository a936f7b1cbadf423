import { BOARDS } from '../../cases/boards.ts';
import { caseScreens } from '../../cases/screens/screens.ts';
import { OUTCOMES } from './item/states.ts';
import { kindsOf } from './kinds/service.ts';
import { suggestionCases } from './service/items.ts';
import { texts } from './texts.ts';

/** The lists from which a suggestion is opened, and to which its card leads back. */
const LISTS = {
  mine: 'suggestions.mine',
  waiting: 'suggestions.waiting',
  ...Object.fromEntries(BOARDS.map((board) => [board, `suggestions.board:${board}`])),
};

/** One suggestion with what its reader may do, lists, and the notices. Everybody may read one; officers also who sent it. */
export const suggestionScreens = caseScreens({
  cases: suggestionCases,
  texts,
  together: OUTCOMES,
  isPublic: true,
  namesSender: true,
  lists: LISTS,
  kindNames: async (ctx, locale) => {
    const kinds = await kindsOf(ctx);
    return (kind) => kinds.find((one) => one.kind === kind)?.title[locale] ?? kind;
  },
});
