import { addDays } from '../../lib/zone.ts';

export const LEAVE_KINDS = ['holiday', 'sick', 'maternity', 'other'] as const;
/** Why somebody is away. Personal: for them and for the officers who look after their branch. */
export type LeaveKind = (typeof LEAVE_KINDS)[number];

/** Days on which somebody is away, the first and the last included: 'YYYY-MM-DD'. */
export interface LeaveSpan {
  from: string;
  to: string;
  kind: LeaveKind;
}

/** The longest that is taken at once: who is gone for longer is a matter for the roster. */
export const LONGEST_DAYS = 366;

/** What is left of spans without some days. */
export function withoutDays(spans: readonly LeaveSpan[], from: string, to: string): LeaveSpan[] {
  return spans.flatMap((span) =>
    span.to < from || to < span.from
      ? [span]
      : [
          ...(span.from < from ? [{ ...span, to: addDays(from, -1) }] : []),
          ...(to < span.to ? [{ ...span, from: addDays(to, 1) }] : []),
        ],
  );
}

/**
 * Spans with one more, in their order. What was said last counts for its days; spans of a kind that meet are one. Adding a span
 * that is there changes nothing.
 */
export function withSpan(spans: readonly LeaveSpan[], added: LeaveSpan): LeaveSpan[] {
  const sorted = [...withoutDays(spans, added.from, added.to), added].sort((a, b) => (a.from < b.from ? -1 : 1));
  const joined: LeaveSpan[] = [];
  for (const span of sorted) {
    const last = joined.at(-1);
    if (last?.kind === span.kind && addDays(last.to, 1) === span.from)
      joined[joined.length - 1] = { ...last, to: span.to };
    else joined.push(span);
  }
  return joined;
}

/** The span that covers a day. */
export function spanOn<T extends { from: string; to: string }>(spans: readonly T[], day: string): T | undefined {
  return spans.find(({ from, to }) => from <= day && day <= to);
}

/** The first day from `day` on on which somebody is back. */
export function backOn(spans: readonly { from: string; to: string }[], day: string): string {
  const span = spanOn(spans, day);
  return span === undefined ? day : backOn(spans, addDays(span.to, 1));
}
