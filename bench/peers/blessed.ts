import blessed from 'blessed'
import { contest, sizedToTerminal } from '../src/contestant.ts'
import { DIALOG_HEIGHT, DIALOG_WIDTH, linesOf, PANELS, type Line, type Screen } from '../src/screens.ts'

const framed = { border: { type: 'line' as const }, tags: true, wrap: false }

await contest((spec, first) => {
  const screen = blessed.screen({ smartCSR: true, fullUnicode: true, useBCE: true })
  const draw = spec.dashboard ? dashboardOn(screen, spec) : linesOn(screen, spec)
  let current = first
  const show = (frame: number) => {
    current = frame
    draw(frame)
  }
  show(first)
  screen.on('resize', () => draw(current))
  return { show, onKey: (listener) => screen.on('keypress', listener) }
})

type Show = (frame: number) => void

function linesOn(screen: blessed.Widgets.Screen, spec: Screen): Show {
  const page = blessed.box({ parent: screen, width: '100%', height: '100%', tags: true, wrap: false })
  return (frame) => {
    page.setContent(linesOf(sizedToTerminal(spec), frame).map(tagged).join('\n'))
    screen.render()
  }
}

function dashboardOn(screen: blessed.Widgets.Screen, { dashboard, dialog }: Screen): Show {
  const header = blessed.box({ parent: screen, top: 0, height: 1, tags: true })
  const panels = Array.from({ length: PANELS }, () => blessed.box({ ...framed, parent: screen, top: 1 }))
  const footer = blessed.box({ parent: screen, bottom: 0, height: 1, tags: true })
  const over = blessed.box({
    ...framed,
    parent: screen,
    left: 'center',
    top: 'center',
    width: DIALOG_WIDTH,
    height: DIALOG_HEIGHT,
    hidden: true,
  })
  return (frame) => {
    const { columns, rows } = process.stdout
    const page = dashboard!(frame)
    header.setContent(tagged(page.header))
    footer.setContent(tagged(page.footer))
    page.panels.forEach(({ title, lines }, index) => {
      const box = panels[index]!
      box.width = columns / PANELS
      box.left = index * box.width
      box.height = rows - 2
      fill(box, title, lines)
    })
    const asked = dialog?.(frame)
    over.hidden = asked === undefined
    if (asked !== undefined) fill(over, asked.title, asked.lines)
    screen.render()
  }
}

function fill(box: blessed.Widgets.BoxElement, title: string, lines: readonly Line[]): void {
  box.setLabel({ text: ` ${title} `, side: 'left' } as never)
  box.setContent(lines.map(tagged).join('\n'))
}

function tagged(line: Line): string {
  return line
    .map(({ text, color, bold }) => {
      const inner = color ? `{${color}-fg}${text}{/${color}-fg}` : text
      return bold ? `{bold}${inner}{/bold}` : inner
    })
    .join('')
}
