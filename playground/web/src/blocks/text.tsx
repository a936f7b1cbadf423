import { Fragment, type ReactNode } from 'react';
import { emojiFor } from '../lib/emoji.ts';
import { type Inline, parseMrkdwn, parsePlain } from '../lib/mrkdwn.ts';
import { useSession } from '../lib/session.ts';
import { linkTarget, obj, safeUrl, str } from '../lib/shape.ts';
import { dateTimeOf, formatSlackDate } from '../lib/time.ts';

const keyed = (nodes: ReactNode[]) => nodes.map((node, index) => <Fragment key={String(index)}>{node}</Fragment>);

export function Link({ url, children }: { url: string; children: ReactNode }) {
  return (
    <a href={linkTarget(url)} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}

export function UserMention({ id, label }: { id: string; label?: string }) {
  const session = useSession();
  const person = session.personById(id);
  const mine = id === session.me.id;
  return (
    <button type="button" className={`mention${mine ? ' is-me' : ''}`} onClick={() => person && session.openDm(id)}>
      @{person?.name ?? (label || id)}
    </button>
  );
}

export function ChannelMention({ id, label }: { id: string; label?: string }) {
  const session = useSession();
  const channel = session.state.conversations.find((one) => one.id === id);
  return (
    <button type="button" className="mention" onClick={() => channel && session.openConversation(id)}>
      #{channel?.name ?? (label || id)}
    </button>
  );
}

export function DateText({
  seconds,
  format,
  url,
  fallback,
}: {
  seconds: number;
  format: string;
  url?: string;
  fallback?: string;
}) {
  const when = useSession().when();
  if (!Number.isFinite(seconds)) return fallback;
  const words = (
    <time dateTime={new Date(seconds * 1000).toISOString()} title={dateTimeOf(seconds * 1000, when)}>
      {formatSlackDate(seconds, format, when) || fallback}
    </time>
  );
  const to = safeUrl(url ?? '');
  return to ? <Link url={to}>{words}</Link> : words;
}

export function Inlines({ nodes }: { nodes: Inline[] }): ReactNode {
  return keyed(nodes.map((node) => <InlineNode node={node} />));
}

function InlineNode({ node }: { node: Inline }): ReactNode {
  switch (node.t) {
    case 'text':
      return node.v;
    case 'break':
      return <br />;
    case 'bold':
      return (
        <strong>
          <Inlines nodes={node.c} />
        </strong>
      );
    case 'italic':
      return (
        <em>
          <Inlines nodes={node.c} />
        </em>
      );
    case 'strike':
      return (
        <s>
          <Inlines nodes={node.c} />
        </s>
      );
    case 'code':
      return <code>{node.v}</code>;
    case 'emoji':
      return emojiFor(node.name);
    case 'link':
      return (
        <Link url={node.url}>
          <Inlines nodes={node.c} />
        </Link>
      );
    case 'user':
      return <UserMention id={node.id} label={node.label} />;
    case 'channel':
      return <ChannelMention id={node.id} label={node.label} />;
    case 'group':
      return <span className="mention">{node.label || `@${node.id}`}</span>;
    case 'broadcast':
      return <span className="mention is-me">@{node.range}</span>;
    case 'date':
      return <DateText seconds={node.seconds} format={node.format} url={node.url} fallback={node.fallback} />;
  }
}

export function Mrkdwn({ text }: { text: string }) {
  return keyed(
    parseMrkdwn(text).map((part) => {
      if (part.t === 'pre') return <pre>{part.v}</pre>;
      if (part.t === 'quote')
        return (
          <blockquote>
            <Inlines nodes={part.c} />
          </blockquote>
        );
      return (
        <span className="para">
          <Inlines nodes={part.c} />
        </span>
      );
    }),
  );
}

export function Plain({ text }: { text: string }) {
  return <Inlines nodes={parsePlain(text)} />;
}

/** A text object of either kind. */
export function Text({ of }: { of: unknown }) {
  const text = obj(of);
  return text.type === 'mrkdwn' ? <Mrkdwn text={str(text.text)} /> : <Plain text={str(text.text)} />;
}
