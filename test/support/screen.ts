import { Pane } from '../../src/render/box.ts'
import type { Node } from '../../src/render/node.ts'
import { Screen } from '../../src/render/screen.ts'

export function screenOf(columns: number, rows: number): Screen {
  return new Screen(new Pane(() => undefined), columns, rows, 'truecolor')
}

/** Draws a view, and gives the bytes. */
export function draw(screen: Screen, node: Node): string {
  screen.pane.content = node
  screen.arrange()
  return screen.draw()
}

/** What a view looks like. */
export function shown(node: Node, columns: number, rows: number): string[] {
  const screen = screenOf(columns, rows)
  draw(screen, node)
  return screen.toLines()
}
