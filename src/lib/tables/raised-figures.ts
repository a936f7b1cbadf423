const RAISED: Record<string, string> = {
  ...of('0123456789+-=()', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾'),
  ...of('abcdefghijklmnoprstuvwxyz', 'ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ'),
  ...of('−–°', '⁻⁻°'),
};

const LOWERED: Record<string, string> = {
  ...of('0123456789+-=()', '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎'),
  ...of('aehijklmnoprstuvx', 'ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ'),
  ...of('−–', '₋₋'),
};

function of(plain: string, special: string): Record<string, string> {
  const signs = [...special];
  return Object.fromEntries([...plain].map((char, index) => [char, signs[index] ?? char]));
}

/** A text that was formatted as raised, in raised figures: 10 and `5` make 10⁵. What Unicode cannot raise is `^(…)`. */
export function raised(text: string): string {
  return moved(text, RAISED, '^');
}

/** A text that was formatted as lowered, in lowered figures: H, `2` and O make H₂O. What Unicode cannot lower is `_(…)`. */
export function lowered(text: string): string {
  return moved(text, LOWERED, '_');
}

function moved(text: string, figures: Record<string, string>, sign: string): string {
  const chars = [...text.trim()];
  if (chars.length === 0) return text;
  const found = chars.map((char) => (char === ' ' ? '' : Object.hasOwn(figures, char) ? figures[char] : undefined));
  if (!found.includes(undefined)) return found.join('');
  return chars.length === 1 ? `${sign}${chars[0]}` : `${sign}(${chars.join('')})`;
}
