import { ProcessTerminal, TUI } from '@mariozechner/pi-tui'
import { contest, nextWrite, sizedToTerminal } from '../src/contestant.ts'
import { linesOf, type Line } from '../src/screens.ts'

const codes = { red: 31, green: 32, yellow: 33, cyan: 36 } as const

await contest(async (screen, first) => {
  // It draws at most every 16 ms; without that, as all others here, as soon as it can.
  ;(TUI as unknown as { MIN_RENDER_INTERVAL_MS: number }).MIN_RENDER_INTERVAL_MS = 0
  const wrote = nextWrite()
  let shown = { frame: first, columns: screen.columns, rows: screen.rows }
  let lines: readonly Line[] = linesOf(screen, first)
  const make = (frame: number) => {
    const { columns, rows } = process.stdout
    shown = { frame, columns, rows }
    lines = linesOf(sizedToTerminal(screen), frame)
  }
  let pressed = () => {}
  const tui = new TUI(new ProcessTerminal())
  const page = {
    render(columns: number) {
      if (columns !== shown.columns || process.stdout.rows !== shown.rows) make(shown.frame)
      return lines.map(withCodes)
    },
    handleInput: () => pressed(),
    invalidate() {},
  }
  tui.addChild(page)
  tui.setFocus(page)
  tui.start()
  await wrote()
  return {
    show(frame) {
      make(frame)
      const drawn = wrote()
      tui.requestRender()
      return drawn
    },
    onKey: (listener) => (pressed = listener),
  }
})

function withCodes(line: Line): string {
  return line
    .map(({ text, color, bold }) =>
      color || bold
        ? `\x1b[${[...(bold ? [1] : []), ...(color ? [codes[color]] : [])].join(';')}m${text}\x1b[0m`
        : text,
    )
    .join('')
}
