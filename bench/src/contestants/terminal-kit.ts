import { createRequire } from 'node:module'
import { contest } from '../contestant.js'
import { linesOf, type Part } from '../screens.js'

interface Kit {
  fullscreen(on: boolean): void
  hideCursor(): void
  grabInput(on: boolean): void
  on(event: 'key', listener: () => void): void
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

await contest((screen, first) => {
  const { terminal, ScreenBuffer } = kit
  const { columns, rows } = screen
  const buffer = new ScreenBuffer({ dst: terminal, width: columns, height: rows })
  terminal.fullscreen(true)
  terminal.hideCursor()
  const show = (frame: number) => {
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
