import { richTextBlock } from './rich-text.ts';
import {
  all,
  among,
  bool,
  type Check,
  constant,
  type Fields,
  fault,
  isFields,
  list,
  num,
  object,
  opt,
  req,
  str,
  typed,
} from './schema.ts';

const blockId = { block_id: opt(str(1, 255)) };
const rawText = object({ type: req(constant('raw_text')), text: req(str(1, 3000)) });
const rawNumber = object({ type: req(constant('raw_number')), value: req(num()), text: opt(str(1, 255)) });
const cell = typed({ raw_text: rawText, raw_number: rawNumber, rich_text: richTextBlock }, 'cell type');

const lists = (value: unknown): unknown[][] => (Array.isArray(value) ? value.filter(Array.isArray) : []);

export const table: Check = object({
  type: req(constant('table')),
  ...blockId,
  rows: req(list(list(cell, 1, 20), 1, 100)),
  column_settings: opt(list(object({ align: opt(among('left', 'center', 'right')), is_wrapped: opt(bool) }), 0, 20)),
});

const dataTableShape: Check = (value, at, faults) => {
  if (!isFields(value)) return;
  const rows = lists(value.rows);
  const width = rows[0]?.length ?? 0;
  rows.forEach((row, index) => {
    if (row.length !== width) fault(faults, `must have ${width} cells like the header row`, `${at}/rows/${index}`);
  });
  rows[0]?.forEach((head, index) => {
    if (!isFields(head) || head.type !== 'raw_text')
      fault(faults, 'header cells must be raw_text', `${at}/rows/0/${index}`);
  });
  const column = value.row_header_column_index;
  if (typeof column === 'number' && column >= width)
    fault(faults, 'must be the index of a column', `${at}/row_header_column_index`);
};

export const dataTable: Check = all(
  object({
    type: req(constant('data_table')),
    ...blockId,
    caption: req(str(1, 255)),
    rows: req(list(list(cell, 1, 20), 1, 101)),
    page_size: opt(num(1, 100, true)),
    row_header_column_index: opt(num(0, 19, true)),
  }),
  dataTableShape,
);

const label = str(1, 20);
const seriesShape: Check = (value, at, faults) => {
  if (!isFields(value)) return;
  const axis: Fields = isFields(value.axis_config) ? value.axis_config : {};
  const categories: unknown[] = Array.isArray(axis.categories) ? axis.categories : [];
  if (new Set(categories).size !== categories.length)
    fault(faults, 'categories must be unique', `${at}/axis_config/categories`);
  const series: unknown[] = Array.isArray(value.series) ? value.series : [];
  const names = new Set<unknown>();
  series.forEach((one, index) => {
    if (!isFields(one)) return;
    if (names.has(one.name)) fault(faults, 'series names must be unique', `${at}/series/${index}/name`);
    names.add(one.name);
    const labels = (Array.isArray(one.data) ? one.data : []).map((point) =>
      isFields(point) ? point.label : undefined,
    );
    if (labels.length !== categories.length || categories.some((category) => !labels.includes(category)))
      fault(faults, 'must have one value for each category', `${at}/series/${index}/data`);
  });
};

const seriesChart = (name: string): Check =>
  all(
    object({
      type: req(constant(name)),
      series: req(
        list(
          object({
            name: req(label),
            data: req(list(object({ label: req(label), value: req(num()) }), 1, 12)),
          }),
          1,
          6,
        ),
      ),
      axis_config: req(
        object({ categories: req(list(label, 1, 12)), x_label: opt(str(1, 50)), y_label: opt(str(1, 50)) }),
      ),
    }),
    seriesShape,
  );

const positive: Check = (value, at, faults) => {
  if (typeof value !== 'number' || !(value > 0)) fault(faults, 'must be more than 0', at);
};

export const dataVisualization: Check = object({
  type: req(constant('data_visualization')),
  ...blockId,
  title: req(str(1, 50)),
  chart: req(
    typed(
      {
        line: seriesChart('line'),
        bar: seriesChart('bar'),
        area: seriesChart('area'),
        pie: object({
          type: req(constant('pie')),
          segments: req(list(object({ label: req(label), value: req(positive) }), 1, 6)),
        }),
      },
      'chart type',
    ),
  ),
});
