import type { SnapshotFrom } from 'xstate'
import {
  choices,
  type Choices,
  type ChoicesEvent,
  type ShownOption,
} from '../../../machines/forms/choices.ts'
import type { Node } from '../../../render/nodes/index.ts'
import { grow } from '../../../render/nodes/grow.ts'
import { mark } from '../../../render/nodes/mark.ts'
import { scroll } from '../../../render/nodes/scroll.ts'
import { column, row } from '../../../render/nodes/stack.ts'
import { text } from '../../../render/nodes/text.ts'
import { width } from '../../../render/text/width.ts'
import { component, type Component, type KeyTable } from '../../component.ts'

/** The most rows that options take. Others are scrolled to. */
const MAX_ROWS = 10

/** Details stand beside labels if they have so many columns there. */
const DETAIL_COLUMNS = 24

const move = (by: number) => ({ type: 'move', by }) as const

const keys: KeyTable<SnapshotFrom<Choices>, ChoicesEvent> = {
  up: move(-1),
  down: move(1),
  'ctrl+p': move(-1),
  'ctrl+n': move(1),
  pageup: move(-MAX_ROWS),
  pagedown: move(MAX_ROWS),
  home: { type: 'first' },
  end: { type: 'last' },
}

/** Keys that a question has only if nothing is typed in it. */
const plainKeys: KeyTable<SnapshotFrom<Choices>, ChoicesEvent> = {
  k: move(-1),
  j: move(1),
  space: { type: 'toggle' },
  a: { type: 'toggleAll' },
  g: { type: 'toggleGroup' },
  text: ({ context: { many, options } }, { text }) =>
    many && options.length <= 9 && /^[1-9]$/.test(text)
      ? { type: 'toggle', position: Number(text) - 1 }
      : undefined,
}

/** The options of a question. `empty` is said if there are none. */
export function choicesView(
  many: boolean,
  isTyped = false,
  empty = 'nothing to choose from',
): Component<Choices, never> {
  return component({
    logic: choices(many),
    name: 'choices',
    keys: isTyped ? keys : { ...keys, ...plainKeys },
    view: ({ context }, { columns, focused }) => {
      const { options, position, value } = context
      if (options.length === 0) return text(empty, { color: 'muted' })
      const widest = Math.max(
        0,
        ...options.map((option) => (detailOf(option) === undefined ? 0 : width(option.label))),
      )
      let reveal = 0
      const rows: Node[] = []
      options.forEach((option, index) => {
        const { group } = option
        const isFirst = group !== undefined && group !== options[index - 1]?.group
        const shown = optionRow(option, {
          isSelected: index === position,
          isChosen: many ? value.includes(index) : undefined,
          // Beside labels that are as wide, hints stand in a column.
          width: widest + DETAIL_COLUMNS <= columns ? widest : undefined,
          press: many ? { type: 'toggle', position: index } : { type: 'place', position: index },
        })
        if (isFirst) rows.push(text(group, { color: 'muted', bold: true }))
        if (index === position) reveal = rows.length
        rows.push(shown)
      })
      return scroll(column(rows), { grow: 0, maxHeight: MAX_ROWS, reveal, scrollbar: true, focused })
    },
  })
}

interface Look {
  readonly isSelected: boolean
  readonly isChosen: boolean | undefined
  readonly width: number | undefined
  readonly press: ChoicesEvent
}

/** `› ■ label  hint`: a bar as wide as the question, if it's the one that keys are about. */
function optionRow(option: ShownOption, look: Look): Node {
  const { label, disabled } = option
  const { isSelected, isChosen, width, press } = look
  const isFree = disabled === undefined
  const detail = detailOf(option)
  const color = !isFree ? 'faint' : isSelected ? 'onSelection' : 'text'
  const labelled = text(label, { color, ...(detail !== undefined && width !== undefined && { width }) })
  const beside = detail !== undefined && text(detail, { color: isFree ? 'muted' : 'faint' })
  return row({ gap: 1, ...(isSelected && isFree && { background: 'selection' }), ...(isFree && { press }) }, [
    isSelected && isFree ? text([mark('prompt', { color: 'focus' })], { cursor: 0, width: 1 }) : text(' '),
    isChosen !== undefined &&
      mark(isChosen ? 'checked' : 'unchecked', { color: isChosen ? 'accent' : color }),
    width === undefined
      ? grow(column([labelled, beside]))
      : grow(row({ gap: 2 }, [labelled, beside && grow(beside)])),
  ])
}

/** What stands beside a label: why the option can't be chosen, or its hint. */
function detailOf({ hint, disabled }: ShownOption): string | undefined {
  return disabled === undefined ? hint : disabled || 'not now'
}

/** Options as numbered lines, for where there is no screen. */
export function optionLines(options: readonly ShownOption[]): readonly string[] {
  return options.flatMap((option, index) => {
    const { label, group, disabled, hint } = option
    const isFirst = group !== undefined && group !== options[index - 1]?.group
    const why = disabled === undefined ? hint : `not now${disabled === '' ? '' : `: ${disabled}`}`
    const line = [`${index + 1}. ${label}`, why !== undefined && `(${why})`].filter(Boolean).join(' ')
    return isFirst ? [`${group}:`, line] : [line]
  })
}
