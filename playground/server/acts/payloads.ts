import type { Hub } from '../hub.ts';
import type { StoredConversation } from '../model.ts';
import type { Fields } from '../validate/schema.ts';

/** What every interaction's payload carries. */
export function whoAndWhere(hub: Hub, user: string): Fields {
  const { identity, workspace } = hub;
  const person = workspace.person(user);
  return {
    user: { id: person.id, username: person.name, name: person.name, team_id: identity.teamId },
    api_app_id: identity.appId,
    token: identity.verificationToken,
    team: { id: identity.teamId, domain: workspace.data.team.domain },
    enterprise: null,
    is_enterprise_install: false,
  };
}

export const channelName = (place: StoredConversation) => (place.kind === 'im' ? 'directmessage' : place.name);

export const channelOf = (place: StoredConversation): Fields => ({ id: place.id, name: channelName(place) });
