import {
  pseudoterminal,
  type Pseudoterminal,
  type PseudoterminalContext,
  type PseudoterminalEvent,
  type PseudoterminalOptions,
} from '../../machines/terminals/pseudoterminal.ts'
import { CellRow } from '../../machines/terminals/cell-row.ts'
import { layer } from '../../render/nodes/layer.ts'
import { overlay } from '../../render/nodes/overlay.ts'
import { pane } from '../../render/nodes/pane.ts'
import { column, row } from '../../render/nodes/stack.ts'
import { terminal } from '../../render/nodes/terminal.ts'
import { text, type TextNode } from '../../render/nodes/text.ts'
import { mark } from '../../render/nodes/mark.ts'
import { component, type Component, type Place } from '../component.ts'
import type { KeyEvent, PasteEvent } from '../input/events.ts'
import { parseKeyName } from '../input/key-names.ts'
import { region } from '../region.ts'
import { valueOf } from '../value-of.ts'
import { isLogic } from '../views/logic-or-options.ts'
import { textInputView } from '../views/controls/text-input.ts'
import { wheelRows } from '../views/controls/wheel.ts'
import { bytesOf, mouseInput } from './child-input.ts'

/** The look and the keys of a `terminalView`. */
export interface TerminalViewOptions {
  /**
   * The key that gives the keys back to the app. Pressed twice, it goes to the command.
   *
   * @defaultValue 'ctrl+a', as in screen and mprocs
   */
  readonly leave?: string | undefined
  /**
   * Whether it stands in a frame, with the title that the command has set, or else its name.
   *
   * @defaultValue false
   */
  readonly frame?: boolean | undefined
  /** The component's name, for errors. */
  readonly name?: string | undefined
}

/** All terminals are read through one row of cells. */
const cells = new CellRow()

/** The rows that a key moves less than a page. */
const OVERLAP = 1

/**
 * A terminal in a pane: the view of `pseudoterminal`. While it has the focus, keys, pastes and the mouse are the command's, but for the key
 * that leaves it. Then keys are the app's again, and `up`, `down`, `pageup`, `pagedown`, `home` and `end` move the window, `/` searches, `n`
 * and `N` search on, `enter` gives the keys to the command. The wheel and Shift with PageUp and PageDown move the window always. It takes
 * the logic, or its options.
 *
 * ```ts
 * const shell = terminalView({ command: 'bash' })
 * ```
 *
 * @throws TypeError if `leave` isn't a key.
 */
export function terminalView<Input>(
  logicOrOptions: Pseudoterminal<Input> | PseudoterminalOptions,
  { leave = 'ctrl+a', frame = false, name = 'terminal' }: TerminalViewOptions = {},
): Component<Pseudoterminal<Input>, never> {
  const logic: Pseudoterminal<Input> = isLogic<Pseudoterminal<Input>>(logicOrOptions)
    ? logicOrOptions
    : pseudoterminal(logicOrOptions)
  const leaveKey = parseKeyName(leave)
  const edge = frame ? 1 : 0
  const inner = ({ columns, rows }: Pick<Place, 'columns' | 'rows'>) => ({
    columns: Math.max(2, columns - 2 * edge),
    rows: Math.max(1, rows - 2 * edge),
  })
  const searchField = textInputView({ name: 'search', placeholder: 'search' })
  return component<Pseudoterminal>({
    logic,
    name,
    placed: (_, { focused, background, ...place }) => ({
      type: 'placed',
      ...inner(place),
      focused,
      isDark: background !== 'light',
    }),
    keys: (snapshot, input, place) => keyEvent(snapshot, input, inner(place), leaveKey),
    help: keysWithHelp(leaveKey),
    mouse: (snapshot, mouse, place) => {
      const { screen } = snapshot.context
      const here = { ...mouse, x: mouse.x - edge, y: mouse.y - edge }
      const rows = wheelRows(mouse)
      if (isTyping(snapshot)) {
        const isInside = here.x >= 0 && here.y >= 0 && here.x < screen.columns && here.y < screen.rows
        const isDrag = mouse.action === 'release' || mouse.action === 'move'
        const bytes = isInside || isDrag ? mouseInput(here, { ...place, ...inner(place) }, screen.modes) : ''
        if (bytes !== '') return { type: 'write', text: bytes }
        if (rows !== undefined && screen.modes.alternate)
          return { type: 'write', text: arrows(rows, screen.modes) }
      }
      return rows === undefined ? undefined : { type: 'scroll', by: rows }
    },
    lines: { say: ({ context }) => context.screen.text.split('\n').filter((line) => line.trim() !== '') },
    view: (snapshot) => {
      const { context, children } = snapshot
      const { screen, version, found } = context
      const hasKeys = isTyping(snapshot)
      const cursor = hasKeys && context.code === null ? screen.modes.cursorShape : undefined
      const content = terminal(screen, cells, {
        version,
        cursor,
        marked: found,
        ...(screen.modes.mouse === 'move' && hasKeys && { hover: {} }),
      })
      const note = noteOf(snapshot)
      const isAsking = snapshot.matches({ keys: 'searching' })
      const shown =
        note === undefined && !isAsking
          ? content
          : overlay({ at: 'bottom-right', grow: 1 }, [
              content,
              isAsking
                ? layer(
                    column({ width: '100%', background: 'surface' }, [
                      region(children.search, searchField, { height: 1, focus: true }),
                    ]),
                  )
                : layer(row({ select: false }, [note])),
            ])
      if (!frame) return shown
      return pane({ title: screen.title || context.options.command, padding: 0, grow: 1 }, [shown])
    },
  })
}

interface Shown {
  readonly context: PseudoterminalContext
  matches(
    state:
      | { keys: 'typing' | 'browsing' | 'searching' }
      | { process: 'sizing' | { alive: 'terminating' | 'killing' } },
  ): boolean
  readonly children: { readonly search?: unknown }
}

function isTyping(snapshot: Shown): boolean {
  return snapshot.matches({ keys: 'typing' })
}

function keyEvent(
  snapshot: Shown,
  input: KeyEvent | PasteEvent,
  { rows }: Pick<Place, 'rows'>,
  leave: string,
): PseudoterminalEvent | undefined {
  const { screen } = snapshot.context
  const key = input.type === 'key' ? input.name : 'paste'
  const page = Math.max(1, rows - OVERLAP)
  if (snapshot.matches({ keys: 'searching' })) {
    if (key === 'enter') return { type: 'find', text: valueOf(snapshot.children.search as never) ?? '' }
    return key === 'escape' ? { type: 'cancel' } : undefined
  }
  if (!screen.modes.alternate && key === 'shift+pageup') return { type: 'scroll', by: -page }
  if (!screen.modes.alternate && key === 'shift+pagedown') return { type: 'scroll', by: page }
  if (isTyping(snapshot)) {
    if (key === leave) return { type: 'leave' }
    const text = bytesOf(input, screen.modes)
    return text === '' ? undefined : { type: 'write', text }
  }
  return key === leave ? { type: 'pass', text: bytesOf(input, screen.modes) } : browsingKeys(page)[key]
}

function browsingKeys(page: number): Readonly<Record<string, PseudoterminalEvent>> {
  return {
    up: { type: 'scroll', by: -1 },
    down: { type: 'scroll', by: 1 },
    pageup: { type: 'scroll', by: -page },
    pagedown: { type: 'scroll', by: page },
    home: { type: 'toStart' },
    end: { type: 'toEnd' },
    '/': { type: 'search' },
    n: { type: 'findOlder' },
    N: { type: 'findNewer' },
    enter: { type: 'enter' },
  }
}

/** The keys of which the help line says what the chart says. */
function keysWithHelp(leave: string): Readonly<Record<string, string | undefined>> {
  const names = ['up', 'down', 'enter', '/', 'n', 'N', 'escape', leave]
  return Object.fromEntries(names.map((name) => [name, undefined]))
}

/** Where the alternate screen has no rows above it, the wheel moves the cursor, as in xterm's mode 1007. */
function arrows(rows: number, modes: Parameters<typeof bytesOf>[1]): string {
  const name = rows < 0 ? 'up' : 'down'
  return bytesOf({ type: 'key', name, text: '', repeat: false }, modes).repeat(Math.abs(rows))
}

/** What is said over the last row: that the command has ended, or is asked to, or that there is more below. */
function noteOf(snapshot: Shown): TextNode | undefined {
  const { code, signal, screen } = snapshot.context
  if (signal !== null) return note(text(`ended by ${signal}`, { color: 'danger' }))
  if (code !== null) return note(text(`exit code ${code}`, { color: code === 0 ? 'success' : 'danger' }))
  if (snapshot.matches({ process: { alive: 'terminating' } }))
    return note(text('ending', { color: 'warning' }))
  if (screen.isAtEnd) return undefined
  const below = screen.length - screen.top - screen.rows
  return note(text([`${below.toLocaleString('en-US')} below `, mark('down')], { color: 'muted' }))
}

function note(what: TextNode): TextNode {
  return text([' ', what, ' '], { background: 'surface', height: 1 })
}
