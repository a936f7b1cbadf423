import { useId } from 'react';
import { useSession } from '../lib/session.ts';
import { num, type Obj, obj, objs, str, strs } from '../lib/shape.ts';

const COLOURS = ['#0b6e6e', '#d9822b', '#5b5fc7', '#b83a5e', '#5a8a1f', '#6b7785'];
const colour = (index: number) => COLOURS[index % COLOURS.length] ?? '#6b7785';
const W = 560;
const H = 260;
const BOX = { left: 46, right: 12, top: 14, bottom: 40 };

interface Series {
  name: string;
  values: number[];
}

const short = (n: number) => n.toLocaleString(undefined, { maximumFractionDigits: 1 });

/** Round steps from the lowest to the highest value, zero among them; whole ones where people or things are counted. */
function scale(values: number[]): number[] {
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const isCount = values.every(Number.isInteger);
  const raw = Math.max(isCount ? 1 : 0, (high - low || 1) / 4);
  const power = 10 ** Math.floor(Math.log10(raw));
  const steps = isCount && power === 1 ? [1, 2, 5, 10] : [1, 2, 2.5, 5, 10];
  const step = (steps.find((one) => one * power >= raw) ?? 10) * power;
  const ticks: number[] = [];
  for (let at = Math.floor(low / step) * step; at < high + step * 0.999; at += step)
    ticks.push(Number(at.toPrecision(12)));
  return ticks;
}

function Axes({ series, categories, type, axis }: { series: Series[]; categories: string[]; type: string; axis: Obj }) {
  const ticks = scale(series.flatMap((one) => one.values));
  const [low, high] = [ticks[0] ?? 0, ticks.at(-1) ?? 1];
  const y = (value: number) => BOX.top + ((high - value) / (high - low || 1)) * (H - BOX.top - BOX.bottom);
  const slot = (W - BOX.left - BOX.right) / Math.max(1, categories.length);
  const x = (index: number) => BOX.left + slot * (index + 0.5);
  const bar = Math.min(44, (slot * 0.72) / Math.max(1, series.length));
  const points = (one: Series) => one.values.map((value, index) => `${x(index)},${y(value)}`).join(' ');
  return (
    <>
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={BOX.left} x2={W - BOX.right} y1={y(tick)} y2={y(tick)} className={tick === 0 ? 'axis' : 'grid'} />
          <text x={BOX.left - 6} y={y(tick) + 4} textAnchor="end">
            {short(tick)}
          </text>
        </g>
      ))}
      {categories.map((name, index) => (
        <text key={name} x={x(index)} y={H - BOX.bottom + 16} textAnchor="middle">
          {slot < 60 && name.length > Math.max(2, Math.floor(slot / 9))
            ? `${name.slice(0, Math.max(2, Math.floor(slot / 9)))}…`
            : name}
        </text>
      ))}
      {series.map((one, at) => {
        if (type === 'bar') {
          return one.values.map((value, index) => {
            const left = x(index) - (bar * series.length) / 2 + bar * at;
            const top = Math.min(y(0), y(value));
            return (
              <g key={`${one.name}${categories[index]}`}>
                <rect
                  x={left + 1}
                  y={top}
                  width={Math.max(2, bar - 2)}
                  height={Math.abs(y(0) - y(value))}
                  rx="2"
                  fill={colour(at)}
                />
                {series.length === 1 && (
                  <text x={left + bar / 2} y={top - 4} textAnchor="middle" className="value">
                    {short(value)}
                  </text>
                )}
              </g>
            );
          });
        }
        return (
          <g key={one.name}>
            {type === 'area' && (
              <polygon
                points={`${x(0)},${y(0)} ${points(one)} ${x(one.values.length - 1)},${y(0)}`}
                fill={colour(at)}
                opacity="0.22"
              />
            )}
            <polyline points={points(one)} fill="none" stroke={colour(at)} strokeWidth="2.5" strokeLinejoin="round" />
            {one.values.map((value, index) => (
              <circle key={`${categories[index]}`} cx={x(index)} cy={y(value)} r="3.5" fill={colour(at)} />
            ))}
          </g>
        );
      })}
      <text x={(W + BOX.left) / 2} y={H - 6} textAnchor="middle" className="axis-name">
        {str(axis.x_label)}
      </text>
      <text x={12} y={H / 2 - 10} textAnchor="middle" className="axis-name" transform={`rotate(-90 12 ${H / 2 - 10})`}>
        {str(axis.y_label)}
      </text>
    </>
  );
}

function Pie({ slices }: { slices: { label: string; value: number }[] }) {
  const total = slices.reduce((sum, one) => sum + one.value, 0) || 1;
  const [cx, cy, r] = [W / 2, H / 2, 112];
  const point = (share: number, radius = r) => {
    const angle = share * 2 * Math.PI - Math.PI / 2;
    return `${(cx + radius * Math.cos(angle)).toFixed(2)} ${(cy + radius * Math.sin(angle)).toFixed(2)}`;
  };
  let from = 0;
  return slices.map((slice, index) => {
    const share = slice.value / total;
    const to = from + share;
    const [lx, ly] = point((from + to) / 2, r * 0.66).split(' ');
    const path = `M ${cx} ${cy} L ${point(from)} A ${r} ${r} 0 ${share > 0.5 ? 1 : 0} 1 ${point(to)} Z`;
    from = to;
    return (
      <g key={slice.label}>
        {share > 0.9999 ? (
          <circle cx={cx} cy={cy} r={r} fill={colour(index)} />
        ) : (
          <path d={path} fill={colour(index)} stroke="#fff" strokeWidth="2" />
        )}
        {share > 0.06 && (
          <text x={lx} y={Number(ly) + 4} textAnchor="middle" className="on-colour">
            {Math.round(share * 100)}%
          </text>
        )}
      </g>
    );
  });
}

export function Chart({ block }: { block: Obj }) {
  const id = useId();
  const { words } = useSession();
  const chart = obj(block.chart);
  const type = str(chart.type);
  const axis = obj(chart.axis_config);
  const slices = objs(chart.segments).map((one) => ({
    label: str(one.label),
    value: Math.max(0, num(one.value) ?? 0),
  }));
  const given = objs(chart.series);
  const listed = strs(axis.categories);
  const categories = listed.length > 0 ? listed : objs(given[0]?.data).map((one) => str(one.label));
  const series = given.map((one) => ({
    name: str(one.name),
    values: categories.map((name, index) => {
      const data = objs(one.data);
      return num((data.find((item) => item.label === name) ?? data[index])?.value) ?? 0;
    }),
  }));
  const rows =
    type === 'pie'
      ? slices.map((one) => [one.label, short(one.value)])
      : categories.map((name, index) => [name, ...series.map((one) => short(one.values[index] ?? 0))]);
  const legend =
    type === 'pie' ? slices.map((one) => `${one.label} ${short(one.value)}`) : series.map((one) => one.name);
  return (
    <figure className="chart">
      <figcaption>{str(block.title)}</figcaption>
      <svg viewBox={`0 0 ${W} ${H}`} {...{ role: 'img' }} aria-labelledby={id}>
        <title id={id}>{`${str(block.title)}: ${rows.map((row) => row.join(' ')).join('; ')}`}</title>
        {type === 'pie' ? (
          <Pie slices={slices} />
        ) : (
          <Axes series={series} categories={categories} type={type} axis={axis} />
        )}
      </svg>
      <ul className="legend">
        {legend.map((name, index) => (
          <li key={name}>
            <span style={{ background: colour(index) }} />
            {name}
          </li>
        ))}
      </ul>
      <details>
        <summary>{words.data}</summary>
        <div className="table-scroll">
          <table>
            {type !== 'pie' && (
              <thead>
                <tr>
                  <td />
                  {series.map((one) => (
                    <th key={one.name} scope="col">
                      {one.name}
                    </th>
                  ))}
                </tr>
              </thead>
            )}
            <tbody>
              {rows.map(([name, ...cells]) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  {cells.map((cell, index) => (
                    <td key={String(index)} className="number">
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}
