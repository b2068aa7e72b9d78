import { rgb, ui, type VNode } from '@rezi-ui/core'
import { createNodeApp } from '@rezi-ui/node'
import { contest, pause, sizedToTerminal } from '../src/contestant.ts'
import { linesOf, PANELS, type Line, type Panel, type Screen } from '../src/screens.ts'

const colors = {
  red: rgb(205, 0, 0),
  green: rgb(0, 205, 0),
  yellow: rgb(205, 205, 0),
  cyan: rgb(0, 205, 205),
}

await contest(async (screen, first) => {
  const app = createNodeApp({
    initialState: { frame: first, columns: screen.columns, rows: screen.rows },
    config: { fpsCap: 120, executionMode: 'inline' },
  })
  app.view(({ frame, columns, rows }) => {
    const sized = { ...screen, columns, rows }
    return screen.dashboard && !screen.dialog ? page(sized, frame) : column(linesOf(sized, frame))
  })
  void app.run()
  await app.ready()
  process.stdout.on('resize', () => {
    const { columns, rows } = sizedToTerminal(screen)
    app.update((state) => ({ ...state, columns, rows }))
  })
  return {
    show(frame) {
      app.update((state) => ({ ...state, frame }))
      return pause(12) // its core draws by itself, at most 120 times a second
    },
    onKey: (listener) => app.onEvent((event) => event.kind === 'engine' && listener()),
  }
})

function page(screen: Screen, frame: number): VNode {
  const { header, panels, footer } = screen.dashboard!(frame)
  return ui.column({ gap: 0 }, [
    row(header),
    ui.row(
      { gap: 0 },
      panels.map((panel) => framed(panel, screen.columns / PANELS, screen.rows - 2)),
    ),
    row(footer),
  ])
}

function framed({ title, lines }: Panel, width: number, height: number): VNode {
  return ui.box({ title: ` ${title} `, border: 'single', width, height, p: 0 }, [column(lines)])
}

function column(lines: readonly Line[]): VNode {
  return ui.column({ gap: 0 }, lines.map(row))
}

function row(line: Line): VNode {
  return ui.richText(
    line.map(({ text, color, bold }) => ({
      text,
      style: { ...(color ? { fg: colors[color] } : {}), ...(bold ? { bold } : {}) },
    })),
  )
}
