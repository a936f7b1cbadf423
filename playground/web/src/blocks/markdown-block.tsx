import { Fragment } from 'react';
import { type MdPart, parseMarkdown } from '../lib/markdown.ts';
import { Inlines } from './text.tsx';

export function MarkdownBlock({ text }: { text: string }) {
  return (
    <div className="rich-text">
      <Parts parts={parseMarkdown(text)} />
    </div>
  );
}

function Parts({ parts }: { parts: MdPart[] }) {
  return parts.map((part, index) => (
    <Fragment key={String(index)}>
      <Part part={part} />
    </Fragment>
  ));
}

function Part({ part }: { part: MdPart }) {
  switch (part.t) {
    case 'heading': {
      const Tag = part.level <= 1 ? 'h3' : part.level === 2 ? 'h4' : 'h5';
      return (
        <Tag>
          <Inlines nodes={part.c} />
        </Tag>
      );
    }
    case 'para':
      return (
        <p className="para">
          <Inlines nodes={part.c} />
        </p>
      );
    case 'quote':
      return (
        <blockquote>
          <Parts parts={part.c} />
        </blockquote>
      );
    case 'pre':
      return <pre>{part.v}</pre>;
    case 'rule':
      return <hr />;
    case 'list': {
      const items = part.items.map((item, index) => (
        <li key={String(index)} className={item.task === undefined ? undefined : 'task'}>
          {item.task !== undefined && <span>{item.task ? '☑ ' : '☐ '}</span>}
          <Inlines nodes={item.c} />
          <Parts parts={item.sub} />
        </li>
      ));
      return part.ordered ? <ol start={part.start}>{items}</ol> : <ul>{items}</ul>;
    }
    case 'table':
      return (
        <div className="table-scroll">
          <table>
            <thead>
              <tr>
                {part.head.map((cell, index) => (
                  <th key={String(index)} scope="col">
                    <Inlines nodes={cell} />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {part.rows.map((row, at) => (
                <tr key={String(at)}>
                  {row.map((cell, index) => (
                    <td key={String(index)}>
                      <Inlines nodes={cell} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
  }
}
