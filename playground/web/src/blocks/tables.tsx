import { useState } from 'react';
import { richTextToPlain } from '../lib/element-state.ts';
import { useSession } from '../lib/session.ts';
import { arr, num, type Obj, obj, objs, str } from '../lib/shape.ts';
import { RichText } from './rich-text.tsx';
import { Plain } from './text.tsx';

function Cell({ of }: { of: Obj }) {
  if (of.type === 'rich_text') return <RichText block={of} />;
  if (of.type === 'raw_number') return num(of.value)?.toLocaleString() ?? str(of.text);
  return <Plain text={str(of.text)} />;
}

const isNumber = (cell: Obj) => cell.type === 'raw_number';

export function Table({ block }: { block: Obj }) {
  const settings = arr(block.column_settings).map(obj);
  const style = (column: number) => ({
    textAlign: ({ center: 'center', right: 'right' } as const)[str(settings[column]?.align)] ?? ('left' as const),
    whiteSpace: settings[column]?.is_wrapped === true ? ('normal' as const) : undefined,
  });
  const [head = [], ...rows] = arr(block.rows).map(objs);
  return (
    <div className="table-scroll">
      <table>
        <thead>
          <tr>
            {head.map((cell, at) => (
              <th key={String(at)} scope="col" style={style(at)}>
                <Cell of={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={String(index)}>
              {row.map((cell, at) => (
                <td key={String(at)} style={style(at)}>
                  <Cell of={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const sortable = (cell: Obj | undefined): number | string => {
  if (!cell) return '';
  return cell.type === 'raw_number'
    ? (num(cell.value) ?? 0)
    : cell.type === 'rich_text'
      ? richTextToPlain(cell)
      : str(cell.text);
};

export function DataTable({ block }: { block: Obj }) {
  const { words, me } = useSession();
  const [sort, setSort] = useState<{ column: number; down: boolean } | undefined>();
  const [page, setPage] = useState(0);
  const [head = [], ...body] = arr(block.rows).map(objs);
  const size = Math.max(1, num(block.page_size) ?? 10);
  const rowHeader = num(block.row_header_column_index);
  const rows = sort
    ? body.toSorted((a, b) => {
        const [x, y] = [sortable(a[sort.column]), sortable(b[sort.column])];
        const order =
          typeof x === 'number' && typeof y === 'number'
            ? x - y
            : String(x).localeCompare(String(y), me.locale, { numeric: true });
        return sort.down ? -order : order;
      })
    : body;
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const at = Math.min(page, pages - 1);
  const turn = (column: number) => {
    setPage(0);
    setSort(sort?.column !== column ? { column, down: false } : sort.down ? undefined : { column, down: true });
  };
  return (
    <div className="data-table">
      <div className="table-scroll">
        <table>
          <caption>{str(block.caption)}</caption>
          <thead>
            <tr>
              {head.map((cell, column) => {
                const order = sort?.column === column ? (sort.down ? 'descending' : 'ascending') : 'none';
                return (
                  <th key={String(column)} scope="col" aria-sort={order}>
                    <button type="button" className="sort" onClick={() => turn(column)}>
                      <Cell of={cell} />{' '}
                      <span aria-hidden="true">{{ none: '↕', ascending: '↑', descending: '↓' }[order]}</span>
                    </button>
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {rows.slice(at * size, (at + 1) * size).map((row, index) => (
              <tr key={String(index)}>
                {row.map((cell, column) =>
                  column === rowHeader ? (
                    <th key={String(column)} scope="row">
                      <Cell of={cell} />
                    </th>
                  ) : (
                    <td key={String(column)} className={isNumber(cell) ? 'number' : undefined}>
                      <Cell of={cell} />
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {pages > 1 && (
        <div className="pager">
          <button type="button" className="btn btn-small" disabled={at === 0} onClick={() => setPage(at - 1)}>
            {words.prev}
          </button>
          <output>{words.page(at + 1, pages)}</output>
          <button type="button" className="btn btn-small" disabled={at === pages - 1} onClick={() => setPage(at + 1)}>
            {words.next}
          </button>
        </div>
      )}
    </div>
  );
}
