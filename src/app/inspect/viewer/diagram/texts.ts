import type { ChartNode, ChartTransition } from '../chart.ts'

/** How wide a text is, in pixels. */
export type Measure = (text: string, font: Font) => number

/** The fonts of a diagram: of the names of states, of what is code, and of prose. */
export type Font = 'name' | 'code' | 'prose'

/** A line of text in a box or in a label. */
export interface Line {
  readonly kind: 'title' | 'description' | 'work' | 'transition'
  /** Class names and texts. */
  readonly parts: readonly Part[]
  /** The transition that the line is of: 'form.editing:on.SAVE.1'. */
  readonly transition: string | undefined
  /** The whole text, if the line has only a part of it, and what else there is to say. */
  readonly hint: string | undefined
}

type Part = readonly [name: string, text: string]

/** Lines with the room that they take, in pixels. */
export interface TextBlock {
  readonly lines: readonly Line[]
  readonly width: number
  readonly height: number
}

/** The height of a line, in pixels. */
const LINE = 18

/** The room around the lines of a box, and of a label. */
const BOX_PADDING = { x: 10, y: 6 } as const
const LABEL_PADDING = { x: 6, y: 1 } as const

/** The width of a line, at which it is broken or cut. */
const MAX_WIDTH = 250

/** Lines of a description. */
const MAX_DESCRIPTION = 3

/** Room in a title for the count of its visits. */
const COUNT = 34

/** What stands in the box of a state. `inside` are the transitions that lead nowhere else. */
export function boxText(node: ChartNode, inside: readonly ChartTransition[], measure: Measure): TextBlock {
  const { key, kind, isDeep, description, invokes, entry, exit } = node
  const mark =
    kind === 'history' ? (isDeep ? 'H*' : 'H') : kind === 'final' || kind === 'parallel' ? kind : ''
  const title = fit(key, 'name', measure)
  const parts: Part[] = [['name', title]]
  if (mark !== '') parts.push(['kind', mark])
  const works = [
    ...invokes.map((name) => ['invokes', name]),
    ...entry.map((name) => ['entry /', name]),
    ...exit.map((name) => ['exit /', name]),
  ]
  const lines: Line[] = [
    { kind: 'title', parts, transition: undefined, hint: title === key ? undefined : key },
    ...descriptionLines(description, measure),
    ...works.map(([name = '', text = '']) => workLine(name, text, measure)),
    ...inside.flatMap((one) => transitionLines(node.path, one, measure)),
  ]
  return block(lines, BOX_PADDING, measure, COUNT)
}

/** What stands beside the arrow of these transitions of a state. */
export function labelText(
  path: string,
  transitions: readonly ChartTransition[],
  measure: Measure,
): TextBlock {
  const lines = transitions.flatMap((one) => transitionLines(path, one, measure))
  return block(lines, LABEL_PADDING, measure, 0)
}

function block(
  lines: readonly Line[],
  padding: { readonly x: number; readonly y: number },
  measure: Measure,
  titleRoom: number,
): TextBlock {
  const widths = lines.map((line) => widthOf(line, measure) + (line.kind === 'title' ? titleRoom : 0))
  return {
    lines,
    width: Math.ceil(Math.max(...widths)) + 2 * padding.x,
    height: lines.length * LINE + 2 * padding.y,
  }
}

function widthOf({ kind, parts }: Line, measure: Measure): number {
  const font = kind === 'title' ? 'name' : kind === 'description' ? 'prose' : 'code'
  const room = kind === 'title' ? 18 : 0 // the mark beside a title has padding
  return parts.reduce((sum, [, text], index) => sum + measure(text, font) + (index > 0 ? room : 0), 0)
}

function workLine(name: string, text: string, measure: Measure): Line {
  const shown = fit(text, 'code', measure)
  return {
    kind: 'work',
    parts: [
      ['word', `${name} `],
      ['action', shown],
    ],
    transition: undefined,
    hint: shown === text ? undefined : text,
  }
}

/** Event, guard and actions, in one line if they are short. */
function transitionLines(path: string, one: ChartTransition, measure: Measure): Line[] {
  const { label, guard, actions, description, place, to, targets } = one
  const unknown = targets.length > to.length ? ` → ${targets.join(', ')}` : ''
  const parts: Part[] = [['event', label]]
  if (guard !== undefined) parts.push(['guard', ` [${guard}]`])
  if (unknown !== '') parts.push(['target', unknown])
  if (actions.length > 0) parts.push(['action', ` / ${actions.join(', ')}`])
  const whole = parts.map(([, text]) => text).join('')
  const shown = parts.map(([name, text]): Part => [name, fit(text, 'code', measure)])
  const isCut = shown.some(([, text], index) => text !== parts[index]![1])
  const hint = [isCut ? whole : '', description ?? ''].filter((text) => text !== '').join('\n')
  return rows(shown, measure).map((row) => ({
    kind: 'transition',
    parts: row,
    transition: `${path}:${place}`,
    hint: hint === '' ? undefined : hint,
  }))
}

function rows(parts: readonly Part[], measure: Measure): Part[][] {
  const found: Part[][] = []
  let room = 0
  for (const part of parts) {
    const width = measure(part[1], 'code')
    if (width > room) {
      found.push([[part[0], part[1].trimStart()]])
      room = MAX_WIDTH - width
    } else {
      found.at(-1)!.push(part)
      room -= width
    }
  }
  return found
}

function descriptionLines(description: string | undefined, measure: Measure): Line[] {
  if (description === undefined) return []
  const lines: string[] = []
  for (const word of description.split(/\s+/).filter((word) => word !== '')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`.trimStart()
    if (lines.length > 0 && measure(longer, 'prose') <= MAX_WIDTH) lines[lines.length - 1] = longer
    else if (lines.length < MAX_DESCRIPTION) lines.push(fit(word, 'prose', measure))
    else {
      lines[lines.length - 1] = fit(`${lines.at(-1)!} …`, 'prose', measure)
      break
    }
  }
  const hint = lines.join(' ') === description ? undefined : description
  return lines.map((text) => ({
    kind: 'description',
    parts: [['prose', text]],
    transition: undefined,
    hint,
  }))
}

/** The text, or as much of it as there is room for. */
function fit(text: string, font: Font, measure: Measure): string {
  if (measure(text, font) <= MAX_WIDTH) return text
  const characters = [...text.slice(0, 1_000)]
  let count = characters.length
  let shown = text
  while (count > 1 && measure(shown, font) > MAX_WIDTH) {
    count = Math.min(count - 1, Math.floor((count * MAX_WIDTH) / measure(shown, font)))
    shown = `${characters.slice(0, count).join('')}…`
  }
  return shown
}
