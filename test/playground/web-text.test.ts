import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../../playground/web/src/lib/markdown.ts';
import { escapeEntities, parseInline, parseMrkdwn, unescapeEntities } from '../../playground/web/src/lib/mrkdwn.ts';
import { fileUrl, safeUrl } from '../../playground/web/src/lib/shape.ts';
import { formatSlackDate, fromLocalInput, instantOf, toLocalInput } from '../../playground/web/src/lib/time.ts';

const text = (v: string) => ({ t: 'text', v });

describe('mrkdwn', () => {
  it('knows bold, italic, strike and code, but only at the borders of words', () => {
    expect(parseInline('*a* _b_ ~c~ `d`')).toEqual([
      { t: 'bold', c: [text('a')] },
      text(' '),
      { t: 'italic', c: [text('b')] },
      text(' '),
      { t: 'strike', c: [text('c')] },
      text(' '),
      { t: 'code', v: 'd' },
    ]);
    for (const plain of ['2*3*4', '中*文*字', 'a_b_c', '* a *', '*a\nb*'])
      expect(
        parseInline(plain).every((node) => node.t === 'text' || node.t === 'break'),
        plain,
      ).toBe(true);
    expect(parseInline('“*粗体*”，')).toEqual([text('“'), { t: 'bold', c: [text('粗体')] }, text('”，')]);
  });

  it('reads mentions, channels, dates and links, and lets only http and https through', () => {
    expect(parseInline('<@U1> <#C1|全体> <!here> <!date^1795400000^{time}|x>')).toEqual([
      { t: 'user', id: 'U1', label: '' },
      text(' '),
      { t: 'channel', id: 'C1', label: '全体' },
      text(' '),
      { t: 'broadcast', range: 'here' },
      text(' '),
      { t: 'date', seconds: 1_795_400_000, format: '{time}', url: '', fallback: 'x' },
    ]);
    expect(parseInline('<https://e.com/?a=1&amp;b=2|甲>')).toEqual([
      { t: 'link', url: 'https://e.com/?a=1&b=2', c: [text('甲')] },
    ]);
    for (const bad of ['javascript:alert(1)', 'JAVASCRIPT:alert(1)', 'data:text/html,x', 'file:///etc/passwd'])
      expect(parseInline(`<${bad}|坏>`), bad).toEqual([text('坏')]);
    expect(safeUrl('javascript:1')).toBeUndefined();
    expect(fileUrl('/play/files/F1?as=U1')).toBe('/play/files/F1?as=U1');
    expect(fileUrl('//evil.example/x')).toBeUndefined();
  });

  it('keeps escaped markup as text, and escaping comes back', () => {
    expect(parseInline('&lt;script&gt; &amp;amp; &nbsp;')).toEqual([text('<script> &amp; &nbsp;')]);
    const typed = '<b> & *x* &amp; 😀';
    expect(unescapeEntities(escapeEntities(typed))).toBe(typed);
    expect(parseInline(escapeEntities('<@U1>'))).toEqual([text('<@U1>')]);
  });

  it('splits quotes and code blocks', () => {
    expect(parseMrkdwn('甲\n&gt; 乙\n> 丙\n丁```\n*x*\n```戊').map((part) => part.t)).toEqual([
      'para',
      'quote',
      'para',
      'pre',
      'para',
    ]);
    expect(parseMrkdwn('&gt;&gt;&gt; 甲\n乙')).toEqual([{ t: 'quote', c: [text('甲'), { t: 'break' }, text('乙')] }]);
  });
});

describe('markdown', () => {
  it('reads headings, nested lists, tasks, tables and code', () => {
    const parts = parseMarkdown('# 甲\n- a **b**\n  - c\n- [x] d\n\n|k|v|\n|-|-|\n|1|2|\n\n```js\n<b>\n```\n---');
    expect(parts.map((part) => part.t)).toEqual(['heading', 'list', 'table', 'pre', 'rule']);
    expect(parts[1]).toMatchObject({ items: [{ sub: [{ t: 'list' }] }, { task: true }] });
  });

  it('turns a link to anything but http and https into its text, and ends on any input', () => {
    expect(parseMarkdown('[x](javascript:alert(1))').some((part) => JSON.stringify(part).includes('"link"'))).toBe(
      false,
    );
    for (const odd of ['>', '- ', '```', '|', '**', '[a](', '#', '1.', '  - x\n- y', '> - a\n> > b', '\\'])
      expect(Array.isArray(parseMarkdown(odd))).toBe(true);
  });
});

describe('times', () => {
  const when = { locale: 'zh-CN', tz: 'Asia/Shanghai', now: Date.UTC(2026, 10, 23, 4) };
  const at = Date.UTC(2026, 10, 24, 1, 30) / 1000;

  it("shows Slack's dates in the reader's zone", () => {
    expect(formatSlackDate(at, '{date_num} {time}', when)).toBe('2026-11-24 09:30');
    expect(formatSlackDate(at, '{date_pretty}', when)).toBe('明天');
    expect(formatSlackDate(at, '{date_num} {time} {odd}', { ...when, tz: 'Europe/Berlin' })).toBe(
      '2026-11-24 02:30 {odd}',
    );
  });

  it('goes from a wall clock to an instant and back, over a change of clocks too', () => {
    expect(fromLocalInput('2026-11-24T08:00', 'Asia/Shanghai')).toBe(Date.UTC(2026, 10, 24));
    for (const tz of ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu'])
      for (const wall of ['2026-03-29T08:00', '2026-10-25T08:00', '2026-03-08T12:00', '2026-12-31T23:59'])
        expect(toLocalInput(fromLocalInput(wall, tz) ?? 0, tz), `${tz} ${wall}`).toBe(wall);
    expect(instantOf({ year: 2026, month: 12, day: 32, hour: 8, minute: 0 }, 'Asia/Shanghai')).toBe(
      Date.UTC(2027, 0, 1),
    );
  });
});
