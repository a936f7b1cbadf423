/** The figures of a line of the bench's table: `7.0 / 48.8 ms` has two. */
export interface Line {
  what: string;
  /** As it was printed. */
  shown: string;
  values: number[];
}

const FIGURE = /[-+]?\d+(?:\.\d+)?/g;

/** The lines of a table that the bench has printed, whichever release it was: its first two columns have always been these. */
export function linesOf(printed: string): Line[] {
  return printed.split('\n').flatMap((line) => {
    const [empty, what = '', shown = ''] = line.split('|').map((cell) => cell.trim());
    if (empty !== '' || shown === '' || shown === 'Ours' || /^-+$/.test(shown)) return [];
    return [{ what, shown, values: (shown.match(FIGURE) ?? []).map(Number) }];
  });
}

/** The middle of the figures of several runs, place by place; of lines that not every run has nothing is said. */
export function middleOf(runs: readonly (readonly Line[])[], median: (values: number[]) => number): Line[] {
  const [first = [], ...others] = runs;
  return first.flatMap((line) => {
    const same = others.map((run) => run.find(({ what }) => what === line.what));
    if (same.some((one) => one?.values.length !== line.values.length)) return [];
    const values = line.values.map((value, place) =>
      median([value, ...same.map((one) => one?.values[place] ?? value)]),
    );
    let place = 0;
    const shown = line.shown.replace(FIGURE, (figure) =>
      (values[place++] ?? 0).toFixed(figure.split('.')[1]?.length ?? 0),
    );
    return [{ what: line.what, shown, values }];
  });
}
