/** One line of the result. */
export interface Row {
  readonly figure: string;
  readonly measured: string;
  /** What it is to be compared with, measured in the same run. */
  readonly beside?: string;
  readonly aim?: string;
}

/** The result as one Markdown table, its columns aligned for a terminal. */
export function tableOf(rows: readonly Row[]): string {
  const lines = [
    ['figure', 'measured', 'beside it', 'aim'],
    ...rows.map(({ figure, measured, beside = '', aim = '' }) => [figure, measured, beside, aim]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const [head = '', ...body] = lines.map(
    (line) => `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
  );
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [head, rule, ...body].join('\n');
}
