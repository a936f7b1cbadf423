import { Component, type ReactNode, useId, useState } from 'react';
import { withEmoji } from '../lib/emoji.ts';
import { useSession } from '../lib/session.ts';
import { imageUrl, type Obj, obj, objs, safeUrl, str, textOf } from '../lib/shape.ts';
import { useSurface } from '../lib/surface.ts';
import { Chart } from './chart.tsx';
import { Element } from './elements.tsx';
import { MarkdownBlock } from './markdown-block.tsx';
import { RichText } from './rich-text.tsx';
import { DataTable, Table } from './tables.tsx';
import { Link, Mrkdwn, Plain, Text } from './text.tsx';

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

function Section({ block }: { block: Obj }) {
  const accessory = obj(block.accessory);
  const fields = objs(block.fields);
  return (
    <div className={`section${accessory.type ? ` has-accessory with-${str(accessory.type)}` : ''}`}>
      <div className="section-text">
        {block.text !== undefined && <Text of={block.text} />}
        {fields.length > 0 && (
          <div className="fields">
            {fields.map((field, index) => (
              <div key={String(index)}>
                <Text of={field} />
              </div>
            ))}
          </div>
        )}
      </div>
      {accessory.type !== undefined && (
        <div className="accessory">
          <Element element={accessory} blockId={str(block.block_id)} dispatch />
        </div>
      )}
    </div>
  );
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

function Card({ block }: { block: Obj }) {
  const [hero, icon] = [obj(block.hero_image), obj(block.icon)];
  const [heroUrl, iconUrl] = [imageUrl(hero), imageUrl(icon)];
  return (
    <article className="card">
      {heroUrl && <img className="hero" src={heroUrl} alt={str(hero.alt_text)} />}
      <div className="card-main">
        <div className="card-head">
          {iconUrl && <img className="card-icon" src={iconUrl} alt={str(icon.alt_text)} />}
          <div>
            {block.title !== undefined && (
              <h4>
                <Text of={block.title} />
              </h4>
            )}
            {block.subtitle !== undefined && (
              <p className="subtitle">
                <Text of={block.subtitle} />
              </p>
            )}
          </div>
        </div>
        {block.body !== undefined && (
          <div>
            <Text of={block.body} />
          </div>
        )}
        <Actions elements={objs(block.actions)} blockId={str(block.block_id)} />
      </div>
    </article>
  );
}

function Actions({ elements, blockId }: { elements: Obj[]; blockId: string }) {
  if (elements.length === 0) return null;
  return (
    <div className="actions">
      {elements.map((element, index) => (
        <Element key={str(element.action_id, String(index))} element={element} blockId={blockId} dispatch />
      ))}
    </div>
  );
}

function Container({ block }: { block: Obj }) {
  const { words } = useSession();
  const collapsible = block.is_collapsible === true;
  const [open, setOpen] = useState(!(collapsible && block.default_collapsed === true));
  const icon = obj(block.icon);
  const url = imageUrl(icon);
  return (
    <section className={`container container-${str(block.width, 'standard')}`}>
      <header className={block.has_header_divider === true ? 'with-divider' : undefined}>
        {url && <img className="card-icon" src={url} alt={str(icon.alt_text)} />}
        <div className="container-title">
          {block.rich_text_title !== undefined ? (
            <RichText block={obj(block.rich_text_title)} />
          ) : (
            <h4>
              <Text of={block.title} />
            </h4>
          )}
          {block.subtitle !== undefined && (
            <p className="subtitle">
              <Text of={block.subtitle} />
            </p>
          )}
        </div>
        {collapsible && (
          <button
            type="button"
            className="icon-btn"
            aria-expanded={open}
            aria-label={open ? words.collapse : words.expand}
            onClick={() => setOpen(!open)}
          >
            {open ? '▾' : '▸'}
          </button>
        )}
      </header>
      {open && (
        <div className="blocks">
          <Blocks blocks={objs(block.child_blocks)} />
        </div>
      )}
    </section>
  );
}

function Picture({ block }: { block: Obj }) {
  const url = imageUrl(block);
  return (
    <figure className="picture">
      {block.title !== undefined && (
        <figcaption>
          <Text of={block.title} />
        </figcaption>
      )}
      {url ? <img src={url} alt={str(block.alt_text)} /> : <p className="unsupported">{str(block.alt_text)}</p>}
    </figure>
  );
}

function Task({ block }: { block: Obj }) {
  const sign = { pending: '○', in_progress: '◔', complete: '✓', error: '✕' }[str(block.status)] ?? '○';
  return (
    <div className="task-card">
      <strong>
        <span aria-hidden="true">{sign}</span> {str(block.title)}
      </strong>
      {block.details !== undefined && <RichText block={obj(block.details)} />}
      {block.output !== undefined && <RichText block={obj(block.output)} />}
      {objs(block.sources).map((source) => {
        const url = safeUrl(str(source.url));
        return url ? (
          <Link key={url} url={url}>
            {str(source.text)}
          </Link>
        ) : null;
      })}
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
      return <Container block={block} />;
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
