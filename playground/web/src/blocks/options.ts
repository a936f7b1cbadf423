/** What can be chosen in a select: its own options, or the workspace's people and conversations. */
import { withEmoji } from '../lib/emoji.ts';
import type { Session } from '../lib/session.ts';
import { type Obj, obj, objs, str, strs, textOf } from '../lib/shape.ts';

export interface Item {
  key: string;
  label: string;
  hint: string;
  /** What the state holds: an option object, or an id. */
  value: unknown;
}

export interface Group {
  label: string;
  items: Item[];
}

const itemOf = (option: Obj): Item => ({
  key: str(option.value),
  label: withEmoji(textOf(option.text)),
  hint: withEmoji(textOf(option.description)),
  value: option,
});
const idItem = (id: string, label: string): Item => ({ key: id, label, hint: '', value: id });
export const keyOf = (value: unknown): string => (typeof value === 'string' ? value : str(obj(value).value));

export const grouped = (options: unknown, groups: unknown): Group[] => {
  const list = objs(groups).map((group) => ({
    label: withEmoji(textOf(group.label)),
    items: objs(group.options).map(itemOf),
  }));
  return list.length > 0 ? list : [{ label: '', items: objs(options).map(itemOf) }];
};

export function groupsFor(element: Obj, session: Session): Group[] {
  const type = str(element.type);
  const { people, conversations } = session.state;
  if (type.endsWith('users_select'))
    return [{ label: '', items: people.filter((one) => !one.isDeleted).map((one) => idItem(one.id, one.name)) }];
  if (type.endsWith('channels_select'))
    return [
      {
        label: '',
        items: conversations.filter((one) => one.kind === 'channel').map((one) => idItem(one.id, `#${one.name}`)),
      },
    ];
  if (type.endsWith('conversations_select')) {
    const filter = obj(element.filter);
    const include = filter.include === undefined ? undefined : strs(filter.include);
    const fits = (kind: string) =>
      !include || (kind === 'im' ? include.includes('im') : include.includes('public') || include.includes('private'));
    const notBot = (user?: string) => filter.exclude_bot_users !== true || !session.personById(user ?? '')?.isBot;
    const kept = conversations.filter((one) => fits(one.kind) && notBot(one.with));
    return [
      {
        label: '',
        items: kept.map((one) => idItem(one.id, one.kind === 'im' ? session.nameOf(one.with ?? '') : `#${one.name}`)),
      },
    ];
  }
  return grouped(element.options, element.option_groups);
}
