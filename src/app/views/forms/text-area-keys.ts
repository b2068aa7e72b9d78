import type { SnapshotFrom } from 'xstate'
import { selectionIn } from '../../../machines/editor/field.ts'
import type { TextTarget } from '../../../machines/editor/edits.ts'
import { tokenAt } from '../../../machines/editor/pasting.ts'
import { endsByEscape } from '../../../machines/editor/vi.ts'
import type { TextArea, TextAreaEvent } from '../../../machines/forms/text-area.ts'
import type { KeyBinding, Place } from '../../component.ts'
import type { KeyEvent, PasteEvent } from '../../input/events.ts'
import { editKeys } from '../controls/edit-keys.ts'
import type { TextAreaLayout } from './text-area-layout.ts'

type Snapshot = SnapshotFrom<TextArea>
type Input = KeyEvent | PasteEvent
type Event = TextAreaEvent
type Binding = (snapshot: Snapshot, input: Input, layout: TextAreaLayout) => Event | undefined

const move = (to: TextTarget, select = false): Event => ({ type: 'move', to, select })
const lineBreak: Event = { type: 'insert', text: '\n' }

/** Keys that need neither the snapshot nor the rows. */
const plain: Readonly<Record<string, Event | Binding>> = {
  ...editKeys,
  'ctrl+up': move('paragraphUp'),
  'ctrl+down': move('paragraphDown'),
  'ctrl+shift+up': move('paragraphUp', true),
  'ctrl+shift+down': move('paragraphDown', true),
  'alt+e': { type: 'edit' },
  'ctrl+r': { type: 'search' },
  'shift+enter': lineBreak,
  'alt+enter': lineBreak,
  'ctrl+j': lineBreak,
}

/** Keys that depend on what is shown. */
function bound(): Readonly<Record<string, Event | Binding>> {
  const rows =
    (by: (layout: TextAreaLayout) => number, select: boolean): Binding =>
    (_, __, layout) => ({
      type: 'place',
      ...layout.rowsBelow(by(layout)),
      select,
    })
  const edge =
    (to: 'start' | 'end', select = false): Binding =>
    (_, __, layout) => ({
      type: 'place',
      at: layout.rowEdge(to),
      select,
    })
  const submit: Event = { type: 'submit' }
  return {
    text: typed,
    paste: (_, input) => ({ type: 'paste', text: input.text, last: input.type !== 'paste' || input.last }),
    enter: (snapshot) =>
      offers(snapshot)
        ? { type: 'complete' }
        : !breaks(snapshot) || isSearching(snapshot)
          ? submit
          : lineBreak,
    'ctrl+s': (snapshot) =>
      breaks(snapshot) ? submit : isSearching(snapshot) ? { type: 'take' } : undefined,
    'ctrl+enter': (snapshot) => (breaks(snapshot) ? submit : undefined),
    // In an empty field it's the end of the input, as in a shell: the region around it may leave.
    'ctrl+d': ({ context }) => (context.edited.text.length === 0 ? undefined : editKeys.delete),
    tab: (snapshot) => (offers(snapshot) ? { type: 'complete' } : undefined),
    escape: (snapshot) =>
      isSearching(snapshot)
        ? { type: 'take' }
        : snapshot.can({ type: 'dismiss' })
          ? { type: 'dismiss' }
          : selectionIn(snapshot.context) !== undefined
            ? { type: 'unselect' }
            : { type: 'leave' },
    'ctrl+g': (snapshot) => (isSearching(snapshot) ? { type: 'abort' } : { type: 'unselect' }),
    up: (snapshot, _, layout) =>
      offers(snapshot)
        ? { type: 'choose', by: -1 }
        : layout.cursorRow === 0 && snapshot.can({ type: 'older' })
          ? { type: 'older' }
          : { type: 'place', ...layout.rowsBelow(-1) },
    down: (snapshot, _, layout) =>
      offers(snapshot)
        ? { type: 'choose', by: 1 }
        : layout.cursorRow === layout.total - 1 && snapshot.can({ type: 'newer' })
          ? { type: 'newer' }
          : { type: 'place', ...layout.rowsBelow(1) },
    'ctrl+p': (snapshot, _, layout) =>
      offers(snapshot)
        ? { type: 'choose', by: -1 }
        : layout.cursorRow === 0
          ? { type: 'older' }
          : { type: 'place', ...layout.rowsBelow(-1) },
    'ctrl+n': (snapshot, _, layout) =>
      offers(snapshot)
        ? { type: 'choose', by: 1 }
        : layout.cursorRow === layout.total - 1
          ? { type: 'newer' }
          : { type: 'place', ...layout.rowsBelow(1) },
    'alt+p': (snapshot) => (tokenAt(snapshot.context) === undefined ? undefined : { type: 'expand' }),
    'shift+up': rows(() => -1, true),
    'shift+down': rows(() => 1, true),
    pageup: rows(({ visible }) => -visible, false),
    pagedown: rows(({ visible }) => visible, false),
    'shift+pageup': rows(({ visible }) => -visible, true),
    'shift+pagedown': rows(({ visible }) => visible, true),
    home: edge('start'),
    end: edge('end'),
    'ctrl+a': edge('start'),
    'ctrl+e': edge('end'),
    'shift+home': edge('start', true),
    'shift+end': edge('end', true),
  }
}

/** The keys of a text area. Each event says which row is the first in view, so that the window moves no more than it has to. */
export function textAreaKeys(
  layoutOf: (snapshot: Snapshot, place: Place) => TextAreaLayout,
): Readonly<Record<string, KeyBinding<Snapshot, Event>>> {
  // Events that aren't edits have no use for it.
  const withTop = (event: Event | undefined, { topPlace }: TextAreaLayout): Event | undefined =>
    event && Object.assign({ top: topPlace }, event)
  const table = { ...bound(), ...plain }
  const names = new Set([...Object.keys(table), ...viLetters])
  const all = Array.from(names, (key) => [
    key,
    (snapshot: Snapshot, input: Input, place: Place) => {
      const layout = layoutOf(snapshot, place)
      const vi = viEvent(snapshot, key, input)
      const binding: Event | Binding | undefined = table[key] ?? typed
      return withTop(
        vi ?? (typeof binding === 'function' ? binding(snapshot, input, layout) : binding),
        layout,
      )
    },
  ])
  return Object.fromEntries(all) as Readonly<Record<string, KeyBinding<Snapshot, Event>>>
}

/** Letters have bindings of their own, by which vi finds them on the keyboards of other scripts. */
const viLetters = Array.from('hjklwbegftiaIAoOdcyxprJuvVG')

const typed: Binding = (_, { text }) => (text === '' ? undefined : { type: 'insert', text })

/** Keys that mean another one, while vi takes commands. */
const viNames: Readonly<Record<string, string>> = {
  left: 'h',
  right: 'l',
  backspace: 'h',
  home: '0',
  end: '$',
  delete: 'x',
  'ctrl+r': 'ctrl+r',
}

/** The event of a key that is a command of vi. */
function viEvent(snapshot: Snapshot, name: string, input: Input): Event | undefined {
  const { vi, search, query } = snapshot.context
  if (vi === undefined || search !== undefined || input.type === 'paste') return undefined
  if (name === 'escape') {
    const isMenu = query !== undefined && snapshot.can({ type: 'dismiss' })
    return !isMenu && endsByEscape(vi) ? { type: 'vi', key: 'escape' } : undefined
  }
  if (vi.mode === 'insert') return undefined
  const key =
    viNames[name] ?? (input.text === ' ' && vi.pending === undefined ? 'l' : input.text || letter(input.name))
  // What isn't a command isn't text either.
  return key === undefined ? undefined : { type: 'vi', key }
}

function letter(name: string): string | undefined {
  return viLetters.includes(name) ? name : undefined
}

function offers({ context }: Snapshot): boolean {
  return context.completions.length > 0
}

/** Whether Enter breaks the line, so that other keys submit. */
function breaks({ context }: Snapshot): boolean {
  return context.enter === 'break'
}

function isSearching({ context }: Snapshot): boolean {
  return context.search !== undefined
}
