import { Fragment, type ReactNode } from 'react';
import { emojiFor } from '../lib/emoji.ts';
import { num, type Obj, obj, objs, safeUrl, str } from '../lib/shape.ts';
import { ChannelMention, DateText, Link, UserMention } from './text.tsx';

function styled(content: ReactNode, style: Obj): ReactNode {
  let out = content;
  if (style.code === true) out = <code>{out}</code>;
  if (style.bold === true) out = <strong>{out}</strong>;
  if (style.italic === true) out = <em>{out}</em>;
  if (style.strike === true) out = <s>{out}</s>;
  if (style.underline === true) out = <u>{out}</u>;
  return out;
}

function leaf(node: Obj): ReactNode {
  switch (node.type) {
    case 'text':
      return <span className="keep">{str(node.text)}</span>;
    case 'link': {
      const url = safeUrl(str(node.url));
      const words = str(node.text) || str(node.url);
      return url ? <Link url={url}>{words}</Link> : words;
    }
    case 'emoji':
      return emojiFor(str(node.name));
    case 'user':
      return <UserMention id={str(node.user_id)} />;
    case 'channel':
      return <ChannelMention id={str(node.channel_id)} />;
    case 'broadcast':
      return <span className="mention is-me">@{str(node.range)}</span>;
    case 'usergroup':
      return <span className="mention">@{str(node.usergroup_id)}</span>;
    case 'date':
      return (
        <DateText
          seconds={num(node.timestamp) ?? Number.NaN}
          format={str(node.format)}
          url={str(node.url)}
          fallback={str(node.fallback)}
        />
      );
    case 'color':
      return <code>{str(node.value)}</code>;
    default:
      return str(node.text);
  }
}

function Leaves({ of }: { of: Obj }) {
  return objs(of.elements).map((node, index) => (
    <Fragment key={String(index)}>{styled(leaf(node), obj(node.style))}</Fragment>
  ));
}

function Piece({ of }: { of: Obj }) {
  switch (of.type) {
    case 'rich_text_list': {
      const items = objs(of.elements).map((item, index) => (
        <li key={String(index)}>
          <Leaves of={item} />
        </li>
      ));
      const style = { marginInlineStart: `${(num(of.indent) ?? 0) * 20}px` };
      const start = (num(of.offset) ?? 0) + 1;
      return of.style === 'ordered' ? (
        <ol style={style} start={start}>
          {items}
        </ol>
      ) : (
        <ul style={style}>{items}</ul>
      );
    }
    case 'rich_text_quote':
      return (
        <blockquote>
          <Leaves of={of} />
        </blockquote>
      );
    case 'rich_text_preformatted':
      return (
        <pre>
          <Leaves of={of} />
        </pre>
      );
    default:
      return (
        <p className="para">
          <Leaves of={of} />
        </p>
      );
  }
}

export function RichText({ block }: { block: Obj }) {
  return (
    <div className="rich-text">
      {objs(block.elements).map((piece, index) => (
        <Piece key={String(index)} of={piece} />
      ))}
    </div>
  );
}
