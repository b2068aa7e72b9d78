/** What a terminal sends for the mouse. xterm's ctlseqs, "SGR (1006)": a final M is a press or a move, m is a release. */
export function mouseReport(button: number, x: number, y: number, final = 'M'): string {
  return `\x1b[<${button};${x + 1};${y + 1}${final}`
}
