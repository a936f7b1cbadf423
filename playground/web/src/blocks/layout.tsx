import { type ReactNode, useState } from 'react';
import { useSession } from '../lib/session.ts';
import { imageUrl, type Obj, obj, objs, safeUrl, str } from '../lib/shape.ts';
import { Element } from './elements.tsx';
import { RichText } from './rich-text.tsx';
import { Link, Text } from './text.tsx';

export function Section({ block }: { block: Obj }) {
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

export function Card({ block }: { block: Obj }) {
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

export function Actions({ elements, blockId }: { elements: Obj[]; blockId: string }) {
  if (elements.length === 0) return null;
  return (
    <div className="actions">
      {elements.map((element, index) => (
        <Element key={str(element.action_id, String(index))} element={element} blockId={blockId} dispatch />
      ))}
    </div>
  );
}

/** What is in it comes as its children, already drawn. */
export function Container({ block, children }: { block: Obj; children: ReactNode }) {
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
      {open && <div className="blocks">{children}</div>}
    </section>
  );
}

export function Picture({ block }: { block: Obj }) {
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

export function Task({ block }: { block: Obj }) {
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
