import type { Hub } from '../hub.ts';
import { apiView } from '../shapes.ts';
import { picturesIn } from '../shared-files.ts';
import { missing, SlackError } from '../slack-error.ts';
import { isFields } from '../validate/schema.ts';
import type { Methods } from './method.ts';

function checkPictures(hub: Hub, view: unknown): void {
  if (view === undefined) throw missing('view');
  picturesIn(hub, isFields(view) ? view.blocks : undefined, '/view/blocks', 'invalid_arguments');
}

export const views: Methods = {
  'views.open': (args, hub) => {
    const id = args.required('trigger_id');
    const view = args.json('view');
    checkPictures(hub, view);
    const trigger = hub.triggers.peek(id);
    hub.views.check(view);
    const isStacked = trigger.view !== undefined && hub.workspace.stack(trigger.user).length > 0;
    const opened = isStacked ? hub.views.push(trigger.user, view) : hub.views.open(trigger.user, view);
    hub.triggers.spend(id);
    return { view: apiView(hub.identity, opened) };
  },

  'views.push': (args, hub) => {
    const id = args.required('trigger_id');
    const view = args.json('view');
    checkPictures(hub, view);
    const trigger = hub.triggers.peek(id);
    if (trigger.view === undefined || hub.workspace.stack(trigger.user).length === 0)
      throw new SlackError('invalid_arguments', ['[ERROR] the trigger did not come from an open modal']);
    const pushed = hub.views.push(trigger.user, view);
    hub.triggers.spend(id);
    return { view: apiView(hub.identity, pushed) };
  },

  'views.update': (args, hub) => {
    const id = args.optional('view_id');
    const externalId = args.optional('external_id');
    if (!id && !externalId) throw missing('view_id');
    const view = args.json('view');
    checkPictures(hub, view);
    const target = hub.workspace.findView({ id, externalId });
    if (!target) throw new SlackError('not_found');
    return { view: apiView(hub.identity, hub.views.update(target, view, args.optional('hash'))) };
  },

  'views.publish': (args, hub) => {
    const user = args.required('user_id');
    const view = args.json('view');
    checkPictures(hub, view);
    const person = hub.workspace.findPerson(user);
    if (!person || person.isBot)
      throw new SlackError('invalid_arguments', ['[ERROR] invalid user_id [json-pointer:/user_id]']);
    if (person.isDeleted) throw new SlackError('account_inactive');
    return { view: apiView(hub.identity, hub.views.publish(user, view, args.optional('hash'))) };
  },
};
