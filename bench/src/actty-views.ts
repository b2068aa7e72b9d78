import type * as actty from 'actty'
import type { Child, Node, TextNode } from 'actty'
import { DIALOG_WIDTH, type Line, type Panel, type Screen, type Window } from './screens.ts'

type Builders = Pick<typeof actty, 'box' | 'column' | 'lines' | 'overlay' | 'row' | 'text'>

/** The views of the screens, made with the builders of the package, or with those of its sources. */
export function viewsWith({ box, column, lines, overlay, row, text }: Builders) {
  return { viewOf, textOf }

  /** The views of the screens, without boards. The counter's header may be a region of its own. */
  function viewOf(screen: Screen, frame: number, header?: Child): Node {
    if (screen.window) return windowOf(screen.window(frame))
    const { header: top, panels, footer } = screen.dashboard!(frame)
    const page = column([header ?? textOf(top), row({ grow: 1 }, panels.map(panelOf)), textOf(footer)])
    if (!screen.dialog) return page
    const dialog = screen.dialog(frame)
    return overlay([
      page,
      dialog && box({ border: 'single', title: dialog.title, width: DIALOG_WIDTH }, dialog.lines.map(textOf)),
    ])
  }

  function textOf(line: Line): TextNode {
    const [first] = line
    return line.length === 1 && first
      ? text(first.text, { color: first.color, bold: first.bold, overflow: 'clip' })
      : text(line.map(partOf), { overflow: 'clip' })
  }

  function partOf({ text: content, color, bold }: Line[number]) {
    return color || bold ? text(content, { color, bold }) : content
  }

  function panelOf({ title, lines: body }: Panel): Node {
    return box({ border: 'single', title, grow: 1 }, body.map(textOf))
  }

  function windowOf({ header, from, length, at }: Window): Node {
    const source = { length: Math.min(length, 1e9), at: (index: number) => lineOf(at(index)) }
    const body = lines(source, { from })
    return header === undefined ? body : column([textOf(header), body])
  }

  /** A line of one plain part is a string. */
  function lineOf(line: Line): string | TextNode {
    return line.length === 1 && !line[0]!.bold ? line[0]!.text : textOf(line)
  }
}
