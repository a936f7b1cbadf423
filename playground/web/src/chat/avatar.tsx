import type { Person } from '../../../protocol.ts';

const HUES = [168, 205, 262, 330, 18, 42, 96, 228];

function initials(name: string): string {
  const han = name.match(/\p{Script=Han}/gu);
  if (han) return han.slice(-2).join('');
  return name
    .split(/\s+/)
    .map((word) => word[0] ?? '')
    .join('')
    .slice(0, 2)
    .toUpperCase();
}

/** Initials on a colour that stays with the person. */
export function Avatar({ person, id, small }: { person: Person | undefined; id: string; small?: boolean }) {
  let sum = 0;
  for (const char of id) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 9973;
  const hue = HUES[sum % HUES.length] ?? 168;
  const style = { background: person?.isBot ? 'linear-gradient(135deg, #0b6e6e, #9c6a10)' : `hsl(${hue} 42% 38%)` };
  return (
    <span className={`avatar${small ? ' avatar-small' : ''}`} style={style} aria-hidden="true">
      {person?.isBot ? '菁' : initials(person?.name ?? id)}
    </span>
  );
}
