import type { ChartNode } from './chart.ts'
import { diagramOf, type Box, type Diagram, type DrawnArrow, type Rectangle } from './diagram/diagram.ts'
import { headOf, pathOf } from './diagram/path.ts'
import type { Line, TextBlock } from './diagram/texts.ts'
import { element, fill, setAttribute, setText, span } from './dom.ts'
import { measuring } from './measure.ts'

const SVG = 'http://www.w3.org/2000/svg'

/** What is lit in a diagram. */
export interface Light {
  /** The paths of active states. */
  readonly active: ReadonlySet<string>
  /** The transitions that were taken last, as 'form.editing:on.SAVE.1'. */
  readonly taken: ReadonlySet<string>
  /** How often states were entered and transitions taken, by the same names. */
  readonly visits: ReadonlyMap<string, number>
}

interface ShownState {
  readonly node: ChartNode
  readonly box: HTMLElement
  readonly count: HTMLElement
}

/** The lines of a label and the arrow, of one transition. */
interface ShownTransition {
  readonly lines: HTMLElement[]
  readonly arrows: ShownArrow[]
}

interface ShownArrow {
  readonly group: SVGElement
  readonly transitions: readonly string[]
}

/** A chart as boxes and arrows. What is drawn stays, afterwards only what is lit changes. */
export class DiagramView {
  readonly root = element('div', { class: 'diagram' })
  readonly #diagrams = new WeakMap<ChartNode, Diagram>()
  readonly #measure = measuring()
  #states = new Map<string, ShownState>()
  #transitions = new Map<string, ShownTransition>()
  #arrows: ShownArrow[] = []

  /** Its size in pixels, before it is scaled. */
  size: { readonly width: number; readonly height: number } = { width: 0, height: 0 }

  show(chart: ChartNode): void {
    const diagram = this.#diagrams.get(chart) ?? diagramOf(chart, this.#measure)
    this.#diagrams.set(chart, diagram)
    this.clear()
    this.size = diagram
    const drawing = svg('svg', {
      class: 'arrows',
      width: diagram.width,
      height: diagram.height,
      'aria-hidden': 'true',
    })
    const boxes = diagram.boxes.map((box) => this.#box(box))
    drawing.append(...diagram.arrows.map((arrow) => this.#arrow(arrow)))
    const labels = diagram.labels.map(({ text, ...place }) => {
      return placed('div', { class: 'arrow-label' }, place, this.#lines(text))
    })
    const dividers = diagram.dividers.map((place) => placed('div', { class: 'divider' }, place, []))
    fill(this.root, [...boxes, ...dividers, drawing, ...labels])
  }

  clear(): void {
    this.#states = new Map()
    this.#transitions = new Map()
    this.#arrows = []
    this.size = { width: 0, height: 0 }
    fill(this.root, [])
  }

  light({ active, taken, visits }: Light): void {
    for (const [path, { node, box, count }] of this.#states) {
      const isActive = active.has(path)
      const times = visits.get(path) ?? 0
      box.classList.toggle('active', isActive)
      box.classList.toggle('never', times === 0 && !isActive)
      setAttribute(box, 'aria-current', isActive ? 'step' : undefined)
      setAttribute(box, 'aria-label', `${node.key}${isActive ? ', active' : ''}, ${timesText(times)}`)
      setText(count, node.path === '' || times === 0 ? '' : `${times}×`)
      setAttribute(count, 'title', times === 0 ? undefined : `entered ${timesText(times)}`)
    }
    for (const [name, { lines }] of this.#transitions) {
      const times = visits.get(name) ?? 0
      for (const line of lines) {
        line.classList.toggle('lit', taken.has(name))
        line.classList.toggle('never', times === 0)
        setAttribute(line, 'title', hintOf(line.dataset['hint'], times))
      }
    }
    for (const { group, transitions } of this.#arrows) {
      group.classList.toggle(
        'lit',
        transitions.some((name) => taken.has(name)),
      )
      group.classList.toggle('never', transitions.length > 0 && !transitions.some((name) => visits.has(name)))
    }
  }

  /** The box of the first active state that has no active state inside. */
  activeBox(): HTMLElement | undefined {
    const active = [...this.#states.values()].filter(({ box }) => box.classList.contains('active'))
    const isLeaf = ({ node }: ShownState) =>
      node.children.every(({ path }) => this.#states.get(path)?.box.classList.contains('active') !== true)
    return active.find(isLeaf)?.box
  }

  #box({ node, text, depth, isRegion, ...place }: Box): HTMLElement {
    const { path, kind, key } = node
    const count = span('visits', '')
    const isOpen = node.children.length > 0
    const name = `state ${kind}${isOpen ? ' open' : ''}${isRegion ? ' region' : ''}${depth % 2 === 1 ? ' odd' : ''}`
    const content = [...this.#lines(text), count]
    const box = placed('section', { class: name, 'data-state': path, 'aria-label': key }, place, content)
    this.#states.set(path, { node, box, count })
    return box
  }

  #lines({ lines }: TextBlock): readonly HTMLElement[] {
    return lines.map((line) => {
      const made = lineOf(line)
      if (line.transition !== undefined) this.#transition(line.transition).lines.push(made)
      return made
    })
  }

  #transition(name: string): ShownTransition {
    const known = this.#transitions.get(name)
    if (known !== undefined) return known
    const made: ShownTransition = { lines: [], arrows: [] }
    this.#transitions.set(name, made)
    return made
  }

  #arrow({ points, source, transitions }: DrawnArrow): SVGElement {
    const group = svg('g', { class: source === undefined ? 'initial-arrow' : 'arrow-line' })
    group.append(svg('path', { d: pathOf(points) }), svg('path', { class: 'head', d: headOf(points) }))
    const [x, y] = points[0]!
    if (source === undefined) group.append(svg('circle', { cx: x, cy: y - 5, r: 5 }))
    this.#arrows.push({ group, transitions })
    return group
  }
}

function lineOf({ kind, parts, hint }: Line): HTMLElement {
  const spans = parts.map(([name, text]) =>
    name === 'name' ? element('strong', {}, [text]) : span(name, text),
  )
  return element('p', { class: `chart-line ${kind}`, 'data-hint': hint, title: hint }, spans)
}

function hintOf(hint: string | undefined, times: number): string {
  return `${hint === undefined ? '' : `${hint}\n`}taken ${timesText(times)}`
}

function timesText(times: number): string {
  return times === 0 ? 'never' : times === 1 ? 'once' : `${times} times`
}

function placed(
  tag: 'section' | 'div',
  attributes: Parameters<typeof element>[1],
  { x, y, width, height }: Rectangle,
  content: readonly Node[],
): HTMLElement {
  const made = element(tag, attributes, content)
  Object.assign(made.style, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` })
  return made
}

function svg(tag: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made: SVGElement = document.createElementNS(SVG, tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value))
  return made
}
