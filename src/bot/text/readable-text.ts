const ENTITIES: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/**
 * A message's text as a reader sees it: Slack's escapes undone, links as `label (address)`, channels, groups and people
 * that Slack names by their names. A person whom it does not name stays `<@U…>`.
 * The result is people's words: code that shows it escapes it.
 */
export function readableText(mrkdwn: string): string {
  return mrkdwn
    .replace(/<([^<>]*)>/g, (whole, inside: string) => shownOf(inside) ?? whole)
    .replace(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity] ?? entity);
}

function shownOf(inside: string): string | undefined {
  const bar = inside.indexOf('|');
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? '' : inside.slice(bar + 1);
  if (target.startsWith('@')) return label === '' ? undefined : `@${label.replace(/^@/, '')}`;
  if (target.startsWith('#')) return label === '' ? undefined : `#${label}`;
  // A date carries its own text; a group its handle; `!channel` is what it says.
  if (target.startsWith('!'))
    return label === '' ? `@${target.slice(1)}` : target.startsWith('!date') ? label : `@${label.replace(/^@/, '')}`;
  const address = target.replace(/^mailto:/, '');
  return label === '' || label === address ? address : `${label} (${address})`;
}
