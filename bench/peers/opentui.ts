import { bold, BoxRenderable, createCliRenderer, fg, StyledText, TextRenderable } from '@opentui/core'
import { contest, sizedToTerminal } from '../src/contestant.ts'
import { linesOf, type Line, type Screen } from '../src/screens.ts'

const colors = { red: '#cd0000', green: '#00cd00', yellow: '#cdcd00', cyan: '#00cdcd' } as const

await contest(async (screen, first) => {
  const renderer = await createCliRenderer({ exitOnCtrlC: true, targetFps: 1000, maxFps: 1000 })
  const set = screen.dashboard && !screen.dialog ? dashboardOn(renderer, screen) : linesOn(renderer, screen)
  const show = (frame: number) => {
    set(frame)
    renderer.requestRender()
    return renderer.idle()
  }
  await show(first)
  return { show, onKey: (listener) => renderer.keyInput.on('keypress', listener) }
})

type Renderer = Awaited<ReturnType<typeof createCliRenderer>>

function linesOn(renderer: Renderer, screen: Screen): (frame: number) => void {
  const page = new TextRenderable(renderer, { width: '100%', height: '100%', wrapMode: 'none' })
  renderer.root.add(page)
  return (frame) => (page.content = styled(linesOf(sizedToTerminal(screen), frame)))
}

function dashboardOn(renderer: Renderer, screen: Screen): (frame: number) => void {
  const page = new BoxRenderable(renderer, {
    flexDirection: 'column',
    width: '100%',
    height: '100%',
  })
  const header = new TextRenderable(renderer, { height: 1 })
  const middle = new BoxRenderable(renderer, { flexDirection: 'row', flexGrow: 1 })
  const footer = new TextRenderable(renderer, { height: 1 })
  const panels = screen.dashboard!(0).panels.map(({ title }) => {
    const box = new BoxRenderable(renderer, {
      title: ` ${title} `,
      border: true,
      flexGrow: 1,
      flexBasis: 0,
    })
    const body = new TextRenderable(renderer, { wrapMode: 'none' })
    box.add(body)
    middle.add(box)
    return body
  })
  for (const part of [header, middle, footer]) page.add(part)
  renderer.root.add(page)
  return (frame) => {
    const { header: top, panels: bodies, footer: bottom } = screen.dashboard!(frame)
    header.content = styled([top])
    footer.content = styled([bottom])
    bodies.forEach(({ lines }, index) => (panels[index]!.content = styled(lines)))
  }
}

function styled(lines: readonly Line[]): StyledText {
  return new StyledText(
    lines.flatMap((line, index) => [
      ...line.map(({ text, color, bold: isBold }) => {
        const chunk = color ? fg(colors[color])(text) : fg('#e5e5e5')(text)
        return isBold ? bold(chunk) : chunk
      }),
      ...(index < lines.length - 1 ? [fg('#e5e5e5')('\n')] : []),
    ]),
  )
}
