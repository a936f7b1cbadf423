import type { Actor } from '../../bot/actor.ts';
import { plain } from '../../bot/draw/blocks.ts';
import { texts } from '../../bot/text/i18n.ts';
import { words } from './messages.ts';

/** Whom the bot takes somebody for, a line each. */
export function profileLines(actor: Actor): string[] {
  const say = texts(actor.locale, words);
  const unit = [actor.branch, actor.team].filter(Boolean).join(' · ');
  return [
    `*${plain(actor.name)}*`,
    say.labelled(say.rolesLabel, roleNames(actor)),
    ...(unit === '' ? [say.noRoster] : [say.labelled(say.unit, plain(unit))]),
    ...(actor.post ? [say.labelled(say.post, plain(actor.post))] : []),
    ...(actor.shift ? [say.labelled(say.shift, plain(actor.shift))] : []),
  ];
}

function roleNames(actor: Actor): string {
  const say = texts(actor.locale, words);
  const highest = (['administrator', 'officer', 'representative'] as const).filter((role) =>
    actor.roles.includes(role),
  );
  const names = highest.map((role) =>
    role === 'officer' && actor.scope === 'branch' ? say.branchOfficer : say.roleNames[role],
  );
  return names.length === 0 ? say.roleNames.worker : names.join(actor.locale === 'zh' ? '、' : ', ');
}
