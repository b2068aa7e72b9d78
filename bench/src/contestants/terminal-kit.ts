import { createRequire } from 'node:module'
import { contest, sizedToTerminal } from '../contestant.ts'
import { linesOf, type Part, type Screen } from '../screens.ts'

interface Kit {
  fullscreen(on: boolean): void
  hideCursor(): void
  grabInput(on: boolean): void
  clear(): void
  on(event: 'key' | 'resize', listener: () => void): void
}
interface ScreenBuffer {
  fill(options: object): void
  put(options: object, text: string): void
  draw(options: object): void
}

const kit = createRequire(import.meta.url)('terminal-kit') as {
  terminal: Kit
  ScreenBuffer: new (options: object) => ScreenBuffer
}

await contest((spec, first) => {
  const { terminal, ScreenBuffer } = kit
  let screen = spec
  const bufferOf = ({ columns, rows }: Screen) =>
    new ScreenBuffer({ dst: terminal, width: columns, height: rows })
  let buffer = bufferOf(screen)
  let current = first
  terminal.fullscreen(true)
  terminal.hideCursor()
  const show = (frame: number) => {
    current = frame
    buffer.fill({ attr: { color: 'default', bgColor: 'default' }, char: ' ' })
    linesOf(screen, frame).forEach((line, y) => {
      let x = 0
      for (const part of line) {
        buffer.put({ x, y, attr: attributesOf(part), wrap: false, dx: 1, dy: 0 }, part.text)
        x += part.text.length
      }
    })
    buffer.draw({ delta: true })
  }
  show(first)
  terminal.on('resize', () => {
    screen = sizedToTerminal(spec)
    buffer = bufferOf(screen)
    terminal.clear()
    show(current)
  })
  return {
    show,
    onKey(listener) {
      terminal.grabInput(true)
      terminal.on('key', listener)
    },
  }
})

function attributesOf({ color, bold }: Part): object {
  return { color: color ?? 'default', bgColor: 'default', bold: bold ?? false }
}
