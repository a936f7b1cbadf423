import { Component, type ReactNode, useId } from 'react';
import { withEmoji } from '../lib/emoji.ts';
import { useSession } from '../lib/session.ts';
import { type Obj, obj, objs, str, textOf } from '../lib/shape.ts';
import { useSurface } from '../lib/surface.ts';
import { Chart } from './chart.tsx';
import { Element } from './elements.tsx';
import { Actions, Card, Container, Picture, Section, Task } from './layout.tsx';
import { MarkdownBlock } from './markdown-block.tsx';
import { RichText } from './rich-text.tsx';
import { DataTable, Table } from './tables.tsx';
import { Mrkdwn, Plain, Text } from './text.tsx';

class Guard extends Component<{ words: string; children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };
  static getDerivedStateFromError() {
    return { broken: true };
  }
  override render() {
    return this.state.broken ? <p className="unsupported">{this.props.words}</p> : this.props.children;
  }
}

export function Blocks({ blocks }: { blocks: Obj[] }) {
  const { words } = useSession();
  return blocks.map((block, index) => (
    <Guard key={str(block.block_id, String(index))} words={words.broken}>
      <BlockView block={block} />
    </Guard>
  ));
}

function Input({ block }: { block: Obj }) {
  const { words } = useSession();
  const surface = useSurface();
  const id = useId();
  const element = obj(block.element);
  const blockId = str(block.block_id);
  const error = surface.errors[blockId];
  const label = withEmoji(textOf(block.label));
  const hint = textOf(block.hint);
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  const isSet = element.type === 'checkboxes' || element.type === 'radio_buttons';
  const name = (
    <>
      {label}
      {block.optional === true && <span className="optional"> {words.optional}</span>}
    </>
  );
  return (
    <div className={`input${error ? ' is-invalid' : ''}`} data-block-id={blockId}>
      {isSet ? (
        <span className="label">{name}</span>
      ) : (
        <label className="label" htmlFor={id}>
          {name}
        </label>
      )}
      <Element
        element={element}
        blockId={blockId}
        dispatch={block.dispatch_action === true}
        id={id}
        label={label}
        describedBy={described}
        invalid={Boolean(error)}
      />
      {error && (
        <p className="error" id={`${id}-error`} {...{ role: 'alert' }}>
          {error}
        </p>
      )}
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          <Plain text={hint} />
        </p>
      )}
    </div>
  );
}

const ALERT_SIGNS: Record<string, string> = { info: 'ℹ️', warning: '⚠️', error: '⛔', success: '✅' };

function BlockView({ block }: { block: Obj }) {
  const { words } = useSession();
  const type = str(block.type);
  const blockId = str(block.block_id);
  switch (type) {
    case 'section':
      return <Section block={block} />;
    case 'header':
      return (
        <h3 className="header">
          <Plain text={textOf(block.text)} />
        </h3>
      );
    case 'divider':
      return <hr />;
    case 'context':
      return (
        <div className="context">
          {objs(block.elements).map((element, index) =>
            element.type === 'image' ? (
              <Element key={String(index)} element={element} blockId={blockId} dispatch={false} />
            ) : (
              <span key={String(index)}>
                <Text of={element} />
              </span>
            ),
          )}
        </div>
      );
    case 'actions':
    case 'context_actions':
      return <Actions elements={objs(block.elements)} blockId={blockId} />;
    case 'input':
      return <Input block={block} />;
    case 'image':
      return <Picture block={block} />;
    case 'rich_text':
      return <RichText block={block} />;
    case 'markdown':
      return <MarkdownBlock text={str(block.text)} />;
    case 'table':
      return <Table block={block} />;
    case 'data_table':
      return <DataTable block={block} />;
    case 'data_visualization':
      return <Chart block={block} />;
    case 'card':
      return <Card block={block} />;
    case 'carousel':
      return (
        <section className="carousel">
          {objs(block.elements).map((card, index) => (
            <Card key={str(card.block_id, String(index))} block={card} />
          ))}
        </section>
      );
    case 'container':
      return (
        <Container block={block}>
          <Blocks blocks={objs(block.child_blocks)} />
        </Container>
      );
    case 'alert': {
      const level = str(block.level, 'default');
      return (
        <div className={`alert alert-${level}`}>
          <span aria-hidden="true">{ALERT_SIGNS[level] ?? '•'}</span>
          <div>
            <Text of={block.text} />
          </div>
        </div>
      );
    }
    case 'task_card':
      return <Task block={block} />;
    case 'plan':
      return (
        <div className="container">
          <h4>
            <Mrkdwn text={str(block.title)} />
          </h4>
          {objs(block.tasks).map((task, index) => (
            <Task key={String(index)} block={task} />
          ))}
        </div>
      );
    default:
      return <p className="unsupported">{words.unsupported(type)}</p>;
  }
}
